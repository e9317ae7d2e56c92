"""How is a backup made while people go on working? Rows of one moment first, then the files they name.

A file is on the disk before its row commits, so whatever the rows of that moment name is there, but what was
erased since: that is how it should be.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, cast

import orjson
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from tinhso.config.backup import archive, folders, keys, tables
from tinhso.foundation.ledger import queries as ledger


@dataclass(frozen=True)
class Kept:
    """What a backup holds, as its manifest says. `digest`: SHA-256 over all other members."""

    version: str
    at: str
    vendor: str
    migrations: list[list[str]]
    rows: dict[str, int]
    files: int
    head: str
    position: int
    digest: str


def make(path: Path, *, recipients: Sequence[str], now: datetime, with_files: bool = True) -> Kept:
    """This will write a backup that only the holders of the recipients' identities can read.

    Without files it holds the rows alone, for a database that will name the same files.

    Raises Invalid for a recipient that is none, OSError for a place that cannot be written.
    """
    read = [keys.recipient(text) for text in recipients]
    digest, files = hashlib.sha256(), 0
    rows: dict[str, int] = {}
    with archive.writing(path, read) as archived:

        def add(name: str, content: bytes) -> None:
            digest.update(member_digest(name, content))
            archived.add(name, content)

        with cast(Any, connection).one_moment():
            head, migrations = ledger.head(), applied()
            for name, count, lines in _rows():
                rows[name.split("/")[1]] = rows.get(name.split("/")[1], 0) + count
                if lines:
                    add(name, lines)
        if with_files:
            for name, content in folders.stored():
                add(f"files/{name}", content)
                files += 1
            for name, content in folders.data():
                add(f"data/{name}", content)
        kept = Kept(
            version=version("tinhso"),
            at=now.isoformat(),
            vendor=connection.vendor,
            migrations=migrations,
            rows=rows,
            files=files,
            head=head.hash,
            position=head.position,
            digest=digest.hexdigest(),
        )
        archived.add(archive.MANIFEST, orjson.dumps(asdict(kept), option=orjson.OPT_INDENT_2))
    return kept


def member_digest(name: str, content: bytes) -> bytes:
    """This will give what one member adds to the digest of all."""
    return hashlib.sha256(name.encode() + b"\0" + hashlib.sha256(content).digest()).digest()


def applied() -> list[list[str]]:
    """This will list the migrations of this database: a backup goes back into the same shape only."""
    return sorted([app, name] for app, name in MigrationRecorder(connection).applied_migrations())


def _rows() -> Iterator[tuple[str, int, bytes]]:
    for model in tables.everything():
        table = model._meta.db_table
        yield f"tables/{table}/0", 0, b""
        for number, (count, lines) in enumerate(tables.blocks(model), 1):
            yield f"tables/{table}/{number:06}.jsonl", count, lines
