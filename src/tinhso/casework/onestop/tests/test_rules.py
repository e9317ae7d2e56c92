"""Are dossiers called, counted and judged as the rules say?"""

from datetime import date, datetime
from uuid import UUID

import pytest

from tinhso.casework.onestop.rules import codes, deadlines, filing
from tinhso.casework.onestop.rules.deadlines import Counting, Verdict
from tinhso.casework.onestop.rules.filing import Channel, Filing, Given, Person
from tinhso.casework.onestop.workflow import DOSSIER, Business, Clock, Finance, national
from tinhso.core.days import VIETNAM
from tinhso.core.errors import Invalid
from tinhso.core.roles import Role
from tinhso.foundation.workdays.rules import Term, TermUnit
from tinhso.foundation.workdays.tests.test_rules import OFFICE
from tinhso.gateway.national.workflow import Status as National

NUMBERS = Counting()


def at(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=VIETNAM)


def pause(since: str, until: str) -> dict[str, datetime]:
    return {"paused_at": at(since), "at": at(until)}


def test_a_code_says_unit_day_and_number() -> None:
    pattern = "{unit}-{day:%y%m%d}-{number:04d}"
    assert codes.code(pattern, "H57.12", date(2026, 7, 8), 1) == "H57.12-260708-0001"
    assert codes.code(pattern, "H57.12", date(2026, 7, 8), 10_001) == "H57.12-260708-10001"
    codes.check(pattern)


@pytest.mark.parametrize(
    "pattern",
    ["{unit}-{number}", "{day:%y%m%d}-{number}", "{unit}-{day:%y}-{number}", "{unit}{day:%y%m%d}",
     "{unit.__class__}-{day:%y%m%d}-{number}", "{unit}-{day:%y%m%d}-{other}", "{", "{unit:d}-{day}-{number}"],
)  # fmt: skip
def test_a_pattern_that_could_give_a_code_twice_is_refused(pattern: str) -> None:
    with pytest.raises(Invalid):
        codes.check(pattern)


def test_every_state_is_reached_and_only_ends_end() -> None:
    assert DOSSIER.reachable() == {s.value for s in Business}
    ends = {s.word for s in DOSSIER.states if s.is_final}
    assert ends == {Business.RETURNED, Business.REFUSED, Business.WITHDRAWN, Business.STOPPED}


def test_nobody_decides_alone_what_they_received() -> None:
    assert not DOSSIER.can("decide", state="handling", roles={Role.HANDLER, Role.INTAKE})
    assert DOSSIER.can("decide", state="handling", roles={Role.LEADER})
    assert not DOSSIER.can("receive", state="filed", roles={Role.CITIZEN})


def test_the_portal_hears_of_a_debt_only_where_the_clock_waits_for_it() -> None:
    assert national(Business.HANDLING, Clock.PAUSED, Finance.DUE) == National.PAYING
    assert national(Business.HANDLING, Clock.RUNNING, Finance.DUE) == National.HANDLING
    assert national(Business.DECIDED, Clock.ENDED, Finance.DUE) == National.HANDLED


@pytest.mark.parametrize(
    ("done", "due", "how"),
    [
        ("19/11/2026 16:30", "20/11/2026 16:30", Verdict.EARLY),
        ("20/11/2026 07:30", "20/11/2026 16:30", Verdict.ON_TIME),
        ("20/11/2026 16:30", "20/11/2026 16:30", Verdict.ON_TIME),
        ("20/11/2026 16:31", "20/11/2026 16:30", Verdict.LATE),
        ("23/11/2026 07:30", "20/11/2026 16:30", Verdict.LATE),
    ],
)
def test_early_is_a_day_before(done: str, due: str, how: Verdict) -> None:
    assert deadlines.verdict(at(done), at(due)) == how


def test_a_reduced_limit_shrinks_the_steps_in_proportion() -> None:
    assert deadlines.fitted([4, 16, 4], 6.0) == [1.0, 4.0, 1.0]
    assert deadlines.fitted([4, 16, 4], 24.0) == [4, 16, 4]
    assert deadlines.fitted([0, 0], 0.0) == [0, 0]


def test_a_pause_gives_back_what_was_left_and_a_term_in_days_ends_with_a_day() -> None:
    ten_days = Term(10, TermUnit.WORKING_DAYS)
    due = deadlines.due(OFFICE, at("02/11/2026 09:00"), ten_days, NUMBERS)
    assert due == at("16/11/2026 16:30")
    moved = deadlines.resumed(
        OFFICE, due, ten_days, paused_at=at("05/11/2026 10:00"), at=at("09/11/2026 08:00")
    )
    # left on 5/11 at 10:00 are 7 days and 5 h; from 9/11 at 8:00 they reach into 18/11
    assert moved == at("18/11/2026 16:30")
    late = deadlines.resumed(
        OFFICE, due, ten_days, paused_at=at("17/11/2026 10:00"), at=at("20/11/2026 08:00")
    )
    assert late == due


def test_an_extension_comes_a_working_day_before_the_end() -> None:
    due = at("23/11/2026 16:30")
    moved = deadlines.extended(OFFICE, due, to=date(2026, 11, 26), now=at("20/11/2026 16:30"))
    assert moved == at("26/11/2026 16:30")
    with pytest.raises(deadlines.TooLateToExtend):
        deadlines.extended(OFFICE, due, to=date(2026, 11, 26), now=at("20/11/2026 16:31"))
    with pytest.raises(Invalid):
        deadlines.extended(OFFICE, due, to=date(2026, 11, 23), now=at("20/11/2026 09:00"))


def test_an_application_names_each_wrong_field() -> None:
    sent = Filing(
        id=UUID(int=1),
        procedure="2.000635",
        holder=Person(name=" ", number="123"),
        applicant=Person(name="Lê Thị Hoa", phone="84912345678"),
        channel=Channel.COUNTER,
        agency="x",
        given=(Given("a", quantity=0), Given("b", paper="paper:1")),
    )
    with pytest.raises(Invalid) as told:
        filing.check(sent)
    assert {e.field for e in told.value.errors} == {
        "holder.name", "holder.number", "applicant.phone", "proxy_basis", "given.0.quantity", "given.1.paper",
    }  # fmt: skip
