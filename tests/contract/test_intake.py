"""Is a right report answered with all that the Contract promises?"""

import re
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from tests.contract.sending import HUE, REPORTS, picture, report, send, upload
from tests.contract.stored import Stored

KEYS = {
    "code", "status", "category", "place", "agency", "accept_by", "due_at", "because", "url", "secret",
    "appeal",
}  # fmt: skip
# H. M. Damm's table of 2004, written down here again: the reader of a code owns no copy of the service
DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2), (7, 0, 9, 2, 1, 5, 4, 8, 6, 3), (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6), (6, 1, 2, 3, 0, 4, 5, 9, 7, 8), (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4), (8, 9, 4, 5, 3, 6, 2, 0, 1, 7), (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)  # fmt: skip


def test_the_reply_has_every_key(client: httpx.Client) -> None:
    answer = client.post(REPORTS, json=report())
    assert answer.status_code == 201
    assert answer.headers["content-type"].startswith("application/json")
    reply = answer.json()
    assert set(reply) == KEYS
    assert set(reply["category"]) == {"code", "name"}
    assert set(reply["place"]) == {"code", "name", "structure"}
    assert set(reply["agency"]) == {"code", "name"}
    assert reply["category"] == {"code": "road", "name": "Đường sá"}
    assert reply["place"]["structure"] == "2025-07"
    assert reply["agency"]["code"].endswith(reply["place"]["code"])
    assert reply["status"] == "assigned"


def test_every_decision_is_told_with_its_reason(client: httpx.Client) -> None:
    because = send(client)["because"]
    assert {"place", "category", "agency", "deadline"} <= {b["decision"] for b in because}
    for told in because:
        assert set(told) == {"decision", "reason", "rule", "confidence"}
        assert told["reason"]
        assert told["confidence"] is None or 0 <= told["confidence"] <= 1


def test_clocks_start_at_receipt(client: httpx.Client) -> None:
    now = datetime.now(UTC)
    long_ago = (now - timedelta(days=20)).isoformat()
    reply = send(client, occurred_at=long_ago)
    accept_by, due_at = (datetime.fromisoformat(reply[k]) for k in ("accept_by", "due_at"))
    assert now < accept_by < due_at
    shown = client.get(f"{REPORTS}/{reply['code']}").json()
    assert abs(datetime.fromisoformat(shown["received_at"]) - now) < timedelta(seconds=30)


def test_the_code_has_ten_digits_and_a_check_digit(client: httpx.Client) -> None:
    codes = {send(client)["code"] for _ in range(5)}
    assert len(codes) == 5
    for code in codes:
        assert re.fullmatch(r"[0-9]{10}", code)
        interim = 0
        for digit in code:
            interim = DAMM[interim][int(digit)]
        assert interim == 0


def test_url_is_a_page_without_a_secret(client: httpx.Client, stranger: httpx.Client) -> None:
    reply = send(client)
    assert reply["url"].endswith(reply["code"])
    assert reply["secret"] not in reply["url"]
    assert "?" not in reply["url"]
    page = stranger.get(reply["url"])
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    assert reply["secret"] not in page.text


def test_optional_keys_may_be_left_out(client: httpx.Client) -> None:
    sent = report(category=None, text="Nhờ xem giúp chỗ này với, cảm ơn nhiều.")
    least = {k: v for k, v in sent.items() if k in ("id", "text", "point", "public")}
    answer = client.post(REPORTS, json=least)
    assert answer.status_code == 201
    assert answer.json()["category"]["code"] == "other"


def test_without_a_category_the_machine_reads_the_text_and_says_so(client: httpx.Client) -> None:
    reply = send(client, category=None, text="O ga rat sau giua duong, xe may nga lien tuc")
    assert reply["category"]["code"] == "road"
    why = next(b for b in reply["because"] if b["decision"] == "category")
    assert why["rule"]
    assert 0.5 < why["confidence"] < 1


def test_a_place_from_the_list_is_enough(client: httpx.Client) -> None:
    commune = client.get("/api/v1/places/communes").json()["items"][3]
    place = {"code": commune["code"], "locality": None, "detail": "sau trường học"}
    reply = send(client, point=None, place=place)
    assert reply["place"]["code"] == commune["code"]
    assert reply["place"]["name"] == commune["name"]


def test_channel_and_another_person_are_kept(client: httpx.Client) -> None:
    send(client, channel="1022", on_behalf_of={"name": "Trần Thị Bưởi", "phone": "0900 000 000"})


def test_text_is_trimmed_before_it_is_measured(client: httpx.Client) -> None:
    send(client, text="  " + "đ" * 10_000 + "\n ")
    send(client, text=" x ")


@pytest.mark.parametrize("phone", ["0905 123 456", "+84 905.123.456", "(0234) 3822 000", "84905123456"])
def test_a_phone_is_taken_as_people_write_it(client: httpx.Client, phone: str) -> None:
    send(client, contact={"name": None, "phone": phone, "email": None})


def test_phone_of_twenty_is_taken(client: httpx.Client) -> None:
    contact = {"name": "Lê Văn Bình", "phone": "+84 900 000 000 0000", "email": "binh@example.vn"}
    assert len(contact["phone"]) == 20
    send(client, contact=contact)


@pytest.mark.parametrize("hours", [-48, 0, 23])
def test_occurred_at_is_kept_and_marked(client: httpx.Client, hours: int) -> None:
    at = (datetime.now(UTC) + timedelta(hours=hours)).replace(microsecond=0)
    shown = client.get(f"{REPORTS}/{send(client, occurred_at=at.isoformat())['code']}").json()
    assert datetime.fromisoformat(shown["occurred_at"]) == at
    assert shown["occurred_after_receipt"] is (hours > 0)


def test_photos_are_kept_without_their_bytes_being_served_too_early(
    client: httpx.Client, stranger: httpx.Client
) -> None:
    reply = send(client, photos=[upload(client, picture(kind)) for kind in ("JPEG", "PNG", "WEBP")])
    secret = {"X-Report-Secret": reply["secret"]}
    own = stranger.get(f"{REPORTS}/{reply['code']}", headers=secret).json()
    assert len(own["photos"]) == 3
    assert stranger.get(f"{REPORTS}/{reply['code']}").json()["photos"] == []
    # photos are public once the agency accepts, not before
    assert client.get(own["photos"][0]["thumb"]).status_code == 200
    assert stranger.get(own["photos"][0]["thumb"]).status_code == 404


def test_the_senders_language_is_answered(client: httpx.Client) -> None:
    answer = client.post(REPORTS, json=report(), headers={"Accept-Language": "en"})
    assert answer.json()["category"]["name"] == "Roads"


def test_the_fact_names_no_person(client: httpx.Client, stored: Stored) -> None:
    body = report(contact={"name": "Đỗ Quyên Lam", "phone": "0900111222", "email": "lam@example.vn"})
    assert client.post(REPORTS, json=body).status_code == 201
    for word in ("Quyên Lam", "0900111222", "lam@example.vn", body["id"], body["text"]):
        found = stored.run("SELECT count(*) FROM ledger_fact WHERE CAST(payload AS TEXT) LIKE ?", f"%{word}%")
        assert found == [(0,)], word


def test_an_urgent_report_runs_round_the_clock(client: httpx.Client) -> None:
    reply = send(client, text="Cháy nhà ở kiệt 12, có người bị kẹt bên trong", point=HUE)
    due = datetime.fromisoformat(reply["due_at"])
    assert due - datetime.now(UTC) <= timedelta(hours=24)
