"""Can a call break what it reaches? Open311 in both forms, the gateways' webhooks, forms of citizens.

Every answer is below 500 and in the form that was asked for: XML that a parser takes, JSON, a page. Each
example's writing is taken back, so that they all meet the same deployment.
"""

import hashlib
import hmac
import json
import logging
import xml.etree.ElementTree as tree
from urllib.parse import quote, urlencode

import pytest
import time_machine
from django.test import Client
from hypothesis import example, given
from hypothesis import strategies as st

from tests.security import cast
from tests.security.attacks import JSON, TEXT, bounded, tried
from tests.security.scene import LATER
from tinhso.casework.doors.tests.conftest import OA, SECRET
from tinhso.casework.reports.tests.factories import NOW, province
from tinhso.core.roles import MACHINE
from tinhso.foundation.accounts import actions as accounts

pytestmark = pytest.mark.django_db
V2 = "/open311/v2"
WORD = TEXT.filter(lambda text: not any("\ud800" <= letter <= "\udfff" for letter in text)).map(
    lambda text: text.replace("\ud7ff", "")
)
KNOWN = {
    "service_code": ["road", "trees", "no-such"],
    "lat": ["16.46", "0", "91", "nan"],
    "long": ["107.59", "-0", "inf"],
    "address_id": ["19789"],
    "address_string": ["12 Lê Lợi, phường Thuận Hóa"],
    "description": ["Ổ gà <sâu> & rộng ]]>"],
    "email": ["lan@example.vn"],
    "phone": ["0900000000"],
    "media_url": ["http://127.0.0.1/a.jpg", "file:///etc/passwd"],
    "attribute[occurred_at]": ["2026-11-20T08:00:00+07:00"],
    "attribute[public]": ["no", "yes"],
    "attribute[detail]": ["cạnh chợ"],
    "jurisdiction_id": ["46"],
    "service_request_id": ["4621073582"],
    "update_id": ["1"],
    "updated_datetime": ["2026-11-20T08:00:00+07:00"],
    "status": ["open", "closed,open", "FIXED", "OPEN"],
    "start_date": ["2026-11-01T00:00:00Z", "0001-01-01T00:00:00+14:00"],
    "end_date": ["9999-12-31T23:59:59-14:00", "2026-11-20"],
    "page": ["1", "999999999"],
    "page_size": ["1", "١"],
    "first_name": ["Lan"],
    "last_name": [""],
    "device_id": [""],
    "extensions": ["true"],
}
FORM = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(some) | WORD for name, some in KNOWN.items()}
) | st.dictionaries(WORD, WORD, max_size=3)
GOOD = {"service_code": "road", "lat": "16.46", "long": "107.59", "description": "Ổ gà"}
BOTH = pytest.mark.parametrize("form", ["xml", "json"])


@pytest.fixture(scope="module", autouse=True)
def quiet():
    logging.disable(logging.CRITICAL)  # thousands of refusals are what is wanted here
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def hue(settings):
    with time_machine.travel(LATER, tick=False):
        province()
        yield Client(raise_request_exception=False)


@pytest.fixture
def key(hue):
    return accounts.issue_api_key(name="FixMyStreet", scopes=["open311"], by=MACHINE, now=NOW)


def holds(answer, form):
    """The answer is whole: below 500, in its form, and a refusal in the shape of GeoReport v2."""
    assert answer.status_code < 500, answer.content
    if answer.status_code == 404 and "text/html" in answer["Content-Type"]:
        return
    if answer.status_code == 400 and answer["Content-Type"].startswith("text/plain"):
        return  # a body that is no form at all: Django says so itself
    kind = {"xml": "text/xml; charset=utf-8", "json": "application/json; charset=utf-8"}[form]
    assert answer["Content-Type"] == kind
    if form == "xml":
        assert b"<!DOCTYPE" not in answer.content
        root = tree.fromstring(answer.content)  # noqa: S314 (our own)
        wrong = [error.findtext("code") for error in root] if root.tag == "errors" else []
    else:
        said = json.loads(answer.content)
        wrong = [error["code"] for error in said] if answer.status_code >= 400 else []
    assert (answer.status_code >= 400) == bool(wrong)
    assert all(code.isdecimal() for code in wrong)


