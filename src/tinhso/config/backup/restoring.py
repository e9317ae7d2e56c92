"""How does a backup become a running province again? Into an empty database, all or nothing."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson
import pyrage
from django.core.management import call_command

from tinhso.config.backup import archive, folders, keys, tables
from tinhso.config.backup.making import Kept, applied, member_digest
from tinhso.core.errors import Conflict
from tinhso.core.messages import msg
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.ledger import queries as chain


class OtherShape(Conflict):
    """The backup was made by another version: its tables have other columns."""

    sentence = msg(
        "Bản sao lưu do tinhso %(version)s tạo, có cấu trúc bảng khác; "
        "hãy phục hồi bằng phiên bản đó rồi nâng cấp."
    )


class NotWhole(Conflict):
    """What came back is not what the manifest says; nothing was written into the database."""

    sentence = msg("Bản sao lưu không trọn vẹn (%(what)s); cơ sở dữ liệu chưa nhận gì.")


@dataclass(frozen=True)
class Restored:
    """What came back: rows of all tables, files, and how many facts the verified chain has."""

    rows: int
    files: int
    facts: int


def restore(path: Path, *, identity: Path) -> Restored:
    """This will fill this deployment's empty database and folders from a backup, and verify the ledger.

    The whole backup is read once before the first row is written. Raises Invalid for a key that cannot be
    read, NotABackup, NotWhole, OtherShape, HoldsFacts.
    """
    known = keys.identities(identity)
    kept = _checked(path, known)
    call_command("migrate", interactive=False, verbosity=0)
    if applied() != kept.migrations:
        raise OtherShape(version=kept.version)
    every = {model._meta.db_table: model for model in tables.everything()}
    with ledger.as_they_were():
        tables.empty(list(every.values()))
        for name, content in archive.members(path, known):
            kind, _, rest = name.partition("/")
            if kind == "tables":
                tables.write(every[rest.partition("/")[0]], content.splitlines())
            elif kind == "files":
                folders.put_stored(rest, content)
            elif kind == "data":
                folders.put_data(rest, content)
        tables.count_on(list(every.values()))
        found = chain.verify()
        came = (found.head.hash, found.head.position)
        if found.first_broken is not None or came != (kept.head, kept.position):
            raise NotWhole(what="ledger")
    return Restored(sum(kept.rows.values()), kept.files, found.facts)


def _checked(path: Path, known: Sequence[pyrage.x25519.Identity]) -> Kept:
    """The manifest, after every member was read and counted."""
    digest, kept = hashlib.sha256(), None
    for name, content in _members(path, known):
        if name == archive.MANIFEST:
            kept = Kept(**orjson.loads(content))
        else:
            digest.update(member_digest(name, content))
    if kept is None or kept.digest != digest.hexdigest():
        raise NotWhole(what=archive.MANIFEST)
    return kept


def _members(path: Path, known: Sequence[pyrage.x25519.Identity]) -> Iterator[tuple[str, bytes]]:
    if not path.is_file():
        raise archive.NotABackup
    return archive.members(path, known)
