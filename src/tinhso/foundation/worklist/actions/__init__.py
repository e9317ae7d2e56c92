"""What can be done with duties: open, end, stop and move their clocks, give them to somebody, ring alarms."""

from tinhso.foundation.worklist.actions.alarms import tick
from tinhso.foundation.worklist.actions.clocks import (
    EarlierThanBefore,
    NoSuchItem,
    began,
    extend,
    pause,
    resume,
    stand_down,
)
from tinhso.foundation.worklist.actions.giving import AlreadyWithAgency, assign, group, hand_over, retitle
from tinhso.foundation.worklist.actions.items import (
    ItemSpec,
    Prepared,
    cancel,
    complete,
    open_items,
    open_prepared,
    prepare,
)
from tinhso.foundation.worklist.actions.reorganising import (
    DutyPlan,
    Orphaned,
    apply_reorganisation,
    check_owned,
    describe_anew,
    plan_reorganisation,
)

__all__ = [
    "AlreadyWithAgency",
    "DutyPlan",
    "EarlierThanBefore",
    "ItemSpec",
    "NoSuchItem",
    "Orphaned",
    "Prepared",
    "apply_reorganisation",
    "assign",
    "began",
    "cancel",
    "check_owned",
    "complete",
    "describe_anew",
    "extend",
    "group",
    "hand_over",
    "open_items",
    "open_prepared",
    "pause",
    "plan_reorganisation",
    "prepare",
    "resume",
    "retitle",
    "stand_down",
    "tick",
]
