"""Which rows are there? All of them in memory as plain values, built anew when one changes."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tinhso.casework.procedures import models
from tinhso.casework.procedures.rules.building import build
from tinhso.casework.procedures.rules.choosing import FeeRow, TermRow, in_force
from tinhso.casework.procedures.rules.searching import Index, asking
from tinhso.casework.procedures.rules.shapes import ProcedureVersion, Term, TermUnit
from tinhso.core.revisions import Remembered
from tinhso.core.values import RuleRef, Validity

_SAME = (
    "code", "name", "name_en", "levels", "audience", "who", "who_en", "online_level", "online_reason",
    "online_reason_en", "authoritative", "accept_hours", "components", "steps", "fees", "results",
    "legal_bases", "words", "is_internal", "is_local", "needs_identity", "form_schema", "citation",
    "code_note", "is_sample",
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A row of any dated table, with its period and its name as a rule."""

    row: Any
    validity: Validity
    rule: RuleRef


@dataclass(frozen=True)
class Book:
    """Everything the room knows."""

    versions: dict[str, tuple[ProcedureVersion, ...]]
    """By code, oldest first."""
    by_ref: dict[str, ProcedureVersion]
    fields: tuple[Row, ...]
    systems: tuple[Row, ...]
    groups: tuple[Row, ...]
    essentials: tuple[Row, ...]
    questions: tuple[Row, ...]
    grounds: tuple[Row, ...]
    fee_rows: tuple[FeeRow, ...]
    early_rows: tuple[TermRow, ...]
    accept_rows: tuple[TermRow, ...]
    days: dict[date, "Day"] = field(default_factory=dict)
    """What holds on the days that were asked for; built on demand."""

    def day(self, on: date) -> "Day":
        """This will give what holds on a day."""
        found = self.days.get(on)
        if found is None:
            if len(self.days) >= MOST_DAYS:
                self.days.clear()
            found = self.days[on] = _day(self, on)
        return found


MOST_DAYS = 40


@dataclass(frozen=True)
class Day:
    """What holds on one day: the versions by code, and the index in which they are searched."""

    versions: dict[str, ProcedureVersion]
    public: Index
    questions: dict[str, Row]


def _day(found: Book, on: date) -> Day:
    chosen = ((code, in_force(versions, on)) for code, versions in found.versions.items())
    versions = {code: version for code, version in chosen if version is not None}
    questions = {q.row.code: q for q in found.questions if q.validity.covers(on)}
    askings = [asking(key, q.row.words) for key, q in questions.items()]
    return Day(versions, Index([v for v in versions.values() if not v.is_internal], askings), questions)


def document_of(row: models.Procedure) -> dict[str, Any]:
    """This will give the document that a row of the table holds."""
    term = {"amount": row.term_amount, "unit": row.term_unit} if row.term_amount else None
    return {
        **{key: getattr(row, key) for key in _SAME},
        "valid_from": row.valid_from.isoformat(),
        "valid_to": row.valid_to.isoformat() if row.valid_to else None,
        "field": row.field_code,
        "term": term,
    }


def columns_of(doc: dict[str, Any]) -> dict[str, Any]:
    """This will give the columns in which a document (every key present) is kept; days stay ISO texts."""
    term = doc["term"]
    return {
        **{key: doc[key] for key in _SAME},
        "valid_from": doc["valid_from"],
        "valid_to": doc["valid_to"],
        "field_code": doc["field"],
        "term_amount": term["amount"] if term else None,
        "term_unit": term["unit"] if term else "",
    }


def _row(kind: str, row: Any) -> Row:
    rule = RuleRef(f"{kind}:{row.pk}", row.valid_from, row.citation, row.is_sample)
    return Row(row, Validity(row.valid_from, row.valid_to), rule)


def _rows(kind: str, model: Any, *order: str) -> tuple[Row, ...]:
    return tuple(_row(kind, r) for r in model.objects.order_by(*order, "pk"))


def _load() -> Book:
    fields = _rows("procedure_field", models.ProcedureField, "order", "code")
    named = {f.row.code: f.row.name for f in fields}
    versions: dict[str, list[ProcedureVersion]] = {}
    for row in models.Procedure.objects.order_by("code", "valid_from"):
        built = build(document_of(row), field_name=named.get(row.field_code, row.field_code))
        versions.setdefault(row.code, []).append(built)
    fee_rows = _rows("fee_rule", models.FeeRule)
    return Book(
        versions={code: tuple(found) for code, found in versions.items()},
        by_ref={v.ref: v for found in versions.values() for v in found},
        fields=fields,
        systems=_rows("system", models.System),
        groups=_rows("procedure_group", models.Group),
        essentials=_rows("essential", models.EssentialService, "number"),
        questions=_rows("ask_back", models.AskBack),
        grounds=tuple(f for f in fee_rows if f.row.ground),
        fee_rows=tuple(_fee_row(r) for r in fee_rows),
        early_rows=tuple(_term_row(r) for r in _rows("early_rule", models.EarlyRule)),
        accept_rows=tuple(_term_row(r) for r in _rows("accept_rule", models.AcceptRule)),
    )


def _fee_row(found: Row) -> FeeRow:
    r = found.row
    return FeeRow(
        r.procedure_code, r.fee_code, r.channel, r.ground, r.percent, found.validity, found.rule, r.amount
    )


def _term_row(found: Row) -> TermRow:
    r = found.row
    term = Term(r.amount, TermUnit(r.unit))
    return TermRow(r.procedure_code, term, getattr(r, "online_only", False), found.validity, found.rule)


book: Remembered[Book] = Remembered((models.TOPIC,), _load)
