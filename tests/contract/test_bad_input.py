"""Is everything that is wrong named by its field, and nothing a server error?"""

import json
import math
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from tests.contract.sending import HUE, REPORTS, fields, report

NIL = "00000000-0000-0000-0000-000000000000"
VERSION_1 = "f47ac10b-58cc-11ee-8c99-0242ac120002"


def ahead(hours: float) -> str:
    return (datetime.now(UTC) + timedelta(hours=hours)).isoformat()


def nested(depth: int) -> bytes:
    return (
        json.dumps(report())
        .encode()
        .replace(b'"contact": null', b'"contact": ' + b"[" * depth + b"]" * depth)
    )


WRONG: list[tuple[dict[str, Any], set[str]]] = [
    ({"id": None}, {"id"}),
    ({"id": 7}, {"id"}),
    ({"id": "7"}, {"id"}),
    ({"id": NIL}, {"id"}),
    ({"id": VERSION_1}, {"id"}),
    ({"id": "{f47ac10b-58cc-41ee-8c99-0242ac120002}"}, {"id"}),
    ({"id": "f47ac10b58cc41ee8c990242ac120002"}, {"id"}),
    ({"id": ["f47ac10b-58cc-41ee-8c99-0242ac120002"]}, {"id"}),
    ({"text": ""}, {"text"}),
    ({"text": " \n\t\u00a0 "}, {"text"}),
    ({"text": "đ" * 10_001}, {"text"}),
    ({"text": None}, {"text"}),
    ({"text": 7}, {"text"}),
    ({"text": True}, {"text"}),
    ({"text": ["Ổ gà"]}, {"text"}),
    ({"category": "pothole"}, {"category"}),
    ({"category": "Road"}, {"category"}),
    ({"category": 7}, {"category"}),
    ({"category": "x" * 5_000}, {"category"}),
    ({"public": "yes"}, {"public"}),
    ({"public": 1}, {"public"}),
    ({"public": "true"}, {"public"}),
    ({"public": None}, {"public"}),
    ({"point": None}, {"point"}),
    ({"point": "16.46,107.59"}, {"point"}),
    ({"point": [16.46, 107.59]}, {"point"}),
    ({"point": {"lat": 16.46}}, {"point.lon"}),
    ({"point": {**HUE, "lat": "16.46"}}, {"point.lat"}),
    ({"point": {**HUE, "lat": True}}, {"point.lat"}),
    ({"point": {**HUE, "lat": None}}, {"point.lat"}),
    ({"point": {**HUE, "lat": 90.5}}, {"point.lat"}),
    ({"point": {**HUE, "lon": 10**30}}, {"point.lon"}),
    ({"point": {**HUE, "lon": 1e308}}, {"point.lon"}),
    ({"point": {**HUE, "accuracy_m": -1}}, {"point.accuracy_m"}),
    ({"point": {**HUE, "accuracy_m": "8"}}, {"point.accuracy_m"}),
    ({"point": {**HUE, "accuracy_m": True}}, {"point.accuracy_m"}),
    ({"point": {"lat": 16.4637, "lon": 109.9, "accuracy_m": None}}, {"point"}),
    ({"point": {"lat": 0, "lon": 0, "accuracy_m": None}}, {"point"}),
    ({"point": {"lat": -90, "lon": -180, "accuracy_m": None}}, {"point"}),
    ({"point": None, "place": {"code": "99999", "locality": None, "detail": None}}, {"place.code"}),
    ({"point": None, "place": {"code": "46", "locality": None, "detail": None}}, {"place.code"}),
    ({"point": None, "place": {"code": 19789}}, {"place.code"}),
    ({"point": None, "place": {"code": ""}}, {"place.code"}),
    ({"point": None, "place": {}}, {"place.code"}),
    ({"point": None, "place": "19789"}, {"place"}),
    ({"point": None, "place": {"code": "19789", "detail": 7}}, {"place.detail"}),
    ({"point": None, "place": {"code": "19789", "locality": True}}, {"place.locality"}),
    ({"point": None, "place": {"code": "19789", "locality": 999_999_999}}, {"place.locality"}),
    ({"occurred_at": "hôm qua"}, {"occurred_at"}),
    ({"occurred_at": "2026-11-20"}, {"occurred_at"}),
    ({"occurred_at": "2026-11-20T08:00:00"}, {"occurred_at"}),
    ({"occurred_at": 1_700_000_000}, {"occurred_at"}),
    ({"occurred_at": "2026-02-30T08:00:00+07:00"}, {"occurred_at"}),
    ({"occurred_at": "9999-12-31T23:59:59-14:00"}, {"occurred_at"}),
    ({"occurred_at": "0001-01-01T00:00:00+14:00"}, {"occurred_at"}),
    ({"occurred_at": True}, {"occurred_at"}),
    ({"photos": "abc"}, {"photos"}),
    ({"photos": [7]}, {"photos"}),
    ({"photos": [None]}, {"photos"}),
    ({"photos": {"0": "abc"}}, {"photos"}),
    ({"photos": ["khong-co-anh-nay"]}, {"photos"}),
    ({"photos": ["a" * 26]}, {"photos"}),
    ({"photos": ["../../etc/passwd"]}, {"photos"}),
    ({"photos": [f"{'a' * 25}{c}" for c in "abcdef"]}, {"photos"}),
    ({"photos": ["x" * 50_000]}, {"photos"}),
    ({"contact": "0900"}, {"contact"}),
    ({"contact": {"phone": "0" * 21}}, {"contact.phone"}),
    ({"contact": {"phone": 900_000_000}}, {"contact.phone"}),
    ({"contact": {"phone": "gọi tôi"}}, {"contact.phone"}),
    ({"contact": {"email": "binh"}}, {"contact.email"}),
    ({"contact": {"email": "binh@"}}, {"contact.email"}),
    ({"contact": {"email": "binh@example"}}, {"contact.email"}),
    ({"contact": {"email": "a@b.vn\nBcc: c@d.vn"}}, {"contact.email"}),
    ({"contact": {"email": "binh@example.vn", "name": ["Bình"]}}, {"contact.name"}),
    ({"channel": 7}, {"channel"}),
    ({"channel": "x" * 500}, {"channel"}),
    ({"on_behalf_of": "mẹ tôi"}, {"on_behalf_of"}),
    ({"on_behalf_of": {"name": {"first": "An"}}}, {"on_behalf_of.name"}),
    ({"khong_co": 1}, {"khong_co"}),
    ({"text": 7, "public": 7, "photos": 7}, {"text", "public", "photos"}),
]  # fmt: skip


