"""How does an upload become a row? Its bytes first, then the row and its fact together."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tinhso.core.facts import Code
from tinhso.core.roles import Actor
from tinhso.foundation.files import storage
from tinhso.foundation.files.events import FileReceived
from tinhso.foundation.files.models import StoredFile
from tinhso.foundation.ledger import actions as ledger


@dataclass(frozen=True)
class Stored:
    """A file as its sender may know it: the id (secret until used), SHA-256, kind, pixels (0 of a sound or a
    document), pages (0 of anything but a document)."""

    id: str
    sha256: str
    kind: str
    width: int
    height: int
    pages: int = 0


def keep(row: StoredFile, parts: dict[str, bytes], *, by: Actor, now: datetime) -> None:
    """This will store the parts of a new file, and then its row and its fact."""
    storage.put(row.key, parts)
    with transaction.atomic():
        row.save(force_insert=True)
        fact = FileReceived(subject=Code(f"file:{row.pk}"), kind=Code(row.kind), size=row.size)
        ledger.append(fact, by=by, now=now)


def stored(row: StoredFile) -> Stored:
    """This will tell of a row what its sender may know."""
    return Stored(row.key, row.sha256, row.kind, row.width, row.height, row.pages or 0)
