"""How much may one device, and one address, send in an hour? And whom does a key set free?"""

from collections.abc import Iterator

import httpx
import pytest

from tests.contract.sending import REPORTS, fields, report
from tests.contract.stored import Stored
from tests.service import Service

A_DEVICE = 60
AN_ADDRESS = 1_200


def at_address(deployment: Service, address: str) -> httpx.Client:
    """A device behind an address of its own: all of 127/8 is this machine."""
    transport = httpx.HTTPTransport(local_address=address)
    return httpx.Client(base_url=deployment.url, timeout=30, transport=transport)


@pytest.fixture
def used_up(deployment: Service) -> Iterator[httpx.Client]:
    """A device that has sent all it may."""
    with at_address(deployment, "127.0.0.2") as client:
        for _ in range(A_DEVICE):
            assert client.post(REPORTS, json=report()).status_code == 201
        yield client


def test_a_device_sends_sixty_an_hour(used_up: httpx.Client, deployment: Service, key: str) -> None:
    # what was refused does not count, what is too much is told with the time to wait
    body = report()
    answer = used_up.post(REPORTS, json=body)
    assert answer.status_code == 429
    assert 3_500 < int(answer.headers["retry-after"]) <= 3_600
    fields(answer)
    english = used_up.post(REPORTS, json=body, headers={"Accept-Language": "en"})
    assert english.text.isascii()

    forged = {"X-Forwarded-For": "203.0.113.9", "X-Real-IP": "203.0.113.9", "Forwarded": "for=203.0.113.9"}
    assert used_up.post(REPORTS, json=body, headers=forged).status_code == 429
    for wrong in ("Bearer abc", "Bearer", "Basic YTpi", f"Bearer {key}x", "x" * 3_000):
        refused = used_up.post(REPORTS, json=body, headers={"Authorization": wrong})
        assert refused.status_code == 401, wrong
        fields(refused)
    assert used_up.post(REPORTS, json=body, headers={"Authorization": f"Bearer {key}"}).status_code == 201
    # repeating what was received is always answered
    assert used_up.post(REPORTS, json=body).status_code == 200
    # neighbours behind the same address are not held up
    with at_address(deployment, "127.0.0.2") as neighbour:
        assert neighbour.post(REPORTS, json=report()).status_code == 201


def test_what_is_refused_counts_nothing(deployment: Service) -> None:
    with at_address(deployment, "127.0.0.4") as client:
        assert client.post(REPORTS, json=report()).status_code == 201
        for _ in range(A_DEVICE + 5):
            assert client.post(REPORTS, json=report(text="")).status_code == 422
        assert client.post(REPORTS, json=report()).status_code == 201


def test_an_address_sends_twelve_hundred_an_hour(deployment: Service, stored: Stored, key: str) -> None:
    with at_address(deployment, "127.0.0.3") as first:
        assert first.post(REPORTS, json=report()).status_code == 201
    newest = "SELECT key FROM core_spent WHERE key LIKE ? AND used = 1 ORDER BY since DESC LIMIT 1"
    ((counter,),) = stored.run(newest, "reports.address:%")
    stored.run("UPDATE core_spent SET used = ? WHERE key = ?", AN_ADDRESS - 1, counter)
    with at_address(deployment, "127.0.0.3") as last:
        assert last.post(REPORTS, json=report()).status_code == 201
    with at_address(deployment, "127.0.0.3") as late:
        answer = late.post(REPORTS, json=report())
        assert answer.status_code == 429
        assert int(answer.headers["retry-after"]) > 0
        forged = late.post(REPORTS, json=report(), headers={"X-Forwarded-For": "203.0.113.10"})
        assert forged.status_code == 429
        # reading is not limited, and a key is not held up
        assert late.get(REPORTS).status_code == 200
        held = late.post(REPORTS, json=report(), headers={"Authorization": f"Bearer {key}"})
        assert held.status_code == 201


def test_addresses_and_devices_are_not_kept_as_they_are(stored: Stored) -> None:
    found = " ".join(key for (key,) in stored.run("SELECT key FROM core_spent"))
    assert "127.0.0" not in found
