"""SIGKILL of web and worker while reports pour in: none that was acknowledged is lost, none is doubled."""

import os
import random
import time

import httpx

from tests.faults.load import PATIENCE_S, SENDERS, Sender, people_report
from tests.service import Service

ROUNDS = int(os.environ.get("TINHSO_TEST_FAULT_ROUNDS", "3"))
"""How many kills; `make faults` asks for a hundred."""
A_ROUND = 2 * SENDERS
"""So many are acknowledged before each kill: load, however slow the machine."""


def test_nothing_acknowledged_is_lost_and_nothing_doubled(service: Service) -> None:
    with people_report(service) as load:
        service.start_web()
        service.start_worker()
        dice = random.Random(7)
        for _ in range(ROUNDS):
            load.wait_for_more(A_ROUND)
            time.sleep(dice.uniform(0, 0.5))  # in the midst of whatever is done just then
            service.kill("web")
            service.kill("worker")
            service.start_worker()
            service.start_web()
        load.wait_for_more(A_ROUND)
        load.prove_whole(at_least=A_ROUND * (ROUNDS + 1))


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
        assert client.post("/api/v1/reports", json=Sender(service, 99).report()).is_success
        service.wait_until_sequenced()
    finally:
        second.stop()
