"""Is everything the portal brings kept once, whatever comes twice, late, half or broken?"""

import json
from datetime import timedelta

import pytest

from tinhso.core.errors import NotPermitted
from tinhso.core.roles import MACHINE
from tinhso.foundation.ledger.models import Fact
from tinhso.gateway.national import actions, line, queries
from tinhso.gateway.national.actions import pulling
from tinhso.gateway.national.actions.arriving import NotReadable, TakenElsewhere
from tinhso.gateway.national.models import Arrival, ArrivalWords
from tinhso.gateway.national.simulator import Plan
from tinhso.gateway.national.simulator.store import Upload
from tinhso.gateway.national.tests.factories import (
    ADMINISTRATOR,
    HANDLER,
    NOON,
    dossier,
    file,
    progress,
    tell,
)  # fmt: skip

pytestmark = pytest.mark.django_db
BYTES = bytes(range(256)) * 40 + b"\r\n--\r\n\n\r"


def announced():
    found = Fact.objects.filter(type="national.dossier_arrived").order_by("pk")
    return [json.loads(fact.payload) for fact in found]


def test_a_dossier_filed_at_the_portal_is_kept_sealed_and_announced(portal, clock):
    code = file(portal)
    assert actions.pull(NOON) == 1
    [arrival] = queries.arrivals()
    assert (arrival.code, arrival.procedure, arrival.status) == (code, "1.013229", "1")
    found = queries.arrival(arrival.id)
    assert found.dossier.holder == "Nguyễn Thị Hoa Đào"
    assert found.raw["MaDoiTuong"] == "046190000011"
    assert "046190000011" not in ArrivalWords.objects.get().sealed
    [fact] = announced()
    assert fact == {"code": code, "procedure": "1.013229", "status": "1", "version": 1}
    assert actions.pull(NOON) == 0


def test_what_comes_again_is_counted_and_changes_nothing(portal):
    item = {"CapNhatLuc": "20260708120000", "HoSo": dossier("1")}
    assert len(actions.hear([item, item], now=NOON)) == 1
    reordered = {"HoSo": dict(reversed(item["HoSo"].items())), "CapNhatLuc": "20260708120000"}
    assert actions.hear([reordered], now=NOON + timedelta(hours=1)) == []
    assert Arrival.objects.get().times_seen == 3
    assert len(announced()) == 1


def test_a_citizens_change_is_a_new_version_and_a_late_one_is_announced_to_nobody(portal):
    def item(at, phone):
        return {"CapNhatLuc": at, "HoSo": dossier("1", phone=phone)}

    actions.hear([item("20260708120000", "1")], now=NOON)
    actions.hear([item("20260708121000", "2")], now=NOON)
    [late] = actions.hear([item("20260708120500", "3")], now=NOON)
    assert [a["version"] for a in announced()] == [1, 2]
    assert queries.arrival(late).state == "replaced"
    assert [queries.arrival(a.id).dossier.phone for a in queries.arrivals()] == ["2"]


@pytest.mark.parametrize(
    "line_",
    [None, [], "hồ sơ", 7, {}, {"HoSo": None}, {"HoSo": {"MaHoSo": "A", "TrangThaiHoSo": "99"}},
     {"CapNhatLuc": {}, "HoSo": {"MaHoSo": ["x"], "TaiLieuNop": {"a": 1}}}],
)  # fmt: skip
def test_what_cannot_be_read_is_shown_and_holds_up_nobody(portal, line_):
    found = actions.hear([line_, {"HoSo": dossier("1")}], now=NOON)
    assert len(found) == 2
    assert [a.state for a in map(queries.arrival, found)] == ["malformed", "new"]
    [shown] = queries.malformed()
    assert shown.problems
    assert all(field and code for field, code, _message in shown.problems)
    with pytest.raises(NotReadable):
        actions.take(arrival=shown.id, about="dossier:1", by=MACHINE, now=NOON)
    with pytest.raises(NotPermitted):
        actions.set_arrivals_aside([shown.id], by=HANDLER, now=NOON)
    assert actions.set_arrivals_aside([shown.id], by=ADMINISTRATOR, now=NOON) == 1
    assert queries.malformed() == []


