"""What can be done with duties: open, end, stop and move their clocks, give them to somebody, ring alarms."""

from tinhso.foundation.worklist.actions.alarms import tick
from tinhso.foundation.worklist.actions.clocks import (
    EarlierThanBefore,
    NoSuchItem,
    extend,
    pause,
    resume,
)
from tinhso.foundation.worklist.actions.giving import AlreadyWithAgency, assign, hand_over, retitle
from tinhso.foundation.worklist.actions.items import (
    ItemSpec,
    Prepared,
    cancel,
    complete,
    open_items,
    open_prepared,
    prepare,
)

__all__ = [
    "AlreadyWithAgency",
    "EarlierThanBefore",
    "ItemSpec",
    "NoSuchItem",
    "Prepared",
    "assign",
    "cancel",
    "complete",
    "extend",
    "hand_over",
    "open_items",
    "open_prepared",
    "pause",
    "prepare",
    "resume",
    "retitle",
    "tick",
]
