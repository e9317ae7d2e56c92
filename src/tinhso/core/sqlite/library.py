"""Which SQLite library keeps the database? One without the WAL-reset bug where a wheel carries it.

docs/decisions/0013. From 3.7.0 on a commit that begins the write-ahead log anew while another connection
copies it back into the database can lose pages for good (sqlite.org/wal.html#walresetbug). Debian 12's 3.40.1
has the bug.
"""

import sys
from importlib import import_module

BORN = (3, 7, 0)
MENDED = (3, 51, 3)
MENDED_BRANCHES = ((3, 44, 6), (3, 50, 7))
"""Older branches to which the mending was brought back."""


def choose() -> None:
    """This will let `import sqlite3` mean the wheel's library, where there is the wheel.

    To be called before anything else imports `sqlite3`: Django's backend takes its classes from there.
    """
    try:
        carried = import_module("pysqlite3")
    except ImportError:
        return  # no wheel for this machine: Python's own, and `tinhso health` says which
    sys.modules["sqlite3"] = carried
    sys.modules["sqlite3.dbapi2"] = import_module("pysqlite3.dbapi2")


def version() -> tuple[int, int, int]:
    """This will give the version of the library in use."""
    major, minor, patch = import_module("sqlite3").sqlite_version_info[:3]
    return (major, minor, patch)


def has_the_bug(found: tuple[int, int, int]) -> bool:
    """This will tell whether a version has the WAL-reset bug."""
    if any(found[:2] == branch[:2] and found >= branch for branch in MENDED_BRANCHES):
        return False
    return BORN <= found < MENDED
