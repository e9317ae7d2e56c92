"""What happens when somebody reads a paper? Its owner sees in which role, for which body, when, why."""

from datetime import datetime
from typing import IO

from django.db import transaction

from tinhso.core.errors import Invalid, NotPermitted
from tinhso.core.facts import Code
from tinhso.core.messages import msg
from tinhso.core.roles import Actor
from tinhso.foundation.files import queries as files
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.vault import events, queries, rules
from tinhso.foundation.vault.models import Access, Version
from tinhso.foundation.vault.sealing import REASONS

REASON_MAX = 300


def open_paper(
    *, paper: str, version: int, reason: str, to: str = "", owner: str = "", by: Actor, now: datetime
) -> str:
    """This will record that somebody reads a version of a paper, and give the id of its file.

    Its owner reads with `owner`, the key that the session vouches for. An officer or the machine needs `to`:
    the thing that uses this version ("dossier:12" or a part of it) or about which it was kept; whether this
    officer handles that thing is the asking room's rule. Raises NoSuchPaper (also for somebody else's),
    NotPermitted, Invalid on "reason".
    """
    return _opened(paper, version, reason, to, owner, by=by, now=now).file


def hand_out(
    *, paper: str, version: int, reason: str, to: str = "", owner: str = "", by: Actor, now: datetime
) -> tuple[IO[bytes], files.Paper]:
    """This will do as `open_paper` and open the file itself. Raises what that raises, and NoSuchFile."""
    with transaction.atomic():
        row = _opened(paper, version, reason, to, owner, by=by, now=now)
        return files.open_original(row.file, owner=row.file_owner)


def preview(*, paper: str, version: int, size: str, owner: str) -> tuple[IO[bytes], str]:
    """This will open the picture of the first page for the owner alone. Raises NoSuchPaper, NoSuchPicture."""
    row = queries.version_row(paper, version)
    if row.paper.owner not in queries.keys_of(owner):
        raise queries.NoSuchPaper()
    return files.open_rendition(row.file, size, owner=row.file_owner)


def _opened(
    paper: str, version: int, reason: str, to: str, owner: str, *, by: Actor, now: datetime
) -> Version:
    with transaction.atomic():
        row = queries.version_row(paper, version)
        reader = _reader(row, to, owner, by)
        if reader != rules.OWNER and not 0 < len(reason.strip()) <= REASON_MAX:
            raise Invalid.field("reason", msg("Phải ghi lý do xem giấy tờ."))
        Access.objects.create(
            version=row, at=now, role=reader.role, agency=reader.agency, to=to,
            sealed=REASONS.seal(reason.strip()),
        )  # fmt: skip
        fact = events.PaperOpened(
            subject=Code(paper), version=row.number, role=Code(reader.role), agency=Code(reader.agency),
            to=Code(to),
        )  # fmt: skip
        ledger.append(fact, by=by, now=now)
    return row


def _reader(row: Version, to: str, owner: str, by: Actor) -> rules.Reader:
    if owner:
        if row.paper.owner not in queries.keys_of(owner):
            raise queries.NoSuchPaper()
        return rules.OWNER
    reader = rules.reader_of(by)
    if reader is None:
        raise queries.NoSuchPaper()
    if not to or not (_is_about(row, to) or _is_used_for(row, to)):
        raise NotPermitted(msg("Giấy tờ này không thuộc hồ sơ đang xem."))
    return reader


def _is_about(row: Version, to: str) -> bool:
    return row.about == to or row.about.startswith(f"{to}/")


def _is_used_for(row: Version, to: str) -> bool:
    links = row.links.filter(root=rules.root_of(to), ended_at__isnull=True).values_list("to", flat=True)
    return any(one == to or one.startswith(f"{to}/") for one in links)
