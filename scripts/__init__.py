"""What builds, checks and documents the house."""
