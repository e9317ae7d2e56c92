"""When is work done, and when is something due? Exact arithmetic on one calendar, no tables, no clock."""

from bisect import bisect_left, bisect_right
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum
from functools import cached_property

from tinhso.core.errors import Refused
from tinhso.core.messages import msg
from tinhso.foundation.workdays.days import (
    DAY,
    FIRST,
    LAST,
    SECOND,
    DayKind,
    Hours,
    SpecialDay,
    Table,
    tabulate,
)

__all__ = [
    "FIRST", "LAST", "DayKind", "Hours", "OutsideCalendar", "SpecialDay", "Term", "TermUnit", "WorkCalendar",
    "local_year",
]  # fmt: skip

# Vietnam has kept UTC+7 without summer time since 1975, so a local day is always 24 hours long.
_LOCAL = timezone(timedelta(hours=7))
_EPOCH = datetime.combine(FIRST, time.min, _LOCAL).astimezone(UTC)
_DAYS = (LAST - FIRST).days + 1


class OutsideCalendar(Refused):
    """The answer lies before the first or after the last day the calendar knows (or it has no hours)."""

    code = "outside-calendar"
    sentence = msg("Không tính được thời hạn: ngày cần tính nằm ngoài lịch làm việc %(calendar)s.")


def local_year(at: datetime) -> int:
    """This will give the Vietnamese year of a moment."""
    return at.astimezone(_LOCAL).year


class TermUnit(StrEnum):
    """In what a term is counted. Working hours run only in working time, hours always."""

    WORKING_HOURS = "working_hours"
    HOURS = "hours"
    WORKING_DAYS = "working_days"
    DAYS = "days"
    MONTHS = "months"


@dataclass(frozen=True)
class Term:
    """How long something may take: a whole amount of at least 1, and its unit."""

    amount: int
    unit: TermUnit

    def __post_init__(self) -> None:
        if self.amount < 1:
            raise ValueError("a term is at least 1")


