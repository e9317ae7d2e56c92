"""What is decided about money from plain values: codes, signatures, bank files, matching."""
