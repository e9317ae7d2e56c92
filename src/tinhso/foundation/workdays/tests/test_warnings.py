"""Is it said in time that a calendar has no holidays for a year, and for which deadline?"""

from datetime import date, datetime

import pytest

from tinhso.core.clock import VIETNAM
from tinhso.core.values import Validity
from tinhso.foundation.workdays import queries
from tinhso.foundation.workdays.lacking import warnings
from tinhso.foundation.workdays.models import CalendarDay
from tinhso.foundation.workdays.rules import DayKind, Hours, SpecialDay, WorkCalendar
from tinhso.foundation.workdays.seed import YEARS


def calendar(*years: int, announced: int = 2099) -> WorkCalendar:
    hours = [datetime(2026, 1, 1, hour).time() for hour in (8, 17)]
    week = tuple(Hours(day, *hours, Validity(date(2015, 1, 1))) for day in range(5))
    days = [SpecialDay(date(y, 1, 1), DayKind.HOLIDAY, is_sample=y > announced) for y in years]
    return WorkCalendar("office", week, tuple(days))


@pytest.mark.parametrize(
    ("years", "announced", "on", "said"),
    [
        ((2025, 2026), 2026, date(2026, 3, 1), "xin nhập lịch nghỉ lễ năm 2027"),
        ((2025, 2026, 2027), 2027, date(2026, 3, 1), "xin nhập lịch nghỉ lễ năm 2028"),
        ((2025,), 2025, date(2026, 3, 1), "chỉ có ngày nghỉ lễ đến hết năm 2025"),
        ((2026, 2027, 2028), 2026, date(2026, 10, 31), None),
        ((2026, 2027, 2028), 2026, date(2026, 11, 1), "Ngày nghỉ lễ năm 2027"),
        ((2026, 2027, 2028, 2029), 2026, date(2027, 2, 1), "Ngày nghỉ lễ năm 2027"),
        ((2026, 2027, 2028, 2029), 2027, date(2027, 2, 1), None),
        ((), 2026, date(2026, 3, 1), None),
    ],
)
def test_what_is_missing_is_said(years, announced, on, said):
    found = warnings(calendar(*years, announced=announced), "Giờ hành chính", on)
    assert len(found) == (1 if said else 0)
    assert not said or said in str(found[0])


@pytest.mark.parametrize(
    ("until", "year"),
    [
        (datetime(2027, 12, 31, 16, tzinfo=VIETNAM), None),
        (datetime(2028, 1, 1, 0, 30, tzinfo=VIETNAM), 2028),
        (datetime(2029, 5, 1, tzinfo=VIETNAM), 2028),
    ],
)
def test_a_deadline_knows_the_year_it_could_not_count(until, year):
    office = calendar(2026, 2027)
    assert office.year_without_holidays(datetime(2027, 12, 1, tzinfo=VIETNAM), until) == year
    assert calendar().year_without_holidays(until, until) is None


@pytest.mark.django_db
def test_the_warning_goes_when_the_announced_days_are_entered():
    november = date(2026, 11, 22)
    assert ["2027" in str(w) for w in queries.warnings(on=november)] == [True]
    for day in CalendarDay.objects.filter(day__year=2027):
        day.is_sample = False
        day.save()
    assert queries.warnings(on=november) == []
    assert queries.warnings(on=date(YEARS[-1] - 1, 6, 1)) != []
