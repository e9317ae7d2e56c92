"""What does an ISO 20022 camt.053 statement say? XML without entities; booked entries in đồng."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from tinhso.core.messages import msg
from tinhso.gateway.payments.rules.statement import accounts
from tinhso.gateway.payments.rules.statement.shapes import (
    MOST_ROWS,
    Gathering,
    Statement,
    StatementRefused,
    Unfit,
)


def read(content: bytes) -> Statement:
    """This will read every booked entry; `row` counts entries from 1. Raises StatementRefused."""
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError) as broken:
        raise StatementRefused.field("file", msg("Tệp XML không đọc được.")) from broken
    if not root.tag.rpartition("}")[0].startswith("{urn:iso:std:iso:20022:tech:xsd:camt.053."):
        raise StatementRefused.field("file", msg("Tệp không phải là sao kê camt.053."))
    entries = root.findall(".//{*}Stmt/{*}Ntry")
    if len(entries) > MOST_ROWS:
        raise StatementRefused.field("file", msg("Tệp có hơn %(most)s dòng."), most=MOST_ROWS)
    gathering = Gathering()
    for row, entry in enumerate(entries, 1):
        try:
            _take(gathering, row, entry)
        except Unfit as wrong:
            gathering.refuse(row, wrong.message)
    named = [
        _text(one, "{*}IBAN") or _text(one, "{*}Othr/{*}Id")
        for one in root.findall(".//{*}Stmt/{*}Acct/{*}Id")
    ]
    return gathering.done(tuple(dict.fromkeys(filter(None, map(accounts.normal, named)))))


def _take(gathering: Gathering, row: int, entry: Any) -> None:
    status = _text(entry, "{*}Sts/{*}Cd") or _text(entry, "{*}Sts")
    if status and status != "BOOK":
        raise Unfit(msg("Giao dịch chưa được ngân hàng hạch toán (%(status)s)."), status=status[:10])
    money = entry.find("{*}Amt")
    if money is None or money.get("Ccy") != "VND":
        raise Unfit(
            msg("Tiền tệ %(currency)s không phải đồng."),
            currency=str(getattr(money, "attrib", {}).get("Ccy"))[:3],
        )
    way = _text(entry, "{*}CdtDbtInd")
    if way not in ("CRDT", "DBIT"):
        raise Unfit(msg("Không rõ dòng ghi có hay ghi nợ."))
    is_reversal = _text(entry, "{*}RvslInd") == "true"
    details = entry.findall("{*}NtryDtls/{*}TxDtls")
    parts = details if len(details) > 1 and all(d.find("{*}Amt") is not None for d in details) else [None]
    for part in parts:
        gathering.add(
            row=row,
            reference=_reference(entry, part if part is not None else (details[0] if details else None)),
            amount=_dong(money if part is None else part.find("{*}Amt")),
            booked_on=_day(_text(entry, "{*}BookgDt/{*}Dt") or _text(entry, "{*}BookgDt/{*}DtTm")[:10]),
            remark=_remark(entry, details if part is None else [part]),
            is_credit=(way == "CRDT") != is_reversal,
        )


def _reference(entry: Any, detail: Any) -> str:
    if detail is not None:
        for name in ("AcctSvcrRef", "TxId"):
            if found := _text(detail, f"{{*}}Refs/{{*}}{name}"):
                return found
    return _text(entry, "{*}AcctSvcrRef") or _text(entry, "{*}NtryRef")


def _remark(entry: Any, details: list[Any]) -> str:
    said = [t.text or "" for d in details for t in d.findall("{*}RmtInf/{*}Ustrd")]
    said += [_text(d, "{*}Refs/{*}EndToEndId") for d in details]
    said.append(_text(entry, "{*}AddtlNtryInf"))
    return " ".join(said)


def _dong(money: Any) -> int:
    try:
        found = Decimal((money.text or "").strip())
    except InvalidOperation as wrong:
        raise Unfit(msg("Không đọc được số tiền «%(text)s»."), text=(money.text or "")[:40]) from wrong
    if not found.is_finite() or found.adjusted() > 15 or found != int(found):
        raise Unfit(msg("Số tiền không phải số đồng nguyên."))
    return int(found)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise Unfit(msg("Dòng không có ngày.")) from wrong


def _text(element: Any, path: str) -> str:
    found = element.find(path)
    return (found.text or "").strip() if found is not None else ""
