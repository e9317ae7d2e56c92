"""What does a letter say? Sender, words, pictures; and was it written by a machine?

Anybody may write one, so nothing in it is read without a bound: not its headers (the library's time grows
with their square), not its parts (each is an object), not how deep they lie in each other.
"""

import hashlib
import logging
import re
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr
from html.parser import HTMLParser
from typing import cast

from tinhso.core.folding import nfc
from tinhso.core.values import is_email

HEADER_MOST = 998
"""Characters of a header that are read: a line's most (RFC 5322, 2.1.1)."""
LINES_MOST = 500_000
"""A letter of 30 MB in base64 has 400,000."""
BOUNDARIES_MOST = 2_000
PARTS_MOST = 60
TEXT_MOST = 10_000
PICTURES_MOST = 10
log = logging.getLogger(__name__)
_QUOTED = re.compile(r"^(>.*|-{2,}\s*(Original Message|Thư gốc|Forwarded message).*)$", re.IGNORECASE)
_MACHINES = re.compile(
    r"^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)([+@.-]|$)", re.IGNORECASE
)
_PREFIX = re.compile(r"^\s*((re|fwd?|tr|trả lời)\s*:\s*)+", re.IGNORECASE)


@dataclass(frozen=True)
class Letter:
    """A letter as far as it matters here; `sender` is "" where nobody could be answered."""

    id: str
    sender: str
    text: str
    pictures: tuple[bytes, ...]
    is_automatic: bool


class _Bounded(policy.EmailPolicy):
    """Reads the beginning of each header."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:HEADER_MOST]


_POLICY = _Bounded()


def read(content: bytes) -> Letter:
    """This will read a letter (RFC 5322, MIME), whatever is broken in it; raises nothing.

    What is built to be unreadable (headers in brackets in brackets, a thousand letters inside each other) has
    no sender.
    """
    name = hashlib.sha256(content).hexdigest()  # a letter without an id is known again by all of it
    if content.count(b"\n") <= LINES_MOST and content.count(b"\n--") <= BOUNDARIES_MOST:
        try:
            return _read(content, name)
        except (RecursionError, ValueError, LookupError, AttributeError, TypeError):
            log.warning("a letter cannot be read")
    return Letter(name, sender="", text="", pictures=(), is_automatic=True)


def _read(content: bytes, name: str) -> Letter:
    found = cast(EmailMessage, BytesParser(EmailMessage, policy=_POLICY).parsebytes(content))
    sender = parseaddr(_header(found, "Reply-To"))[1] or parseaddr(_header(found, "From"))[1]
    subject = _PREFIX.sub("", _header(found, "Subject")).strip()
    words, pictures = _parts(found)
    text = "\n".join(part for part in (subject, words) if part)
    return Letter(
        id=_plain(_header(found, "Message-ID").strip()[:500]) or name,
        sender=sender if is_email(sender) else "",
        text=nfc(_plain(text))[:TEXT_MOST],
        pictures=tuple(pictures),
        is_automatic=_is_automatic(found, sender),
    )


def _plain(text: str) -> str:
    """The text without what no database takes: NUL, and halves of letters."""
    return text.replace("\x00", "").encode(errors="replace").decode()


def _header(found: EmailMessage, name: str) -> str:
    try:
        return str(found.get(name, "") or "")
    except (ValueError, LookupError, AttributeError, IndexError):
        return ""


def _is_automatic(found: EmailMessage, sender: str) -> bool:
    """RFC 3834: what a machine sent is never answered, or two machines would write to each other for ever."""
    said = _header(found, "Auto-Submitted").split(";")[0].strip().lower()
    bulk = _header(found, "Precedence").strip().lower() in ("bulk", "junk", "list", "auto_reply")
    nobody = _header(found, "Return-Path").strip() == "<>"
    report = found.get_content_type() == "multipart/report"
    odd = any(
        name in found for name in ("List-Id", "List-Unsubscribe", "X-Autoreply", "X-Auto-Response-Suppress")
    )
    own = "X-Tinhso" in found
    return bool(said not in ("", "no") or bulk or nobody or report or odd or own or _MACHINES.match(sender))


def _parts(found: EmailMessage) -> tuple[str, list[bytes]]:
    plain, marked = "", ""
    pictures: list[bytes] = []
    for number, part in enumerate(found.walk()):
        if number >= PARTS_MOST:
            break
        if part.is_multipart():
            continue
        kind = part.get_content_type()
        if part.get_content_maintype() == "image" and len(pictures) < PICTURES_MOST:
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content:
                pictures.append(content)
        elif part.get_content_disposition() == "attachment":
            continue
        elif kind == "text/plain" and not plain:
            plain = _words(part)
        elif kind == "text/html" and not marked:
            marked = _bare(_words(part))
    return _own_words(plain or marked), pictures


def _words(part: object) -> str:
    content = part.get_payload(decode=True)  # type: ignore[attr-defined]
    charset = part.get_content_charset() or "utf-8"  # type: ignore[attr-defined]
    if not isinstance(content, bytes):
        return ""
    try:
        return content[: TEXT_MOST * 8].decode(charset, "replace")
    except (LookupError, ValueError):  # no such encoding, or one that cannot replace what it does not know
        return content[: TEXT_MOST * 8].decode("utf-8", "replace")


def _own_words(text: str) -> str:
    """What was written, without what it answers and without the signature."""
    kept = []
    for line in text.replace("\r", "").split("\n"):
        if line in ("-- ", "--") or (_QUOTED.match(line) and line.startswith("-")):
            break
        if not _QUOTED.match(line):
            kept.append(line.rstrip())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


class _Bare(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.hidden += tag in ("script", "style", "head")
        if tag in ("br", "p", "div", "li", "tr"):
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.hidden = max(0, self.hidden - (tag in ("script", "style", "head")))

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.words.append(data)


def _bare(marked: str) -> str:
    reader = _Bare()
    reader.feed(marked)
    return "".join(reader.words).strip()
