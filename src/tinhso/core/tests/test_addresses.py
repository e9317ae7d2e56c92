"""Whose address is it, whatever the caller writes into X-Forwarded-For?"""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from django.test import RequestFactory

from tinhso.core import limits
from tinhso.core.errors import TooMany

PROXY, CALLER, FORGED = "10.1.0.7", "203.113.5.9", "198.51.100.1"


@pytest.mark.parametrize(
    ("trusted", "remote", "said", "found"),
    [
        ((), CALLER, FORGED, CALLER),
        ((), PROXY, FORGED, PROXY),
        (("10.0.0.0/8",), CALLER, FORGED, CALLER),
        (("10.0.0.0/8",), PROXY, CALLER, CALLER),
        (("10.0.0.0/8",), PROXY, f"{FORGED}, {CALLER}", CALLER),
        (("10.0.0.0/8",), PROXY, f"{FORGED}, {CALLER}, 10.2.2.2", CALLER),
        (("10.0.0.0/8",), PROXY, f"10.9.9.9, {CALLER}", CALLER),
        (("10.0.0.0/8",), PROXY, "", PROXY),
        (("10.0.0.0/8",), PROXY, "không phải địa chỉ".encode().decode("latin-1"), PROXY),
        (("10.0.0.0/8",), PROXY, f"{CALLER}:4711", PROXY),
        (("10.0.0.0/8",), f"::ffff:{PROXY}", CALLER, CALLER),
        (("127.0.0.1", "::1"), "::1", "2405:4800::5", "2405:4800::"),
        ((), "2405:4800:1:2:aaaa::1", "", "2405:4800:1:2::"),
        ((), "2405:4800:1:2:ffff:ffff:ffff:ffff", "", "2405:4800:1:2::"),
        ((), f"::ffff:{CALLER}", "", CALLER),
        (("127.0.0.1",), "", CALLER, CALLER),
    ],
)
def test_only_what_our_own_proxies_wrote_counts(settings, trusted, remote, said, found):
    settings.TRUSTED_PROXIES = trusted
    headers = {"X-Forwarded-For": said} if said else {}
    request = RequestFactory(headers=headers, REMOTE_ADDR=remote).get("/")
    assert limits.client_address(request) == found


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 400),
        ({"origin": "http://testserver"}, 400),
        ({"origin": "https://phananh.example.gov.vn"}, 400),
        ({"origin": "http://testserver", "sec-fetch-site": "same-origin"}, 400),
        ({"origin": "https://la.example"}, 403),
        ({"origin": "http://testserver.la.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://[la"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
    ],
)
def test_another_site_s_page_sends_nothing_for_its_visitors(client, settings, headers, status):
    """A form with enctype text/plain needs no leave to be sent, and its answer would set our cookies."""
    settings.PUBLIC_URL = "https://phananh.example.gov.vn"
    answer = client.post("/api/v1/reports", b"{", content_type="text/plain", headers=headers)
    assert answer.status_code == status
    assert answer["Content-Type"].startswith("application/problem+json")
    assert not answer.cookies


def test_what_only_reads_is_counted_in_memory(settings):
    settings.RATE_LIMITS = True
    limit = limits.Limit(limits.key("test", str(id(settings))), 2, 60)
    at = datetime(2026, 11, 20, 2, tzinfo=UTC)
    limits.take_here(limit, now=at)
    limits.take_here(limit, now=at + timedelta(seconds=50))
    with pytest.raises(TooMany) as many:
        limits.take_here(limit, now=at + timedelta(seconds=59))
    assert many.value.retry_after == 1
    limits.take_here(limit, now=at + timedelta(seconds=60))


def test_a_request_for_another_host_is_answered_without_a_traceback(client):
    assert client.get("/", headers={"host": "la.example"}).status_code == 400
    quiet = logging.getLogger("django.security.DisallowedHost")
    assert not quiet.propagate
    own = [type(one) for one in quiet.handlers if not type(one).__module__.startswith("_pytest")]
    assert own == [logging.NullHandler]
