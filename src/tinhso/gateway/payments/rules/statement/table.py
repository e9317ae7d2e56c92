"""Which column of a bank's table holds what? Found by its heading, Vietnamese or English."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from math import isfinite
from typing import Any

from tinhso.core import cells
from tinhso.core.folding import fold
from tinhso.core.messages import msg
from tinhso.gateway.payments.rules.statement import accounts
from tinhso.gateway.payments.rules.statement.shapes import (
    MOST_ROWS,
    Gathering,
    Statement,
    StatementRefused,
    Unfit,
)

HEADINGS = {
    "day": ("ngay giao dich", "ngay hach toan", "ngay gd", "ngay", "transaction date", "booking date",
            "posting date", "value date", "date"),
    "reference": ("so tham chieu", "ma giao dich", "so but toan", "so giao dich", "so ct", "so chung tu",
                  "tham chieu", "reference", "ref no", "transaction no", "transaction id"),
    "credit": ("so tien ghi co", "ghi co", "phat sinh co", "tien vao", "co", "credit amount", "credit"),
    "debit": ("so tien ghi no", "ghi no", "phat sinh no", "tien ra", "no", "debit amount", "debit"),
    "amount": ("so tien", "so tien giao dich", "amount"),
    "remark": ("noi dung giao dich", "noi dung", "dien giai", "mo ta", "mo ta giao dich",
               "transaction detail", "description", "details", "remark"),
}  # fmt: skip
LOOK_AT = 30
"""Banks print their name, the account and the period above the table."""
MOST_COLUMNS = 60
_GROUPED = re.compile(r"[0-9]{1,3}([.,  ])[0-9]{3}(?:\1[0-9]{3})*(?:[.,]0{1,2})?")
_WHOLE = re.compile(r"[0-9]+(?:[.,]0{1,2})?")
_DAYS = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%Y/%m/%d", "%Y%m%d")


def read(rows: Iterable[tuple[int, Sequence[Any]]]) -> Statement:
    """This will read numbered rows of cells. Raises StatementRefused where no heading is found."""
    gathering = Gathering()
    columns: dict[str, int] = {}
    above: list[Sequence[Any]] = []
    for looked_at, (number, row) in enumerate(rows):
        if looked_at > MOST_ROWS + LOOK_AT:
            raise StatementRefused.field("file", msg("Tệp có hơn %(most)s dòng."), most=MOST_ROWS)
        if not columns:
            columns = _columns(row)
            above += [] if columns else [row]
            if not columns and looked_at >= LOOK_AT:
                break
        elif any(_text(c) for c in row):
            _take(gathering, number, row, columns)
    if not columns:
        sentence = msg(
            "Không thấy dòng tiêu đề: cần cột ngày, cột nội dung và cột số tiền (hoặc ghi có, ghi nợ)."
        )
        raise StatementRefused.field("file", sentence)
    return gathering.done(accounts.named(above))


def _columns(row: Sequence[Any]) -> dict[str, int]:
    heads = [fold(_text(cell).split("/")[0].split("(")[0]) for cell in row[:MOST_COLUMNS]]
    found: dict[str, int] = {}
    for meaning, names in HEADINGS.items():
        for name in names:
            if name in heads:
                found[meaning] = heads.index(name)
                break
    has_money = "credit" in found or "amount" in found
    return found if has_money and {"day", "remark"} <= found.keys() else {}


def _take(gathering: Gathering, number: int, row: Sequence[Any], columns: dict[str, int]) -> None:
    def at(meaning: str) -> Any:
        place = columns.get(meaning, -1)
        return row[place] if 0 <= place < len(row) else None

    try:
        if not _text(at("day")) and _is_total(_text(at("reference")) or _text(at("remark"))):
            return
        amount, is_credit = _money(at("credit"), at("debit"), at("amount"))
        gathering.add(
            row=number,
            reference=_text(at("reference")),
            amount=amount,
            booked_on=_day(at("day")),
            remark=_text(at("remark")),
            is_credit=is_credit,
        )
    except Unfit as wrong:
        gathering.refuse(number, wrong.message)


def _is_total(text: str) -> bool:
    """Below the table stand sums and balances, which are no movements."""
    return fold(text).startswith(("tong", "cong", "so du", "total", "balance")) or not text


def _money(credit: Any, debit: Any, amount: Any) -> tuple[int, bool]:
    has_in, has_out = _filled(credit), _filled(debit)
    if has_in and has_out:
        raise Unfit(msg("Dòng vừa ghi có vừa ghi nợ."))
    if has_in or has_out:
        return dong(credit if has_in else debit), has_in
    if not _filled(amount):
        raise Unfit(msg("Dòng không có số tiền."))
    if isinstance(amount, int | float):
        return dong(abs(amount)), amount > 0
    text = _text(amount)
    if text.startswith(("-", "−")):
        return dong(text[1:]), False
    return dong(text.removeprefix("+")), True


def _filled(cell: Any) -> bool:
    return _text(cell).strip("-0., ") != ""


def dong(cell: Any) -> int:
    """This will read an amount of whole đồng: 500000, "500.000", "500,000.00". Raises Unfit."""
    if isinstance(cell, int) and not isinstance(cell, bool):
        return cell
    if isinstance(cell, float):
        if not isfinite(cell) or abs(cell) >= 2**53 or cell != int(cell):
            raise Unfit(msg("Số tiền không phải số đồng nguyên."))
        return int(cell)
    text = _text(cell).upper().removesuffix("VND").removesuffix("Đ").strip().replace("\u00a0", " ")
    if len(text) > 30 or not (_GROUPED.fullmatch(text) or _WHOLE.fullmatch(text)):
        raise Unfit(msg("Không đọc được số tiền «%(text)s»."), text=_text(cell)[:40])
    tail = re.search(r"[.,]0{1,2}$", text)
    return int(re.sub(r"[^0-9]", "", text[: tail.start()] if tail else text))


def _day(cell: Any) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = _text(cell)
    for word in text.split()[:2]:
        for way in _DAYS:
            try:
                found = datetime.strptime(word, way).date()
            except ValueError:
                continue
            if 2000 <= found.year < 2200:
                return found
    raise Unfit(msg("Không đọc được ngày «%(text)s»; cần dạng 05/07/2026."), text=text[:40])


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    return cells.read(str(cell).strip())
