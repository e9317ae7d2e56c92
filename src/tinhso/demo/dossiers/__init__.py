"""What becomes of each simulated dossier? A year of lives, played through one-stop's own actions."""
