"""How do threads and processes share one SQLite writer? They queue before they begin to write.

Without the queue each waiting writer would poll SQLite's busy handler, which is unfair and slow: it
sleeps up to 100 ms at a time and can wait 20 s behind later comers. Threads of a process queue on a lock,
the two processes (web and worker) on a file lock beside the database, which the kernel frees when its
process dies. Reads never wait. PostgreSQL's twin is the server's own locking.

SQLite copies its log back into the database at the end of a COMMIT, so inside the turn of whoever commits:
nobody else commits meanwhile, which is what the WAL-reset bug of older libraries needs (docs/decisions/0013).
"""

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

_turn = threading.Lock()
_between: dict[tuple[int, str], int] = {}
"""The file on which processes queue, by process and database: an inherited one would be shared."""
_lets_others_first = False
NOTICEABLE_S = 0.0005
LONG_S = 1.0
HOUR_S = 3_600
_waited: dict[int, list[int]] = {}
"""By hour: how many turns this process took, and for how many it waited long."""
REST_FOR_WORK = 19
LONGEST_REST_S = 0.5

_one = threading.Lock()
_two = threading.BoundedSemaphore(2)
_computing = threading.local()
"""Whether this thread holds `_one`."""


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """This will let one thread through at a time on SQLite, and two on PostgreSQL.

    For work that is all computing and ends in a write: threads that compute at once only take
    Python's lock from each other at every statement. Measured: 324 reports a second with
    one thread, 279 with three. The next one begins while this one's commit waits for the disk;
    on PostgreSQL it computes while this one waits for the server.
    """
    if connection.vendor != "sqlite":
        with _two:
            yield
        return
    _one.acquire()
    _computing.here = True
    try:
        yield
    finally:
        let_the_next_one_compute()


def let_the_next_one_compute() -> None:
    """This will end this thread's hold of `one_at_a_time`, if it has it."""
    if getattr(_computing, "here", False):
        _computing.here = False
        _one.release()


def _count(waited_s: float, hour: int) -> None:
    if hour not in _waited:
        for old in [kept for kept in _waited if kept < hour - 1]:
            del _waited[old]
    turns = _waited.setdefault(hour, [0, 0])
    turns[0] += 1
    turns[1] += waited_s > LONG_S


def waits() -> tuple[int, int]:
    """This will give how often this process wrote in this hour and the last, how often it waited long."""
    now = int(time.monotonic() // HOUR_S)
    seen = [counts for hour, counts in list(_waited.items()) if hour >= now - 1]
    return sum(counts[0] for counts in seen), sum(counts[1] for counts in seen)


def let_others_first() -> None:
    """This will make this process rest after each transaction for which it had to wait.

    The worker calls it: while reports pour in it takes a twentieth of the writer's time and catches up
    afterwards; while nobody else writes it does not rest at all.
    """
    global _lets_others_first
    _lets_others_first = True


def _file_of(database: str) -> int:
    key = (os.getpid(), database)
    if key not in _between:
        _between[key] = os.open(f"{database}-turn", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    return _between[key]


def take(database: str) -> tuple[float, float]:
    """This will wait for the turn to write to a database file ("" for one in memory).

    Gives when it came (by the monotonic clock) and how many seconds it took.
    """
    asked = time.monotonic()
    _turn.acquire()
    try:
        if database:
            fcntl.flock(_file_of(database), fcntl.LOCK_EX)
    except BaseException:
        _turn.release()
        raise
    since = time.monotonic()
    _count(since - asked, int(since // HOUR_S))
    return since, since - asked


def give(database: str, *, since: float, waited_s: float) -> None:
    """This will let the next one write, and rest where this process lets others first."""
    held_s = time.monotonic() - since
    if database:
        fcntl.flock(_file_of(database), fcntl.LOCK_UN)
    _turn.release()
    if _lets_others_first and waited_s > NOTICEABLE_S:
        time.sleep(min(LONGEST_REST_S, REST_FOR_WORK * held_s))
