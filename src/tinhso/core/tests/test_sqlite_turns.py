"""Threads that write to one SQLite database take turns and none of them is refused."""

import threading

import pytest
from django.db import connection, transaction
from django.db.models import F

from tinhso.core.models import Revision


@pytest.mark.django_db(transaction=True)
def test_forty_threads_write_and_none_is_lost() -> None:
    Revision.objects.create(topic="turns", number=0)
    failures: list[Exception] = []

    def write() -> None:
        try:
            for _ in range(5):
                with transaction.atomic():
                    Revision.objects.filter(topic="turns").update(number=F("number") + 1)
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=write) for _ in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert failures == []
    assert Revision.objects.get(topic="turns").number == 200


@pytest.mark.django_db(transaction=True)
def test_a_failed_transaction_gives_its_turn_back() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        Revision.objects.create(topic="lost", number=1)
        raise RuntimeError
    with transaction.atomic():
        Revision.objects.create(topic="kept", number=1)
    assert set(Revision.objects.filter(topic__in=["lost", "kept"]).values_list("topic", flat=True)) == {
        "kept"
    }
