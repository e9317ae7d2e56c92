"""Two hundred are received at the same moment: codes without a gap and without a double."""

import threading

import pytest
from django.db import connection, connections

from tinhso.casework.onestop import actions
from tinhso.casework.onestop.models import Dossier
from tinhso.casework.onestop.tests import factories as f

RECEIVED, AT_ONCE = 200, 20


@pytest.mark.django_db(transaction=True)
def test_two_hundred_at_once_are_numbered_without_gap_or_double():
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("threads of an in-memory database share one connection")
    f.scene()
    waiting = list(range(RECEIVED))
    codes: list[str] = []
    failed: list[BaseException] = []
    start = threading.Barrier(AT_ONCE)

    def receive() -> None:
        try:
            start.wait(30)
            while True:
                try:
                    number = waiting.pop()
                except IndexError:
                    return
                sent = f.filing(id=f.an_id(number))
                done = actions.submit(filing=sent, by=f.CLERK, now=f.NOW)
                codes.append(actions.receive(dossier_id=done.id, by=f.CLERK, now=f.NOW).code)
        except BaseException as wrong:
            failed.append(wrong)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=receive) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(300)
    assert not failed
    assert sorted(codes) == [f"UB-THUAN-HOA-261119-{n:04d}" for n in range(1, RECEIVED + 1)]
    assert Dossier.objects.filter(business="received").count() == RECEIVED
