"""What does the exceptions desk see and teach, and does a replay tell the truth without writing?"""

import pytest
import time_machine
from django.apps import apps
from django.urls import reverse

from tinhso.casework.reports import actions
from tinhso.casework.reports.models import Report
from tinhso.casework.reports.tests.factories import DAY, HOUR, IN_THUAN_HOA, NOW, body, province, sent
from tinhso.core.clock import local_date
from tinhso.core.roles import MACHINE, Role
from tinhso.foundation.accounts import queries as accounts
from tinhso.foundation.accounts.tests.factories import officer
from tinhso.foundation.agencies import actions as agencies
from tinhso.foundation.agencies.models import Competence
from tinhso.ui.formats import datetime_vn

pytestmark = pytest.mark.django_db
LATER = NOW + HOUR
DENUNCIATION = "Tôi tố cáo ông chủ tịch phường nhận hối lộ của nhà thầu."


@pytest.fixture(autouse=True)
def hue():
    with time_machine.travel(LATER, tick=False):
        yield province()


@pytest.fixture
def coordinator(client):
    account = officer("DP", Role.COORDINATOR)
    client.force_login(account)
    return client


@pytest.fixture
def unrouted():
    """A report for which the table of competence no longer names somebody surely."""
    for row in Competence.objects.filter(category=""):
        agencies.end_competence(
            competence_id=row.pk, valid_to=local_date(NOW), reason="bỏ quy tắc chung", by=MACHINE, now=NOW
        )
    report = sent()
    assert report.status == "received"
    return report


@pytest.mark.parametrize(
    ("agency", "role", "status"),
    [
        ("DP", Role.COORDINATOR, 200),
        ("UB-THUAN-HOA", Role.LEADER, 403),
        ("TCD", Role.RESTRICTED, 403),
        ("", Role.ADMINISTRATOR, 403),
        ("", Role.AUDITOR, 403),
    ],
)
def test_the_desk_is_for_coordinators(client, agency, role, status):
    report = sent()
    client.force_login(officer(agency, role))
    assert client.get(reverse("handling:exceptions")).status_code == status
    assert client.get(reverse("handling:exception", args=[report.code])).status_code == status


def test_an_empty_desk_says_so_kindly(coordinator):
    assert "Máy đã tự giao được mọi việc" in coordinator.get("/dieu-phoi/").content.decode()


def test_the_list_tells_what_a_private_one_says_and_how_long_it_may_wait_here(coordinator, unrouted):
    private = sent(public=False, text="Cống sau chợ tràn, mùi rất khó chịu")
    sent(text="Cháy nhà ở kiệt 3, có người mắc kẹt, cứu với", category="other")
    for one, place_by, due in ((unrouted, HOUR, 99 * DAY), (private, 4 * HOUR, 5 * HOUR)):
        at = {"accept_by": LATER + place_by, "due_at": LATER + due, "original_due": LATER + due}
        Report.objects.filter(pk=one.pk).update(**at)
    page = coordinator.get("/dieu-phoi/").content.decode()
    assert "mùi rất khó chịu" in page
    assert page.count("Không công khai") == 1
    assert f"hạn trả lời {datetime_vn(LATER + 5 * HOUR)}" in page
    said = ("cứu với", "còn 1 giờ", "Ổ gà sâu", "còn 4 giờ", "mùi rất khó chịu")
    places = [page.index(words) for words in said]
    assert places == sorted(places)  # urgent first, then what may wait least; not what is due first


def test_a_decision_becomes_a_rule_in_one_step(coordinator, unrouted):
    assert unrouted.code in coordinator.get("/dieu-phoi/").content.decode()
    url = reverse("handling:exception", args=[unrouted.code])
    assert "Chưa đủ chắc chắn" in coordinator.get(url).content.decode()
    given = {
        "category": "road", "agency": "UBND phường Thuận Hóa", "reason": "Đường nội thị do phường quản lý.",
        "teach": "on", "citation": "QĐ 15/2026/QĐ-UBND",
    }  # fmt: skip
    assert coordinator.post(url, given).url == reverse("handling:exceptions")
    assert Report.objects.get().agency_code == "UB-THUAN-HOA"
    row = Competence.objects.latest("pk")
    assert (row.category, row.area_code, row.citation) == ("road", "19789", "QĐ 15/2026/QĐ-UBND")
    assert sent().agency_code == "UB-THUAN-HOA"  # the next one needs nobody


def test_without_the_tick_no_rule_is_made(coordinator, unrouted):
    rules = Competence.objects.count()
    url = reverse("handling:exception", args=[unrouted.code])
    coordinator.post(url, {"category": "lighting", "agency": "SXD", "reason": "Đèn của Sở."})
    assert (Report.objects.get().agency_code, Report.objects.get().category) == ("SXD", "lighting")
    assert Competence.objects.count() == rules


