"""Did the platform itself say this, just now, and word for word?

Every field is signed but the signature: names in order, values percent-encoded, joined with "&", behind the
word for what is said, so that a signed question is never taken for a signed answer. HMAC-SHA256, hexadecimal.
"""

import hmac
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

_PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
SIGNATURE = "signature"
SENT_AT = "sent_at"
MOST_FIELDS = 40
MOST_LETTERS = 500
Fields = Mapping[str, str | int]


class Why(StrEnum):
    """For what reason a callback was not believed."""

    UNREADABLE = "unreadable"
    UNSIGNED = "unsigned"
    WRONG_SIGNATURE = "wrong_signature"
    STALE = "stale"
    WRONG_MERCHANT = "wrong_merchant"
    WRONG_CURRENCY = "wrong_currency"
    UNKNOWN_ATTEMPT = "unknown_attempt"
    DIFFERS = "differs"


class NotBelieved(ValueError):
    """The callback is not believed; `why` says for what reason."""

    def __init__(self, why: Why) -> None:
        self.why = why
        super().__init__(why.value)


def canonical(meaning: str, fields: Fields) -> bytes:
    """This will give the bytes that are signed."""
    pairs = (
        f"{_percent(name)}={_percent(str(fields[name]))}" for name in sorted(fields) if name != SIGNATURE
    )
    return f"{meaning}\n{'&'.join(pairs)}".encode()


def sign(meaning: str, fields: Fields, secret: str) -> str:
    """This will give the signature of the fields."""
    return hmac.digest(secret.encode(), canonical(meaning, fields), "sha256").hex()


def signed(meaning: str, fields: Fields, secret: str) -> dict[str, str | int]:
    """This will give the fields with their signature."""
    return {**fields, SIGNATURE: sign(meaning, fields, secret)}


def read(body: bytes) -> dict[str, str | int]:
    """This will read a flat JSON object of texts and whole numbers. Raises NotBelieved.

    A name that stands twice is refused: two readers could take different ones for signed.
    """
    try:
        found = json.loads(body.decode(), object_pairs_hook=_once, parse_constant=_never)
    except (ValueError, RecursionError) as broken:
        raise NotBelieved(Why.UNREADABLE) from broken
    if not isinstance(found, dict) or len(found) > MOST_FIELDS or not all(map(_is_plain, found.values())):
        raise NotBelieved(Why.UNREADABLE)
    return found


def check(meaning: str, fields: Fields, secrets: Sequence[str], *, now: datetime, window_s: int) -> None:
    """This will let pass what one of `secrets` signed within `window_s` of `now`. Raises NotBelieved.

    Every secret is tried in constant time, so nothing is learnt from how long an answer takes.
    """
    given = fields.get(SIGNATURE)
    if not isinstance(given, str) or not given:
        raise NotBelieved(Why.UNSIGNED)
    right = [hmac.compare_digest(sign(meaning, fields, s).encode(), given.encode()) for s in secrets]
    if not any(right):
        raise NotBelieved(Why.WRONG_SIGNATURE)
    sent = fields.get(SENT_AT)
    if not isinstance(sent, int) or abs(now.timestamp() - sent) > window_s:
        raise NotBelieved(Why.STALE)


def _percent(text: str) -> str:
    """RFC 3986: all but unreserved letters as %XX of their UTF-8."""
    return "".join(chr(b) if b in _PLAIN else f"%{b:02X}" for b in text.encode())


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _never(_word: str) -> None:
    raise ValueError("no number")


def _is_plain(value: object) -> bool:
    if isinstance(value, str):
        return len(value) <= MOST_LETTERS and "\x00" not in value
    return type(value) is int and abs(value) < 2**53
