"""Whose address is it, whatever the caller writes into X-Forwarded-For?"""

import logging

import pytest
from django.test import RequestFactory

from tinhso.core import limits

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
        (("127.0.0.1", "::1"), "::1", "2405:4800::5", "2405:4800::5"),
        (("127.0.0.1",), "", CALLER, CALLER),
    ],
)
def test_only_what_our_own_proxies_wrote_counts(settings, trusted, remote, said, found):
    settings.TRUSTED_PROXIES = trusted
    headers = {"X-Forwarded-For": said} if said else {}
    request = RequestFactory(headers=headers, REMOTE_ADDR=remote).get("/")
    assert limits.client_address(request) == found


def test_a_request_for_another_host_is_answered_without_a_traceback(client):
    assert client.get("/", headers={"host": "la.example"}).status_code == 400
    quiet = logging.getLogger("django.security.DisallowedHost")
    assert not quiet.propagate
    own = [type(one) for one in quiet.handlers if not type(one).__module__.startswith("_pytest")]
    assert own == [logging.NullHandler]
