"""Does a denunciation of a commune's chairman reach any account of that commune, any list, any index?

Luật Tố cáo 25/2018/QH14, Điều 8: who denounces stays unknown to the denounced. Every address is walked by
every kind of account, before and after: what each one sees must be the same as if nothing had been sent.
"""

import logging
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from tests.security import looking, people, scene
from tests.security.scene import LATER, UNKNOWN, Sent
from tinhso.casework.reports import actions, queries, workflow
from tinhso.casework.reports.models import Report
from tinhso.casework.reports.queries.shapes import Filters
from tinhso.casework.reports.tests.factories import (
    COORDINATOR,
    HANDLER,
    HOUR,
    LEADER,
    NOW,
    RESTRICTED,
    province,
)
from tinhso.foundation.ledger.models import Fact
from tinhso.foundation.worklist.models import WorkItem

pytestmark = pytest.mark.django_db
NO_PHOTOS = ("nqpaac5bifv74wsxy5me4bumat", "psezcsd4j5a3ais7wshyee2nrt")


@pytest.fixture(autouse=True)
def _patience(settings):
    """Thousands of questions from one address are what is wanted here."""
    settings.RATE_LIMITS = False


def _of_the_report(changes: list[str]) -> list[str]:
    """How many messages went out today, of all kinds, tells nothing of the one that was sealed."""
    return [change for change in changes if not change.endswith("/thong-bao/kenh/")]


@pytest.fixture(autouse=True)
def hue() -> Iterator[None]:
    logging.disable(logging.CRITICAL)  # hundreds of refusals are what is wanted here
    with time_machine.travel(LATER, tick=False):
        province()
        yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def browsers() -> dict[str, Client]:
    """A browser for every kind of account, for nobody, and for the citizen of another report."""
    accounts = people.employ()
    neighbour = scene.street()
    found = {who: people.signed_in(account) for who, account in accounts.items()}
    return {**found, "anonymous": Client(raise_request_exception=False), "another citizen": neighbour}


def open_items(sent: Sent) -> set[str]:
    items = WorkItem.objects.filter(subject=sent.report.subject, done_at=None)
    return set(items.values_list("agency_code", flat=True))


def figures() -> queries.shapes.Figures:
    return queries.figures(Filters(), now=LATER, actor=COORDINATOR)


def test_the_walk_finds_what_is_public(browsers):
    """The walk can fail: an ordinary report's code and words are found in many places, and in the index."""
    ordinary = scene.send(scene.ORDINARY, "trees")
    scene.work()
    found = looking.leaks_to_others({"anonymous": browsers["anonymous"]}, ordinary)
    read_at = {line.rpartition(" ")[2] for line in found}
    code = ordinary.report.code
    lists = {"/danh-sach", "/ban-do/diem.geojson", "/api/v1/reports"}
    assert {*lists, f"/phan-anh/{code}", f"/api/v1/reports/{code}"} <= read_at
    assert looking.in_indexes((scene.MARKER_WITHOUT_ACCENTS,))
    assert looking.in_inboxes(ordinary.told)


def test_nobody_else_learns_of_a_denunciation(browsers):
    before, counted = looking.views(browsers, UNKNOWN, NO_PHOTOS), figures()
    sealed = scene.send(scene.DENUNCIATION, "other")
    scene.work()
    assert sealed.report.visibility == "sealed"
    seen = looking.views(browsers, sealed.report.code, sealed.photos)
    assert _of_the_report(looking.changes(before, seen)) == []
    assert looking.leaks_to_others(browsers, sealed) == []
    assert looking.in_indexes(sealed.told) == []
    assert looking.in_inboxes(sealed.told) == []
    assert figures() == counted
    assert open_items(sealed) == {"TCD"}


