"""What may officers type? Nothing here decides."""
