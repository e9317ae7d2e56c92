"""Does a report that is not public look like none at all to everybody but its reporter?"""

import base64
import json
import re
import statistics
import time

import httpx
import pytest

from tests.contract.sending import REPORTS, fields, report, send, upload
from tests.contract.stored import Stored

WORDS = "Hàng xóm Quýt Lựu hay mở nhạc lúc khuya"
TOKEN = re.compile(r'(?<=name="csrfmiddlewaretoken" value=")[^"]+')
UNKNOWN = "5724019863"  # not a code of this deployment, or the tests below would tell


@pytest.fixture
def private(client: httpx.Client) -> dict[str, str]:
    return send(client, public=False, text=WORDS, category="noise", photos=[upload(client)])


def test_its_code_alone_answers_like_an_unknown_one(
    private: dict[str, str], client: httpx.Client, stranger: httpx.Client
) -> None:
    for path in (
        REPORTS + "/{}",
        "/phan-anh/{}",
        "/phan-anh/{}/danh-gia",
        "/phan-anh/{}/anh/" + "a" * 26 + "/thumb",
    ):
        known, none = (stranger.get(path.format(code)) for code in (private["code"], UNKNOWN))
        assert known.status_code == none.status_code, path
        assert TOKEN.sub("", known.text.replace(private["code"], UNKNOWN)) == TOKEN.sub("", none.text), path
        assert set(known.headers) == set(none.headers)
    own = client.get(f"{REPORTS}/{private['code']}").json()
    assert own["public"] is False
    assert stranger.get(own["photos"][0]["thumb"]).status_code == 404


def test_it_takes_no_other_time(private: dict[str, str], stranger: httpx.Client) -> None:
    def took(code: str) -> float:
        began = time.perf_counter()
        stranger.get(f"{REPORTS}/{code}", headers={"X-Report-Secret": "AAAA-BBBB-CCCC-DDDD"})
        return time.perf_counter() - began

    times = [(took(private["code"]), took(UNKNOWN)) for _ in range(30)]
    known, none = (statistics.median(t) for t in zip(*times, strict=True))
    assert 0.4 < known / none < 2.5, (known, none)


def test_it_is_nowhere(private: dict[str, str], stranger: httpx.Client) -> None:
    for path in (
        "/", "/danh-sach", "/ban-do", "/ban-do/diem.geojson", REPORTS, f"{REPORTS}?limit=100",
        f"{REPORTS}?category=noise&limit=100", f"{REPORTS}?q=Quýt Lựu", f"{REPORTS}?q={private['code']}",
        f"/danh-sach?q={private['code']}", "/danh-sach?q=Quýt Lựu", "/ban-do/diem.geojson?q=Quýt",
    ):  # fmt: skip
        answer = stranger.get(path)
        assert answer.status_code == 200, path
        listed = answer.text.replace(f'value="{private["code"]}"', "").replace(f"q={private['code']}", "")
        assert f"/phan-anh/{private['code']}" not in listed, path
        assert "mở nhạc lúc khuya" not in listed, path
    found = stranger.get(REPORTS, params={"q": "Quýt Lựu mở nhạc"}).json()
    assert found == {"items": [], "next": None, "total": 0}


def test_totals_do_not_count_it(client: httpx.Client, stranger: httpx.Client) -> None:
    place = client.get("/api/v1/places/communes").json()["items"][5]["code"]
    asked = {"place": place, "category": "noise"}
    before = stranger.get(REPORTS, params=asked).json()["total"]
    where = {"code": place, "locality": None, "detail": None}
    send(client, public=False, category="noise", point=None, place=where)
    assert stranger.get(REPORTS, params=asked).json()["total"] == before
    send(client, public=True, category="noise", point=None, place=where)
    assert stranger.get(REPORTS, params=asked).json()["total"] == before + 1


def test_the_reporter_reads_it_by_cookie_or_secret(
    private: dict[str, str], client: httpx.Client, stranger: httpx.Client
) -> None:
    path, secret = f"{REPORTS}/{private['code']}", private["secret"]
    assert client.get(path).json()["text"] == WORDS
    assert client.get(f"/phan-anh/{private['code']}").status_code == 200
    for typed in (secret, secret.lower(), secret.replace("-", ""), secret.replace("-", " ")):
        assert stranger.get(path, headers={"X-Report-Secret": typed}).json()["text"] == WORDS
    for wrong in (
        "",
        "A",
        secret[:-1],
        secret + "A",
        "A" * 5_000,
        "AAAA-BBBB-CCCC-DDDD",
        secret[1:] + secret[0],
    ):
        assert stranger.get(path, headers={"X-Report-Secret": wrong}).status_code == 404


def test_the_secret_of_one_opens_no_other(
    private: dict[str, str], client: httpx.Client, stranger: httpx.Client
) -> None:
    other = send(client, public=False)
    answer = stranger.get(f"{REPORTS}/{other['code']}", headers={"X-Report-Secret": private["secret"]})
    assert answer.status_code == 404


