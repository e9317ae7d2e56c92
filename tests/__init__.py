"""Tests across the house."""
