"""Who may number the facts? One process of the whole deployment, by a lock that dies with it.

No lease and no clock: a killed process frees the lock at once, a slow one keeps it. The two twins are a
file lock in the data directory (SQLite: one machine) and a session advisory lock (PostgreSQL).
"""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

import psycopg
from django.conf import settings
from django.db import connection
from filelock import FileLock, Timeout

from tinhso.core.errors import Conflict
from tinhso.core.messages import msg

log = logging.getLogger("tinhso.ledger")

ADVISORY_KEY = int.from_bytes(sha256(b"tinhso:ledger:sequencer").digest()[:8], "big", signed=True)
POLL_S = 0.1
TURN_WAIT_S = 20.0


class SequencerBusy(Conflict):
    """Another process or thread numbers the facts at this moment."""

    code = "sequencer-busy"
    sentence = msg("Một tiến trình khác đang đánh số sổ cái; xin thử lại sau.")


class _Twin(Protocol):
    def acquire(self, timeout: float) -> bool: ...
    def release(self) -> None: ...
    def still_held(self) -> bool: ...


class _File:
    """SQLite's twin: flock on DATA_DIR/worker.lock, freed by the kernel when the process ends."""

    def __init__(self) -> None:
        path = Path(settings.DATA_DIR) / "worker.lock"
        path.parent.mkdir(parents=True, exist_ok=True)
        # A "soft" lock file would outlive its process, so a file system without flock is refused.
        self._lock = FileLock(path, thread_local=False, fallback_to_soft=False)

    def acquire(self, timeout: float) -> bool:
        try:
            self._lock.acquire(timeout=timeout, poll_interval=POLL_S)
        except Timeout:
            return False
        return True

    def release(self) -> None:
        self._lock.release()

    def still_held(self) -> bool:
        return self._lock.is_locked


class _Advisory:
    """PostgreSQL's twin: a session lock on a connection of its own, outside the pool.

    A pool could hand the session to somebody else. The server frees the lock when the session ends;
    keepalives make it notice within half a minute that the whole machine has gone.
    """

    KEEPALIVE = {
        "keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3, "tcp_user_timeout": 25_000,
    }  # fmt: skip

    def __init__(self) -> None:
        self._session: psycopg.Connection[Any] | None = None

    def acquire(self, timeout: float) -> bool:
        parameters = {**connection.get_connection_params(), **self.KEEPALIVE}
        until = time.monotonic() + timeout
        try:
            session = psycopg.connect(**parameters, autocommit=True)
            while not self._ask(session, "SELECT pg_try_advisory_lock(%s)"):
                if time.monotonic() >= until:
                    session.close()
                    return False
                time.sleep(POLL_S)
        except psycopg.OperationalError as away:
            log.warning("the database is away, and with it the lock: %s", away)
            time.sleep(max(0.0, until - time.monotonic()))
            return False
        self._session = session
        return True

    def release(self) -> None:
        if self._session is None:
            return
        session, self._session = self._session, None
        # The server notices a closed session a little later; whoever comes next need not wait for that.
        with suppress(psycopg.Error), session:
            session.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY_KEY])

    def still_held(self) -> bool:
        if self._session is None:
            return False
        try:
            # Only the session that holds the lock sees itself in pg_locks with its own pid.
            return self._ask(
                self._session,
                "SELECT count(*) > 0 FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
                " AND ((classid::bigint << 32) | objid::bigint) = %s AND objsubid = 1 AND granted",
            )
        except psycopg.Error:
            return False

    @staticmethod
    def _ask(session: "psycopg.Connection[Any]", question: str) -> bool:
        row = session.execute(question, [ADVISORY_KEY]).fetchone()
        return bool(row and row[0])


class SequencerLock:
    """The right to number facts; the worker keeps it for its whole life.

    >>> with SequencerLock(): ...   # raises SequencerBusy when somebody else has it
    """

    def __init__(self) -> None:
        self._twin: _Twin = _File() if connection.vendor == "sqlite" else _Advisory()

    def try_acquire(self, timeout: float = 0.0) -> bool:
        """This will try for `timeout` seconds and tell whether the lock is ours now."""
        global _kept
        if not self._twin.acquire(timeout):
            return False
        _kept = self
        return True

    def release(self) -> None:
        """This will give the lock back; giving back what is not held does nothing."""
        global _kept
        if _kept is self:
            _kept = None
        self._twin.release()

    def still_held(self) -> bool:
        """This will ask whether the lock is still ours (a lost database session loses it)."""
        return self._twin.still_held()

    def __enter__(self) -> Self:
        if not self.try_acquire():
            raise SequencerBusy
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


_kept: SequencerLock | None = None
_turn = threading.Lock()


@contextmanager
def numbering() -> Iterator[None]:
    """This will let one thread of the one process that holds the lock number facts.

    A process that keeps the lock uses it; any other takes it for this turn. Raises SequencerBusy.
    """
    if not _turn.acquire(timeout=TURN_WAIT_S):
        raise SequencerBusy
    try:
        if _kept is not None and _kept.still_held():
            yield
        else:
            with SequencerLock():
                yield
    finally:
        _turn.release()
