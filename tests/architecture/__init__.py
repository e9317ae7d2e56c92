"""The walls, checked."""
