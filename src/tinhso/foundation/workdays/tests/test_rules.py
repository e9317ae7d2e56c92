"""Is working time counted as the law counts it?"""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tinhso.core.clock import VIETNAM
from tinhso.core.values import Validity
from tinhso.foundation.workdays import seed
from tinhso.foundation.workdays.rules import (
    DayKind,
    Hours,
    OutsideCalendar,
    SpecialDay,
    Term,
    TermUnit,
    WorkCalendar,
)

ALWAYS_VALID = Validity(date(2015, 1, 1))
MORNING, AFTERNOON = (time(7, 30), time(11, 30)), (time(13, 0), time(16, 30))


def week(*spans, validity=ALWAYS_VALID, days=range(5)):
    return tuple(Hours(day, starts, ends, validity) for day in days for starts, ends in spans)


SEEDED = tuple(SpecialDay(d["day"], d["kind"]) for year in seed.YEARS for d in seed.days_of(year))
OFFICE = WorkCalendar(
    "office",
    week(MORNING, AFTERNOON),
    (*SEEDED, SpecialDay(date(2026, 12, 31), DayKind.HALF_DAY, *MORNING)),
)
ALWAYS = WorkCalendar("24x7", week((time.min, time.min), days=range(7)))


def at(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        ("07/11/2024 09:00", 7, "18/11/2024 16:30"),
        ("09/08/2024 09:00", 7, "20/08/2024 16:30"),
        ("20/11/2026 09:00", 7, "02/12/2026 16:30"),  # 24/11 is a holiday since 2026
        ("20/11/2025 09:00", 7, "01/12/2025 16:30"),  # and was none before
        ("20/11/2026 23:59", 7, "02/12/2026 16:30"),  # late at night is still that day
        ("21/11/2026 00:00", 7, "02/12/2026 16:30"),  # a Saturday: counting starts on Monday too
        ("22/11/2026 12:00", 1, "23/11/2026 16:30"),
        ("13/02/2026 10:00", 1, "23/02/2026 16:30"),  # over Tết 16-20/2
        ("24/04/2026 10:00", 1, "28/04/2026 16:30"),  # Giỗ Tổ on a Sunday moves to Monday 27/4
        ("21/08/2026 10:00", 1, "22/08/2026 16:30"),  # a Saturday worked instead of 31/8
        ("28/08/2026 10:00", 1, "03/09/2026 16:30"),  # 31/8 swapped, 1/9 and 2/9 holidays
        ("30/12/2026 10:00", 1, "31/12/2026 11:30"),  # a half day ends at noon
        ("30/12/2026 10:00", 2, "04/01/2027 16:30"),
    ],
)
def test_counting_starts_on_the_working_day_after_receipt(received, days, due):
    assert OFFICE.due_after_days(at(received), days) == at(due)


@pytest.mark.parametrize(
    ("received", "hours", "due"),
    [
        ("23/11/2026 08:00", 2, "23/11/2026 10:00"),
        ("23/11/2026 10:30", 2, "23/11/2026 14:00"),  # across lunch
        ("23/11/2026 10:30", 1, "23/11/2026 11:30"),  # done as the morning ends, not at 13:00
        ("23/11/2026 12:10", 1, "23/11/2026 14:00"),
        ("23/11/2026 15:30", 2, "25/11/2026 08:30"),  # across the holiday of 24/11
        ("20/11/2026 22:00", 7.5, "23/11/2026 16:30"),
        ("13/02/2026 16:00", 8, "23/02/2026 16:30"),  # half an hour before Tết, a day after it
    ],
)
def test_working_hours_run_only_in_working_time(received, hours, due):
    assert OFFICE.due_after_hours(at(received), hours) == at(due)


