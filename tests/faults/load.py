"""Who reports while things break, and was anything lost? Phones that send until somebody answers."""

import json
import random
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from tests.service import Service

SENDERS = 6
PATIENCE_S = 120
HUE = (16.4637, 107.5909)
KEPT = """
import json
from tinhso.casework.reports.models import Report
from tinhso.casework.reports.workflow import OPEN
from tinhso.foundation.worklist.models import WorkItem
held = set(WorkItem.objects.filter(done_at=None).values_list("subject", flat=True))
homeless = [r.code for r in Report.objects.filter(status__in=OPEN) if r.subject not in held]
print(json.dumps({"reports": Report.objects.count(), "homeless": homeless}))
"""


class Sender(threading.Thread):
    """A citizen's phone that sends one report after another and sends again what was not acknowledged."""

    def __init__(self, service: Service, seed: int) -> None:
        super().__init__(daemon=True)
        self.service = service
        # The demonstration draws its ids from small seeds too; the same numbers would be the same reports.
        self.random = random.Random(f"sender {seed}")
        self.acknowledged: dict[str, dict[str, Any]] = {}
        self.refused: list[str] = []
        self.put_off: list[httpx.Response] = []
        """What was answered to say that it does not work now."""
        self.sending = True
        self.rest_s = 0.0

    def run(self) -> None:
        """This will send until told to stop."""
        with httpx.Client(base_url=self.service.url, timeout=10) as client:
            while self.sending:
                self._send(client, self.report())
                time.sleep(self.rest_s)

    def report(self, **other: Any) -> dict[str, Any]:
        """This will make up one report."""
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
            **other,
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
            self.put_off.append(answer)
            time.sleep(0.05)


class Load:
    """People who report all the time, and what they were told."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.reports_before = kept(service)["reports"]
        self.facts_before = verified(service)["facts"]
        self.senders = [Sender(service, seed) for seed in range(SENDERS)]

    def wait_for_more(self, many: int) -> None:
        """This will wait until so many more reports are acknowledged."""
        before, until = len(self.replies), time.monotonic() + PATIENCE_S
        while len(self.replies) < before + many:
            assert time.monotonic() < until, "nobody answers"
            time.sleep(0.02)

    def wait_until_put_off(self) -> httpx.Response:
        """This will wait until somebody is told that it does not work now, and give what was told."""
        before, until = len(self.put_off), time.monotonic() + PATIENCE_S
        while len(self.put_off) == before:
            assert time.monotonic() < until, "everything goes on working"
            time.sleep(0.02)
        return self.put_off[-1]

    @property
    def put_off(self) -> list[httpx.Response]:
        """All that was answered to say that it does not work now."""
        return [answer for sender in self.senders for answer in list(sender.put_off)]

    @property
    def replies(self) -> dict[str, dict[str, Any]]:
        """What was acknowledged, by the id that the phone made."""
        return {key: reply for sender in self.senders for key, reply in list(sender.acknowledged.items())}

    def stop(self) -> None:
        """This will let each phone have its last answer."""
        for sender in self.senders:
            sender.sending = False
        for sender in self.senders:
            sender.join(timeout=PATIENCE_S)
            assert not sender.is_alive(), "a report was never answered"

    def prove_whole(self, *, at_least: int) -> None:
        """Nothing acknowledged is lost or doubled, each open report waits for somebody, all facts hold."""
        self.stop()
        assert [r for s in self.senders for r in s.refused] == []
        for answer in self.put_off:
            assert answer.status_code == httpx.codes.SERVICE_UNAVAILABLE, answer.text
            assert answer.headers["Content-Type"].startswith("application/problem+json")
        replies = self.replies
        assert len(replies) >= at_least, "there was no load to speak of"
        assert len({reply["code"] for reply in replies.values()}) == len(replies), "two reports share a code"
        with httpx.Client(base_url=self.service.url, timeout=60) as client:
            for reply in replies.values():
                found = client.get(f"/api/v1/reports/{reply['code']}")
                assert found.status_code == httpx.codes.OK, f"acknowledged and lost: {reply['code']}"
        found = kept(self.service)
        # What was sent again got its first reply, so there are as many reports as acknowledgements.
        assert found["reports"] - self.reports_before == len(replies), "a report was doubled"
        assert found["homeless"] == []
        # the worker goes on telling and looking pictures over, each of which is a fact: until then some wait
        for _ in range(20):
            self.service.wait_until_sequenced()
            found = verified(self.service)
            if not found["waiting"]:
                break
        assert found["first_broken"] is None
        assert found["waiting"] == 0
        assert found["facts"] == found["sequenced"] >= self.facts_before + len(replies)


@contextmanager
def people_report(service: Service, *, rest_s: float = 0.0) -> Iterator[Load]:
    """This will let people report for as long as the block lasts, each resting so long after an answer."""
    load = Load(service)
    for sender in load.senders:
        sender.rest_s = rest_s
        sender.start()
    try:
        yield load
    finally:
        for sender in load.senders:
            sender.sending = False


def verified(service: Service) -> dict[str, Any]:
    """This will give what `ledger verify` tells; it reads the database itself and needs no web."""
    found: dict[str, Any] = json.loads(service.tinhso("ledger", "verify", "--json").stdout)
    return found


def kept(service: Service) -> dict[str, Any]:
    """This will count the reports, and name the open ones that wait for nobody."""
    found: dict[str, Any] = json.loads(service.tinhso("django", "shell", "-v0", "-c", KEPT).stdout)
    return found
