"""What is handed to a channel, and what does it hand back?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tinhso.foundation.notices.models import Verdict
from tinhso.foundation.notices.recipients import Address


@dataclass(frozen=True)
class Parcel:
    """One notice for one way: who, where, in their language, and a key that stays the same at every try."""

    key: str
    recipient: str
    address: Address
    texts: Mapping[str, Any]
    url: str
    urgent: bool
    template: str
    now: datetime


@dataclass(frozen=True)
class Outcome:
    """How one call ended. `detail` never names the address; `price` in dong; `remaining` of a day's quota."""

    verdict: Verdict
    detail: str = ""
    reference: str = ""
    kind: str = ""
    price: int = 0
    remaining: int | None = None
    place: str = ""


class LineDown(OSError):
    """The gateway cannot be reached at all: what else waits for it keeps its place."""


def arrived(**told: Any) -> Outcome:
    """This will say that the other side took it."""
    return Outcome(Verdict.ARRIVED, **told)


def later(detail: str, **told: Any) -> Outcome:
    """This will say that another try may help."""
    return Outcome(Verdict.LATER, detail, **told)


def never(detail: str, **told: Any) -> Outcome:
    """This will say that no other try can help."""
    return Outcome(Verdict.NEVER, detail, **told)
