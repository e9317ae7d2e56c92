"""Does anybody see or do what is not theirs? Whole deployments are walked, address by address, role by role."""
