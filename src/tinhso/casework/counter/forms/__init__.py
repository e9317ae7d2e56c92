"""What may officers of the one-stop counter type? Nothing here decides."""
