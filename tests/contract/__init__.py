"""Does the service keep the Contract that other programs call? Clause by clause, through its doors."""