@pytest.mark.parametrize(
    ("calendar", "term", "due"),
    [
        (OFFICE, Term(4, TermUnit.HOURS), "21/11/2026 00:00"),
        (OFFICE, Term(4, TermUnit.WORKING_HOURS), "23/11/2026 11:30"),
        (OFFICE, Term(4, TermUnit.WORKING_DAYS), "27/11/2026 16:30"),
        (OFFICE, Term(4, TermUnit.DAYS), "25/11/2026 16:30"),  # 24/11 is off: the next working day
        (ALWAYS, Term(4, TermUnit.WORKING_HOURS), "21/11/2026 00:00"),
        (ALWAYS, Term(1, TermUnit.WORKING_DAYS), "22/11/2026 00:00"),
    ],
)
def test_a_term_counts_in_its_unit(calendar, term, due):
    assert calendar.due(at("20/11/2026 20:00"), term) == at(due)


@pytest.mark.parametrize(
    ("moment", "before"),
    [
        ("02/12/2026 16:30", "01/12/2026 16:30"),
        ("25/11/2026 09:00", "23/11/2026 09:00"),
        ("04/01/2027 16:30", "31/12/2026 11:30"),  # the half day closes at 11:30
        ("22/11/2026 10:00", "20/11/2026 10:00"),
    ],
)
def test_one_working_day_before(moment, before):
    assert OFFICE.working_day_before(at(moment)) == at(before)


def test_around_the_clock_a_working_day_before_is_a_day_before():
    assert ALWAYS.working_day_before(at("22/11/2026 00:00")) == at("21/11/2026 00:00")
    assert ALWAYS.working_day_before(at("22/11/2026 03:15")) == at("21/11/2026 03:15")


@pytest.mark.parametrize(
    ("moment", "working"),
    [
        ("23/11/2026 07:29", False),
        ("23/11/2026 07:30", True),
        ("23/11/2026 11:30", False),
        ("23/11/2026 16:30", False),
        ("24/11/2026 09:00", False),
        ("22/08/2026 09:00", True),
        ("22/11/2026 09:00", False),
    ],
)
def test_working_time_is_half_open(moment, working):
    assert OFFICE.is_working(at(moment)) is working


def test_hours_change_on_the_day_they_say():
    change = date(2026, 12, 1)
    winter = week((time(8, 0), time(17, 0)), validity=Validity(change))
    calendar = WorkCalendar("x", week(MORNING, validity=Validity(date(2020, 1, 1), change)) + winter)
    assert calendar.due_after_days(at("27/11/2026 09:00"), 1) == at("30/11/2026 11:30")
    assert calendar.due_after_days(at("27/11/2026 09:00"), 2) == at("01/12/2026 17:00")


def test_overlapping_rows_count_once():
    calendar = WorkCalendar("x", week(MORNING, (time(9, 0), time(12, 0)), (time(12, 0), time(12, 30))))
    assert calendar.working_seconds(at("23/11/2026 00:00"), at("24/11/2026 00:00")) == 5 * 3600


@pytest.mark.parametrize("days", [100_000, 10**9])
def test_what_no_calendar_can_answer_is_refused(days):
    with pytest.raises(OutsideCalendar):
        OFFICE.due_after_days(at("23/11/2026 09:00"), days)
    with pytest.raises(OutsideCalendar):
        OFFICE.due(at("23/11/2026 09:00"), Term(days * 10, TermUnit.HOURS))


def test_a_calendar_without_hours_refuses():
    with pytest.raises(OutsideCalendar):
        WorkCalendar("empty", ()).due_after_days(at("23/11/2026 09:00"), 1)


MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2028, 12, 31)).map(lambda d: d.replace(tzinfo=VIETNAM))
SECONDS = st.integers(0, 60 * 86_400 * 10).map(lambda n: n / 10)
CALENDARS = st.sampled_from([OFFICE, ALWAYS])


@settings(max_examples=200, deadline=None)
@given(CALENDARS, MOMENTS, SECONDS)
def test_after_seconds_passes_exactly_those_seconds(calendar, moment, seconds):
    due = calendar.after_seconds(moment, seconds)
    assert due >= moment
    assert calendar.working_seconds(moment, due) == seconds
    if seconds:
        assert calendar.is_working(due - timedelta(microseconds=1))


