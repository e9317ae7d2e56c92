"""SIGKILL of web and worker while reports pour in: none that was acknowledged is lost, none is doubled."""

import json
import random
import threading
import time
import uuid
from datetime import UTC, datetime
from typing import Any

import httpx

from tests.service import Service

ROUNDS = 3
SENDERS = 6
A_ROUND = 2 * SENDERS
"""So many are acknowledged before each kill: load, however slow the machine."""
PATIENCE_S = 120
HUE = (16.4637, 107.5909)


class Sender(threading.Thread):
    """A citizen's phone that sends one report after another and sends again what was not acknowledged."""

    def __init__(self, service: Service, seed: int) -> None:
        super().__init__(daemon=True)
        self.service = service
        # The demonstration draws its ids from small seeds too; the same numbers would be the same reports.
        self.random = random.Random(f"sender {seed}")
        self.acknowledged: dict[str, dict[str, Any]] = {}
        self.refused: list[str] = []
        self.sending = True

    def run(self) -> None:
        with httpx.Client(base_url=self.service.url, timeout=10) as client:
            while self.sending:
                self._send(client, self._report())

    def _report(self) -> dict[str, Any]:
        return {
            "id": str(uuid.UUID(int=self.random.getrandbits(128), version=4)),
            "text": f"Ổ gà trước số nhà {self.random.randint(1, 999)} đường Lê Lợi",
            "category": "road",
            "point": {
                "lat": HUE[0] + self.random.uniform(-0.01, 0.01),
                "lon": HUE[1] + self.random.uniform(-0.01, 0.01),
                "accuracy_m": 8.0,
            },
            "place": None,
            "occurred_at": None,
            "photos": [],
            "contact": None,
            "public": True,
        }

    def _send(self, client: httpx.Client, report: dict[str, Any]) -> None:
        # Even at the end a report is sent until somebody answers: else "doubled" could not be told.
        while True:
            try:
                answer = client.post("/api/v1/reports", json=report)
            except httpx.TransportError:
                time.sleep(0.05)
                continue
            if answer.status_code in (httpx.codes.CREATED, httpx.codes.OK):
                self.acknowledged[report["id"]] = answer.json()
                return
            if answer.status_code < httpx.codes.INTERNAL_SERVER_ERROR:
                self.refused.append(answer.text)
                return


def test_nothing_acknowledged_is_lost_and_nothing_doubled(service: Service) -> None:
    before = facts(service)
    started = datetime.now(UTC).isoformat()
    service.start_web()
    service.start_worker()
    senders = [Sender(service, seed) for seed in range(SENDERS)]
    for sender in senders:
        sender.start()
    dice = random.Random(7)
    for _ in range(ROUNDS):
        wait_for_more(senders, A_ROUND)
        time.sleep(dice.uniform(0, 0.5))  # in the midst of whatever is done just then
        service.kill("web")
        service.kill("worker")
        service.start_worker()
        service.start_web()
    wait_for_more(senders, A_ROUND)
    for sender in senders:
        sender.sending = False
    for sender in senders:
        sender.join(timeout=PATIENCE_S)
        assert not sender.is_alive(), "a report was never answered"

    assert [r for s in senders for r in s.refused] == []
    replies = {client_id: reply for s in senders for client_id, reply in s.acknowledged.items()}
    assert len(replies) >= A_ROUND * (ROUNDS + 1), "there was no load to speak of"
    codes = {reply["code"] for reply in replies.values()}
    assert len(codes) == len(replies), "two reports share a code"
    with httpx.Client(base_url=service.url, timeout=60) as client:
        for reply in replies.values():
            found = client.get(f"/api/v1/reports/{reply['code']}")
            assert found.status_code == httpx.codes.OK, f"acknowledged and lost: {reply['code']}"
        # What was sent again got its first reply, so there are as many reports as acknowledgements.
        listed = count_since(client, started)
        assert listed == len(replies), "a report was doubled"

    # the worker goes on telling and looking pictures over, each of which is a fact: until it rests some wait
    for _ in range(20):
        service.wait_until_sequenced()
        verified = json.loads(service.tinhso("ledger", "verify", "--json").stdout)
        if not verified["waiting"]:
            break
    assert verified["first_broken"] is None
    assert verified["waiting"] == 0
    assert verified["facts"] == verified["sequenced"] >= before + len(replies)


def wait_for_more(senders: list[Sender], many: int) -> None:
    """This will wait until so many more reports are acknowledged."""
    before, until = sum(len(s.acknowledged) for s in senders), time.monotonic() + PATIENCE_S
    while sum(len(s.acknowledged) for s in senders) < before + many:
        assert time.monotonic() < until, "nobody answers"
        time.sleep(0.02)


def count_since(client: httpx.Client, since: str) -> int:
    """This will count the public reports received since a moment, page by page."""
    found, cursor = 0, None
    while True:
        query = {"since": since, "limit": "100", **({"cursor": cursor} if cursor else {})}
        page = client.get("/api/v1/reports", params=query).json()
        found += len(page["items"])
        cursor = page["next"]
        if cursor is None:
            return found


def facts(service: Service) -> int:
    """This will count the facts of the prepared province."""
    return int(json.loads(service.tinhso("ledger", "verify", "--json").stdout)["facts"])


def test_a_second_worker_takes_over_from_a_killed_one(service: Service) -> None:
    service.start_web()
    service.start_worker()
    until = time.monotonic() + PATIENCE_S
    while service.ready()["worker"] != "ok":
        assert time.monotonic() < until, "the first worker did not come up"
        time.sleep(0.1)
    second = Service(service.folder)
    second.environment = service.environment
    second.start_worker()
    try:
        while "another worker holds the lock" not in (service.folder / "worker.log").read_text():
            assert time.monotonic() < until, "the second worker did not come up"
            time.sleep(0.1)
        service.kill("worker")
        client = httpx.Client(base_url=service.url, timeout=10)
        report = Sender(service, 99)._report()
        assert client.post("/api/v1/reports", json=report).status_code == httpx.codes.CREATED
        service.wait_until_sequenced()
    finally:
        second.stop()