def test_a_half_dossier_is_settled_by_the_whole_one(portal):
    half = {name: value for name, value in dossier("1").items() if name != "MaTTHC"}
    actions.hear([{"HoSo": half}], now=NOON)
    assert queries.counts().malformed == 1
    actions.hear([{"HoSo": dossier("1")}], now=NOON)
    assert (queries.counts().malformed, queries.counts().arrived) == (0, 1)


def test_an_arrival_is_taken_once_and_what_is_told_follows_it(portal):
    code = file(portal)
    actions.pull(NOON)
    [arrival] = queries.arrivals()
    for _again in range(2):
        assert actions.take(arrival=arrival.id, about="dossier:5", by=MACHINE, now=NOON) == code
    with pytest.raises(TakenElsewhere):
        actions.take(arrival=arrival.id, about="dossier:6", by=MACHINE, now=NOON)
    tell(progress("2", code=code), key="k", about="dossier:5")
    assert not queries.waiting()[0].is_unusual
    assert actions.deliver(NOON) == 1
    assert [step.status for step in portal.store.dossiers[code].history] == ["1", "2"]
    assert actions.tidy(NOON + timedelta(days=31)) == 1 + 1
    assert queries.arrival(arrival.id).dossier is None


def test_many_pages_are_read_in_turns_and_a_kill_costs_a_page(portal, monkeypatch):
    for n in range(23):
        file(portal, n)
    monkeypatch.setattr(
        pulling.parameters, "value", lambda p, on, _real=pulling.parameters.value:
        4 if p.key == "national.page_size" else _real(p, on),
    )  # fmt: skip
    real, seen = pulling.hear, []

    def killed_on_the_third(found, *, now):
        seen.append(len(found))
        if len(seen) == 3:
            raise KeyboardInterrupt
        return real(found, now=now)

    with monkeypatch.context() as patch:
        patch.setattr(pulling, "hear", killed_on_the_third)
        with pytest.raises(KeyboardInterrupt):
            actions.pull(NOON)
    assert Arrival.objects.count() == 8
    assert actions.pull(NOON) == 15
    assert actions.pull(NOON) == 0
    assert Arrival.objects.filter(times_seen=1).count() == 23
    assert line.row().cursor == "23"


def test_a_page_that_is_cut_moves_nothing(portal):
    file(portal)
    portal.plan = Plan.parse("half:1")
    portal.plan.dice.random = lambda: 0.0
    assert actions.pull(NOON) == 0
    assert (line.row().cursor, Arrival.objects.count()) == ("", 0)
    portal.plan = Plan()
    assert actions.pull(NOON + timedelta(minutes=1)) == 1


def test_a_file_is_fetched_from_configured_hosts_only(portal, settings):
    upload = Upload("TP01", "tờ khai.pdf", "application/pdf", BYTES)
    file(portal, files=[upload, upload])
    actions.pull(NOON)
    [arrival] = queries.arrivals()
    fetched = actions.fetch_file(arrival=arrival.id, position=1, now=NOON)
    assert (fetched.name, fetched.component, fetched.content) == ("tờ khai.pdf", "TP01", BYTES)
    with pytest.raises(actions.NotFetchable):
        actions.fetch_file(arrival=arrival.id, position=2, now=NOON)
    for more in (
        {"file_hosts": ["tep.example"]},
        {"private_network": False, "base_url": "https://c.example"},
    ):
        settings.NATIONAL = json.dumps(
            portal.configuration() | {"token_url": "https://c.example/token"} | more
        )
        with pytest.raises(actions.NotFetchable):
            actions.fetch_file(arrival=arrival.id, position=0, now=NOON)
