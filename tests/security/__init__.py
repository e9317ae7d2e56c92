"""Does anybody see or do what is not theirs? A deployment is walked, address by address, role by role."""
