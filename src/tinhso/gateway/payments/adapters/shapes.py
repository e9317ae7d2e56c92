"""What do we ask a provider, and what can it answer? The same words for every shape."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from tinhso.core.errors import Refused, Unavailable
from tinhso.core.messages import msg


class Away(Unavailable):
    """The provider did not answer, or not with sense; the payment may be tried another way."""

    code = "provider-away"
    sentence = msg("Cổng thanh toán tạm thời không trả lời; xin thử lại sau ít phút hoặc chọn cách khác.")
    retry_after = 60


class Rejected(Refused):
    """The provider would not take the payment."""

    status = 502
    code = "provider-rejected"
    sentence = msg("Cổng thanh toán không nhận giao dịch này; xin chọn cách khác.")


class Outcome(StrEnum):
    """What a provider says became of an attempt."""

    SUCCEEDED = "succeeded"
    FAILED = "failed"


@dataclass(frozen=True)
class Begin:
    """A payment to begin: our key for it, đồng, what the payer reads, where the browser comes back to."""

    key: str
    order: str
    amount: int
    purpose: str
    return_url: str
    callback_url: str


@dataclass(frozen=True)
class Begun:
    """Where the payer goes; the provider's own number, "" where it gives none yet."""

    redirect_url: str
    remote_id: str = ""


@dataclass(frozen=True)
class Word:
    """What a provider said: what became of it, its transaction's number, đồng, and when (UTC)."""

    outcome: Outcome
    transaction: str
    amount: int
    at: datetime


@dataclass(frozen=True)
class Heard:
    """A believed callback: of which attempt, and the word."""

    key: str
    word: Word


Note = Callable[[str, str, int], None]
"""Told of every call: its verb, what came back, milliseconds."""


class Adapter(Protocol):
    """One provider."""

    def begin(self, what: Begin, *, now: datetime, note: Note) -> Begun:
        """This will begin a payment; again with the same key it begins nothing new. Raises Away, Rejected."""

    def ask(self, key: str, *, now: datetime, note: Note) -> Word | None:
        """This will ask what became of an attempt; None while nothing did. Raises Away."""

    def hear(self, body: bytes, *, now: datetime) -> Heard:
        """This will read a callback. Raises signing.NotBelieved."""
