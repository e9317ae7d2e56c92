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
from tinhso.foundation.worklist.actions.items import ItemSpec, cancel, complete, open_items

__all__ = [
    "AlreadyWithAgency",
    "EarlierThanBefore",
    "ItemSpec",
    "NoSuchItem",
    "assign",
    "cancel",
    "complete",
    "extend",
    "hand_over",
    "open_items",
    "pause",
    "resume",
    "retitle",
    "tick",
]