@settings(max_examples=200, deadline=None)
@given(CALENDARS, MOMENTS, SECONDS, SECONDS)
def test_waiting_twice_is_waiting_once_for_both(calendar, moment, first, second):
    stepwise = calendar.after_seconds(calendar.after_seconds(moment, first), second)
    at_once = calendar.after_seconds(moment, first + second)
    assert abs(stepwise - at_once) <= timedelta(microseconds=1)


@settings(max_examples=200, deadline=None)
@given(CALENDARS, MOMENTS, MOMENTS, MOMENTS)
def test_working_time_adds_up(calendar, a, b, c):
    whole = calendar.working_seconds(a, c)
    assert calendar.working_seconds(a, b) + calendar.working_seconds(b, c) == pytest.approx(whole, abs=1e-5)


@settings(max_examples=200, deadline=None)
@given(
    CALENDARS,
    st.tuples(MOMENTS, MOMENTS).map(sorted),
    st.tuples(st.integers(1, 60), st.integers(1, 60)).map(sorted),
    st.sampled_from(list(TermUnit)),
)
def test_later_or_longer_is_never_due_earlier(calendar, moments, amounts, unit):
    (early, late), (short, long) = moments, amounts
    assert early < calendar.due(early, Term(short, unit)) <= calendar.due(late, Term(short, unit))
    assert calendar.due(early, Term(short, unit)) <= calendar.due(early, Term(long, unit))


@settings(max_examples=200, deadline=None)
@given(MOMENTS, st.integers(1, 60))
def test_due_days_end_within_working_time(moment, n):
    due = OFFICE.due_after_days(moment, n)
    assert OFFICE.is_working(due - timedelta(microseconds=1))
    assert not OFFICE.is_working(due)


@pytest.mark.parametrize(
    ("received", "months", "due"),
    [
        ("12/01/2026 09:00", 1, "12/02/2026 16:30"),
        ("31/01/2026 09:00", 1, "02/03/2026 16:30"),  # no 31/2: 28/2, a Saturday
        ("31/12/2026 09:00", 2, "01/03/2027 16:30"),  # 28/2/2027 is a Sunday
        ("30/10/2026 16:00", 1, "30/11/2026 16:30"),
        ("17/01/2026 10:00", 1, "23/02/2026 16:30"),  # 17/2 lies in Tết
        ("24/08/2026 10:00", 3, "25/11/2026 16:30"),  # 24/11 is a holiday
        ("29/02/2028 08:00", 12, "28/02/2029 16:30"),
    ],
)
def test_months_end_on_the_same_day_of_the_month_or_its_last(received, months, due):
    assert OFFICE.due(at(received), Term(months, TermUnit.MONTHS)) == at(due)


def test_months_beyond_the_calendar_are_refused():
    with pytest.raises(OutsideCalendar):
        OFFICE.due(at("01/06/2060 08:00"), Term(12, TermUnit.MONTHS))


def test_a_day_has_an_end_and_a_next_one():
    assert OFFICE.end_of_day(at("20/11/2026 09:00")) == at("20/11/2026 16:30")
    assert OFFICE.end_of_day(at("20/11/2026 23:00")) == at("20/11/2026 16:30")
    assert OFFICE.end_of_day(at("21/11/2026 09:00")) == at("23/11/2026 16:30")  # a Saturday
    assert OFFICE.next_day_begins(at("20/11/2026 16:00")) == at("23/11/2026 07:30")
    assert OFFICE.next_day_begins(at("23/11/2026 06:00")) == at("25/11/2026 07:30")  # 24/11 is a holiday
    assert OFFICE.works_on(at("31/12/2026 20:00"))
    assert not OFFICE.works_on(at("01/01/2027 09:00"))
