"""Which calendar has this code, and how is a term said? A change in the tables reaches every process."""

from datetime import date

from django.utils.translation import ngettext

from tinhso.core.errors import Missing
from tinhso.core.messages import Message, msg
from tinhso.core.revisions import Remembered
from tinhso.core.values import Validity
from tinhso.foundation.workdays import lacking
from tinhso.foundation.workdays.models import Calendar, CalendarDay, WorkingHours
from tinhso.foundation.workdays.rules import DayKind, Hours, SpecialDay, Term, TermUnit, WorkCalendar
from tinhso.ui import formats

OFFICE, ALWAYS = "office", "24x7"


class NoSuchCalendar(Missing):
    """A rule names a calendar that nobody has set up."""

    code = "no-such-calendar"
    sentence = msg("Không có lịch làm việc mang mã %(code)s.")


def calendar(code: str) -> WorkCalendar:
    """This will give the calendar, built once per change. Raises NoSuchCalendar."""
    found = _calendars.get().get(code)
    if found is None:
        raise NoSuchCalendar(code=code)
    return found


def calendars() -> dict[str, WorkCalendar]:
    """This will give every calendar by its code."""
    return dict(_calendars.get())


def warnings(*, on: date) -> list[Message]:
    """This will say which calendars lack the holidays of this year or the next."""
    named = _names.get()
    return [w for code, one in _calendars.get().items() for w in lacking.warnings(one, named[code], on)]


def term_in_words(term: Term) -> str:
    """This will say a term in the reader's language: 3 ngày làm việc."""
    n = term.amount
    match term.unit:
        case TermUnit.WORKING_HOURS:
            words = ngettext("%(n)s giờ làm việc", "%(n)s giờ làm việc", n)
        case TermUnit.HOURS:
            words = ngettext("%(n)s giờ liên tục", "%(n)s giờ liên tục", n)
        case TermUnit.WORKING_DAYS:
            words = ngettext("%(n)s ngày làm việc", "%(n)s ngày làm việc", n)
        case TermUnit.MONTHS:
            words = ngettext("%(n)s tháng", "%(n)s tháng", n)
        case TermUnit.DAYS:
            words = ngettext("%(n)s ngày", "%(n)s ngày", n)
    return words % {"n": formats.number(n)}


def _load_names() -> dict[str, str]:
    return dict(Calendar.objects.values_list("code", "name"))


def _load() -> dict[str, WorkCalendar]:
    hours: dict[int, list[Hours]] = {}
    for row in WorkingHours.objects.order_by("pk"):
        validity = Validity(row.valid_from, row.valid_to)
        hours.setdefault(row.calendar_id, []).append(Hours(row.weekday, row.starts, row.ends, validity))
    days: dict[int, list[SpecialDay]] = {}
    for day in CalendarDay.objects.order_by("day"):
        special = SpecialDay(day.day, DayKind(day.kind), day.starts, day.ends, day.is_sample)
        days.setdefault(day.calendar_id, []).append(special)
    return {
        row.code: WorkCalendar(row.code, tuple(hours.get(row.pk, ())), tuple(days.get(row.pk, ())))
        for row in Calendar.objects.all()
    }


_calendars = Remembered(("workdays",), _load)
_names = Remembered(("workdays",), _load_names)
