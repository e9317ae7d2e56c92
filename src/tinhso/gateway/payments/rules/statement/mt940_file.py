"""What does a SWIFT MT940 statement say? The tags are read by the mt-940 package, each booking by us."""

import logging
import re
from typing import Any

import mt940

from tinhso.core.folding import fold
from tinhso.core.messages import msg
from tinhso.gateway.payments.rules.statement import accounts
from tinhso.gateway.payments.rules.statement.shapes import (
    MOST_ROWS,
    Gathering,
    Statement,
    StatementRefused,
    Unfit,
    text_of,
)

# the package writes what it cannot read into the log, and a transfer's text may name people
logging.getLogger("mt940").setLevel(logging.CRITICAL)
_BOOKING = re.compile(r"^:61:", re.M)


def read(content: bytes) -> Statement:
    """This will read every booking (:61: with its :86:) in đồng. Raises StatementRefused."""
    text = text_of(content).replace("\r\n", "\n").replace("\r", "\n")
    if not _BOOKING.search(text) or ":25:" not in text:
        raise StatementRefused.field("file", msg("Tệp không phải là sao kê MT940."))
    rows = [text.count("\n", 0, m.start()) + 1 for m in _BOOKING.finditer(text)]
    if len(rows) > MOST_ROWS:
        raise StatementRefused.field("file", msg("Tệp có hơn %(most)s dòng."), most=MOST_ROWS)
    gathering = Gathering()
    named: list[str] = []
    for row, part in zip(rows, _parts(text), strict=True):
        try:
            found = mt940.parse(part)
            named.append(accounts.of_tag(str(found.data.get("account_identification") or "")))
            if len(found) != 1:
                raise Unfit(msg("Không đọc được dòng :61: của MT940."))
            _take(gathering, row, found[0].data)
        except Unfit as wrong:
            gathering.refuse(row, wrong.message)
        except Exception:  # noqa: BLE001 -- the package raises whatever a damaged tag makes it raise
            gathering.refuse(row, Unfit(msg("Không đọc được dòng :61: của MT940.")).message)
    return gathering.done(tuple(dict.fromkeys(filter(None, named))))


def _parts(text: str) -> list[str]:
    """Each booking with the head of its statement, so that a damaged one spoils no other."""
    parts: list[str] = []
    head = ""
    for block in re.split(r"(?m)^(?=:20:)", text):
        pieces = re.split(r"(?m)^(?=:61:)", block)
        head = pieces[0] if ":25:" in pieces[0] else head
        for piece in pieces[1:]:
            booking = re.split(r"(?m)^(?=:62[FM]:|:64:|:65:|-\}|-$)", piece)[0]
            parts.append(head + booking)
    return parts


def _take(gathering: Gathering, row: int, data: dict[str, Any]) -> None:
    money = data.get("amount")
    if money is None or money.amount != int(money.amount):
        raise Unfit(msg("Số tiền không phải số đồng nguyên."))
    if money.currency not in ("VND", None):
        raise Unfit(msg("Tiền tệ %(currency)s không phải đồng."), currency=str(money.currency)[:3])
    status = str(data.get("status") or "")
    if status not in ("C", "D", "RC", "RD"):
        raise Unfit(msg("Không rõ dòng ghi có hay ghi nợ."))
    bank = str(data.get("bank_reference") or "").strip()
    customer = str(data.get("customer_reference") or "").strip()
    booked = data.get("entry_date") or data.get("date")
    if booked is None:
        raise Unfit(msg("Dòng không có ngày."))
    gathering.add(
        row=row,
        reference=bank or ("" if fold(customer) in ("", "nonref") else customer),
        amount=abs(int(money.amount)),
        booked_on=booked if type(booked).__name__ != "datetime" else booked.date(),
        remark=str(data.get("transaction_details") or ""),
        # a reversal of a debit brings money back, a reversal of a credit takes it away
        is_credit=status in ("C", "RD"),
    )
