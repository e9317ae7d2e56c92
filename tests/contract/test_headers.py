"""Does every answer carry what keeps a browser safe, and nothing that helps an attacker?"""

import httpx
import pytest

from tests.contract.sending import REPORTS, report, send
from tests.service import Service

PAGES = ["/", "/danh-sach", "/ban-do", "/phan-anh/moi", "/phan-anh/cua-toi", "/tra-cuu", "/ngoai-mang",
         "/sw.js", "/gioi-thieu", "/khong-co", REPORTS,
         "/api/v1/openapi.json", "/tai-khoan/login/"]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_fenced_in(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code < 500
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["referrer-policy"] in ("same-origin", "no-referrer", "strict-origin")
    assert "x-powered-by" not in answer.headers


def test_pages_have_nothing_inline(client: httpx.Client) -> None:
    for path in (
        "/",
        "/danh-sach",
        "/ban-do",
        "/phan-anh/moi",
        "/phan-anh/cua-toi",
        "/ngoai-mang",
        "/tra-cuu",
    ):
        text = client.get(path).text.lower()
        assert " onclick=" not in text
        assert " style=" not in text, path
        assert "javascript:" not in text


def test_another_host_is_refused(deployment: Service) -> None:
    for host in ("evil.example", "127.0.0.1.evil.example", "a b", ""):
        answer = httpx.get(deployment.url + "/", headers={"Host": host})
        assert answer.status_code == 400, host


def test_a_report_may_not_be_kept_by_others(client: httpx.Client) -> None:
    reply = client.post(REPORTS, json=report())
    code = reply.json()["code"]
    assert "no-store" in reply.headers.get("cache-control", "")
    own = client.get(f"{REPORTS}/{code}", headers={"X-Report-Secret": reply.json()["secret"]})
    assert "no-store" in own.headers["cache-control"]
    assert "no-store" in client.get(f"/phan-anh/{code}").headers["cache-control"]


def test_other_sites_may_not_post_forms(client: httpx.Client) -> None:
    code = send(client)["code"]
    for path in ("/phan-anh/moi", "/tra-cuu", f"/phan-anh/{code}/danh-gia", f"/phan-anh/{code}/bao"):
        assert client.post(path, data={"text": "x"}).status_code == 403, path


@pytest.mark.parametrize(
    "path",
    [
        "/static/../../../etc/passwd",
        "/static/%2e%2e/%2e%2e/etc/passwd",
        "/phan-anh/%00",
        "/phan-anh/1/anh/../../x",
        "/%ff%fe",
        "/i18n/setlang/",
        "/phan-anh/mo/abc",
        "/phan-anh/mo/" + "a" * 5_000,
        "/?next=//evil.example",
    ],
)
def test_odd_addresses_are_no_server_errors(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code < 500
    assert "root:" not in answer.text
    assert "evil.example" not in answer.headers.get("location", "")
