"""How does the room show an order and what happened to it? Plain values; a template can run no query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class LineView:
    """One fee or charge of an order, in đồng."""

    code: str
    name: str
    amount: int


@dataclass(frozen=True)
class OrderView:
    """An order. Amounts in đồng; `due` is still to be paid, `excess` is to go back.

    `route`, `provider`, `counts_for_index` are those of the payment that made it whole, "" and False before.
    """

    id: int
    number: str
    about: str
    purpose: str
    amount: int
    received: int
    refunded: int
    due: int
    excess: int
    state: str
    agency: str
    account: str
    account_holder: str
    account_bank: str
    account_number: str
    opened_at: datetime
    paid_at: datetime | None
    route: str
    provider: str
    counts_for_index: bool
    receipt_number: str | None
    receipt_voided: bool
    qr_text: str
    lines: Sequence[LineView] = ()

    @property
    def is_paid(self) -> bool:
        """This will tell whether the whole sum is there."""
        return self.state == "paid"

    @property
    def subject(self) -> str:
        """The key under which facts name it."""
        return f"order:{self.id}"


@dataclass(frozen=True)
class Entry:
    """One thing that happened to an order: a word for what, and its values."""

    at: datetime
    kind: str
    who: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class RefundView:
    """Money asked back."""

    id: int
    number: str
    about: str
    agency: str
    amount: int
    reason: str
    is_waived: bool
    state: str
    asked_at: datetime
    asked_by: str
    decided_by: str
    refusal: str
    reference: str


@dataclass(frozen=True)
class FindingView:
    """What one line of the bank means, or a line that is missing."""

    id: int
    verdict: str
    row: int | None
    reference: str
    booked_on: date | None
    amount: int
    remark: str
    number: str
    expected: int | None
    is_settled: bool
    note: str


@dataclass(frozen=True)
class BadRowView:
    """A row of the file that could not be read."""

    row: int
    message: Mapping[str, Any]


@dataclass(frozen=True)
class ReconciliationView:
    """One statement, how many of its findings stand under each verdict, and the rows left out."""

    id: int
    account: str
    agency: str
    day: date
    form: str
    taken_in_at: datetime
    lines_read: int
    credited: int
    repeated: int
    counts: Mapping[str, int]
    unsettled: int
    bad: Sequence[BadRowView]


@dataclass(frozen=True)
class CallbackView:
    """A message that was received; `number` is the order's, "" where none was known."""

    at: datetime
    provider: str
    is_believed: bool
    why: str
    did: str
    digest: str
    number: str
    amount: int | None