@pytest.mark.parametrize(
    "changed, named", WRONG, ids=[json.dumps(c, ensure_ascii=False)[:50] for c, _ in WRONG]
)
def test_readable_but_wrong(program: httpx.Client, changed: dict[str, Any], named: set[str]) -> None:
    answer = program.post(REPORTS, json=report(**changed))
    assert answer.status_code == 422, answer.text
    assert named <= fields(answer)


@pytest.mark.parametrize("missing", ["id", "text", "public", "point"])
def test_missing(program: httpx.Client, missing: str) -> None:
    body = {k: v for k, v in report().items() if k != missing}
    answer = program.post(REPORTS, json=body)
    assert answer.status_code == 422
    assert fields(answer) == {missing}


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"text=O+ga",
        b"null;",
        b"\xff\xfe{}",
        json.dumps(report()).encode("utf-16"),
        json.dumps(report(text="Đường"), ensure_ascii=False).encode("cp1258", "replace"),
        b'{"text": "\\ud800"}',
        b'{"text": "\\udc00\\ud800"}',
        json.dumps(report(text="#")).encode().replace(b"#", b"\xed\xa0\x80"),
        json.dumps(report(text="#")).encode().replace(b"#", b"\x00"),
        json.dumps(report(point={**HUE, "lat": math.nan})).encode(),
        json.dumps(report(point={**HUE, "lat": math.inf})).encode(),
        json.dumps(report(point={**HUE, "lat": -math.inf})).encode(),
        nested(20),
        nested(5_000),
        b'{"id": "x", }',
        b"[" * 100_000,
    ],
    ids=[f"body-{n}" for n in range(18)],  # the bodies hold random ids, and two processes must agree
)
def test_unreadable(program: httpx.Client, raw: bytes) -> None:
    answer = program.post(REPORTS, content=raw, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400, answer.text
    fields(answer)


@pytest.mark.parametrize("raw", [b"[]", b'"x"', b"7", b"null", b"true", b"[{}]"])
def test_json_that_is_no_object(program: httpx.Client, raw: bytes) -> None:
    answer = program.post(REPORTS, content=raw, headers={"Content-Type": "application/json"})
    assert answer.status_code in (400, 422)
    fields(answer)


def test_nesting_of_twenty_is_read(program: httpx.Client) -> None:
    answer = program.post(REPORTS, content=nested(19), headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    assert fields(answer) == {"contact"}


def test_brackets_within_text_are_no_nesting(program: httpx.Client) -> None:
    assert program.post(REPORTS, json=report(text="[" * 300 + '\\"{' * 50)).status_code == 201


def test_a_body_of_256_kib_is_read_and_one_byte_more_is_not(program: httpx.Client) -> None:
    body = json.dumps(report()).encode()
    as_json = {"Content-Type": "application/json"}
    full = body + b" " * (262_144 - len(body))
    answer = program.post(REPORTS, content=full + b" ", headers=as_json)
    assert answer.status_code == 413
    fields(answer)
    assert program.post(REPORTS, content=full, headers=as_json).status_code == 201


def test_a_body_in_chunks_without_a_length(program: httpx.Client) -> None:
    as_json = {"Content-Type": "application/json"}
    answer = program.post(REPORTS, content=(b" " * 65_536 for _ in range(5)), headers=as_json)
    assert answer.status_code == 413
    fields(answer)
    body = json.dumps(report()).encode()
    answer = program.post(REPORTS, content=iter([body[:50], body[50:]]), headers=as_json)
    assert answer.status_code == 201


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "x"]
)
def test_another_content_type_is_no_server_error(program: httpx.Client, kind: str) -> None:
    # what is readable may be read, whatever it is called; what is not is told
    answer = program.post(REPORTS, content=json.dumps(report()), headers={"Content-Type": kind})
    assert answer.status_code in (201, 400, 415, 422), answer.text
    answer = program.post(REPORTS, content=b"a=1", headers={"Content-Type": kind})
    assert answer.status_code in (400, 415, 422)
    fields(answer)


