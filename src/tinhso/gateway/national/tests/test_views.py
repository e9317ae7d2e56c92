"""What do officers see and do, may they, and does the portal's own call pass only when signed?"""

import json
from datetime import date, timedelta

import pytest
from django.urls import reverse

from tinhso.core import clock as machine
from tinhso.core.errors import Missing
from tinhso.core.messages import msg
from tinhso.core.roles import MACHINE, Role
from tinhso.foundation.accounts.tests import factories as accounts
from tinhso.foundation.agencies.tests.factories import small_province
from tinhso.gateway.national import actions, owners, queries
from tinhso.gateway.national.models import Arrival
from tinhso.gateway.national.rules import signing
from tinhso.gateway.national.tests import factories
from tinhso.gateway.national.tests.factories import ADMINISTRATOR, CODE, dossier, file, progress, tell

pytestmark = pytest.mark.django_db
BOARD = "/lien-thong/cong-quoc-gia/"
NOW = machine.now()


@pytest.fixture
def clock():
    """Pages read the machine's clock, and so the portal does too."""
    return factories.Clock(NOW)


@pytest.fixture
def administrator(client):
    client.force_login(accounts.officer("", Role.ADMINISTRATOR))
    return client


def scene(portal):
    """One dead with one behind it, one difference, one malformed, one arrived, one waiting."""
    tell(progress("4"), key="dead", now=NOW)
    tell(progress("9"), key="behind", now=NOW)
    tell(dossier("2", code="H57.12-260708-0009"), key="differs", about="dossier:9", now=NOW)
    actions.deliver(NOW)
    portal.store.dossiers["H57.12-260708-0009"].payload["TrangThaiHoSo"] = "8"
    file(portal)
    actions.hear([{"HoSo": {"MaHoSo": "H57.12-260708-0100"}}], now=NOW)
    actions.pull(NOW)
    assert actions.reconcile(NOW + timedelta(seconds=1))


def test_the_board_shows_what_needs_somebody_and_nobodys_data(administrator, portal):
    scene(portal)
    page = administrator.get(BOARD).content.decode()
    for words in (CODE, "Không có hồ sơ này", "trạng thái: Hồ sơ được tiếp nhận → Dừng xử lý", "MaTTHC",
                  "1 lượt báo đang chờ sau", "Báo lại các lượt này", "Đang thông"):  # fmt: skip
        assert words in page, words
    for secret in ("Nguyễn Thị Hoa Đào", "0905000011", "046190000011", "Lê Văn Đức"):
        assert secret not in page
    told = json.loads(administrator.get(f"{BOARD}tinh-trang.json").content)
    assert told["counts"] == {
        "waiting": 1, "dead": 1, "held_back": 1, "arrived": 1, "malformed": 1, "stuck": 0, "differing": 1,
    }  # fmt: skip
    assert told["dead"][0]["reason"] == "refused-21"
    assert told["line"]["state"] == "open"


def test_every_row_leads_somewhere(administrator, portal, monkeypatch):
    scene(portal)
    monkeypatch.setitem(owners._pages._addresses, "dossier", lambda about: f"/mot-cua/{about}")
    [dead] = queries.dead()
    one = administrator.get(reverse("national:mirror", args=[dead.mirror])).content.decode()
    assert "Cổng không nhận" in one
    assert 'href="/mot-cua/dossier:1"' in one
    [broken] = queries.malformed()
    page = administrator.get(reverse("national:arrival", args=[broken.id])).content.decode()
    assert "TrangThaiHoSo" in page
    assert "Thiếu mục này." in page
    assert administrator.get(f"{BOARD}ho-so/999/").status_code == 404
    assert administrator.get(f"{BOARD}den/999/").status_code == 404


def test_an_administrator_mends_from_the_page(administrator, portal):
    scene(portal)
    [dead] = queries.dead()
    answer = administrator.post(f"{BOARD}bao-lai/", {"id": [dead.id, "x", "9" * 30], "mirror": dead.mirror})
    assert answer.headers["Location"] == reverse("national:mirror", args=[dead.mirror])
    assert queries.dead() == []
    [found] = queries.differences()
    administrator.post(f"{BOARD}khac-nhau/bao-lai/", {"id": found.id})
    assert {t.code for t in queries.waiting()} == {CODE, "H57.12-260708-0009"}
    administrator.post(f"{BOARD}den/bo-qua/", {"id": queries.malformed()[0].id})
    assert queries.malformed() == []
    actions.deliver(machine.now())
    [dead] = queries.dead()
    administrator.post(f"{BOARD}bo-qua/", {"id": dead.id})
    assert queries.dead() == []
    assert administrator.post(f"{BOARD}goi-lai/").status_code == 302


@pytest.mark.parametrize("role", [Role.HANDLER, Role.AUDITOR, None])
def test_who_may_not_may_not(client, portal, role):
    scene(portal)
    if role is not None:
        client.force_login(accounts.officer("H57.12", role))
    allowed = 200 if role == Role.AUDITOR else 403 if role else 302
    assert client.get(BOARD).status_code == allowed
    assert "Báo lại các lượt này" not in client.get(BOARD).content.decode()
    for verb in ("bao-lai/", "bo-qua/", "khac-nhau/bao-lai/", "den/bo-qua/", "goi-lai/"):
        assert client.post(BOARD + verb, {"id": "1"}).status_code in (401, 403)
    assert len(queries.dead()) == 1


