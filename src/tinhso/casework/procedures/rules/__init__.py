"""Which decisions does the room take? Plain values in, plain values and reasons out; no clock, no tables."""
