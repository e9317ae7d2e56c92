"""Which procedures are there, in which version, for how much and within what? Always asked for a day."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language

from tinhso.casework.procedures.book import Row, book
from tinhso.casework.procedures.offered import (
    Essential,
    FieldView,
    Found,
    Ground,
    Group,
    Question,
    System,
)
from tinhso.casework.procedures.rules import choosing
from tinhso.casework.procedures.rules.shapes import (
    HERE,
    Audience,
    Channel,
    Component,
    Fee,
    FeeDue,
    FeeKind,
    Level,
    Moment,
    OnlineLevel,
    ProcedureVersion,
    Result,
    Stage,
    Step,
    Term,
    TermUnit,
    UnitKind,
    total,
)
from tinhso.core.errors import Missing
from tinhso.core.folding import fold, sort_key
from tinhso.core.messages import msg
from tinhso.core.values import RuleRef

__all__ = [
    "HERE",
    "Audience",
    "Channel",
    "Component",
    "Essential",
    "Fee",
    "FeeDue",
    "FeeKind",
    "FieldView",
    "Found",
    "Ground",
    "Group",
    "Level",
    "Moment",
    "NoSuchProcedure",
    "OnlineLevel",
    "ProcedureVersion",
    "Question",
    "Result",
    "Stage",
    "Step",
    "System",
    "Term",
    "TermUnit",
    "UnitKind",
    "accept_term",
    "all_fields",
    "catalogue",
    "codes_of_field",
    "early_term",
    "essentials",
    "fees_due",
    "field_name",
    "fields",
    "grounds",
    "groups",
    "name_of",
    "named",
    "refs_with_results",
    "search",
    "system",
    "total",
    "version",
    "version_in_force",
    "versions",
]


class NoSuchProcedure(Missing):
    """No procedure of that code is in force on that day, or the reference names no version."""

    code = "no-such-procedure"
    sentence = msg("Không có thủ tục %(code)s vào ngày này.")


def version_in_force(code: str, on: date) -> ProcedureVersion:
    """This will give the version of a procedure that holds on a day. Raises NoSuchProcedure."""
    found = choosing.in_force(book.get().versions.get(code, ()), on)
    if found is None:
        raise NoSuchProcedure(code=code[:40])
    return found


def version(ref: str) -> ProcedureVersion:
    """This will give the version that a reference pins, in force or not. Raises NoSuchProcedure."""
    found = book.get().by_ref.get(ref)
    if found is None:
        raise NoSuchProcedure(code=ref[:60])
    return found


def fees_due(
    version: ProcedureVersion, *, channel: str, on: date, grounds: frozenset[str] = frozenset()
) -> list[FeeDue]:
    """This will say what has to be paid for a dossier filed by `channel` on `on`, by whom has `grounds`."""
    return choosing.fees_due(version, book.get().fee_rows, channel=channel, on=on, grounds=grounds)


def early_term(version: ProcedureVersion, *, channel: str, on: date) -> tuple[Term, RuleRef] | None:
    """This will give the reduced term the province promises, and the row that promises it; None for none."""
    return choosing.early_term(version, book.get().early_rows, channel=channel, on=on)


def accept_term(version: ProcedureVersion, *, on: date) -> tuple[Term, RuleRef] | None:
    """This will say within what a dossier filed online is accepted or sent back; None where no row says."""
    if version.accept_hours:
        return Term(version.accept_hours, TermUnit.WORKING_HOURS), choosing.rule_of(version)
    return choosing.accept_term(book.get().accept_rows, code=version.code, on=on)


def name_of(version: ProcedureVersion) -> str:
    """This will give a procedure's name in the active language, in Vietnamese where no English is written."""
    return version.name_en or version.name if get_language() == "en" else version.name


def _said(row: Any, column: str) -> str:
    english = getattr(row, f"{column}_en", "") if get_language() == "en" else ""
    return str(english or getattr(row, column))


def named(words: str) -> list[str]:
    """This will list the codes of procedures that bear all these words in a name of theirs, now or once."""
    wanted = [f" {word}" for word in fold(words).split()]
    if not wanted:
        return []
    return [
        code
        for code, known in book.get().versions.items()
        if any(all(word in f" {_folded(v.name)}" for word in wanted) for v in known)
    ]


_folded = lru_cache(maxsize=20_000)(fold)


