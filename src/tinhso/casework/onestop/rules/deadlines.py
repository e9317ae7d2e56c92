"""Until when is a dossier due? Counted on a work calendar from dated rules; every change is one named step.

Sources: Nghị định 118/2025/NĐ-CP (một cửa), whose articles nobody here has checked against the gazette;
Bộ luật Dân sự 91/2015/QH13, Điều 147-148 (counting). All moments are aware; local days are Vietnamese.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from tinhso.core.days import VIETNAM, local
from tinhso.core.errors import Conflict, Invalid
from tinhso.core.messages import msg
from tinhso.foundation.workdays.rules import Term, TermUnit, WorkCalendar


class TooLateToExtend(Conflict):
    """An apology with a new date must come at the latest one working day before the old one."""

    code = "too-late-to-extend"
    sentence = msg("Phải xin lỗi và hẹn lại chậm nhất một ngày làm việc trước hạn, tức trước %(until)s.")


class Ground(StrEnum):
    """For what a clock may stand; each needs a document that says so."""

    SUPPLEMENT = "supplement"
    PAYMENT = "payment"
    CONSULTATION = "consultation"


class Verdict(StrEnum):
    """How something stood to its time: before the day, on the day in time, or after."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"


@dataclass(frozen=True)
class Counting:
    """The dated numbers of the count: receipt after `cutoff` (local time) is the next working day's."""

    cutoff: time = time(15)
    accept_hours: int = 8
    """Working hours within which what was filed online is received or sent back."""
    morning_hours: int = 1
    """Working hours within which what came after the cut-off is handed over the next morning."""
    notice_days: int = 3
    """Working days from receipt within which a lack found while handling must be told."""


def is_after_cutoff(calendar: WorkCalendar, at: datetime, counting: Counting) -> bool:
    """This will tell whether a receipt belongs to the next working day: it came after the cut-off, after the
    end of a half day, or on a day off."""
    if not calendar.works_on(at) or local(at).time() > counting.cutoff:
        return True
    return at >= calendar.end_of_day(at)


def counted_from(calendar: WorkCalendar, received_at: datetime, counting: Counting) -> datetime:
    """This will give the moment from which working hours count: receipt, or the next working day's begin."""
    if is_after_cutoff(calendar, received_at, counting):
        return calendar.next_day_begins(received_at)
    return received_at


def due(calendar: WorkCalendar, received_at: datetime, term: Term | None, counting: Counting) -> datetime:
    """This will give the end of a term counted from receipt; None is "within the day".

    Days and months do not count the day of receipt, hours run from receipt (Bộ luật Dân sự, Điều 147): the
    cut-off leaves both alone. "Within the day" it moves to the next working day. Raises OutsideCalendar.
    """
    if term is None:
        return calendar.end_of_day(counted_from(calendar, received_at, counting))
    return calendar.due(received_at, term)


def accept_by(calendar: WorkCalendar, filed_at: datetime, counting: Counting) -> datetime:
    """This will give the end of the time in which something filed online is received or sent back."""
    return calendar.due_after_hours(filed_at, counting.accept_hours)


def hand_over_by(calendar: WorkCalendar, received_at: datetime, counting: Counting) -> datetime:
    """This will give until when what was received must be with the handling unit: the same working day,
    or the first thing on the next one."""
    if is_after_cutoff(calendar, received_at, counting):
        return calendar.due_after_hours(calendar.next_day_begins(received_at), counting.morning_hours)
    return calendar.end_of_day(received_at)


def notice_by(calendar: WorkCalendar, received_at: datetime, counting: Counting) -> datetime:
    """This will give until when a lack found while handling must be told to the applicant."""
    return calendar.due_after_days(received_at, counting.notice_days)


def resumed(
    calendar: WorkCalendar, due_at: datetime, term: Term | None, *, paused_at: datetime, at: datetime
) -> datetime:
    """This will give the new end after a clock stood from `paused_at` to `at`.

    What was left is left again, in the term's own unit: working time, hours by the clock, or whole days of
    the calendar; a term in days still ends with a working day. A clock that was late gains nothing.
    """
    if paused_at >= due_at:
        return due_at
    unit = term.unit if term else None
    if unit == TermUnit.HOURS:
        return due_at + max(at - paused_at, timedelta(0))
    if unit in (TermUnit.DAYS, TermUnit.MONTHS):
        return calendar.end_of_day(due_at + timedelta(days=max((at - paused_at).days, 0)))
    moved = calendar.after_seconds(at, max(calendar.working_seconds(paused_at, due_at), 0))
    if unit != TermUnit.WORKING_HOURS:
        moved = calendar.end_of_day(moved)
    return max(due_at, moved)


def apology_by(calendar: WorkCalendar, due_at: datetime) -> datetime:
    """This will give until when an apology with a new date may still be sent."""
    return calendar.working_day_before(due_at)


def extended(calendar: WorkCalendar, due_at: datetime, *, to: date, now: datetime) -> datetime:
    """This will give the new end, the close of the day that was named or of the next working day.

    Raises TooLateToExtend; Invalid for a day that gives no more time.
    """
    until = apology_by(calendar, due_at)
    if now > until:
        raise TooLateToExtend(until=f"{local(until):%H:%M %d/%m/%Y}")
    moved = calendar.end_of_day(datetime.combine(to, time(12), VIETNAM))
    if moved <= due_at:
        raise Invalid.field("due_at", msg("Hạn mới phải muộn hơn hạn đang có."))
    return moved


def step_due(calendar: WorkCalendar, began_at: datetime, hours: float, dossier_due: datetime) -> datetime:
    """This will give the end of one step's working hours, never later than the dossier's own end."""
    return min(calendar.due_after_hours(began_at, hours), dossier_due) if hours > 0 else dossier_due


def fitted(hours: Iterable[float], available: float) -> list[float]:
    """This will shrink the working hours of the steps in proportion where a reduced limit leaves fewer."""
    planned = list(hours)
    total = sum(planned)
    if total <= available or total <= 0:
        return planned
    return [one * available / total for one in planned]


def verdict(done_at: datetime, due_at: datetime) -> Verdict:
    """This will tell early (a day before or sooner), on time or late."""
    if done_at > due_at:
        return Verdict.LATE
    return Verdict.EARLY if local(done_at).date() < local(due_at).date() else Verdict.ON_TIME
