"""How fast is it, beside a floor measured in the same run? `make bench`."""
