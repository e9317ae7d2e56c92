"""What can be done with the ledger? Append to it; the worker numbers, delivers and publishes."""

from tinhso.foundation.ledger.actions.append import OutsideTransaction, append, append_all

__all__ = ["OutsideTransaction", "append", "append_all"]
