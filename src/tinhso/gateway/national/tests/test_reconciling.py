"""Is every dossier of which the two sides differ found, shown, mended, and only those?"""

import json
from datetime import timedelta

import pytest

from tinhso.core.roles import MACHINE
from tinhso.foundation.ledger.models import Fact
from tinhso.gateway.national import actions, queries
from tinhso.gateway.national.models import Arrival
from tinhso.gateway.national.tests.factories import (
    ADMINISTRATOR,
    CODE,
    NOON,
    dossier,
    file,
    progress,
    tell,
)  # fmt: skip

pytestmark = pytest.mark.django_db


def again(clock):
    actions.wake(by=ADMINISTRATOR)
    assert actions.reconcile(clock.forward(minutes=1))
    return queries.differences()


def test_two_sides_that_agree_have_no_difference(portal, clock):
    file(portal)
    actions.pull(NOON)
    tell(dossier("2", code="H57.12-260708-0050"), key="a", about="dossier:2")
    tell(progress("4", code="H57.12-260708-0050"), key="b", about="dossier:2")
    actions.deliver(NOON)
    assert again(clock) == []
    assert not actions.reconcile(clock()), "the next comparison is hours away"


def test_what_the_portal_lost_is_found_and_told_again(portal, clock):
    tell(dossier("2"), key="a")
    tell(progress("4"), key="b")
    actions.deliver(NOON)
    del portal.store.dossiers[CODE]
    [gone] = again(clock)
    assert (gone.kind, gone.code, gone.about) == ("missing_there", CODE, "dossier:1")
    assert again(clock)[0].id == gone.id, "found again, it is the same difference"
    assert Fact.objects.filter(type="national.differs").count() == 1
    assert actions.say_again([gone.id], by=ADMINISTRATOR, now=clock()) == 1
    assert again(clock) == [], "what is still to be told is no difference"
    assert actions.deliver(clock()) == 2
    assert again(clock) == []
    assert [s.status for s in portal.store.dossiers[CODE].history] == ["2", "4"]


def test_another_state_or_time_there_is_named_by_field(portal, clock):
    tell(dossier("2"), key="a")
    actions.deliver(NOON)
    portal.store.dossiers[CODE].payload |= {"TrangThaiHoSo": "8", "NgayTiepNhan": "20260101000000"}
    [found] = again(clock)
    assert (found.kind, set(found.fields)) == ("different", {"TrangThaiHoSo", "NgayTiepNhan"})
    assert (found.ours["TrangThaiHoSo"], found.theirs["TrangThaiHoSo"]) == ("2", "8")
    fact = Fact.objects.get(type="national.differs")
    assert set(json.loads(fact.payload)["fields"]) == set(found.fields)


def test_what_only_the_portal_has_is_asked_for_by_its_code(portal, clock):
    code = file(portal)
    portal.store.feed, kept = [], portal.store.feed
    assert actions.pull(NOON) == 0
    [missing] = again(clock)
    assert (missing.kind, missing.code) == ("missing_here", code)
    portal.store.feed = kept
    assert again(clock) == []
    assert Arrival.objects.get().code == code


def test_a_citizens_withdrawal_stands_until_this_side_follows(portal, clock):
    code = file(portal)
    actions.pull(NOON)
    actions.take(arrival=queries.arrivals()[0].id, about="dossier:1", by=MACHINE, now=NOON)
    tell(progress("2", code=code), key="a")
    actions.deliver(NOON)
    clock.forward(minutes=5)
    portal.store.withdraw(code)
    assert [d.theirs["TrangThaiHoSo"] for d in again(clock)] == ["7"]
    actions.pull(clock())
    actions.take(arrival=queries.arrivals()[0].id, about="dossier:1", by=MACHINE, now=clock())
    assert again(clock) == []


def test_a_long_list_is_compared_in_turns(portal, clock, monkeypatch):
    from tinhso.gateway.national.actions import reconciling

    for n in range(30):
        file(portal, n)
    monkeypatch.setattr(
        reconciling.parameters, "value", lambda p, on, _real=reconciling.parameters.value:
        3 if p.key == "national.page_size" else _real(p, on),
    )  # fmt: skip
    turns = 1
    while not actions.reconcile(clock.forward(minutes=1)):
        turns += 1
    assert turns == 2
    assert Arrival.objects.count() == 30, "what the list names is asked for and kept"
    assert queries.differences() == []
    assert not actions.reconcile(clock() + timedelta(hours=5))
    assert queries.line_now(clock()).reconciled_at == clock()