def test_a_report_that_an_officer_seals_is_gone_from_everywhere(browsers):
    before, counted = looking.views(browsers, UNKNOWN, NO_PHOTOS), figures()
    report = scene.send(scene.ORDINARY, "trees")
    pk = report.report.pk
    actions.accept(report_id=pk, by=HANDLER, now=NOW + HOUR)
    actions.add_co_handler(report_id=pk, agency="SXD", task="Đo lại chiều cao cây", by=LEADER, now=NOW + HOUR)
    actions.start(report_id=pk, by=HANDLER, now=NOW + HOUR)
    scene.work()
    assert looking.in_inboxes(report.told)
    actions.seal(report_id=pk, reason="Có nội dung tố cáo cán bộ phường", by=COORDINATOR, now=LATER)
    scene.work()
    sealed = Sent(Report.objects.get(pk=pk), report.photos, report.owner)
    assert looking.leaks_to_others(browsers, sealed) == []
    after = looking.views(browsers, sealed.report.code, sealed.photos)
    assert _of_the_report(looking.changes(before, after, but=looking.PULSE)) == []
    assert looking.in_indexes(sealed.told, segments=False) == []
    assert looking.in_inboxes(sealed.told) == []
    assert figures() == counted
    assert open_items(sealed) == {"TCD"}


def test_a_report_that_is_unsealed_goes_back_to_those_who_helped(browsers):
    report = scene.send(scene.ORDINARY, "trees")
    pk = report.report.pk
    actions.add_co_handler(report_id=pk, agency="SXD", task="Đo cây", by=COORDINATOR, now=NOW + HOUR)
    actions.seal(report_id=pk, reason="Có vẻ là tố cáo", by=COORDINATOR, now=LATER)
    actions.unseal(report_id=pk, reason="Chỉ là cây đổ", by=RESTRICTED, now=LATER)
    assert open_items(report) == {"UB-THUAN-HOA", "SXD"}


def test_the_reporter_and_the_restricted_desk_read_it(browsers):
    sealed = scene.send(scene.DENUNCIATION, "other")
    code, photo = sealed.report.code, sealed.photos[0]
    own = sealed.owner.get(f"/phan-anh/{code}").content.decode()
    assert scene.MARKER in own
    assert "Ban Tiếp công dân thành phố" in own
    case = browsers[people.DESK].get(f"/xu-ly/{code}").content.decode()
    assert scene.MARKER in case
    assert scene.CONTACT["phone"] not in case
    for browser in (sealed.owner, browsers[people.DESK]):
        assert browser.get(f"/phan-anh/{code}/anh/{photo}/thumb").status_code == 200


def test_no_verb_of_anybody_else_touches_it(browsers):
    sealed = scene.send(scene.DENUNCIATION, "other")
    code = sealed.report.code
    rows, facts = Report.objects.filter(pk=sealed.report.pk).values().get(), Fact.objects.count()
    given = {
        "reason": "Thử xem", "text": "Thử xem", "then": "submit", "to": "SXD", "agency": "SXD",
        "part": "text", "category": "other", "value": "unsatisfied", "satisfaction": "unsatisfied",
        "reply": "x", "subject": [sealed.report.subject, code], "comment": "x",
    }  # fmt: skip
    verbs = [f"/xu-ly/{code}/{step.name}" for step in workflow.REPORT.transitions]
    verbs += [f"/xu-ly/{code}/take", f"/dieu-phoi/{code}"]
    verbs += [f"/phan-anh/{code}/{word}" for word in ("tra-loi", "danh-gia", "xu-ly-lai", "bao")]
    for who, browser in looking.others(browsers).items():
        for address in verbs:
            answer = browser.post(address, given)
            refused = (401, 403, 404) if who in ("anonymous", "another citizen") else (403, 404)
            assert answer.status_code in refused, (who, address, answer.status_code)
            assert code not in answer.content.decode() or code in address, (who, address)
        bulk = browser.post("/xu-ly/duyet", given)
        assert bulk.status_code in (302, 401, 403, 404), who
        assert scene.MARKER not in browser.get("/ban-lam-viec/").content.decode()
        found = browser.post("/tra-cuu", {"code": code, "secret": "AAAA-BBBB-CCCC-DDDD"})
        assert found.status_code == 422, who
    assert Report.objects.filter(pk=sealed.report.pk).values().get() == rows
    assert Fact.objects.count() == facts


def test_no_fact_holds_a_word_of_it(browsers):
    sealed = scene.send(scene.DENUNCIATION, "other")
    scene.work()
    told = [word for word in sealed.told if word != sealed.report.code]
    for fact in Fact.objects.all():
        assert not [word for word in told if word in f"{fact.payload} {fact.actor}".lower()], fact.type
