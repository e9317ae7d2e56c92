"""From facts to figures: turns, replays, reopening, sealing; every figure lists exactly what it counted."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tinhso.core.clock import local_date
from tinhso.core.facts import Recorded
from tinhso.core.roles import Actor, Grant, Role
from tinhso.foundation.ledger import queries as ledger
from tinhso.overview.ioc import actions, queries
from tinhso.overview.ioc.models import Speed, Tally, Turn, Waiting
from tinhso.overview.ioc.queries import KINDS, Scope
from tinhso.overview.ioc.tests.factories import DAY, HOUR, NOW, Told, heard

pytestmark = pytest.mark.django_db
TODAY = local_date(NOW)
MONTH = Scope(TODAY - timedelta(days=29), TODAY + timedelta(days=1))
READER = Actor("officer:1", frozenset({Grant(Role.READER)}))


def counters():
    """Everything that is counted, without ids and empty rows."""
    found = []
    for model in (Tally, Waiting, Speed):
        for row in model.objects.values():
            row.pop("id")
            keys = {k: v for k, v in row.items() if k in CELL}
            numbers = {k: v for k, v in row.items() if k not in CELL and v}
            if numbers:
                found.append((model.__name__, tuple(keys.values()), tuple(sorted(numbers.items()))))
    return sorted(found, key=repr)


CELL = ("shape", "category", "agency", "place", "is_public", "day", "due_on", "step")


def totals(scope=MONTH, now=NOW):
    return queries.board(scope, now=now).totals


def all_facts():
    return ledger.facts_after(0, limit=10_000)


def test_a_report_is_received_answered_and_rated():
    Told(1, at=NOW - 3 * DAY, urgent=True).accepted(NOW - 2 * DAY).answered(NOW - DAY).rated("satisfied", NOW)
    Told(2, at=NOW - 3 * DAY, due=DAY)
    heard()
    t = totals()
    assert (t.received, t.answered, t.on_time, t.late, t.urgent) == (2, 1, 1, 0, 1)
    assert (t.open, t.overdue, t.urgent_open) == (1, 1, 0)
    assert (t.on_time_share, t.content_share, t.mean_hours) == (1.0, 1.0, 48.0)
    assert queries.board(MONTH, now=NOW).median_hours == pytest.approx(48, rel=0.19)


def test_a_reopened_report_is_answered_twice_against_two_deadlines():
    told = Told(1, at=NOW - 20 * DAY, due=DAY).answered(NOW - 15 * DAY).rated("unsatisfied", NOW - 14 * DAY)
    told.reopened(NOW - 14 * DAY)
    heard()
    t = totals()
    assert (t.received, t.reopened, t.answered, t.late, t.open, t.overdue) == (1, 1, 1, 1, 1, 1)
    told.answered(NOW - 10 * DAY).rated("satisfied", NOW - 9 * DAY)
    heard()
    t = totals()
    assert (t.received, t.answered, t.on_time, t.late, t.open) == (1, 2, 1, 1, 0)
    assert (t.unsatisfied, t.satisfied, t.rated) == (1, 1, 2)


def test_hearing_facts_again_changes_nothing_in_any_order():
    Told(1, at=NOW - 9 * DAY).forwarded("SXD", NOW - 8 * DAY).answered(NOW - 7 * DAY).reopened(NOW - 6 * DAY)
    Told(2, at=NOW - 9 * DAY).ruled("NUOC", NOW - 8 * DAY, category="water")
    heard()
    once = counters()
    for fact in [*all_facts(), *reversed(all_facts())]:
        assert actions.take_in(fact) is False
    assert counters() == once
    Turn.objects.all().delete()
    for model in (Tally, Waiting, Speed):
        model.objects.all().delete()
    for fact in reversed(all_facts()):
        actions.take_in(fact)
    assert counters() == once


def test_the_agency_that_answers_is_counted_not_the_one_that_passed_it_on():
    Told(1, at=NOW - 2 * DAY).forwarded("SXD", NOW - DAY)
    heard()
    agencies = {line.code: line.totals for line in queries.board(MONTH, now=NOW).by_agency}
    assert set(agencies) == {"SXD"}
    assert (agencies["SXD"].received, agencies["SXD"].by_hand, agencies["SXD"].open) == (1, 1, 1)


def test_what_found_its_agency_alone():
    Told(1)
    Told(2, routed=False, agency="DP").ruled("SXD", NOW)
    Told(3).forwarded("SXD", NOW)
    Told(4)
    heard()
    assert totals(now=NOW + HOUR).by_machine_share == 0.5


def test_while_the_citizen_is_asked_nothing_is_overdue():
    told = Told(1, at=NOW - 5 * DAY, due=2 * DAY).asked(NOW - 4 * DAY)
    heard()
    assert (totals().open, totals().overdue) == (1, 0)
    told.replied(NOW - DAY, due_at=NOW - HOUR)
    heard()
    assert (totals().open, totals().overdue) == (1, 1)


def test_of_those_due_today_only_the_hours_that_passed_are_overdue():
    Told(1, at=NOW - DAY, due=DAY - HOUR)
    Told(2, at=NOW - DAY, due=DAY + HOUR)
    heard()
    assert totals().overdue == 1
    assert totals(now=NOW + 2 * HOUR).overdue == 2


@pytest.mark.parametrize("later", [False, True])
def test_a_sealed_report_leaves_no_trace(later):
    told = Told(1, visibility="public" if later else "sealed", agency="UB-THUAN-HOA" if later else "TCD")
    heard()
    assert Turn.objects.count() == (1 if later else 0)
    if later:
        told.sealed(NOW)
        heard()
    told.answered(NOW + HOUR)
    heard()
    assert not Turn.objects.exists()
    assert counters() == []
    first = all_facts()[0]
    actions.take_in(Recorded(**{**first.__dict__}))
    assert not Turn.objects.exists()


def test_an_unsealed_report_comes_back_as_what_it_may_be():
    told = Told(1, visibility="sealed", agency="TCD")
    told.agency = "SXD"
    told.unsealed(NOW)
    heard()
    assert totals(now=NOW + HOUR).received == 1
    assert not Turn.objects.get().is_public


def test_the_period_before_ends_at_the_same_hour():
    Told(1, at=NOW - DAY - HOUR)
    Told(2, at=NOW - DAY + HOUR)
    heard()
    today = Scope(TODAY, TODAY + timedelta(days=1))
    assert queries.board(today, now=NOW).before.received == 1
    assert queries.board(today, now=NOW + 2 * HOUR).before.received == 2


def test_news_is_the_last_position_that_changed_a_figure():
    assert queries.news() == 0
    told = Told(1)
    heard()
    position = queries.news()
    assert position > 0
    told.accepted(NOW)
    heard()
    assert queries.news() > position


codes = st.sampled_from
ACTS = ("accepted", "forwarded", "ruled", "asked", "answered", "rated", "reopened", "sealed", "unsealed")
LIVES = st.lists(
    st.fixed_dictionaries(
        {
            "age": st.integers(0, 40),
            "category": codes(["road", "waste", "security"]),
            "agency": codes(["UB-THUAN-HOA", "SXD"]),
            "place": codes(["19789", "19750"]),
            "visibility": codes(["public", "public", "private", "sealed"]),
            "urgent": st.booleans(),
            "routed": st.booleans(),
            "due": st.integers(1, 30),
            "acts": st.lists(codes(ACTS), max_size=6),
        }
    ),
    max_size=9,
)


def live(number, life):
    at = NOW - life["age"] * DAY
    told = Told(
        number, at=at, category=life["category"], agency=life["agency"], place=life["place"],
        visibility=life["visibility"], urgent=life["urgent"], routed=life["routed"], due=life["due"] * DAY,
    )  # fmt: skip
    more = {"forwarded": ("SXD",), "ruled": ("UB-THUAN-HOA",), "rated": ("acceptable",)}
    for act in life["acts"]:
        at = min(at + DAY, NOW)
        if act == "reopened" and told.round == 2:
            continue
        if act == "ruled":
            told.ruled("UB-THUAN-HOA", at, "waste", "private")
        else:
            getattr(told, act)(*more.get(act, ()), at)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lives=LIVES)
def test_every_figure_lists_exactly_what_it_counts(lives, django_db_blocker):
    with transaction.atomic():
        for number, life in enumerate(lives, 1):
            live(number, life)
        # the subscriber alone, so that the other rooms' reactions need no report
        for fact in _facts():
            actions.take_in(fact)
        _compare(MONTH, "category", "agency", "place")
        # narrowed twice: every pair of what a scope names is met once
        _compare(Scope(MONTH.since, MONTH.until, place="19789"), "category")
        _compare(Scope(MONTH.since, MONTH.until, category="road", agency="SXD"), "place")
        transaction.set_rollback(True)


def _facts():
    found = []
    for number in range(1, 10):
        found += ledger.facts_of(f"report:{number}")
    return found


def _compare(scope, *lines):
    board = queries.board(scope, now=NOW)
    for kind in KINDS:
        assert listed(kind, scope) == getattr(board.totals, kind), kind
        for by in lines:
            for line in getattr(board, f"by_{by}"):
                narrowed = Scope(**{**scope.__dict__, by: line.code})
                assert listed(kind, narrowed) == getattr(line.totals, kind), (kind, by, line.code)
        if kind in ("received", "answered"):
            assert sum(getattr(d.totals, kind) for d in board.by_day) <= getattr(board.totals, kind)


def listed(kind, scope):
    found = queries.listed(kind, scope, actor=READER, now=NOW, limit=200)
    assert len(found.rows) == found.total
    return found.total


def test_days_are_vietnamese_days():
    Told(1, at=NOW.replace(hour=16, minute=59) - DAY)
    Told(2, at=NOW.replace(hour=17, minute=0) - DAY)
    heard()
    days = {d.day: d.totals.received for d in queries.board(MONTH, now=NOW).by_day if d.totals.received}
    assert days == {date(2026, 11, 19): 1, date(2026, 11, 20): 1}
