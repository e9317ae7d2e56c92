"""What a citizen files at the national portal comes in, is handled, and each state is told back."""

import json
from datetime import timedelta

import pytest

from tinhso.casework.onestop import actions
from tinhso.casework.onestop.models import AwaitedFile, Dossier
from tinhso.casework.onestop.tests import factories as f
from tinhso.casework.onestop.tests.factories import CLERK, HANDLER, LEADER, NOW
from tinhso.foundation.files.tests.factories import pdf
from tinhso.foundation.ledger import actions as ledger
from tinhso.gateway.national import actions as national
from tinhso.gateway.national.simulator import Simulator
from tinhso.gateway.national.simulator.store import PEOPLE, Upload
from tinhso.gateway.national.tests import factories as portals

pytestmark = pytest.mark.django_db(transaction=True)
HOUR = timedelta(hours=1)


@pytest.fixture
def clock():
    return portals.Clock(NOW)


@pytest.fixture
def portal(settings, clock):
    f.scene(authoritative={"submit": "npsp"})
    with portals.portal(settings, clock) as found:
        yield found


def filed(portal: Simulator, **more: str) -> str:
    papers = [Upload("don", "don.pdf", "application/pdf", pdf())]
    given = {"procedure": f.PROCEDURE, "unit": "H57.12", "DonViXuLy": f.COMMUNE, **more}
    return portal.store.file(PEOPLE[0], base_url=portal.url, files=papers, **given)


def turn(clock: portals.Clock) -> None:
    """What the worker does, a few times over."""
    for _ in range(3):
        national.pull(clock())
        ledger.sequence()
        ledger.deliver(now=clock())
        actions.fetch_files(now=clock())
        national.deliver(clock())


def states(portal: Simulator, code: str) -> list[str]:
    told = [step.status for step in portal.store.dossiers[code].history]
    return [one for place, one in enumerate(told) if place == 0 or told[place - 1] != one]


def test_it_goes_there_and_back(portal, clock):
    code = filed(portal)
    turn(clock)
    dossier = Dossier.objects.get(national_code=code)
    assert (dossier.channel, dossier.business) == ("national", "filed")
    assert dossier.application.said["holder"]["number"] == PEOPLE[0].number
    assert dossier.components.get(replaced_at=None).file, "its file was fetched"

    actions.receive(dossier_id=dossier.pk, by=CLERK, now=clock.forward(hours=1))
    wanted = [{"code": "don", "text": "Ký vào đơn."}]
    actions.hand_over(dossier_id=dossier.pk, by=CLERK, now=clock.forward(minutes=1))
    actions.ask_supplement(dossier_id=dossier.pk, papers=wanted, by=HANDLER, now=clock.forward(hours=1))
    turn(clock)
    clock.forward(hours=24)
    paper = Upload("don", "don-da-ky.pdf", "application/pdf", pdf(2))
    portal.store.supplement(code, [paper], base_url=portal.url)
    turn(clock)
    dossier = f.again(dossier)
    assert (dossier.business, dossier.clock) == ("handling", "running")
    assert dossier.components.filter(code="don", replaced_at=None).count() == 1
    assert AwaitedFile.objects.filter(next_try_at=None, refused_for="").count() == 2

    actions.hand_over(dossier_id=dossier.pk, by=HANDLER, now=clock.forward(hours=1))
    actions.decide(
        dossier_id=dossier.pk, outcome="rejected", reason="Không đủ điều kiện", by=LEADER, now=clock()
    )
    actions.return_result(dossier_id=dossier.pk, by=CLERK, now=clock.forward(hours=1))
    turn(clock)
    assert states(portal, code) == ["1", "2", "4", "5", "4", "9", "10"]
    assert f.again(dossier).sync == "told"
    assert portal.store.disorders == []


def test_what_comes_twice_is_one_dossier_and_an_unknown_unit_leads_to_the_exceptions_desk(portal, clock):
    code = filed(portal, DonViXuLy="H99.99")
    turn(clock)
    national.hear([{"HoSo": portal.store.dossiers[code].payload}], now=clock())
    turn(clock)
    assert Dossier.objects.get().agency_code == "DP"


def test_withdrawn_there_is_withdrawn_here(portal, clock):
    code = filed(portal)
    turn(clock)
    clock.forward(minutes=5)
    portal.store.withdraw(code)
    turn(clock)
    assert Dossier.objects.get().business == "withdrawn"


def test_a_dossier_does_not_wait_for_a_dead_portal(portal, clock, settings):
    filed(portal)
    national.pull(clock())
    settings.NATIONAL = json.dumps(portal.configuration(base_url="http://127.0.0.1:9/api", file_hosts=["x"]))
    turn(clock)
    dossier = Dossier.objects.get()
    waiting = AwaitedFile.objects.get()
    assert waiting.next_try_at
    assert waiting.next_try_at > clock()
    assert actions.receive(dossier_id=dossier.pk, by=CLERK, now=clock()).business == "received"
    settings.NATIONAL = json.dumps(portal.configuration())
    clock.forward(hours=3)
    turn(clock)
    assert f.again(dossier).components.get(replaced_at=None).file
