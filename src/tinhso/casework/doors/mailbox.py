"""Which letters lie in the mailbox? A Maildir or an IMAP server; each letter is kept once, then put aside.

A letter is marked as read (Maildir: moved to cur with flag S; IMAP: \\Seen) only after it was kept. After
its days it is taken out of the mailbox; what was never kept here, because somebody else read it, stays.
"""

import imaplib
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings

from tinhso.casework.doors import actions, dated, queries
from tinhso.casework.doors.letters import Letter, read
from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.core.errors import Refused
from tinhso.core.roles import CITIZEN
from tinhso.foundation.files import actions as files
from tinhso.foundation.files import queries as pictures

log = logging.getLogger(__name__)
AT_ONCE = 20
FLAGS = ":2,"
"""What stands between a letter's name and its flags in a Maildir."""
OLD_AT_ONCE = 1000
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
"""As IMAP writes them, whatever the language of the machine."""
MOST_BYTES = 30 * 1024 * 1024
WHOLE = f"(BODY.PEEK[]<0.{MOST_BYTES}>)"
"""At most so many bytes: a letter of any size must not fill the memory."""
PATIENCE_S = 20
Waiting = tuple[Callable[[], bytes], Callable[[], None]]


def collect(*, now: datetime, address: str | None = None) -> int:
    """This will keep the letters that wait, at most twenty; tells how many were new.

    Raises ValueError for an address of no known kind, OSError or IMAP4.error for a server that is away.
    """
    address = settings.MAILBOX if address is None else address
    if not address:
        return 0
    new = 0
    with _opened(address, _maildir, _imap) as letters:
        for content, put_aside in letters:
            new += _keep(read(content()), now=now)
            put_aside()
    return new


def tidy(*, now: datetime, address: str | None = None) -> int:
    """This will take letters out of the mailbox that were kept here long enough ago; tells how many.

    Raises as `collect`.
    """
    address = settings.MAILBOX if address is None else address
    days = parameters.value(dated.LETTERS_DAYS, local_date(now))
    if not address or not days:
        return 0
    before, gone = now - timedelta(days=days), 0
    with _opened(address, partial(_old_maildir, before=before), partial(_old_imap, before=before)) as letters:
        for content, remove in letters:
            if queries.is_taken_in(read(content()).id):
                remove()
                gone += 1
    return gone


def _keep(letter: Letter, *, now: datetime) -> bool:
    if not letter.sender:
        log.warning("a letter without a sender was put aside")
        return False
    if letter.is_automatic:
        return actions.arrive(
            door="email", message_id=letter.id, address=letter.sender, text="", now=now,
            state="ignored", outcome="automatic",
        )  # fmt: skip
    kept = []
    for picture in letter.pictures[: pictures.most_photos(on=local_date(now))]:
        try:
            kept.append(files.receive(picture, filename="", by=CITIZEN, now=now).id)
        except files.StoreAway:
            raise  # the letter stays where it is and comes again with its pictures
        except Refused as no:
            log.info("an attachment is no picture: %s", no)
    return actions.arrive(
        door="email", message_id=letter.id, address=letter.sender, text=letter.text, photos=kept, now=now
    )


@contextmanager
def _opened(
    address: str,
    in_maildir: Callable[[str], Iterator[Waiting]],
    in_imap: Callable[[imaplib.IMAP4, str], Iterator[Waiting]],
) -> Iterator[Iterator[Waiting]]:
    parts = urlsplit(address)
    if parts.scheme == "maildir":
        yield in_maildir(unquote(parts.path))
    elif parts.scheme in ("imaps", "imap"):
        port = parts.port or (993 if parts.scheme == "imaps" else 143)
        kind = imaplib.IMAP4_SSL if parts.scheme == "imaps" else imaplib.IMAP4
        with kind(parts.hostname or "", port, timeout=PATIENCE_S) as server:
            server.login(unquote(parts.username or ""), unquote(parts.password or ""))
            yield in_imap(server, unquote(parts.path.lstrip("/")) or "INBOX")
    else:
        raise ValueError("TINHSO_MAILBOX: maildir:// or imaps://")


def _maildir(path: str) -> Iterator[Waiting]:
    for letter in _letters_in(path, seen=False)[:AT_ONCE]:

        def put_aside(letter: Path = letter) -> None:
            name, _, flags = letter.name.partition(FLAGS)
            letter.rename(letter.parents[1] / "cur" / f"{name}{FLAGS}{''.join(sorted({*flags, 'S'}))}")

        yield partial(_bytes_of, letter), put_aside


def _old_maildir(path: str, before: datetime) -> Iterator[Waiting]:
    old = [letter for letter in _letters_in(path, seen=True) if letter.stat().st_mtime < before.timestamp()]
    for letter in old[:OLD_AT_ONCE]:
        yield partial(_bytes_of, letter), letter.unlink


def _letters_in(path: str, *, seen: bool) -> list[Path]:
    """By their names alone: Python's Maildir reads each, and one built to be unreadable stopped all."""
    box = Path(path)
    found = [f for part in ("new", "cur") for f in (box / part).iterdir() if not f.name.startswith(".")]
    return sorted((f for f in found if ("S" in f.name.partition(FLAGS)[2]) is seen), key=lambda f: f.name)


def _bytes_of(letter: Path) -> bytes:
    with letter.open("rb") as file:
        return file.read(MOST_BYTES)


def _uids(server: imaplib.IMAP4, folder: str, *which: str) -> list[str]:
    quoted = '"' + folder.replace("\\", "\\\\").replace('"', '\\"') + '"'
    _must(server.select(quoted))
    found = _must(server.uid("SEARCH", *which))
    return [uid.decode() for uid in (found[0] or b"").split()]


def _old_imap(server: imaplib.IMAP4, folder: str, before: datetime) -> Iterator[Waiting]:
    day = f"{before.day}-{MONTHS[before.month - 1]}-{before.year}"
    for name in _uids(server, folder, "SEEN", "BEFORE", day)[:OLD_AT_ONCE]:

        def content(name: str = name) -> bytes:
            head = _fetched(server, name, "(BODY.PEEK[HEADER])")
            # a letter without an id is known by all of it
            return head if b"message-id:" in head.lower() else _fetched(server, name, WHOLE)

        def remove(name: str = name) -> None:
            _must(server.uid("STORE", name, "+FLAGS", "(\\Deleted)"))

        yield content, remove
    _must(server.expunge())


def _imap(server: imaplib.IMAP4, folder: str) -> Iterator[Waiting]:
    for name in _uids(server, folder, "UNSEEN")[:AT_ONCE]:

        def content(name: str = name) -> bytes:
            return _fetched(server, name, WHOLE)

        def put_aside(name: str = name) -> None:
            _must(server.uid("STORE", name, "+FLAGS", "(\\Seen)"))

        yield content, put_aside


def _fetched(server: imaplib.IMAP4, name: str, part: str) -> bytes:
    answer = _must(server.uid("FETCH", name, part))
    return next((bytes(part[1]) for part in answer if isinstance(part, tuple)), b"")


def _must(answer: tuple[str, list]) -> list:  # type: ignore[type-arg]
    status, found = answer
    if status != "OK":
        raise imaplib.IMAP4.error(status)
    return found
