"""Until when must a report be accepted and answered? A dated row says; every clock starts at receipt."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from tinhso.casework.rulebook.rules.service_times import ServiceTimeRow
from tinhso.core.days import local
from tinhso.core.messages import Message, msg
from tinhso.core.values import RuleRef


class Calendar(Protocol):
    """A work calendar, as `workdays.rules.WorkCalendar`."""

    def due(self, received_at: datetime, term: Any) -> datetime: ...
    def year_without_holidays(self, since: datetime, until: datetime) -> int | None: ...
    def working_seconds(self, a: datetime, b: datetime) -> float: ...
    def after_seconds(self, start: datetime, seconds: float) -> datetime: ...


@dataclass(frozen=True)
class Deadline:
    """When it is due, and why."""

    accept_by: datetime
    due_at: datetime
    because: Message
    rule: RuleRef


SOON = 0.2
"""The last share of the promised time, which a citizen sees in the colour of a warning."""


def tone(*, received_at: datetime, due_at: datetime, now: datetime) -> str:
    """This will tell how a running deadline looks to a citizen: calm, soon or late."""
    left = due_at - now
    if left < timedelta(0):
        return "late"
    return "soon" if left < (due_at - received_at) * SOON else "calm"


URGENT = msg("Việc khẩn cấp: tính cả ngoài giờ làm việc, phải trả lời trước %(due)s.")
ORDINARY = msg("Phải trả lời trước %(due)s, tính theo giờ làm việc từ khi gửi.")

UNSURE = msg(
    "Phải trả lời trước %(due)s, tính theo giờ làm việc từ khi gửi; "
    "chưa có lịch nghỉ lễ năm %(year)s nên hạn này có thể lùi lại."
)


def deadline(row: ServiceTimeRow, calendar: Calendar, received_at: datetime) -> Deadline:
    """This will count both terms from receipt."""
    due_at = calendar.due(received_at, row.answer)
    year = calendar.year_without_holidays(received_at, due_at)
    accept_by = min(calendar.due(received_at, row.accept), due_at)
    return Deadline(accept_by, due_at, because(row.urgent, due_at, year), row.rule)


def put_off(
    calendar: Calendar, due_at: datetime, pauses: Iterable[tuple[datetime, datetime]]
) -> tuple[datetime, float]:
    """This will move an end by pauses (from, to; in order): it, and the working seconds that the clock stood.

    What was left when the clock stopped is left when it goes on. A clock that was late already gains nothing.
    """
    stood = 0.0
    for since, until in pauses:
        left = calendar.working_seconds(since, due_at)
        if since < due_at and left > 0:
            due_at = max(due_at, calendar.after_seconds(until, left))
            stood += calendar.working_seconds(since, until)
    return due_at, stood


def because(urgent: bool, due_at: datetime, unknown_year: int | None = None) -> Message:
    """This will say a due time to a citizen, on a Vietnamese clock, and which year's holidays are missing."""
    due = f"{local(due_at):%H:%M %d/%m/%Y}"
    if unknown_year and not urgent:
        return Message(UNSURE, {"due": due, "year": unknown_year})
    return Message(URGENT if urgent else ORDINARY, {"due": due})
