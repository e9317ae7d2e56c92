"""When is a failing fact tried again, and what did the verification of the chain find? Pure values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tinhso.core.messages import Message

WAITS = tuple(timedelta(seconds=s) for s in (1, 5, 30, 120, 600))
"""How long a subscriber waits after each failed attempt at the same fact; then the fact is set aside."""


def retry_at(attempts: int, now: datetime) -> datetime | None:
    """This will tell when to try again after that many failed attempts; None when it was enough."""
    return now + WAITS[attempts - 1] if attempts <= len(WAITS) else None


@dataclass(frozen=True)
class Head:
    """The end of the chain: `hash` in hexadecimal, `at` the moment of that fact (None for no fact)."""

    position: int
    hash: str
    at: datetime | None

    @property
    def hash_bytes(self) -> bytes:
        """The hash as it is chained."""
        return bytes.fromhex(self.hash)

    def as_json(self) -> dict[str, Any]:
        """This will give the form that is published: {"position","hash","at"}."""
        return {"position": self.position, "hash": self.hash, "at": self.at.isoformat() if self.at else None}

    @staticmethod
    def from_json(saved: Mapping[str, Any]) -> "Head":
        """This will read a published head. Raises ValueError, TypeError or KeyError for anything else."""
        position, digest = saved["position"], saved["hash"]
        if type(position) is not int or position < 0 or len(bytes.fromhex(digest)) != 32:
            raise ValueError("not the head of a chain")
        return Head(position, digest.lower(), datetime.fromisoformat(saved["at"]) if saved["at"] else None)


@dataclass(frozen=True)
class Progress:
    """How far all have come: positions by subscriber, and their attempts at the fact where they stand."""

    head: int
    waiting: int
    oldest_waiting_s: float
    subscribers: Mapping[str, int]
    attempts: Mapping[str, int]
    dead_letters: int


@dataclass(frozen=True)
class Explained:
    """One change of a rule: when, by whom (opaque key), "added", "changed" or "ended", and why."""

    at: datetime
    actor: str
    change: str
    reason: str


@dataclass(frozen=True)
class Verification:
    """What `verify` found: `first_broken` is the first position that does not hold, `because` says why."""

    facts: int
    sequenced: int
    waiting: int
    head: Head
    first_broken: int | None = None
    because: Message | None = None
