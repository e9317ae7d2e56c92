"""How is a SQLite file copied whole while people go on writing, and is the copy sound?

The copy holds the pages as they are, damaged ones too, and is what is checked: a check of a large file reads
all of it and takes its time. The original is only ever opened for reading.
"""

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db.backends.sqlite3._functions import register

RESERVE = 1_000_000_000
"""Bytes that stay free beside a copy: reports and photographs must go on."""
FINDINGS_MOST = 20
FULL = "is full"
BROKEN = ("malformed", "not a database")
"""SQLite's own words, the same for twenty years: what a backup raises carries no code."""


class Damaged(Exception):
    """The file cannot be read whole, or its copy does not hold together; what SQLite found, one line each."""

    def __init__(self, findings: list[str]) -> None:
        self.findings = findings
        super().__init__("; ".join(findings))


class NoRoom(Exception):
    """The disk has no room for a copy and the reserve."""


def take(source: Path, target: Path) -> int:
    """This will put a sound copy of the database `source` at `target`, whole or not at all; gives its bytes.

    Raises NoRoom, Damaged, OSError.
    """
    room = shutil.disk_usage(target.parent).free
    if room < _size(source) + RESERVE:
        raise NoRoom
    part = target.with_name(f".{target.name}.part")
    try:
        _copy(source, part)
        if findings := check(part):
            raise Damaged(findings)
        _flush(part)
        part.replace(target)
        _flush(target.parent)
    except sqlite3.DatabaseError as refused:
        if FULL in str(refused):
            raise NoRoom from refused
        if any(words in str(refused) for words in BROKEN):
            raise Damaged([str(refused)]) from refused
        raise OSError(errno.EIO, str(refused)) from refused
    finally:
        for left in (part, *(part.with_name(part.name + end) for end in ("-journal", "-wal", "-shm"))):
            left.unlink(missing_ok=True)
    return target.stat().st_size


def check(copy: Path) -> list[str]:
    """This will read a database that nobody uses and say what is wrong with it; nothing for a sound one."""
    with _opened(copy) as session:
        # what indexes and conditions compute with
        register(session)
        session.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
        found = [str(line) for (line,) in session.execute(f"PRAGMA integrity_check({FINDINGS_MOST})")]
    return [] if found == ["ok"] else found


def _copy(source: Path, part: Path) -> None:
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with (
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True, timeout=20)) as original,
        _opened(part) as copy,
    ):
        original.backup(copy)  # in one step, so of one moment


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None)) as session:
        session.execute("PRAGMA synchronous=OFF")  # it is flushed once, at the end
        yield session


def _size(source: Path) -> int:
    logged = source.with_name(source.name + "-wal")
    return source.stat().st_size + (logged.stat().st_size if logged.exists() else 0)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