@pytest.mark.parametrize(
    "raw", [b'{"id":"x","id":"y"}', b'{"text":"a","text":7,"public":true}', b'{"point":{"lat":1,"lat":2}}']
)
def test_a_key_given_twice_is_no_server_error(program: httpx.Client, raw: bytes) -> None:
    answer = program.post(REPORTS, content=raw, headers={"Content-Type": "application/json"})
    assert answer.status_code in (400, 422)
    fields(answer)


@pytest.mark.parametrize(
    "text",
    [
        "\u0000",
        "a\u0000b",
        "\u202egnoud",
        "🛵" * 100,
        "<script>alert(1)</script>",
        "' OR 1=1 --",
        "{{7*7}} ổ gà trước chợ",
    ],
)
def test_odd_letters_are_kept_or_refused(program: httpx.Client, text: str) -> None:
    answer = program.post(REPORTS, json=report(text=text))
    assert answer.status_code in (201, 422), answer.text
    if answer.status_code == 201:
        page = program.get(answer.json()["url"])
        assert page.status_code == (404 if answer.json()["status"] == "refused" else 200)
        assert "<script>alert(1)" not in page.text


@pytest.mark.parametrize("hours, status", [(23, 201), (25, 422)])
def test_a_clock_that_runs_ahead(program: httpx.Client, hours: float, status: int) -> None:
    assert program.post(REPORTS, json=report(occurred_at=ahead(hours))).status_code == status


def test_faults_are_told_in_the_language_asked_for(program: httpx.Client) -> None:
    bad = report(text="", public="yes", contact={"email": "?", "phone": "0" * 21}, point={**HUE, "lat": 91})
    told = {
        language: program.post(REPORTS, json=bad, headers={"Accept-Language": language}).json()
        for language in ("vi", "en", "fr")
    }
    assert told["vi"] == told["fr"]
    vietnamese, english = (json.dumps(told[k], ensure_ascii=False) for k in ("vi", "en"))
    assert english.isascii(), english
    assert not vietnamese.isascii()
    assert {e["field"] for e in told["en"]["errors"]} == {e["field"] for e in told["vi"]["errors"]}


def test_unreadable_is_told_in_english_too(program: httpx.Client) -> None:
    for raw in (b"{", b"[" * 30, b" " * 262_145, b"[]"):
        answer = program.post(REPORTS, content=raw, headers={"Accept-Language": "en"})
        assert answer.text.isascii(), answer.text


@pytest.mark.parametrize(
    "method, path",
    [
        ("PUT", REPORTS),
        ("DELETE", REPORTS),
        ("PATCH", f"{REPORTS}/1234567890"),
        ("POST", "/api/v1/categories"),
        ("GET", "/api/v1/uploads"),
        ("POST", "/api/v1/ledger/head"),
    ],
)
def test_another_method_is_a_problem_too(program: httpx.Client, method: str, path: str) -> None:
    answer = program.request(method, path)
    assert answer.status_code == 405
    assert answer.headers["allow"]
    fields(answer)


@pytest.mark.parametrize("path", ["/api/v1/khong-co", "/api/v2/reports", "/api/v1/reports/", "/api/"])
def test_an_unknown_address_is_a_problem_too(program: httpx.Client, path: str) -> None:
    answer = program.get(path)
    assert answer.status_code == 404
    fields(answer)