def test_the_board_says_when_nothing_is_configured(administrator, settings):
    settings.NATIONAL = ""
    page = administrator.get(BOARD).content.decode()
    assert "Chưa cấu hình" in page
    assert "Chưa nối với Cổng" in page
    settings.NATIONAL = '{"base_url": "x"}'
    assert "Cấu hình thiếu" in administrator.get(BOARD).content.decode()


@pytest.fixture
def push(client, portal, settings):
    settings.NATIONAL = json.dumps(portal.configuration(push_secret="khoa-day"))

    def send(said, *, key="khoa-day", at=None):
        body = said if isinstance(said, bytes) else json.dumps(said).encode()
        stamp = str(int((at or machine.now()).timestamp()))
        return client.post(
            f"{BOARD}tin", body, content_type="application/json",
            headers={"X-Timestamp": stamp, "X-Signature": signing.signature(key, stamp, body)},
        )  # fmt: skip

    return send


def test_what_the_portal_pushes_is_kept_once(push):
    said = {"danhSach": [{"CapNhatLuc": "20260708120000", "HoSo": dossier("1")}, None]}
    assert push(said).json() == {"received": 2, "new": 2}
    assert push(said).json() == {"received": 2, "new": 0}
    assert sorted(Arrival.objects.values_list("state", flat=True)) == ["malformed", "new"]


def test_what_is_not_signed_is_not_read(push, settings, portal):
    said = {"danhSach": [{"HoSo": dossier("1")}]}
    assert push(said, key="sai").status_code == 403
    assert push(said, at=machine.now() - timedelta(hours=1)).status_code == 403
    assert push(b"\xff{").status_code == 400
    assert push({"danhSach": 7}).status_code == 400
    assert push({"danhSach": [None] * 101}).status_code == 413
    settings.NATIONAL = json.dumps(portal.configuration())
    assert push(said).status_code == 404
    assert not Arrival.objects.exists()


def test_a_turn_of_the_worker_does_it_all(portal, clock):
    file(portal)
    tell(dossier("2", code="H57.12-260708-0077"), key="a", about="dossier:77")
    assert actions.turn(clock()) == 2
    code = actions.take(arrival=queries.arrivals()[0].id, about="dossier:1", by=MACHINE, now=clock())
    tell(progress("2", clock(), code=code), key="b")
    assert actions.turn(clock.forward(seconds=3)) == 1
    assert queries.line_now(clock()).reconciled_at
    actions.wake(by=ADMINISTRATOR)


def held(monkeypatch):
    """One arrival that nobody could take in, and what happens when it is tried again."""
    tried = []

    def take(*, arrival, now):
        tried.append(arrival)
        if len(tried) == 1:
            raise Missing(msg("Không có thủ tục này."))
        actions.take(arrival=arrival, about="dossier:7", by=MACHINE, now=now)

    monkeypatch.setattr(owners, "_takers", [take])
    [found] = actions.hear([{"HoSo": dossier("1")}], now=machine.now())
    actions.hold(arrival=found, refused=Missing(msg("Không có thủ tục này.")), by=MACHINE, now=machine.now())
    return f"{BOARD}den/{found}/", tried


def test_a_held_arrival_is_tried_again_until_it_is_taken(administrator, monkeypatch):
    address, tried = held(monkeypatch)
    page = administrator.get(address).content.decode()
    assert "Không có thủ tục này." in page
    assert "Thử lại" in page
    answer = administrator.post(f"{address}lay-vao/", follow=True)
    assert (answer.status_code, len(tried)) == (200, 1)
    assert "Vẫn chưa lấy vào được: Không có thủ tục này." in answer.content.decode()
    answer = administrator.post(f"{address}lay-vao/", follow=True)
    assert "Đã lấy vào hồ sơ" in answer.content.decode()
    assert "Thử lại" not in answer.content.decode()
    answer = administrator.post(f"{address}lay-vao/", follow=True)
    assert "không còn chờ ai lấy vào" in answer.content.decode()
    assert administrator.post(f"{BOARD}den/99/lay-vao/").status_code == 404


@pytest.mark.parametrize(
    ("grant", "sees", "acts"),
    [(("DP", Role.COORDINATOR), 200, 302), (("H57.12", Role.COORDINATOR), 403, 403),
     (("", Role.AUDITOR), 200, 403), (("H57.12", Role.HANDLER), 403, 403)],
)  # fmt: skip
def test_the_exceptions_desk_looks_after_what_nobody_could_take_in(client, monkeypatch, grant, sees, acts):
    small_province(date(2025, 7, 1))
    address, tried = held(monkeypatch)
    client.force_login(accounts.officer(*grant))
    assert client.get(address).status_code == sees
    assert client.post(f"{address}lay-vao/").status_code == acts
    assert len(tried) == (acts == 302)
    number = address.rstrip("/").rpartition("/")[2]
    assert client.post(f"{BOARD}den/bo-qua/", {"id": number, "one": "1"}).status_code == acts
