"""When is somebody told that a duty is waiting, how urgent does it look, and whose list is it on?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tinhso.core.roles import Actor, Role
from tinhso.foundation.workdays.rules import OutsideCalendar, WorkCalendar
from tinhso.foundation.worklist.events import Stage

ACCEPT = "accept"
ANSWER = "answer"
"""The duty whose end is the public deadline; on-time figures count it alone."""

LEADER_DUTIES = frozenset({"approve", "grant_extension"})
"""Duties that wait for a leader: handlers neither see them nor are reminded of them."""


class ItemState(StrEnum):
    """Whether the clock of a duty runs, stands, or has been taken off the wall."""

    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    CANCELLED = "cancelled"


OPEN = (ItemState.RUNNING, ItemState.PAUSED)


class Tone(StrEnum):
    """How the remaining time looks on a desk."""

    CALM = "calm"
    SOON = "soon"
    LATE = "late"
    PAUSED = "paused"
    DONE = "done"


_ORDER = {stage: number for number, stage in enumerate(Stage)}


@dataclass(frozen=True)
class Thresholds:
    """At which percentages of the working time who is told (dated parameters, see `dated`)."""

    remind: tuple[int, ...] = (50, 80)
    leader: int = 80
    leader_days: int = 1
    soon: int = 80
    escalate: int = 150


@dataclass(frozen=True)
class Clock:
    """The clock of one duty. `paused_s` is the working time during which it stood so far;
    `since` is when the present agency got it."""

    started_at: datetime
    due_at: datetime
    since: datetime
    urgent: bool = False
    paused_s: float = 0.0


@dataclass(frozen=True)
class Alarm:
    """One moment at which somebody is told; `percent` only for reminders, else 0."""

    at: datetime
    stage: Stage
    percent: int = 0


def alarms(clock: Clock, calendar: WorkCalendar, thresholds: Thresholds) -> list[Alarm]:
    """This will list every alarm of a clock in order of time; those no calendar can answer are left out."""
    return timetable(clock, calendar, thresholds)[1]


def timetable(clock: Clock, calendar: WorkCalendar, thresholds: Thresholds) -> tuple[datetime, list[Alarm]]:
    """This will tell from when a duty looks pressing, and list its alarms as `alarms` does."""
    total = _total(clock, calendar)
    asked = {
        *thresholds.remind, thresholds.leader, thresholds.escalate, thresholds.soon,
        min(thresholds.remind, default=0),
    }  # fmt: skip
    moments = {percent: _moment(clock, calendar, total, percent) for percent in asked}
    found = [Alarm(clock.since, Stage.URGENT)] if clock.urgent else []
    for percent in thresholds.remind:
        if at := moments[percent]:
            found.append(Alarm(at, Stage.REMINDER, percent))
    found.append(Alarm(_leader_at(clock, calendar, moments, thresholds), Stage.LEADER))
    found.append(Alarm(clock.due_at, Stage.OVERDUE))
    if at := moments[thresholds.escalate]:
        found.append(Alarm(max(at, clock.due_at), Stage.ESCALATED))
    soon = min(moments[thresholds.soon] or clock.due_at, clock.due_at)
    return soon, sorted(found, key=_order)


def _order(alarm: Alarm) -> tuple[datetime, int, int]:
    return alarm.at, _ORDER[alarm.stage], alarm.percent


def soon_at(clock: Clock, calendar: WorkCalendar, thresholds: Thresholds) -> datetime:
    """This will tell from when a duty looks pressing."""
    return timetable(clock, calendar, thresholds)[0]


def passed(alarms: Sequence[Alarm], *, after: datetime | None, now: datetime) -> list[Alarm]:
    """This will pick the alarms in (after, now]; no `after` means none was told yet."""
    return [a for a in alarms if a.at <= now and (after is None or a.at > after)]


def next_alarm(alarms: Sequence[Alarm], *, after: datetime | None) -> datetime | None:
    """This will tell when the next alarm rings, None after the last one."""
    return next((a.at for a in alarms if after is None or a.at > after), None)


def _leader_at(
    clock: Clock, calendar: WorkCalendar, moments: Mapping[int, datetime | None], thresholds: Thresholds
) -> datetime:
    """The leader hears at 80 % or one working day before the end, whichever is earlier, but not before
    the handlers' first reminder: a duty of a few hours would otherwise reach the leader as it opens."""
    try:
        day_before = clock.due_at
        for _ in range(thresholds.leader_days):
            day_before = calendar.working_day_before(day_before)
    except OutsideCalendar:
        day_before = clock.due_at
    by_share = moments[thresholds.leader] or clock.due_at
    first_reminder = moments[min(thresholds.remind, default=0)] or clock.started_at
    return min(max(min(by_share, day_before), first_reminder), clock.due_at)


def _total(clock: Clock, calendar: WorkCalendar) -> float:
    """The working seconds that the duty may take, pauses left out."""
    return calendar.working_seconds(clock.started_at, clock.due_at) - clock.paused_s


def _moment(clock: Clock, calendar: WorkCalendar, total: float, percent: int) -> datetime | None:
    """When so much of the working time between start and end has run."""
    try:
        if total > 0:
            return calendar.after_seconds(clock.started_at, total * percent / 100 + clock.paused_s)
        # a duty that runs wholly outside working time (an hour at night) is measured on the wall clock
        return clock.started_at + (clock.due_at - clock.started_at) * percent / 100
    except (OutsideCalendar, OverflowError):
        return None


def tone(state: ItemState, *, due_at: datetime, soon_at: datetime, now: datetime) -> Tone:
    """This will tell how the remaining time looks; the end itself is still in time."""
    match state:
        case ItemState.PAUSED:
            return Tone.PAUSED
        case ItemState.DONE | ItemState.CANCELLED:
            return Tone.DONE
    if now > due_at:
        return Tone.LATE
    return Tone.SOON if now >= soon_at else Tone.CALM


def due_after_pause(
    calendar: WorkCalendar, *, due_at: datetime, left_s: float, resumed_at: datetime
) -> datetime:
    """This will give the new end: the working time that was left when the clock stopped starts again.

    What was late already stays late by its old end; an end never moves nearer.
    """
    if left_s <= 0:
        return due_at
    return max(due_at, calendar.after_seconds(resumed_at, left_s))


@dataclass(frozen=True)
class Sight:
    """Whose items an actor sees: bodies, and among them those whose leader's duties show too."""

    bodies: frozenset[str]
    led: frozenset[str]


def sight(actor: Actor, *, exceptions_desk: str | None, restricted_desk: str | None) -> Sight:
    """This will tell which bodies' items an actor may see, from the bodies named in their grants.

    The restricted desk's items show only to those who hold `restricted`: a denunciation is not seen by
    a handler or leader, whatever body they belong to (Luật Tố cáo 25/2018/QH14, Điều 8).
    """
    handled = actor.bodies(Role.HANDLER, Role.LEADER, Role.COORDINATOR)
    led = actor.bodies(Role.LEADER, Role.COORDINATOR)
    if exceptions_desk and actor.has(Role.COORDINATOR, exceptions_desk):
        handled, led = handled | {exceptions_desk}, led | {exceptions_desk}
    if restricted_desk:
        handled, led = handled - {restricted_desk}, led - {restricted_desk}
        if actor.has(Role.RESTRICTED, restricted_desk):
            handled, led = handled | {restricted_desk}, led | {restricted_desk}
    return Sight(handled, led)
