"""Threads that write to one SQLite database take turns and none of them is refused."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.db.models import F

from tinhso.core.models import Revision
from tinhso.core.sqlite import base, library


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


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="a server has many writers")
@pytest.mark.parametrize(
    "write",
    [
        lambda: Revision.objects.filter(topic="alone").update(number=7),
        lambda: Revision.objects.create(topic="beside", number=7),
        lambda: Revision.objects.bulk_create([Revision(topic="many", number=7)]),
    ],
    ids=["update", "insert that gives its key", "many"],
)
def test_a_write_outside_of_a_transaction_queues_too(write: Callable[[], object]) -> None:
    """Else it would commit while another's log is copied back: what the WAL-reset bug needs."""
    Revision.objects.create(topic="alone", number=0)
    done = threading.Event()

    def alone() -> None:
        write()
        done.set()
        connection.close()

    waiting = threading.Thread(target=alone)
    with connection.a_turn():  # no transaction: SQLite itself would let the other write
        waiting.start()
        assert not done.wait(timeout=0.3)
    waiting.join(timeout=30)
    assert done.is_set()
    assert Revision.objects.filter(number=7).count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_an_insert_gives_is_there_once_and_gone_with_the_next_statement() -> None:
    row = Revision.objects.create(topic="given", number=3)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO core_revision (topic, number) VALUES ('b', 4) RETURNING number")
        assert (cursor.fetchone(), cursor.fetchone()) == ((4,), None)
        cursor.execute("SELECT number FROM core_revision WHERE topic = 'given'")
        assert cursor.fetchall() == [(3,)]
    assert row.pk == Revision.objects.get(topic="given").pk


@pytest.mark.parametrize(
    ("version", "has_it"),
    [
        ((3, 6, 23), False), ((3, 7, 0), True), ((3, 40, 1), True), ((3, 44, 5), True), ((3, 44, 6), False),
        ((3, 45, 0), True), ((3, 50, 6), True), ((3, 50, 7), False), ((3, 51, 2), True), ((3, 51, 3), False),
        ((3, 53, 4), False),
    ],
)  # fmt: skip
def test_versions_with_the_wal_reset_bug(version: tuple[int, int, int], has_it: bool) -> None:
    assert library.has_the_bug(version) == has_it


def test_the_wheels_library_is_the_one_in_use() -> None:
    carried = pytest.importorskip("pysqlite3")
    assert base.sqlite3 is carried
    assert base.base.Database.sqlite_version == carried.sqlite_version
    assert not library.has_the_bug(library.version())
