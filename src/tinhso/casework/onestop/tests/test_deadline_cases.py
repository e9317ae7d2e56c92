"""Does the count give what was counted by hand, for each row of the table of deadlines?"""

from collections.abc import Sequence
from datetime import date

import pytest

from tinhso.casework.onestop.rules import deadlines
from tinhso.casework.onestop.rules.deadlines import Counting
from tinhso.casework.onestop.tests import deadline_cases as cases
from tinhso.casework.onestop.tests.deadline_cases import OFFICE, at, day, term
from tinhso.foundation.workdays import seed
from tinhso.foundation.workdays.rules import DayKind

NUMBERS = Counting()


def rows(table: Sequence) -> list:
    """This will name each case by what was received when."""
    return [pytest.param(row, id=f"{row.received} {getattr(row, 'term', '')}".strip()) for row in table]


@pytest.mark.parametrize("case", rows(cases.DUE))
def test_a_term_ends_when_the_hand_says(case: cases.Due) -> None:
    assert deadlines.due(OFFICE, at(case.received), term(case.term), NUMBERS) == at(case.due), case.how


@pytest.mark.parametrize("case", rows(cases.ACCEPT))
def test_what_was_filed_online_is_received_within_eight_working_hours(case: cases.Until) -> None:
    assert deadlines.accept_by(OFFICE, at(case.received), NUMBERS) == at(case.until), case.how


@pytest.mark.parametrize("case", rows(cases.HAND_OVER))
def test_what_was_received_is_handed_over(case: cases.Until) -> None:
    assert deadlines.hand_over_by(OFFICE, at(case.received), NUMBERS) == at(case.until), case.how


@pytest.mark.parametrize("case", rows(cases.NOTICES))
def test_a_lack_is_told_within_three_working_days(case: cases.Until) -> None:
    assert deadlines.notice_by(OFFICE, at(case.received), NUMBERS) == at(case.until), case.how


@pytest.mark.parametrize("case", rows(cases.PAUSED))
def test_while_the_clock_stood_no_time_went(case: cases.Paused) -> None:
    due_at = deadlines.due(OFFICE, at(case.received), term(case.term), NUMBERS)
    for since, until in case.stood:
        due_at = deadlines.resumed(OFFICE, due_at, term(case.term), paused_at=at(since), at=at(until))
    assert due_at == at(case.due), case.how


@pytest.mark.parametrize("case", cases.RECOUNT)
def test_a_dossier_that_was_completed_is_counted_anew(case: tuple) -> None:
    length, supplied, until, _, how = case
    assert deadlines.due(OFFICE, at(supplied), term(length), NUMBERS) == at(until), how


@pytest.mark.parametrize("case", cases.EXTENDED)
def test_an_extension_ends_on_the_named_day_and_is_asked_in_time(case: tuple) -> None:
    received, length, sent, to, until, how, _ = case
    due_at = deadlines.due(OFFICE, at(received), term(length), NUMBERS)
    if not until:
        with pytest.raises(deadlines.TooLateToExtend):
            deadlines.extended(OFFICE, due_at, to=day(to), now=at(sent))
        return
    assert deadlines.extended(OFFICE, due_at, to=day(to), now=at(sent)) == at(until), how


def test_every_row_names_its_law() -> None:
    tables = (cases.DUE, cases.PAUSED, cases.ACCEPT, cases.HAND_OVER, cases.NOTICES)
    laws = [row.law for table in tables for row in table]
    laws += [row[3] for row in cases.RECOUNT] + [row[6] for row in cases.EXTENDED]
    assert all(law.citation for law in laws)
    assert len(laws) > 100


def test_the_days_off_of_the_table_are_those_of_a_new_deployment() -> None:
    """Else the table would prove a calendar that nobody has."""
    seeded = {
        row["day"] for year in (2026, 2027) for row in seed.days_of(year) if row["kind"] == DayKind.HOLIDAY
    }
    assert {day(one) for one in cases.OFF.split()} == {one for one in seeded if one > date(2026, 1, 1)}
