"""How does a version look on paper, and how is it read back? One document form for file, table and memory.

A document is plain JSON: dates as ISO text, lists of objects whose keys are the names of the shapes' fields,
`term` as {"amount", "unit"} or null. `build` trusts what `checking` has let through.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from tinhso.casework.procedures.rules.shapes import (
    Audience,
    Component,
    Fee,
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
)

Document = Mapping[str, Any]

_PLAIN = (
    "code", "name", "name_en", "who", "who_en", "online_reason", "online_reason_en", "accept_hours",
    "is_internal", "is_local", "needs_identity", "citation", "code_note", "is_sample",
)  # fmt: skip


def build(doc: Document, *, field_name: str = "") -> ProcedureVersion:
    """This will make the version that a checked document describes."""
    term = doc.get("term")
    return ProcedureVersion(
        **{key: doc[key] for key in _PLAIN if key in doc},
        valid_from=date.fromisoformat(doc["valid_from"]),
        valid_to=date.fromisoformat(doc["valid_to"]) if doc.get("valid_to") else None,
        field_code=doc["field"],
        field_name=field_name,
        levels=tuple(Level(v) for v in doc["levels"]),
        audience=tuple(Audience(v) for v in doc["audience"]),
        online_level=OnlineLevel(doc["online_level"]),
        authoritative={Stage(k): v for k, v in doc.get("authoritative", {}).items()},
        term=Term(term["amount"], TermUnit(term["unit"])) if term else None,
        components=tuple(Component(**c) for c in doc.get("components", ())),
        steps=tuple(Step(**{**s, "unit_kind": UnitKind(s["unit_kind"])}) for s in doc.get("steps", ())),
        fees=tuple(_fee(f) for f in doc.get("fees", ())),
        results=tuple(Result(**r) for r in doc.get("results", ())),
        legal_bases=tuple(doc.get("legal_bases", ())),
        words=tuple(doc.get("words", ())),
        form_schema=doc.get("form_schema", {}),
    )


def _fee(fee: Document) -> Fee:
    when = Moment(fee.get("when", Moment.RECEIPT))
    return Fee(**{**fee, "kind": FeeKind(fee["kind"]), "when": when})


def document(version: ProcedureVersion) -> dict[str, Any]:
    """This will write a version as a document, every key present: equal versions, equal documents."""
    term = version.term
    return {
        **{key: getattr(version, key) for key in _PLAIN},
        "valid_from": version.valid_from.isoformat(),
        "valid_to": version.valid_to.isoformat() if version.valid_to else None,
        "field": version.field_code,
        "levels": [v.value for v in version.levels],
        "audience": [v.value for v in version.audience],
        "online_level": version.online_level.value,
        "authoritative": {k.value: v for k, v in version.authoritative.items()},
        "term": {"amount": term.amount, "unit": term.unit.value} if term else None,
        "components": [asdict(c) for c in version.components],
        "steps": [{**asdict(s), "unit_kind": s.unit_kind.value} for s in version.steps],
        "fees": [{**asdict(f), "kind": f.kind.value, "when": f.when.value} for f in version.fees],
        "results": [asdict(r) for r in version.results],
        "legal_bases": list(version.legal_bases),
        "words": list(version.words),
        "form_schema": dict(version.form_schema),
    }
