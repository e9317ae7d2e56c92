"""Every call of GeoReport v2 as its caller meets it: the right word, the right number, in both forms."""

import json
import threading
import xml.etree.ElementTree as tree
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tinhso.casework.open311 import models
from tinhso.casework.reports import actions as reports
from tinhso.casework.reports.models import Note, Report
from tinhso.casework.reports.tests.factories import HANDLER, LEADER, STRANGER, province
from tinhso.core import clock
from tinhso.core.roles import MACHINE
from tinhso.foundation.accounts.actions import issue_api_key
from tinhso.foundation.files import actions as files
from tinhso.foundation.files import fetching
from tinhso.foundation.files.tests.factories import jpeg
from tinhso.foundation.ledger import actions as ledger

pytestmark = pytest.mark.django_db
V2 = "/open311/v2"
ROAD = {"service_code": "road", "lat": "16.46", "long": "107.59", "description": "Ổ gà <sâu> & rộng"}


@pytest.fixture
def key(db):
    province()
    return issue_api_key(name="FixMyStreet", scopes=["open311"], by=MACHINE, now=clock.now())


def _send(client, key, form="json", **changes):
    return client.post(f"{V2}/requests.{form}", {"api_key": key, **ROAD, **changes})


def _code(client, key, **changes):
    return _send(client, key, **changes).json()[0]["service_request_id"]


def test_a_request_comes_in_and_is_read_back(client, key):
    sent = _send(client, key, first_name="Lan", email="lan@example.vn", phone="0900000000")
    assert sent.status_code == 200
    assert sent["Content-Type"] == "application/json; charset=utf-8"
    code = sent.json()[0]["service_request_id"]
    assert isinstance(code, str)
    report = Report.objects.get(code=code)
    assert (report.channel, report.agency_code, report.reporter.phone) == (
        "open311",
        "UB-THUAN-HOA",
        "0900000000",
    )
    read = client.get(f"{V2}/requests/{code}.json").json()[0]
    assert read["description"] == ROAD["description"]
    assert (read["status"], read["service_code"], read["lat"]) == ("open", "road", 16.46)
    assert read["expected_datetime"].endswith("+07:00")
    assert "0900000000" not in json.dumps(read)
    xml = client.get(f"{V2}/requests/{code}.xml")
    assert xml["Content-Type"] == "text/xml; charset=utf-8"
    root = tree.fromstring(xml.content)  # noqa: S314
    assert [request.findtext("description") for request in root] == [ROAD["description"]]
    assert {e.tag for e in root[0]} == set(read)


def test_the_key_is_taken_from_body_or_header_and_never_from_the_address(client, key):
    none = client.post(f"{V2}/requests.json", ROAD)
    wrong = client.post(f"{V2}/requests.json", {**ROAD, "api_key": "x"})
    shown = client.post(f"{V2}/requests.json?api_key={key}", ROAD)
    header = client.post(f"{V2}/requests.json", ROAD, headers={"Authorization": f"Bearer {key}"})
    other = client.post(f"{V2}/requests.xml", {**ROAD, "description": "khác"}, headers={"X-Api-Key": key})
    assert [r.status_code for r in (none, wrong, shown, header, other)] == [403, 403, 403, 200, 200]
    assert none.json()[0]["code"] == "403"
    assert client.get(f"{V2}/requests.json?api_key={key}").status_code == 403


def test_a_key_of_another_scope_is_no_key(client, key):
    narrow = issue_api_key(name="Báo", scopes=["reports:write"], by=MACHINE, now=clock.now())
    assert _send(client, narrow).status_code == 403


@pytest.mark.parametrize("form", ["xml", "json"])
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("services/none", 404), ("requests/0000000000", 404), ("tokens/0000000000", 404),
        ("services", 200), ("services/road", 200), ("requests", 200), ("servicerequestupdates", 200),
    ],
)  # fmt: skip
def test_reading(client, key, form, path, status):
    answer = client.get(f"{V2}/{path}.{form}")
    assert answer.status_code == status
    if status == 404:
        said = answer.json() if form == "json" else tree.fromstring(answer.content)  # noqa: S314
        assert (said[0]["code"] if form == "json" else said.findtext("error/code")) == "404"