def test_the_form_asks_for_code_and_secret(private: dict[str, str], stranger: httpx.Client) -> None:
    def find(secret: str, code: str) -> httpx.Response:
        stranger.get("/tra-cuu")
        token = stranger.cookies.get("csrftoken", "")
        return stranger.post(
            "/tra-cuu", data={"code": code, "secret": secret, "csrfmiddlewaretoken": token},
            headers={"Referer": str(stranger.base_url)},
        )  # fmt: skip

    wrong, none = find("AAAA-BBBB-CCCC-DDDD", private["code"]), find("AAAA-BBBB-CCCC-DDDD", UNKNOWN)
    assert wrong.status_code == none.status_code
    assert wrong.status_code != 302
    right = find(private["secret"], f"{private['code'][:4]} {private['code'][4:7]} {private['code'][7:]}")
    assert right.status_code in (302, 303), right.text[:400]
    assert private["secret"] not in right.headers["location"]
    assert stranger.get(right.headers["location"]).status_code == 200


def test_the_cookie_is_kept_from_scripts_and_other_sites(client: httpx.Client) -> None:
    answer = client.post(REPORTS, json=report())
    cookies = answer.headers.get_list("set-cookie")
    assert len(cookies) >= 2
    for cookie in cookies:
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie or "SameSite=Strict" in cookie
    assert not any(answer.json()["secret"] in cookie for cookie in cookies)


def test_a_forged_cookie_opens_nothing(private: dict[str, str], stranger: httpx.Client) -> None:
    codes = base64.urlsafe_b64encode(json.dumps([private["code"]]).encode()).decode().rstrip("=")
    for value in (codes, f"{codes}:1xUvFV:3UUMROLJHzOXqLDPs05yLbiZkD", "a" * 3_900, "::", ".eJw"):
        answer = stranger.get(f"{REPORTS}/{private['code']}", headers={"Cookie": f"phan-anh={value}"})
        assert answer.status_code == 404
        fields(answer)


def test_the_secret_is_stored_nowhere(private: dict[str, str], stored: Stored) -> None:
    secret = private["secret"]
    for written in (secret, secret.replace("-", ""), secret.lower()):
        assert not stored.holds(written)
        assert not stored.logged(written)
    # the same search finds what is there
    assert stored.holds(private["code"])


@pytest.mark.parametrize("category", ["security", "public-service"])
def test_some_categories_are_never_public(
    client: httpx.Client, stranger: httpx.Client, category: str
) -> None:
    contact = {"name": None, "phone": "0900 000 000", "email": None}
    code = send(client, category=category, public=True, contact=contact)["code"]
    assert stranger.get(f"{REPORTS}/{code}").status_code == 404


def test_what_tells_of_a_person_is_masked(client: httpx.Client, stranger: httpx.Client) -> None:
    text = "Xe 75A-123.45 đổ rác, gọi 0905 123 456 hoặc lan.nguyen@example.vn, CCCD 046090001234"
    code = send(client, text=text)["code"]
    for page in (f"{REPORTS}/{code}", f"/phan-anh/{code}", REPORTS, "/danh-sach"):
        shown = stranger.get(page).text
        for told in ("123.45", "123 456", "lan.nguyen", "046090001234"):
            assert told not in shown, (page, told)
    for told in ("0905123456", "lan.nguyen", "046090001234"):
        assert code not in [i["code"] for i in stranger.get(REPORTS, params={"q": told}).json()["items"]]
    assert client.get(f"{REPORTS}/{code}").json()["text"] == text


def test_a_number_hidden_by_letters_without_a_shape_is_masked(
    client: httpx.Client, stranger: httpx.Client
) -> None:
    code = send(client, text="Gọi 0905\u200b123\u200d456 gặp tôi")["code"]
    shown = stranger.get(f"{REPORTS}/{code}").json()["text"]
    assert "0905" not in shown
    assert "456" not in shown


def test_what_is_said_of_the_spot_is_masked_too(client: httpx.Client, stranger: httpx.Client) -> None:
    commune = client.get("/api/v1/places/communes").json()["items"][0]["code"]
    spot = {
        "code": commune,
        "locality": "nhà số 0905 123 457",
        "detail": "CCCD 046090001235, gọi 0905 123 458",
    }
    code = send(client, point=None, place=spot)["code"]
    for page in (f"{REPORTS}/{code}", f"/phan-anh/{code}", REPORTS, "/danh-sach"):
        shown = stranger.get(page).text
        for told in ("123 457", "123 458", "046090001235"):
            assert told not in shown, (page, told)


@pytest.mark.parametrize(
    "text",
    [
        "Tôi tố cáo ông Chủ tịch UBND phường nhận tiền hối lộ",
        "Đơn khiếu nại quyết định thu hồi đất của phường",
    ],
)
def test_a_denunciation_is_sealed(client: httpx.Client, stranger: httpx.Client, text: str) -> None:
    reply = send(client, text=text, category=None)
    assert not reply["agency"]["code"].startswith("UB.")
    assert stranger.get(f"{REPORTS}/{reply['code']}").status_code == 404
    assert client.get(f"{REPORTS}/{reply['code']}").json()["text"] == text
