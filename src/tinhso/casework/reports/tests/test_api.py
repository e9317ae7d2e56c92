"""The Contract, as programs meet it."""

import json

import pytest

from tinhso.casework.reports.models import Report
from tinhso.casework.reports.tests.factories import body, province

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hue")]
URL = "/api/v1/reports"


@pytest.fixture
def hue(db):
    return province()


def post(client, given, **headers):
    raw = given if isinstance(given, (bytes, str)) else json.dumps(given)
    return client.post(URL, raw, content_type="application/json", headers=headers)


def test_send_and_read_back(client):
    made = post(client, body())
    assert made.status_code == 201
    code = made.json()["code"]
    read = client.get(f"{URL}/{code}").json()
    assert read["text"].startswith("Ổ gà sâu")
    assert read["timeline"][0]["title"] == "Đã nhận phản ánh"
    listed = client.get(URL, {"q": "o ga duong LE LOI", "place": "19789", "limit": 1}).json()
    assert [r["code"] for r in listed["items"]] == [code]
    assert (listed["next"], listed["total"]) == (None, 1)


def test_again_is_the_same_bytes_and_another_body_a_conflict(client):
    given = body()
    first, again = post(client, given), post(client, given)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.content == again.content
    other = post(client, {**given, "text": "khác"})
    assert other.status_code == 409
    assert first.json()["code"] not in other.content.decode()
    assert other["Content-Type"].startswith("application/problem+json")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text": " \n "}, "text"),
        ({"text": "a" * 10_001}, "text"),
        ({"text": 7}, "text"),
        ({"public": "yes"}, "public"),
        ({"public": 1}, "public"),
        ({"public": None}, "public"),
        ({"point": {"lat": "16.4", "lon": 107.6}}, "point.lat"),
        ({"point": {"lat": True, "lon": 107.6}}, "point.lat"),
        ({"point": {"lat": 96, "lon": 107.6}}, "point.lat"),
        ({"point": {"lat": 16.4}}, "point.lon"),
        ({"point": [16.4, 107.6]}, "point"),
        ({"point": None}, "point"),
        ({"point": {"lat": 21.0, "lon": 105.8}}, "point"),
        ({"category": "potholes"}, "category"),
        ({"category": 1}, "category"),
        ({"occurred_at": "hôm qua"}, "occurred_at"),
        ({"occurred_at": "2026-11-20T08:00:00"}, "occurred_at"),
        ({"occurred_at": "2999-01-01T00:00:00Z"}, "occurred_at"),
        ({"photos": "abc"}, "photos"),
        ({"photos": ["no-such-upload"]}, "photos"),
        ({"contact": {"phone": "0" * 21}}, "contact.phone"),
        ({"contact": {"phone": "gọi tôi"}}, "contact.phone"),
        ({"contact": {"email": "a@b"}}, "contact.email"),
        ({"contact": "0912"}, "contact"),
        ({"channel": "Zalo nhé"}, "channel"),
        ({"id": "1234"}, "id"),
        ({"id": None}, "id"),
        ({"nonsense": 1}, "nonsense"),
    ],
)
def test_what_is_wrong_is_named(client, changes, field):
    answered = post(client, body(**changes))
    assert answered.status_code == 422
    assert field in [e["field"] for e in answered.json()["errors"]]
    assert Report.objects.count() == 0


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b'{"id": NaN}', 400),
        (b'{"text": "\\ud800"}', 400),
        (b"[" * 30 + b"]" * 30, 400),
        (b"[]", 422),
        (b"null", 422),
        (b'{"x": "' + b"a" * 262_144 + b'"}', 413),
    ],
)
def test_what_cannot_be_read_is_said(client, raw, status):
    assert post(client, raw).status_code == status


def test_english_is_spoken_to_those_who_ask_for_it(client):
    answered = post(client, body(text=""), **{"Accept-Language": "en"})
    assert answered.json()["errors"][0]["message"] == "There is no text yet."