def test_an_unknown_jurisdiction_is_404_and_ours_is_not(client, key):
    assert client.get(f"{V2}/services.json", {"jurisdiction_id": "hanoi"}).status_code == 404
    assert client.get(f"{V2}/services.json", {"jurisdiction_id": "46"}).status_code == 200


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"service_code": ""}, 400), ({"service_code": "none"}, 404), ({"description": ""}, 400),
        ({"lat": "", "long": ""}, 400), ({"lat": "a"}, 400), ({"lat": "10.5", "long": "106"}, 400),
        ({"email": "không phải"}, 400), ({"lat": "", "long": "", "address_id": "99999"}, 400),
        ({"lat": "", "long": "", "address_string": "ở đâu đó"}, 400), ({"description": "x" * 4001}, 400),
    ],
)  # fmt: skip
def test_wrong_sendings(client, key, changes, status):
    answer = _send(client, key, **changes)
    assert answer.status_code == status
    assert answer.json()[0]["description"]
    assert not Report.objects.exists()


def test_an_address_names_its_commune(client, key):
    for place in (
        {"address_string": "12 Lê Lợi, phường Thuận Hoá, Huế"},
        {"address_string": "Chợ, Thuận Hóa"},
        {"address_id": "19789"},
    ):
        code = _code(client, key, lat="", long="", description=f"Rác {place}", **place)
        assert Report.objects.get(code=code).place_name == "Phường Thuận Hóa"


def test_the_same_sending_is_one_request(client, key):
    first = _code(client, key)
    assert _code(client, key) == first
    assert _code(client, key, description="Ổ gà khác") != first
    other_key = issue_api_key(name="Khác", scopes=["open311"], by=MACHINE, now=clock.now())
    assert _code(client, other_key) != first


def test_the_same_after_the_window_is_another(client, key, time_machine):
    start = clock.now()
    time_machine.move_to(start, tick=False)
    first = _code(client, key)
    time_machine.move_to(start + timedelta(minutes=16), tick=False)
    assert _code(client, key) != first


def test_an_idempotency_key_lasts_days_and_rules_over_the_words(client, key, time_machine):
    start = clock.now()
    time_machine.move_to(start, tick=False)
    headers = {"Idempotency-Key": "fms-77"}
    send = lambda text: client.post(  # noqa: E731
        f"{V2}/requests.json", {"api_key": key, **ROAD, "description": text}, headers=headers
    ).json()[0]["service_request_id"]
    first = send("một")
    time_machine.move_to(start + timedelta(days=7), tick=False)
    assert send("một, viết lại") == first


@pytest.mark.django_db(transaction=True)
def test_equal_sendings_at_one_moment_are_one_request(key):
    codes = []

    def send():
        try:
            codes.append(_code(Client(), key))
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(codes) == 8
    assert len(set(codes)) == 1
    assert Report.objects.count() == 1
    assert not models.Turn.objects.exists()


def test_filters(client, key):
    road, waste = _code(client, key), _code(client, key, service_code="waste", description="Rác")
    _answer(road)
    found = lambda **f: [r["service_request_id"] for r in client.get(f"{V2}/requests.json", f).json()]  # noqa: E731
    assert found() == [waste, road]
    assert found(service_code="road,drainage") == [road]
    assert found(status="open") == [waste]
    assert found(status="closed") == [road]
    assert found(service_request_id=f"{road},{waste}", status="open") == [waste, road]
    assert found(page_size="1", page="2") == [road]
    assert found(end_date="2020-01-01T00:00:00Z") == []
    assert found(start_date="2020-01-01T00:00:00Z") == []


def test_a_private_report_is_unknown(client, key):
    code = _code(client, key, **{"attribute[public]": "no"})
    for path in (f"requests/{code}", f"tokens/{code}"):
        assert client.get(f"{V2}/{path}.json").status_code == 404
    assert client.get(f"{V2}/requests.json", {"service_request_id": code}).json() == []


def _answer(code):
    report = Report.objects.get(code=code)
    now = clock.now()
    reports.accept(report_id=report.pk, by=HANDLER, now=now)
    reports.start(report_id=report.pk, by=HANDLER, now=now)
    reports.draft_answer(report_id=report.pk, text="Đã vá xong.", photos=[], by=HANDLER, now=now)
    reports.submit_for_approval(report_id=report.pk, by=HANDLER, now=now)
    reports.approve(report_id=report.pk, by=LEADER, now=now)
    return report