@dataclass(frozen=True)
class WorkCalendar:
    """One calendar. All moments are aware; working time is half-open [from, to); times come back in UTC."""

    code: str
    hours: tuple[Hours, ...]
    days: tuple[SpecialDay, ...] = field(default=())

    def due(self, received_at: datetime, term: Term) -> datetime:
        """This will tell when something received then must be done. Raises OutsideCalendar."""
        match term.unit:
            case TermUnit.WORKING_HOURS:
                return self.due_after_hours(received_at, term.amount)
            case TermUnit.HOURS:
                return _moment(self._inside(_micro(received_at) + term.amount * 3600 * SECOND))
            case TermUnit.WORKING_DAYS:
                return self.due_after_days(received_at, term.amount)
            case TermUnit.DAYS:
                return self._ends_on(self._inside(_micro(received_at)) // DAY + term.amount)
            case TermUnit.MONTHS:
                return self._ends_on(self._months_later(received_at, term.amount))

    def due_after_days(self, received_at: datetime, n: int) -> datetime:
        """This will give the end of the n-th working day, counted from the working day after receipt."""
        if n < 1:
            raise ValueError("a term is at least 1")
        working = self._table.working
        place = bisect_right(working, self._inside(_micro(received_at)) // DAY) + n - 1
        if place >= len(working):
            raise OutsideCalendar(calendar=self.code)
        return self._end_of(working[place])

    def due_after_hours(self, received_at: datetime, hours: float) -> datetime:
        """This will give the moment at which so many working hours have passed since receipt."""
        return self.after_seconds(received_at, hours * 3600)

    def _ends_on(self, day: int) -> datetime:
        """The day of receipt is not counted, and a term that ends on a day off ends with the next
        working day (Bộ luật Dân sự 91/2015/QH13, Điều 147 khoản 2 và Điều 148 khoản 5)."""
        working = self._table.working
        place = bisect_left(working, day)
        if place >= len(working):
            raise OutsideCalendar(calendar=self.code)
        return self._end_of(working[place])

    def _months_later(self, received_at: datetime, months: int) -> int:
        """The same day of a later month, or that month's last (Bộ luật Dân sự 91/2015/QH13, Điều 148)."""
        day = FIRST + timedelta(days=self._inside(_micro(received_at)) // DAY)
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        if year > LAST.year:
            raise OutsideCalendar(calendar=self.code)
        return (date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])) - FIRST).days

    def end_of_day(self, at: datetime) -> datetime:
        """This will give the end of the working day on which a moment falls, or of the next one."""
        micro = self._inside(_micro(at))
        # an end at midnight belongs to the day that it closes, not to the one it opens
        return self._ends_on(max(micro - 1, 0) // DAY)

    def next_day_begins(self, at: datetime) -> datetime:
        """This will give the moment at which the first working day after that of `at` begins."""
        working = self._table.working
        place = bisect_right(working, self._inside(_micro(at)) // DAY)
        if place >= len(working):
            raise OutsideCalendar(calendar=self.code)
        return _moment(working[place] * DAY + self._table.spans[working[place]][0][0])

    def works_on(self, at: datetime) -> bool:
        """This will tell whether the local day of that moment is a working day."""
        return bool(self._table.spans[self._inside(_micro(at)) // DAY])

    def working_seconds(self, a: datetime, b: datetime) -> float:
        """This will give the working seconds from a to b, negative where b comes first."""
        return (self._worked(_micro(b)) - self._worked(_micro(a))) / SECOND

    def after_seconds(self, start: datetime, seconds: float) -> datetime:
        """This will give the first moment at which so many working seconds have passed since start.

        Work that fills a day is done at the end of that day, not at the start of the next one.
        Zero seconds give `start` itself; less raises ValueError.
        """
        micro, wanted = _micro(start), round(seconds * SECOND)
        if wanted < 0:
            raise ValueError("time does not run backwards")
        if wanted == 0:
            return _moment(self._inside(micro))
        total = self._worked(micro) + wanted
        before = self._table.before
        if total > before[-1]:
            raise OutsideCalendar(calendar=self.code)
        day = bisect_left(before, total) - 1
        left = total - before[day]
        for starts, ends in self._table.spans[day]:
            if left <= ends - starts:
                return _moment(day * DAY + starts + left)
            left -= ends - starts
        raise AssertionError("the sums of the days do not fit their hours")

    def is_working(self, at: datetime) -> bool:
        """This will tell whether work is done at that moment."""
        day, within = divmod(self._inside(_micro(at)), DAY)
        return any(starts <= within < ends for starts, ends in self._table.spans[day])

    def working_day_before(self, at: datetime) -> datetime:
        """This will give the same time on the working day before, at the latest the end of that day."""
        micro = self._inside(_micro(at))
        # an end at midnight belongs to the day that it closes, not to the one it opens
        day = (micro - 1) // DAY if micro else 0
        working = self._table.working
        place = bisect_left(working, day) - 1
        if place < 0:
            raise OutsideCalendar(calendar=self.code)
        found = working[place]
        return _moment(found * DAY + min(micro - day * DAY, self._table.spans[found][-1][1]))

    def _worked(self, micro: int) -> int:
        day, within = divmod(self._inside(micro), DAY)
        total = self._table.before[day]
        for starts, ends in self._table.spans[day]:
            if within <= starts:
                break
            total += min(within, ends) - starts
        return total

    def _end_of(self, day: int) -> datetime:
        return _moment(day * DAY + self._table.spans[day][-1][1])

    def _inside(self, micro: int) -> int:
        if 0 <= micro < _DAYS * DAY:
            return micro
        raise OutsideCalendar(calendar=self.code)

    def year_without_holidays(self, since: datetime, until: datetime) -> int | None:
        """This will name the first year without holidays; a calendar that keeps none (24x7) misses none."""
        if not self.holiday_years:
            return None
        years = range(local_year(since), local_year(until) + 1)
        return next((year for year in years if year not in self.holiday_years), None)

    @cached_property
    def holiday_years(self) -> frozenset[int]:
        """The years of which holidays stand in the calendar, announced or reckoned."""
        return frozenset(d.day.year for d in self.days if d.kind == DayKind.HOLIDAY)

    @cached_property
    def announced_years(self) -> frozenset[int]:
        """The years of which a holiday was checked against an announcement."""
        return frozenset(d.day.year for d in self.days if d.kind == DayKind.HOLIDAY and not d.is_sample)

    @cached_property
    def _table(self) -> Table:
        return tabulate(self.hours, self.days)


def _micro(at: datetime) -> int:
    since = at - _EPOCH
    return since.days * DAY + since.seconds * SECOND + since.microseconds


def _moment(micro: int) -> datetime:
    return _EPOCH + timedelta(microseconds=micro)
