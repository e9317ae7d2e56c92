"""What does the worklist announce? Clocks moved and people told; opening and closing are the room's facts."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tinhso.core.facts import Code, Fact, fact


class Stage(StrEnum):
    """Why somebody is told: at once (urgent), reminders to handlers, to leaders, late, very late."""

    URGENT = "urgent"
    REMINDER = "reminder"
    LEADER = "leader"
    OVERDUE = "overdue"
    ESCALATED = "escalated"


@dataclass(frozen=True, kw_only=True)
class _ItemFact(Fact):
    """Subject is the item's own subject; `agency` has the item, `due_at` is its end after the fact."""

    item: int
    duty: Code
    agency: Code
    due_at: datetime


@fact("worklist.item_reminded")
@dataclass(frozen=True, kw_only=True)
class ItemReminded(_ItemFact):
    """Handlers, leaders or duty contacts were reminded; `planned_at` is when the alarm rang."""

    stage: Stage
    percent: int
    planned_at: datetime


@fact("worklist.item_overdue")
@dataclass(frozen=True, kw_only=True)
class ItemOverdue(_ItemFact):
    """The end passed with the duty undone."""

    stage: Stage
    planned_at: datetime


@fact("worklist.item_escalated")
@dataclass(frozen=True, kw_only=True)
class ItemEscalated(_ItemFact):
    """The body above was told; `to` is its code, None where no body stands above."""

    stage: Stage
    planned_at: datetime
    to: Code | None


@fact("worklist.item_paused")
@dataclass(frozen=True, kw_only=True)
class ItemPaused(_ItemFact):
    """The clock was stopped; `reason` is a code of the room."""

    reason: Code


@fact("worklist.item_resumed")
@dataclass(frozen=True, kw_only=True)
class ItemResumed(_ItemFact):
    """The clock runs again until the new `due_at`."""


@fact("worklist.item_extended")
@dataclass(frozen=True, kw_only=True)
class ItemExtended(_ItemFact):
    """The end was put off; the reason in words stands in the item."""

    due_before: datetime


@fact("worklist.item_handed_over")
@dataclass(frozen=True, kw_only=True)
class ItemHandedOver(_ItemFact):
    """Another agency has the duty now; its end did not move."""

    from_agency: Code


@fact("worklist.item_assigned")
@dataclass(frozen=True, kw_only=True)
class ItemAssigned(_ItemFact):
    """Inside its agency the duty went to a person or a unit; None for neither."""

    assignee: Code | None
    unit: Code | None


@fact("worklist.item_merged")
@dataclass(frozen=True, kw_only=True)
class ItemMerged(_ItemFact):
    """Agencies became one, which has this very duty already: the two are one now, `into` the successor's."""

    into: Code