def test_updates_tell_the_story(client, key):
    code = _code(client, key)
    private = _code(client, key, description="Ổ gà riêng", **{"attribute[public]": "no"})
    _answer(code)
    _answer(private)
    ledger.sequence(limit=1000)
    ledger.deliver(1000)
    said = client.get(f"{V2}/servicerequestupdates.json").json()
    assert {u["service_request_id"] for u in said} == {code}
    assert said[-1]["status"] == "CLOSED"
    assert said[-1]["description"] == "Đã vá xong."
    assert [u["status"] for u in said][:2] == ["OPEN", "OPEN"]
    assert len({u["update_id"] for u in said}) == len(said)
    later = (clock.now() + timedelta(hours=1)).isoformat()
    assert client.get(f"{V2}/servicerequestupdates.json", {"start_date": later}).json() == []


def test_words_from_outside_are_kept_once_and_only_from_the_sender(client, key):
    code = _code(client, key)
    form = {"api_key": key, "service_request_id": code, "update_id": "77", "status": "OPEN",
            "description": "Hôm nay rộng hơn."}  # fmt: skip
    url = f"{V2}/servicerequestupdates.json"
    first, again = client.post(url, form), client.post(url, form)
    assert first.status_code == again.status_code == 200
    assert first.json() == again.json()
    assert [n.text for n in Note.objects.all()] == ["Hôm nay rộng hơn."]
    other = issue_api_key(name="Khác", scopes=["open311"], by=MACHINE, now=clock.now())
    assert client.post(url, {**form, "api_key": other}).status_code == 404
    assert client.post(url, {**form, "status": "LOST", "update_id": "78"}).status_code == 400
    assert client.post(url, {**form, "description": "", "update_id": "79"}).status_code == 400


def test_open_after_the_answer_asks_for_work_again(client, key):
    code = _code(client, key)
    _answer(code)
    form = {"api_key": key, "service_request_id": code, "update_id": "1", "status": "OPEN",
            "description": "Chưa được."}  # fmt: skip
    assert client.post(f"{V2}/servicerequestupdates.xml", form).status_code == 200
    report = Report.objects.get(code=code)
    assert (report.status, report.round) == ("assigned", 2)


def test_a_picture_is_fetched_stripped_and_shown_after_acceptance(client, key, monkeypatch):
    monkeypatch.setattr(fetching, "fetch", lambda *_a, **_k: jpeg(640, 480, gps=(16.46, 107.59)))
    code = _code(client, key, media_url="https://anh.example.vn/a.jpg")
    assert client.get(f"{V2}/requests/{code}.json").json()[0]["media_url"] == ""
    report = Report.objects.get(code=code)
    reports.accept(report_id=report.pk, by=HANDLER, now=clock.now())
    files.mask_waiting(now=clock.now())
    url = client.get(f"{V2}/requests/{code}.json").json()[0]["media_url"]
    picture = client.get(url.partition("//")[2].partition("/")[1] + url.partition("//")[2].partition("/")[2])
    content = b"".join(picture.streaming_content)
    assert b"Exif" not in content
    assert content[:3] == b"\xff\xd8\xff"


def test_a_picture_that_cannot_be_fetched_stops_nothing(client, key):
    answer = _send(client, key, media_url="http://169.254.169.254/latest")
    assert answer.status_code == 200
    assert "media_url" in answer.json()[0]["service_notice"]


def test_reading_many_takes_as_many_statements_as_reading_one(client, key):
    def statements():
        with CaptureQueriesContext(connection) as asked:
            found = client.get(f"{V2}/requests.json").json()
        # tests look for changed rules at every turn; the service does so once a second
        return len(found), len([q for q in asked if "core_revision" not in q["sql"]])

    _code(client, key)
    statements()
    one, few = statements()
    for number in range(5):
        _code(client, key, description=f"Ổ gà số {number}")
    many, still = statements()
    assert (one, many) == (1, 6)
    assert few == still


def test_junk_addresses_and_methods(client, key):
    assert client.get(f"{V2}/requests.html").status_code == 404
    assert client.put(f"{V2}/requests.json").status_code == 405
    assert client.post(f"{V2}/services.json").status_code == 405
    assert STRANGER.key not in client.get("/open311/discovery.json").content.decode()