def test_a_private_report_is_like_an_unknown_one(client):
    made = post(client, body(public=False)).json()
    client.cookies.clear()
    hidden, unknown = client.get(f"{URL}/{made['code']}"), client.get(f"{URL}/0000000000")
    assert (hidden.status_code, unknown.status_code) == (404, 404)
    assert hidden.json()["detail"] == unknown.json()["detail"]
    assert client.get(URL).json()["total"] == 0
    own = client.get(f"{URL}/{made['code']}", headers={"X-Report-Secret": made["secret"]})
    assert own.json()["own"] is not None
    wrong = client.get(f"{URL}/{made['code']}", headers={"X-Report-Secret": "ABCD-EFGH-IJKL-MNOP"})
    assert wrong.status_code == 404


def test_the_cookie_of_sending_opens_the_own_page(client):
    made = post(client, body(public=False))
    cookie = made.cookies["phan-anh"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert client.get(f"{URL}/{made.json()['code']}").status_code == 200


def test_sixty_an_hour_from_one_device(client, settings):
    settings.RATE_LIMITS = True
    assert {post(client, body()).status_code for _ in range(60)} == {201}
    over = post(client, body())
    assert over.status_code == 429
    assert 0 < int(over["Retry-After"]) <= 3600
    client.cookies.clear()
    assert post(client, body()).status_code == 201


def test_a_wrong_key_is_refused(client):
    assert post(client, body(), Authorization="Bearer nope").status_code == 401


def test_pages_follow_each_other(client):
    codes = [post(client, body()).json()["code"] for _ in range(5)]
    seen, cursor = [], ""
    while cursor is not None:
        page = client.get(URL, {"limit": 2, "cursor": cursor}).json()
        seen += [r["code"] for r in page["items"]]
        assert page["total"] == 5
        cursor = page["next"]
    assert seen == codes[::-1]


def test_a_search_says_that_there_are_more_than_it_counted(client, monkeypatch):
    monkeypatch.setattr("tinhso.casework.reports.queries.search_text.FEW", 2)
    monkeypatch.setattr("tinhso.casework.reports.queries.search_text._known", {})
    for _ in range(3):
        post(client, body())
    found = client.get(URL, {"q": "o ga"}).json()
    assert (len(found["items"]), found["total"], found["and_more"]) == (3, 2, True)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"bbox": "107.5,16.4,107.6,16.5"}, 200),
        ({"bbox": "1,2,3"}, 422),
        ({"bbox": "nan,1,2,3"}, 422),
        ({"status": "assigned,answered"}, 200),
        ({"status": "lost"}, 422),
        ({"category": "hoverboard"}, 422),
        ({"category": "road,hoverboard"}, 422),
        ({"category": "road,waste"}, 200),
        ({"place": "00000"}, 422),
        ({"place": "19789"}, 200),
        ({"agency": "UB-KHONG-CO"}, 422),
        ({"agency": "UB-THUAN-HOA"}, 200),
        ({"since": "2026-01-01"}, 200),
        ({"since": "2026-01-01T00:00:00+07:00"}, 200),
        ({"since": "yesterday"}, 422),
        ({"cursor": "xyz"}, 422),
        ({"limit": "0"}, 422),
        ({"limit": "a"}, 422),
        ({"q": '"* OR NEAR('}, 200),
        ({"q": "đường'; --"}, 200),
    ],
)
def test_filters_hold(client, query, status):
    post(client, body())
    answer = client.get(URL, query)
    assert answer.status_code == status
    if status == 422:
        assert [e["field"] for e in answer.json()["errors"]] == list(query)


def test_categories_are_listed_in_order(client):
    items = client.get("/api/v1/categories").json()["items"]
    assert [c["code"] for c in items[:3]] == ["road", "traffic", "lighting"]
    assert len(items) == 25
    assert not next(c for c in items if c["code"] == "security")["public"]
