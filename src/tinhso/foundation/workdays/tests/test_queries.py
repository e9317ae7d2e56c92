"""Do the calendars come from the tables, and do changes reach whoever remembers them?"""

from datetime import date, datetime

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import translation

from tinhso.core.clock import VIETNAM
from tinhso.foundation.workdays import queries, seed
from tinhso.foundation.workdays.models import Calendar, CalendarDay
from tinhso.foundation.workdays.rules import Term, TermUnit

pytestmark = pytest.mark.django_db

FRIDAY = datetime(2026, 11, 20, 9, 0, tzinfo=VIETNAM)


def test_a_new_deployment_has_office_hours_and_the_clock_round():
    due = queries.calendar("office").due_after_days(FRIDAY, 7)
    assert due == datetime(2026, 12, 2, 16, 30, tzinfo=VIETNAM)
    assert queries.calendar("24x7").is_working(datetime(2026, 2, 17, 3, 0, tzinfo=VIETNAM))


def test_a_new_day_off_reaches_the_calendar_at_once():
    office = Calendar.objects.get(code="office")
    CalendarDay.objects.create(
        calendar=office, day=date(2026, 11, 23), kind="closed", name="Bão số 12", note="Nghỉ tránh bão"
    )
    due = queries.calendar("office").due_after_days(FRIDAY, 7)
    assert due == datetime(2026, 12, 3, 16, 30, tzinfo=VIETNAM)


def test_an_unknown_calendar_is_refused():
    with pytest.raises(queries.NoSuchCalendar):
        queries.calendar("khong-co")


def test_seeding_again_keeps_what_was_edited():
    CalendarDay.objects.filter(day=date(2026, 11, 24)).delete()
    before = CalendarDay.objects.count()
    seed.write_first_calendars(apps=apps)
    assert CalendarDay.objects.count() == before
    assert Calendar.objects.count() == 2


def test_days_off_nobody_has_announced_yet_are_marked_as_samples():
    assert not CalendarDay.objects.filter(day__year__lte=2026, is_sample=True).exists()
    assert not CalendarDay.objects.filter(day__year__gt=2026, is_sample=False).exists()


def test_a_half_day_needs_its_hours():
    office = Calendar.objects.get(code="office")
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarDay.objects.create(calendar=office, day=date(2026, 12, 31), kind="half_day", name="Cuối năm")


@pytest.mark.parametrize(
    ("amount", "unit", "vietnamese", "english"),
    [
        (1, TermUnit.WORKING_DAYS, "1 ngày làm việc", "1 working day"),
        (15, TermUnit.DAYS, "15 ngày", "15 days"),
        (1, TermUnit.WORKING_HOURS, "1 giờ làm việc", "1 working hour"),
        (24, TermUnit.HOURS, "24 giờ liên tục", "24 hours"),
        (3, TermUnit.MONTHS, "3 tháng", "3 months"),
    ],
)
def test_a_term_in_every_unit_is_said_in_both_languages(amount, unit, vietnamese, english):
    assert queries.term_in_words(Term(amount, unit)) == vietnamese
    with translation.override("en"):
        assert queries.term_in_words(Term(amount, unit)) == english