def test_a_rule_without_a_citation_is_refused_and_nothing_is_lost(coordinator, unrouted):
    url = reverse("handling:exception", args=[unrouted.code])
    given = {"category": "road", "agency": "SXD", "reason": "Đường do Sở quản lý.", "teach": "on"}
    answer = coordinator.post(url, given)
    assert answer.status_code == 422
    assert "Đường do Sở quản lý." in answer.content.decode()
    assert Report.objects.get().status == "received"


def test_a_report_sent_on_twice_says_so(coordinator):
    report = sent()
    for agency, to in (("UB-THUAN-HOA", "SXD"), ("SXD", "UB-THUAN-HOA"), ("UB-THUAN-HOA", "")):
        account = officer(agency, Role.HANDLER)
        by = accounts.actor(account, on=local_date(LATER))
        actions.forward(report_id=report.pk, to_agency=to, reason="Không phải của tôi.", by=by, now=LATER)
    shown = coordinator.get(reverse("handling:exception", args=[report.code])).content.decode()
    assert "Đã trả lại" in shown
    assert "Không phải của tôi." in shown
    assert Report.objects.get().status == "received"


def test_who_decides_too_late_is_told_of_the_state_and_changes_nothing(coordinator):
    report = sent()
    Report.objects.filter(pk=report.pk).update(status="answered", answered_at=LATER)
    url = reverse("handling:exception", args=[report.code])
    answer = coordinator.post(url, {"agency": "SXD", "category": "road", "reason": "Đường tỉnh."})
    assert answer.status_code == 409
    assert "Đã trả lời" in answer.content.decode()
    asked = coordinator.post(url, {}, headers={"Accept": "application/problem+json"})
    assert asked.status_code == 409
    assert asked.json()["type"] == "urn:tinhso:problem:wrong-state"


def test_a_sealed_report_is_unknown_here(coordinator):
    report = sent(text=DENUNCIATION)
    assert report.code not in coordinator.get("/dieu-phoi/").content.decode()
    assert coordinator.get(reverse("handling:exception", args=[report.code])).status_code == 404


def rows():
    """This will count the rows of every table but sessions."""
    return {
        m._meta.label: m.objects.count() for m in apps.get_models() if m._meta.label != "sessions.Session"
    }


@pytest.fixture
def administrator(client):
    client.force_login(officer("", Role.ADMINISTRATOR))
    return client


REPLAY = {"lat": "16.46", "lon": "107.59", "accuracy_m": "5", "category": "road", "on": "2026-11-20"}


def test_a_replay_tells_where_it_would_go_and_writes_nothing(administrator):
    before = rows()
    shown = administrator.post("/quan-tri/thu-dinh-tuyen", REPLAY).content.decode()
    assert rows() == before
    for said in ("UBND phường Thuận Hóa", "Phường Thuận Hóa", "competence:", "Sở Xây dựng"):
        assert said in shown
    shown = administrator.post("/quan-tri/thu-dinh-tuyen", {**REPLAY, "text": DENUNCIATION}).content.decode()
    assert "Ban Tiếp công dân" in shown
    assert rows() == before


def test_a_replay_agrees_with_a_report_that_was_sent(administrator):
    report = sent(**{k: v for k, v in body().items() if k not in ("id",)})
    assert report.lat == IN_THUAN_HOA["lat"]
    shown = administrator.post("/quan-tri/thu-dinh-tuyen", REPLAY).content.decode()
    assert report.agency_name in shown


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"lat": "16.05", "lon": "108.2"}, "Điểm này"),
        ({"lat": "", "lon": ""}, "Hãy đặt ghim trên bản đồ hoặc chọn xã, phường."),
        ({"lat": "nan"}, "Vị trí trên bản đồ chưa đúng"),
        ({"lat": "500"}, "Vị trí trên bản đồ chưa đúng"),
        ({"on": "1999-01-01"}, "Chỉ thử được từ"),
        ({"on": "hôm qua"}, "Ngày chưa đúng"),
    ],
)
def test_a_replay_of_nonsense_is_said_beside_its_field(administrator, changed, said):
    answer = administrator.post("/quan-tri/thu-dinh-tuyen", {**REPLAY, **changed})
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_past_decision_is_explained_with_its_rule(administrator):
    report = sent()
    shown = administrator.get(f"/quan-tri/thu-dinh-tuyen?code={report.code}").content.decode()
    assert "QĐ 02/2025/QĐ-UBND" in shown
    assert "01/07/2025" in shown
    assert administrator.get("/quan-tri/thu-dinh-tuyen?code=4621073580").status_code == 422
    sealed = sent(text=DENUNCIATION)
    answer = administrator.get(f"/quan-tri/thu-dinh-tuyen?code={sealed.code}")
    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("agency", "role", "status"),
    [
        ("", Role.ADMINISTRATOR, 200),
        ("", Role.AUDITOR, 200),
        ("", Role.READER, 403),
        ("DP", Role.COORDINATOR, 403),
        ("UB-THUAN-HOA", Role.LEADER, 403),
    ],
)
def test_replay_is_for_administrators_and_auditors(client, agency, role, status):
    client.force_login(officer(agency, role))
    assert client.get("/quan-tri/thu-dinh-tuyen").status_code == status
