"""Is a report that is sent again, or twenty times at once, received once and answered the same?"""

import json
import random
import uuid
from concurrent.futures import ThreadPoolExecutor

import httpx

from tests.contract.sending import REPORTS, fields, picture, report, send, upload
from tests.contract.stored import Stored
from tests.service import Service

AT_ONCE = 20


def test_the_same_again_gets_the_first_reply_byte_for_byte(
    client: httpx.Client, stranger: httpx.Client
) -> None:
    body = report(photos=[upload(client)])
    first = client.post(REPORTS, json=body)
    for sender in (client, stranger):
        again = sender.post(REPORTS, json=body)
        assert (first.status_code, again.status_code) == (201, 200)
        assert again.content == first.content


def test_the_same_in_another_language_and_key_order_is_the_same(client: httpx.Client) -> None:
    body = report()
    first = client.post(REPORTS, json=body)
    turned = json.dumps(dict(reversed(body.items())), indent=2, ensure_ascii=False)
    again = client.post(
        REPORTS, content=turned, headers={"Content-Type": "application/json", "Accept-Language": "en"}
    )
    assert again.status_code == 200
    assert again.content == first.content


def test_twenty_at_once_make_one_report(deployment: Service, client: httpx.Client, stored: Stored) -> None:
    # letters only: a long run of digits would be masked as an account number
    word = "".join(random.choices("bcdghklmnpqrstvx", k=20))
    body = report(
        photos=[upload(client), upload(client, picture("PNG"))],
        text=f"Ổ gà to trước chợ, đề nghị sửa. {word}",
    )

    def post(_: int) -> httpx.Response:
        return httpx.post(f"{deployment.url}{REPORTS}", json=body, timeout=30)

    with ThreadPoolExecutor(AT_ONCE) as senders:
        answers = list(senders.map(post, range(AT_ONCE)))
    assert sorted(a.status_code for a in answers) == [200] * (AT_ONCE - 1) + [201]
    assert len({a.content for a in answers}) == 1
    found = client.get(REPORTS, params={"q": body["text"]}).json()
    assert found["total"] == len(found["items"]) == 1
    first = answers[0].json()
    own = client.get(f"{REPORTS}/{first['code']}", headers={"X-Report-Secret": first["secret"]}).json()
    assert len(own["photos"]) == 2
    facts = "SELECT count(*) FROM ledger_fact WHERE type = 'reports.received' AND payload LIKE ?"
    assert stored.run(facts, f"%{first['code']}%") == [(1,)]


def test_one_photo_in_two_reports_at_once_belongs_to_one(deployment: Service, client: httpx.Client) -> None:
    taken = upload(client)

    def post(_: int) -> httpx.Response:
        return httpx.post(f"{deployment.url}{REPORTS}", json=report(photos=[taken]), timeout=30)

    with ThreadPoolExecutor(6) as senders:
        answers = list(senders.map(post, range(6)))
    assert sorted(a.status_code for a in answers) == [201] + [422] * 5
    assert all(fields(a) == {"photos"} for a in answers if a.status_code == 422)


def test_the_same_id_with_another_body_learns_nothing(client: httpx.Client, stranger: httpx.Client) -> None:
    body = report(text="Điều riêng của người thứ nhất", public=False)
    first = client.post(REPORTS, json=body).json()
    answers = [
        stranger.post(REPORTS, json=other)
        for other in ({**body, "text": "khác"}, {**body, "public": True}, {"id": body["id"]},
                      {"id": body["id"], "text": 7, "point": "?"})
    ]  # fmt: skip
    for answer in answers:
        assert answer.status_code == 409
        assert fields(answer) == set()
        assert answer.content == answers[0].content
        assert "set-cookie" not in answer.headers
        assert "location" not in answer.headers
        for told in (first["code"], first["secret"], first["agency"]["code"], body["id"], "riêng"):
            assert told not in answer.text
    assert client.post(REPORTS, json=body).json() == first


def test_an_id_in_capitals_is_the_same_id(client: httpx.Client) -> None:
    body = report()
    first = client.post(REPORTS, json=body)
    again = client.post(REPORTS, json={**body, "id": body["id"].upper()})
    # the same id; whether the same body is a matter of taste, a second report is not
    assert again.status_code in (200, 409)
    assert first.status_code == 201


def test_a_refused_report_may_be_mended_under_its_id(client: httpx.Client) -> None:
    body = report(text="")
    assert client.post(REPORTS, json=body).status_code == 422
    assert client.post(REPORTS, json={**body, "text": "Đã viết thêm"}).status_code == 201


def test_the_id_is_looked_up_before_anything_else(client: httpx.Client) -> None:
    # its photos are used up by then, and still the repetition is no refusal
    body = report(photos=[upload(client)])
    assert client.post(REPORTS, json=body).status_code == 201
    assert client.post(REPORTS, json=body).status_code == 200


def test_the_id_is_nowhere_to_be_read(client: httpx.Client, stranger: httpx.Client, stored: Stored) -> None:
    body = report(text="Mã của máy không hiện ở đâu")
    answer = client.post(REPORTS, json=body)
    reply = answer.json()
    seen = [answer.text, str(answer.headers)]
    for reader in (client, stranger):
        pages = (reply["url"], f"{REPORTS}/{reply['code']}", REPORTS, "/danh-sach", "/ban-do/diem.geojson")
        seen += [reader.get(page).text for page in pages]
    seen.append(client.get(f"{REPORTS}/{reply['code']}", headers={"X-Report-Secret": reply["secret"]}).text)
    for shape in (body["id"], uuid.UUID(body["id"]).hex):
        assert not any(shape in text.lower() for text in seen)
        assert not stored.logged(shape)
        assert stored.run("SELECT count(*) FROM ledger_fact WHERE payload LIKE ?", f"%{shape}%") == [(0,)]


def test_the_id_is_no_key_to_the_report(client: httpx.Client) -> None:
    body = report()
    send_again = {"X-Report-Secret": body["id"]}
    code = send(client, **body)["code"]
    client.cookies.clear()
    assert client.get(f"{REPORTS}/{code}", headers=send_again).json()["own"] is None
    assert client.get(f"{REPORTS}/{body['id']}").status_code == 404
