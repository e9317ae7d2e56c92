"""Which decisions of this room are pure? Cutting a text into grams, weighing them, hearing signs."""
