"""How is a fact bound to the one before it? By a SHA-256 over the previous hash and its canonical JSON.

    hash(0) = GENESIS
    hash(n) = SHA-256( hash(n-1) || JCS({actor, at, id, payload, position, subject, type}) )

JCS is RFC 8785. `at` is UTC with six decimals and a Z. Anybody can recompute the chain with these lines.
"""

import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, NoReturn

GENESIS = sha256(b"tinhso:ledger:genesis:1").digest()
"""The hash before the first fact: SHA-256 of the ASCII text "tinhso:ledger:genesis:1"."""


def moment(at: datetime) -> str:
    """This will write a moment the way it is hashed: 2026-11-20T01:02:03.000004Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def link(
    previous: bytes,
    *,
    position: int,
    id: int,
    type: str,
    subject: str,
    actor: str,
    at: datetime,
    payload: str,
) -> bytes:
    """This will give the hash of one fact; `payload` is its canonical JSON text.

    The members are set out by hand in their RFC 8785 order, which is ten times faster than a general
    serialiser; a property test compares both. Codes need no escaping, anything else is escaped as JSON.
    """
    canonical = (
        f'{{"actor":{_text(actor)},"at":"{moment(at)}","id":{id},"payload":{payload},'
        f'"position":{position},"subject":{_text(subject)},"type":{_text(type)}}}'
    )
    return sha256(previous + canonical.encode()).digest()


def is_canonical(payload: str) -> bool:
    """This will tell whether a stored payload is one JSON object, byte for byte as RFC 8785 writes it.

    Facts hold no fractions, so a number with a point or an exponent is already wrong.
    """
    try:
        value = _strict.decode(payload)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and _sorted.encode(value) == payload


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def _no_fraction(text: str) -> NoReturn:
    raise ValueError(f"a fact holds no {text}")


_strict: Any = json.JSONDecoder(parse_float=_no_fraction, parse_constant=_no_fraction)
_sorted = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False)