def versions(code: str) -> tuple[ProcedureVersion, ...]:
    """This will list every version of a procedure, oldest first."""
    return book.get().versions.get(code, ())


def codes_of_field(field: str) -> tuple[str, ...]:
    """This will list the codes of all procedures, in force or not, that stood under a field."""
    known = book.get().versions.items()
    return tuple(code for code, versions in known if any(v.field_code == field for v in versions))


def refs_with_results() -> list[str]:
    """This will list the references of all versions, in force or not, that end with a document."""
    return [ref for ref, version in book.get().by_ref.items() if version.results]


def catalogue(
    on: date,
    *,
    field: str = "",
    level: str = "",
    audience: str = "",
    online: str = "",
    internal: bool = False,
) -> list[ProcedureVersion]:
    """This will list the procedures of a day by name; an empty choice leaves all. Internal ones apart."""
    found = [
        v
        for v in book.get().day(on).versions.values()
        if v.is_internal == internal
        and (not field or v.field_code == field)
        and (not level or level in v.levels)
        and (not audience or audience in v.audience)
        and (not online or v.online_level == online)
    ]
    return sorted(found, key=lambda v: (sort_key(name_of(v)), v.code))


def search(words: str, on: date, limit: int = 20) -> Found:
    """This will find public procedures by everyday words, and the questions to ask back."""
    day = book.get().day(on)
    asks = tuple(_question(day.questions[key]) for key in day.public.asked(words[:400]))
    hits = day.public.hits(words, limit)
    return Found(tuple(day.versions[hit.code] for hit in hits), asks)


def _question(found: Row) -> Question:
    english = get_language() == "en"
    return Question(
        found.row.code,
        _said(found.row, "text"),
        tuple(((english and c.get("label_en")) or c["label"], c["code"]) for c in found.row.choices),
    )


def fields(on: date) -> list[FieldView]:
    """This will list the fields that have a public procedure that day, in their order."""
    return [f for f in all_fields(on) if f.count]


def all_fields(on: date) -> list[FieldView]:
    """This will list every field of a day in its order."""
    count = Counter(v.field_code for v in book.get().day(on).versions.values() if not v.is_internal)
    rows = [f.row for f in book.get().fields if f.validity.covers(on)]
    return [FieldView(r.code, _said(r, "name"), r.icon, count[r.code]) for r in rows]


def field_name(version: ProcedureVersion) -> str:
    """This will name the field of a version in the active language."""
    known = (f.row for f in reversed(book.get().fields) if f.row.code == version.field_code)
    found = next(known, None)
    return _said(found, "name") if found else version.field_name


def system(code: str, on: date) -> System | None:
    """This will describe somebody else's system; None for this deployment and for an unknown code."""
    for found in reversed(book.get().systems):
        if found.row.code == code and found.validity.covers(on):
            r = found.row
            return System(code, _said(r, "name"), r.body, r.url)
    return None


def grounds(version: ProcedureVersion, *, on: date) -> list[Ground]:
    """This will list the grounds on which a fee of this procedure is less, each once."""
    fees = {fee.code for fee in version.fees}
    named: dict[str, Ground] = {}
    for found in book.get().grounds:
        r = found.row
        fits = r.procedure_code in ("", version.code) and (r.fee_code == "" or r.fee_code in fees)
        if fees and fits and found.validity.covers(on):
            named.setdefault(r.ground, Ground(r.ground, _said(r, "ground_name")))
    return list(named.values())


def _known(codes: Sequence[str], on: date) -> tuple[ProcedureVersion, ...]:
    there = book.get().day(on).versions
    return tuple(there[code] for code in codes if code in there)


def groups(on: date) -> list[Group]:
    """This will list the linked groups of a day with their procedures."""
    return [
        Group(
            g.row.code, _said(g.row, "name"), _said(g.row, "text"), g.row.icon, g.row.url,
            _known(g.row.procedures, on), g.rule,
        )
        for g in book.get().groups
        if g.validity.covers(on)
    ]  # fmt: skip


def essentials(on: date) -> list[Essential]:
    """This will list the essential services of a day in their order."""
    return [
        Essential(
            e.row.number, _said(e.row, "name"), _said(e.row, "body"), _known(e.row.procedures, on), e.rule
        )
        for e in book.get().essentials
        if e.validity.covers(on)
    ]
