"""How does one office's SQLite become a province's PostgreSQL? Its rows of one moment, then no more.

Nobody can write into the old database from the first row that is read: people are asked to come again, their
telephones keep what they have. Files stay where they are; both databases name the same.
"""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import connection

from tinhso.config.backup import keys, making, tables
from tinhso.core.errors import Conflict
from tinhso.core.messages import msg

PATIENCE_S = 60.0
OPERATIONS = ("INSERT", "UPDATE", "DELETE")
NOWHERE = "SELECT 1 FROM this_database_was_moved"


class OnlyFromSqlite(Conflict):
    """This deployment's database is a server's already."""

    sentence = msg("Lệnh này chuyển từ SQLite; hệ thống đang dùng PostgreSQL rồi.")


class NotMoved(Conflict):
    """The new database did not take the rows; the old one is as it was and takes reports again."""

    sentence = msg("Chưa chuyển được, cơ sở dữ liệu cũ vẫn dùng như trước: %(why)s")


def move(url: str, *, now: datetime) -> making.Kept:
    """This will bring every row into the empty database at `url` and close the old one behind it.

    Gives what was brought. Raises OnlyFromSqlite, NotMoved.
    """
    if connection.vendor != "sqlite":
        raise OnlyFromSqlite
    with _closed_behind() as behind, TemporaryDirectory(dir=settings.DATA_DIR, prefix=".moving-") as folder:
        rows, key = Path(folder) / "rows.age", Path(folder) / "key"
        identity, recipient = keys.new_key()
        key.write_text(identity)
        kept = making.make(rows, recipients=[recipient], now=now, with_files=False)
        words = ("backup", "restore", str(rows), "--identity", str(key))
        taken = subprocess.run(  # noqa: S603 (this program itself)
            [sys.executable, "-m", "tinhso.config", *words],
            env={**os.environ, "TINHSO_DATABASE_URL": url},
            check=False,
            capture_output=True,
            text=True,
        )
        if taken.returncode:
            raise NotMoved(why=(taken.stderr.strip().splitlines() or [str(taken.returncode)])[-1])
        behind.close_for_good()
    return kept


class _Behind:
    """The old database, into which nobody else can write."""

    def __init__(self, session: sqlite3.Connection) -> None:
        self._session = session

    def close_for_good(self) -> None:
        """This will let every later change fail, also of a web process that was not told of the move.

        A table that is not there fails as a database does that is away: who sends is asked to come again. A
        refusal by a trigger would be taken for a row that breaks a constraint.
        """
        for table in (model._meta.db_table for model in tables.everything()):
            for operation in OPERATIONS:
                name = f"moved_{table}_{operation}"
                self._session.execute(
                    f'CREATE TRIGGER "{name}" BEFORE {operation} ON "{table}" BEGIN {NOWHERE}; END'
                )
        self._session.execute("COMMIT")


@contextmanager
def _closed_behind() -> Iterator[_Behind]:
    session = sqlite3.connect(
        str(settings.DATABASES["default"]["NAME"]), timeout=PATIENCE_S, isolation_level=None
    )
    try:
        session.execute("PRAGMA wal_autocheckpoint=0")  # whoever queues does that; this one does not queue
        session.execute("BEGIN IMMEDIATE")
        yield _Behind(session)
    finally:
        session.close()  # takes back whatever was not committed
