"""How is a catalogue taken in? All of it or nothing, after a report of every bad row."""

from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.db import transaction

from tinhso.casework.procedures import exchange
from tinhso.casework.procedures.book import book, columns_of, document_of
from tinhso.casework.procedures.events import CATALOGUE, CatalogueImported
from tinhso.casework.procedures.exchange import Where
from tinhso.casework.procedures.models import Procedure
from tinhso.casework.procedures.rules.building import build, document
from tinhso.casework.procedures.rules.changing import fixed_parts_changed, is_fixed
from tinhso.casework.procedures.rules.checking import Known, check
from tinhso.core.clock import local_date
from tinhso.core.errors import Invalid, NotPermitted
from tinhso.core.facts import Code
from tinhso.core.messages import Message, msg
from tinhso.core.roles import Actor, Role
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.ledger.events import Change

MOST_PROBLEMS = 1_000
REASON = msg("Nhập danh mục thủ tục từ tệp.")


@dataclass(frozen=True)
class RowProblem:
    """What is wrong with a row: where it stands, a machine code, a sentence."""

    sheet: str
    row: int
    column: str
    code: str
    message: Message


@dataclass(frozen=True)
class ImportReport:
    """What a file would do, or did where `written`: references of versions, and every bad row."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: int = 0
    problems: tuple[RowProblem, ...] = ()
    and_more: bool = False
    written: bool = False

    @property
    def is_good(self) -> bool:
        """Whether it can be written."""
        return not self.problems


@dataclass
class _Plan:
    today: date
    known: Known
    there: dict[tuple[str, str], Procedure]
    new: list[dict[str, Any]] = field(default_factory=list)
    changed: list[tuple[Procedure, dict[str, Any]]] = field(default_factory=list)
    unchanged: int = 0
    problems: list[RowProblem] = field(default_factory=list)
    seen: set[tuple[str, str]] = field(default_factory=set)

    def wrong(self, where: Where, code: str, message: Message) -> None:
        self.problems.append(RowProblem(where.sheet, where.row, where.column, code, message))


def import_catalogue(
    data: bytes, form: str, *, write: bool, by: Actor, now: datetime, reason: str = ""
) -> ImportReport:
    """This will read a file ("json" or "xlsx") and, with `write` and no bad row, take all of it in.

    A version that is there already is changed where that is allowed (`rules.changing`), an equal one is left
    alone, none is removed. Raises NotPermitted, Unreadable, Invalid("format").
    """
    if not (by.has(Role.ADMINISTRATOR) or by.has(Role.MACHINE)):
        raise NotPermitted()
    if form not in exchange.FORMATS:
        raise Invalid.field("format", msg("Chỉ nhận tệp JSON hoặc XLSX."))
    read = exchange.read(data, form)
    with transaction.atomic():
        plan = _plan(local_date(now))
        for cell in read.problems:
            plan.wrong(cell.where, cell.code, cell.message)
        for raw, locate in read.documents:
            _consider(plan, raw, locate)
        written = write and not plan.problems
        if written:
            _write(plan, reason or REASON, by, now)
            if plan.new or plan.changed:
                told = CatalogueImported(
                    subject=CATALOGUE,
                    form=Code(form),
                    digest=Code(sha256(data).hexdigest()),
                    added=len(plan.new),
                    changed=len(plan.changed),
                )
                ledger.append(told, by=by, now=now)
    return ImportReport(
        added=tuple(f"{d['code']}@{d['valid_from']}" for d in plan.new),
        changed=tuple(str(row) for row, _doc in plan.changed),
        unchanged=plan.unchanged,
        problems=tuple(plan.problems[:MOST_PROBLEMS]),
        and_more=len(plan.problems) > MOST_PROBLEMS,
        written=written,
    )


def known() -> Known:
    """This will give the codes that a document may name: every field and system there ever was."""
    found = book.get()
    return Known(frozenset(f.row.code for f in found.fields), frozenset(s.row.code for s in found.systems))


def _plan(today: date) -> _Plan:
    rows = Procedure.objects.select_for_update().order_by("pk")
    return _Plan(today, known(), {(r.code, r.valid_from.isoformat()): r for r in rows})


def _consider(plan: _Plan, raw: Any, locate: Any) -> None:
    doc, problems = check(raw, plan.known)
    for problem in problems:
        plan.wrong(locate(problem.part, problem.row, problem.key), problem.code, problem.message)
    if problems:
        return
    key = (doc["code"], doc["valid_from"])
    if key in plan.seen:
        plan.wrong(locate("", -1, "code"), "doubled", Message(msg("Phiên bản này đã có ở dòng trên.")))
        return
    plan.seen.add(key)
    row = plan.there.get(key)
    if row is None:
        plan.new.append(doc)
        return
    old = document(build(document_of(row)))
    new = document(build(doc))
    if old == new:
        plan.unchanged += 1
        return
    kept = fixed_parts_changed(old, new) if is_fixed(row.valid_from, today=plan.today) else []
    for part in kept:
        sentence = msg("Phiên bản đã có hiệu lực thì không sửa; hãy thêm phiên bản từ một ngày mới.")
        plan.wrong(locate("", -1, part), "version-is-fixed", Message(sentence))
    if not kept:
        plan.changed.append((row, doc))


def _write(plan: _Plan, reason: str, by: Actor, now: datetime) -> None:
    for doc in plan.new:
        row = Procedure(**_columns(doc), note=reason[:500])
        row.save(force_insert=True)
        ledger.record_rule_change(row, change=Change.ADDED, reason=reason, by=by, now=now)
    for row, doc in plan.changed:
        for column, value in {**_columns(doc), "note": reason[:500]}.items():
            setattr(row, column, value)
        row.save()
        ledger.record_rule_change(row, change=Change.CHANGED, reason=reason, by=by, now=now)


def _columns(doc: dict[str, Any]) -> dict[str, Any]:
    """The columns with real days, as a fact about the row needs them."""
    columns = columns_of(doc)
    ends = columns["valid_to"]
    return {
        **columns,
        "valid_from": date.fromisoformat(columns["valid_from"]),
        "valid_to": date.fromisoformat(ends) if ends else None,
    }
