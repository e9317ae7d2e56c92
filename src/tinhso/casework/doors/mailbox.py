"""Which letters lie in the mailbox? A Maildir or an IMAP server; each letter is kept once, then put aside.

A letter is marked as read (Maildir: moved to cur with flag S; IMAP: \\Seen) only after it was kept.
"""

import imaplib
import logging
import mailbox as maildirs
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from urllib.parse import unquote, urlsplit

from django.conf import settings

from tinhso.casework.doors import actions
from tinhso.casework.doors.letters import Letter, read
from tinhso.core.clock import local_date
from tinhso.core.errors import Refused
from tinhso.core.roles import CITIZEN
from tinhso.foundation.files import actions as files
from tinhso.foundation.files import queries as pictures

log = logging.getLogger(__name__)
AT_ONCE = 20
MOST_BYTES = 30 * 1024 * 1024
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
    with _opened(address) as letters:
        for content, put_aside in letters:
            new += _keep(read(content()), now=now)
            put_aside()
    return new


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
        except Refused as no:
            log.info("an attachment is no picture: %s", no)
    return actions.arrive(
        door="email", message_id=letter.id, address=letter.sender, text=letter.text, photos=kept, now=now
    )


@contextmanager
def _opened(address: str) -> Iterator[Iterator[Waiting]]:
    parts = urlsplit(address)
    if parts.scheme == "maildir":
        yield _maildir(unquote(parts.path))
    elif parts.scheme in ("imaps", "imap"):
        port = parts.port or (993 if parts.scheme == "imaps" else 143)
        kind = imaplib.IMAP4_SSL if parts.scheme == "imaps" else imaplib.IMAP4
        with kind(parts.hostname or "", port, timeout=PATIENCE_S) as server:
            server.login(unquote(parts.username or ""), unquote(parts.password or ""))
            yield _imap(server, unquote(parts.path.lstrip("/")) or "INBOX")
    else:
        raise ValueError("TINHSO_MAILBOX: maildir:// or imaps://")


def _maildir(path: str) -> Iterator[Waiting]:
    box = maildirs.Maildir(path, create=False)
    new = [key for key in box.keys() if "S" not in box.get_message(key).get_flags()]  # noqa: SIM118
    for key in sorted(new)[:AT_ONCE]:

        def put_aside(key: str = key) -> None:
            letter = box.get_message(key)
            letter.set_subdir("cur")
            letter.add_flag("S")
            box[key] = letter

        yield (lambda key=key: box.get_bytes(key)), put_aside  # type: ignore[misc]


def _imap(server: imaplib.IMAP4, folder: str) -> Iterator[Waiting]:
    quoted = '"' + folder.replace("\\", "\\\\").replace('"', '\\"') + '"'
    _must(server.select(quoted))
    found = _must(server.uid("SEARCH", "UNSEEN"))
    for uid in (found[0] or b"").split()[:AT_ONCE]:
        name = uid.decode()

        def content(name: str = name) -> bytes:
            # at most so many bytes: a letter of any size must not fill the memory
            answer = _must(server.uid("FETCH", name, f"(BODY.PEEK[]<0.{MOST_BYTES}>)"))
            return next((bytes(part[1]) for part in answer if isinstance(part, tuple)), b"")

        def put_aside(name: str = name) -> None:
            _must(server.uid("STORE", name, "+FLAGS", "(\\Seen)"))

        yield content, put_aside


def _must(answer: tuple[str, list]) -> list:  # type: ignore[type-arg]
    status, found = answer
    if status != "OK":
        raise imaplib.IMAP4.error(status)
    return found
