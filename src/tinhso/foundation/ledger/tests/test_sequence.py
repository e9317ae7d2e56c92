"""Positions have no gaps whatever is rolled back, and only one sequencer works at a time."""

import subprocess
import sys
import threading

import pytest
from django.db import connection, transaction

from tinhso.foundation.ledger import actions, chain, locks, queries
from tinhso.foundation.ledger.models import Fact as Row
from tinhso.foundation.ledger.tests.factories import NOW, OFFICER, append, numbered, stepped


def positions():
    return list(Row.objects.order_by("position").values_list("position", flat=True))


@pytest.mark.django_db
def test_an_empty_ledger_has_the_genesis_as_head():
    assert (queries.head().position, queries.head().hash) == (0, chain.GENESIS.hex())
    assert actions.sequence() == 0


@pytest.mark.django_db
def test_positions_follow_the_ids_and_the_limit_is_kept():
    append(*(stepped(number=n) for n in range(7)))
    assert [actions.sequence(limit=3) for _ in range(4)] == [3, 3, 1, 0]
    assert [f.payload["number"] for f in queries.facts_after(0)] == list(range(7))
    assert queries.head().position == 7
    assert queries.verify().first_broken is None


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_act_leaves_no_gap():
    append(stepped(number=1))
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.append(stepped(number=2), by=OFFICER, now=NOW)
        raise RuntimeError
    append(stepped(number=3))
    actions.sequence()
    assert positions() == [1, 2]
    assert [f.payload["number"] for f in queries.facts_after(0)] == [1, 3]


@pytest.mark.django_db(transaction=True)
def test_many_threads_number_every_fact_once():
    append(*(stepped(f"dossier:{n % 5}", n) for n in range(200)))
    wrong = []

    def run():
        try:
            for _ in range(10):
                actions.sequence(limit=7)
        except Exception as error:
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert wrong == []
    assert positions() == list(range(1, 201))
    assert queries.verify().first_broken is None


@pytest.mark.django_db(transaction=True)
def test_the_lock_is_for_one_and_is_free_again_after_release():
    first, second = locks.SequencerLock(), locks.SequencerLock()
    assert first.try_acquire()
    assert first.still_held()
    assert not second.try_acquire(timeout=0.2)
    with pytest.raises(locks.SequencerBusy), second:
        pass
    numbered(2)  # whoever keeps the lock numbers without taking it again
    first.release()
    assert not first.still_held()
    with second:
        assert second.still_held()


@pytest.mark.django_db(transaction=True)
def test_nobody_numbers_while_another_process_has_the_lock_and_its_death_frees_it(settings):
    holder = _process_that_takes_the_lock(settings)
    try:
        append(stepped())
        with pytest.raises(locks.SequencerBusy):
            actions.sequence()
        holder.kill()
        holder.wait()
        lock = locks.SequencerLock()
        assert lock.try_acquire(timeout=5)
        lock.release()
        assert actions.sequence() == 1
    finally:
        holder.kill()
        holder.wait()


def _process_that_takes_the_lock(settings):
    if connection.vendor == "sqlite":
        code = (
            "import filelock, sys, time\n"
            f"lock = filelock.FileLock({str(settings.DATA_DIR / 'worker.lock')!r}); lock.acquire(timeout=5)\n"
        )
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    else:
        parameters = connection.get_connection_params()
        known = {k: parameters[k] for k in ("dbname", "user", "password", "host", "port") if k in parameters}
        code = (
            "import psycopg, sys, time\n"
            f"session = psycopg.connect(**{known!r}, autocommit=True)\n"
            f"session.execute('SELECT pg_advisory_lock({locks.ADVISORY_KEY})')\n"
        )
    code += "print('held', flush=True); time.sleep(60)"
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "held\n"
    return process


@pytest.mark.django_db(transaction=True)
def test_an_act_that_commits_late_is_numbered_late_and_leaves_no_gap():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time, so ids commit in their order")
    drawn, go_on = threading.Event(), threading.Event()

    def slow():
        with transaction.atomic():
            actions.append(stepped("dossier:slow", 1), by=OFFICER, now=NOW)
            drawn.set()
            go_on.wait(10)
        connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    assert drawn.wait(10)
    append(stepped("dossier:quick", 2))
    actions.sequence()
    assert [f.subject for f in queries.facts_after(0)] == ["dossier:quick"]
    go_on.set()
    thread.join()
    actions.sequence()
    quick, slow_one = queries.facts_after(0)
    assert (quick.subject, slow_one.subject) == ("dossier:quick", "dossier:slow")
    assert slow_one.id < quick.id
    assert positions() == [1, 2]
    assert queries.verify().first_broken is None


@pytest.mark.django_db(transaction=True)
def test_a_lost_session_loses_the_lock_and_says_so():
    if connection.vendor == "sqlite":
        pytest.skip("a file lock is lost only with its process")
    lock = locks.SequencerLock()
    with lock:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted"
            )
        assert not lock.still_held()
        append(stepped())
        assert actions.sequence() == 1  # the lock is free, so this turn takes it anew
