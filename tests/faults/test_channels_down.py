"""The mail server down for an hour: nobody's notice is lost, and each arrives when it is back."""

import json
import socket
import time
from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest

from tests.faults.load import PATIENCE_S, Sender
from tests.faults.test_clock_jumps import MovableClock
from tests.prepared import postgres
from tests.service import Service
from tinhso.core import clock
from tinhso.foundation.notices.tests.factories import Sink, mail_server

HOUR_S = 3600
TRIED = """
import json
from tinhso.foundation.notices.models import Delivery
rows = Delivery.objects.filter(channel="email").values_list("state", "attempts")
print(json.dumps(list(rows)))
"""

pytestmark = pytest.mark.skipif(postgres() is not None, reason="the database has no part in it")


def test_an_hour_without_mail_loses_no_notice(service: Service) -> None:
    moved, ten = MovableClock(service), _until_ten_o_clock()
    moved.move_to(ten)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    service.environment["TINHSO_EMAIL_URL"] = f"smtp://127.0.0.1:{port}"
    service.start_web()
    service.start_worker()
    sender = Sender(service, 5)
    people = {f"dan{number}@example.vn" for number in range(3)}
    with httpx.Client(base_url=service.url, timeout=30) as client:
        for person in people:
            contact = {"name": "Lan", "phone": None, "email": person}
            assert client.post("/api/v1/reports", json=sender.report(contact=contact)).is_success
    _wait(service, lambda tried: len(tried) == len(people) and any(attempts for _, attempts in tried))
    assert "sent" not in {state for state, _ in _tried(service)}
    sink = Sink()
    with mail_server(sink, port):
        moved.move_to(ten + HOUR_S)
        _wait(service, lambda tried: {state for state, _ in tried} == {"sent"})
    assert {letter["To"] for letter in sink.letters} == people


def _until_ten_o_clock() -> float:
    """The seconds to the next ten in the morning in Vietnam: no quiet hours."""
    here = clock.local(clock.now())
    return ((here.replace(hour=10, minute=0) - here) % timedelta(days=1)).total_seconds()


def _tried(service: Service) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = json.loads(service.tinhso("django", "shell", "-v0", "-c", TRIED).stdout)
    return found


def _wait(service: Service, holds: Callable[[list[tuple[str, int]]], bool]) -> None:
    until = time.monotonic() + PATIENCE_S
    while not holds(tried := _tried(service)):
        assert time.monotonic() < until, f"it does not come: {tried}"
