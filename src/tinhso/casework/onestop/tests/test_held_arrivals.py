"""What the portal brought and nobody could take in: does somebody get it to do, and does it end well?"""

import pytest

from tinhso.casework.onestop.actions import arriving
from tinhso.casework.onestop.models import Dossier
from tinhso.casework.onestop.tests import factories as f
from tinhso.casework.onestop.tests.factories import CLERK, NOW
from tinhso.core.errors import Missing, NotPermitted
from tinhso.core.roles import Actor, Grant, Role
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.ledger import queries as facts
from tinhso.foundation.worklist import queries as worklist
from tinhso.gateway.national import actions as national
from tinhso.gateway.national import queries as portal
from tinhso.gateway.national.models import Arrival
from tinhso.gateway.national.tests import factories as portals

pytestmark = pytest.mark.django_db(transaction=True)
DESK = Actor("officer:31", frozenset({Grant(Role.COORDINATOR, "DP")}))
UNKNOWN = "1.009999"


@pytest.fixture(autouse=True)
def scene():
    f.scene(authoritative={"submit": "npsp"})


def hear(procedure=f.PROCEDURE, **more):
    """Brings one dossier over and lets the worker tell of it."""
    given = portals.dossier("1", code="H57.12-261119-0001", procedure=procedure, handling_unit=f.COMMUNE)
    [found] = national.hear([{"HoSo": given | more}], now=NOW)
    deliver()
    return portal.arrival(found)


def deliver():
    ledger.sequence()
    ledger.deliver(now=NOW)


def owed(view):
    return [one for one in worklist.items_of(view.subject, now=NOW) if one.done_at is None]


def test_an_unknown_procedure_is_work_of_the_exceptions_desk_until_it_is_imported():
    view = hear(UNKNOWN)
    assert (view.state, facts.progress(now=NOW).dead_letters) == ("stuck", 0)
    [(_field, code, _why)] = view.problems
    [item] = owed(view)
    assert (item.agency_code, item.url) == ("DP", f"/lien-thong/cong-quoc-gia/den/{view.id}/")
    assert (code, item.due_at > NOW, view.code in item.title) == ("no-such-procedure", True, True)
    with pytest.raises(NotPermitted):
        national.take_again(arrival=view.id, by=CLERK, now=NOW)
    with pytest.raises(Missing, match="thủ tục"):
        national.take_again(arrival=view.id, by=DESK, now=NOW)
    assert [one.id for one in owed(view)] == [item.id]

    f.catalogued(code=UNKNOWN, authoritative={"submit": "npsp"})
    about = national.take_again(arrival=view.id, by=DESK, now=NOW)
    assert Dossier.objects.get().subject == about
    assert Dossier.objects.get().procedure_code == UNKNOWN
    assert (owed(view), portal.arrival(view.id).state) == ([], "taken")
    with pytest.raises(national.NotHeld):
        national.take_again(arrival=view.id, by=DESK, now=NOW)


def test_one_that_cannot_be_taken_in_holds_up_none_behind_it():
    hear(UNKNOWN)
    other = portals.dossier("1", code="H57.12-261119-0002", procedure=f.PROCEDURE, handling_unit=f.COMMUNE)
    national.hear([{"HoSo": other}], now=NOW)
    deliver()
    assert Dossier.objects.get().national_code == "H57.12-261119-0002"


def test_a_mistake_of_ours_is_somebodys_work_too(monkeypatch):
    def broken(**_given):
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(arriving, "submit", broken)
        view = hear()
    assert view.state == "stuck"
    assert len(owed(view)) == 1
    national.take_again(arrival=view.id, by=DESK, now=NOW)
    assert Dossier.objects.get().national_code == view.code


def test_what_nobody_can_read_is_work_until_a_good_version_comes():
    view = hear(TrangThaiHoSo="99")
    assert (view.state, len(owed(view))) == ("malformed", 1)
    hear()
    assert Dossier.objects.count() == 1
    assert owed(view) == []


def test_a_later_version_that_cannot_be_taken_in_either_is_one_work_not_two():
    first = hear(UNKNOWN)
    second = hear(UNKNOWN, SoDienThoai="0905000099")
    assert (owed(first), len(owed(second))) == ([], 1)
    assert portal.arrival(first.id).state == "replaced"


def test_what_is_put_aside_leaves_the_desk():
    view = hear(UNKNOWN)
    assert national.set_arrivals_aside([view.id], by=DESK, now=NOW) == 1
    deliver()
    assert owed(view) == []
    assert Arrival.objects.get().state == "set_aside"
