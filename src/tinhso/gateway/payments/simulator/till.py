"""What does the simulated provider know? Payments begun and made, and the messages it owes.

Misbehaviour is chosen for each payment: told twice, told late, told in the wrong order, told by a forger, not
told at all; and the whole server may be slow or broken for some calls.
"""

import secrets
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from tinhso.core.days import VIETNAM
from tinhso.gateway.payments.rules import signing


class Manner(StrEnum):
    """How the provider tells of a payment."""

    ONCE = "once"
    TWICE = "twice"
    LATE = "late"
    REORDERED = "reordered"
    FORGED = "forged"
    SILENT = "silent"


MANNERS = {
    Manner.ONCE: "báo một lần, ngay",
    Manner.TWICE: "báo hai lần",
    Manner.LATE: "báo muộn",
    Manner.REORDERED: "báo «không thành công» sau «thành công»",
    Manner.FORGED: "kẻ giả mạo báo, cổng thật không báo",
    Manner.SILENT: "không báo",
}


@dataclass
class Made:
    """A payment at the provider."""

    key: str
    amount: int
    purpose: str
    return_url: str
    callback_url: str = ""
    status: str = "created"
    transaction: str = ""
    paid: int = 0
    at: datetime = field(default_factory=lambda: datetime.now(UTC))


@dataclass
class Till:
    """The provider's books."""

    secret: str
    merchant: str
    payments: dict[str, Made] = field(default_factory=dict)
    broken_calls: int = 0
    lock: threading.RLock = field(default_factory=threading.RLock)

    def begin(self, made: Made) -> Made:
        """This will begin a payment; again with its key gives the same one."""
        with self.lock:
            return self.payments.setdefault(made.key, made)

    def settle(self, key: str, *, paid: int, at: datetime) -> Made:
        """This will make a payment (`paid` 0: the payer cancelled it), once."""
        with self.lock:
            made = self.payments[key]
            if made.status == "created":
                made.status, made.paid, made.at = ("paid" if paid else "cancelled"), paid, at
                made.transaction = f"MP{secrets.randbelow(10**12):012d}"
            return made

    def told(
        self, meaning: str, made: Made, *, at: datetime, secret: str = "", outcome: str = ""
    ) -> dict[str, Any]:
        """This will write a signed message about a payment; with another `secret` it is a forgery."""
        words = {"paid": "success", "cancelled": "cancelled", "created": "waiting"}
        fields: dict[str, str | int] = {
            "merchant": self.merchant,
            "attempt": made.key,
            "transaction": made.transaction or "-",
            "amount": made.paid or made.amount,
            "currency": "VND",
            "outcome": outcome or words[made.status],
            "paid_at": made.at.astimezone(VIETNAM).strftime("%Y%m%d%H%M%S"),
            signing.SENT_AT: int(at.timestamp()),
            "nonce": secrets.token_hex(8),
        }
        return signing.signed(meaning, fields, secret or self.secret)

    def letters(self, made: Made, manner: Manner, *, at: datetime) -> list[dict[str, Any]]:
        """This will write the callbacks that a payment brings, in the order in which they are sent."""
        real = self.told("callback", made, at=at)
        match manner:
            case Manner.TWICE:
                return [real, self.told("callback", made, at=at)]
            case Manner.REORDERED:
                return [real, self.told("callback", made, at=at, outcome="failed")]
            case Manner.FORGED:
                return [self.told("callback", made, at=at, secret=secrets.token_hex(16))]
            case Manner.SILENT:
                return []
        return [real]