@BOTH
@pytest.mark.parametrize("call", ["requests", "servicerequestupdates"])
@tried(40, 400)
@given(sent=FORM | FORM.map(lambda form: {**GOOD, **form}), named=WORD)
@example(sent={**GOOD, "description": "\x00"}, named="")
@example(
    sent={**GOOD, "attribute[detail]": "\x00x", "first_name": "\x00", "phone": "\x000900000000"}, named="\x00"
)
def test_open311_takes_forms(hue, key, form, call, sent, named):  # noqa: PLR0917
    headers = {"Idempotency-Key": quote(named)[:300]} if named else {}
    with bounded(), cast.undone():
        holds(hue.post(f"{V2}/{call}.{form}", {**sent, "api_key": key}, headers=headers), form)


def below(folder: str) -> st.SearchStrategy[str]:
    return WORD.map(lambda text: f"{folder}/{quote(text, safe='')}")


@BOTH
@tried(60, 800)
@given(
    call=st.sampled_from(["requests", "servicerequestupdates", "services"])
    | st.one_of(below("requests"), below("services"), below("tokens")),
    asked=FORM,
)
@example(call="requests", asked={"service_code": "\x00"})
@example(call="requests", asked={"service_request_id": "\x00,1"})
@example(call="services/%C2%B2", asked={})
def test_open311_is_asked(hue, form, call, asked):
    with bounded():
        holds(hue.get(f"{V2}/{call}.{form}?{urlencode(asked)}"), form)


@BOTH
@tried(40, 400)
@given(words=st.text(max_size=80).filter(str.strip), detail=WORD)
def test_what_was_told_comes_back_in_both_forms(hue, key, form, words, detail):
    """Words of any letters, also such as XML cannot hold, leave a document that every reader takes."""
    with cast.undone():
        sent = hue.post(
            f"{V2}/requests.json",
            {**GOOD, "description": words, "attribute[detail]": detail, "api_key": key},
        )
        holds(sent, "json")
        if sent.status_code == 200:
            code = sent.json()[0]["service_request_id"]
            holds(hue.get(f"{V2}/requests/{code}.{form}"), form)
            for feed in ("atom", "rss"):
                tree.fromstring(hue.get(f"/nguon-tin/phan-anh.{feed}").content)  # noqa: S314 (our own)


SMS = st.fixed_dictionaries({}, optional=dict.fromkeys(("id", "from", "text"), WORD | JSON)) | JSON
PART = st.fixed_dictionaries(
    {},
    optional={
        "type": WORD,
        "payload": st.fixed_dictionaries(
            {},
            optional={
                "url": WORD,
                "coordinates": st.fixed_dictionaries(
                    {}, optional=dict.fromkeys(("latitude", "longitude"), WORD | st.just("16.46") | JSON)
                )
                | JSON,
            },
        )
        | JSON,
    },
)
EVENT = st.fixed_dictionaries(
    {"app_id": st.just(OA["app_id"]) | JSON, "event_name": st.sampled_from(
        ["user_send_text", "user_send_image", "user_send_location", "follow"]) | JSON},
    optional={
        "sender": st.fixed_dictionaries({"id": WORD | JSON}) | JSON,
        "message": st.fixed_dictionaries(
            {"msg_id": WORD | JSON},
            optional={"text": WORD | JSON, "attachments": st.lists(PART | JSON, max_size=3)},
        ) | JSON,
        "timestamp": WORD | JSON,
    },
)  # fmt: skip


@pytest.fixture
def gateways(settings):
    settings.SMS_INBOUND = json.dumps({"secret": SECRET})
    settings.ZALO = json.dumps(OA)


@tried(80, 1500)
@given(body=SMS.map(lambda sent: json.dumps(sent).encode()) | st.binary(max_size=40))
@example(body=json.dumps({"id": "\x00", "from": "\x00", "text": "\x00"}).encode())
@example(body=json.dumps({"id": "1" * 5000, "from": "0912345678", "text": "x" * 60_000}).encode())
@example(body=b'{"id":"1","from":"\\ud800","text":"\\udfff"}')
def test_a_gateway_brings_anything(hue, gateways, body):
    mac = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    with bounded(), cast.undone():
        answer = hue.post("/cua/sms", body, content_type="application/json", headers={"X-Signature": mac})
    assert answer.status_code < 500, answer.content
    assert "json" in answer["Content-Type"]


