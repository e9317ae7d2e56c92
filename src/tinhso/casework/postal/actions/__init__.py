"""What can be done with envelopes of the public post, in the order of their life?"""

from tinhso.casework.postal.actions.handing import sign
from tinhso.casework.postal.actions.packing import (
    Brought,
    NothingToSend,
    SignedAlready,
    bring,
    cancel,
    drop,
    pack,
    write,
)
from tinhso.casework.postal.actions.reporting import (
    deliver,
    fail,
    forget,
    note_returned,
    note_supplied,
    take_in,
)

__all__ = [
    "Brought",
    "NothingToSend",
    "SignedAlready",
    "bring",
    "cancel",
    "deliver",
    "drop",
    "fail",
    "forget",
    "note_returned",
    "note_supplied",
    "pack",
    "sign",
    "take_in",
    "write",
]
