"""tinhso: the system on which a Vietnamese province runs its digital government."""