@tried(80, 1500)
@given(event=EVENT)
@example(event={"app_id": OA["app_id"], "event_name": "user_send_text", "sender": {"id": "\x00"},
                "message": {"msg_id": "\x00", "text": "\x00"}, "timestamp": "1"})  # fmt: skip
@example(event={"app_id": OA["app_id"], "event_name": "user_send_image", "sender": {"id": "1" * 3000},
                "message": {"msg_id": "2" * 3000, "attachments": [{"payload": {"url": "\x00" * 3000}}]}},
)  # fmt: skip
def test_zalo_brings_anything(hue, gateways, event):
    body = json.dumps(event, ensure_ascii=True).encode()
    stamp = event.get("timestamp")
    stamp = str(stamp) if isinstance(stamp, str | int | float) and not isinstance(stamp, bool) else ""
    mac = hashlib.sha256(OA["app_id"].encode() + body + stamp.encode() + OA["oa_secret"].encode()).hexdigest()
    with bounded(), cast.undone():
        answer = hue.post(
            "/cua/zalo", body, content_type="application/json", headers={"X-ZEvent-Signature": f"mac={mac}"}
        )
    assert answer.status_code < 500, answer.content


@tried(40, 500)
@given(
    signature=st.text(st.characters(max_codepoint=255, exclude_categories=["Cc"]), max_size=80), length=WORD
)
def test_whoever_does_not_sign_brings_nothing(hue, gateways, signature, length):
    for path, header in (("/cua/sms", "X-Signature"), ("/cua/zalo", "X-ZEvent-Signature")):
        answer = hue.post(path, b"{}", content_type="application/json", headers={header: signature})
        assert answer.status_code == 403, answer.content


FIELDS = [
    "id",
    "text",
    "category",
    "place",
    "lat",
    "lon",
    "detail",
    "locality",
    "occurred_at",
    "name",
    "phone",
    "email",
    "public",
    "photo_ids",
    "voice_id",
    "code",
    "secret",
    "q",
    "next",
    "reason",
    "bbox",
]
PAGES = [
    "/phan-anh/moi",
    "/tra-cuu",
    "/phan-anh/cua-toi",
    "/phan-anh/cua-toi/so-dien-thoai",
    "/i18n/setlang/",
]
LISTS = [
    "/danh-sach",
    "/ban-do",
    "/ban-do/diem.geojson",
    "/so-lieu",
    "/so-lieu/phan-anh",
    "/nhung/ban-do",
    "/so-lieu/luot-xu-ly.csv",
    "/api/v1/reports",
    "/api/v1/places/locate",
    "/api/v1/reports/near",
]
ASKED = [
    "q",
    "status",
    "category",
    "place",
    "agency",
    "bbox",
    "since",
    "until",
    "cursor",
    "limit",
    "period",
    "page",
    "zoom",
    "z",
    "sort",
    "lat",
    "lon",
    "on",
    "ky",
    "tu",
    "den",
]


@tried(60, 800)
@given(page=st.sampled_from(PAGES), sent=st.dictionaries(st.sampled_from(FIELDS), WORD, max_size=8))
@example(page="/phan-anh/moi", sent=dict.fromkeys(FIELDS, "\x00"))
@example(page="/tra-cuu", sent=dict.fromkeys(FIELDS, "\x00"))
@example(page="/phan-anh/cua-toi/so-dien-thoai", sent={"phone": "\x00", "code": "\x00"})
def test_citizens_type_anything(hue, page, sent):
    with bounded(), cast.undone():
        answer = hue.post(page, sent)
    assert answer.status_code < 500, answer.content


@tried(100, 1500)
@given(page=st.sampled_from(LISTS), asked=st.dictionaries(st.sampled_from(ASKED), WORD, max_size=5))
@example(page="/danh-sach", asked=dict.fromkeys(ASKED, "\x00"))
@example(page="/ban-do/diem.geojson", asked={"bbox": "nan,nan,nan,nan"})
@example(page="/so-lieu/phan-anh", asked={"agency": "\x00"})
def test_lists_are_asked_for_anything(hue, page, asked):
    with bounded():
        answer = hue.get(f"{page}?{urlencode(asked)}")
        if answer.streaming:
            list(answer.streaming_content)
    assert answer.status_code < 500


def test_the_samples_are_good(hue, key):
    for form in ("xml", "json"):
        assert hue.post(f"{V2}/requests.{form}", {**GOOD, "api_key": key}).status_code == 200
