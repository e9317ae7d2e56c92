"""How do boundaries come in? From a GeoJSON file, checked as a whole, then written as a whole."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import shapely
from django.db import transaction

from tinhso.core.errors import FieldError, Invalid
from tinhso.core.facts import Code
from tinhso.core.messages import Message, msg
from tinhso.core.roles import Actor
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.places import boundary_file, coverage, events
from tinhso.foundation.places.actions import register
from tinhso.foundation.places.actions.serve import serve_if_none
from tinhso.foundation.places.boundary_file import BoundariesRefused
from tinhso.foundation.places.models import Area, Jurisdiction
from tinhso.foundation.places.rules import Level

STRUCTURE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,19}")


@dataclass(frozen=True)
class ImportReport:
    """What an import found and did. `written` counts rows created or updated: 0 in a dry run.

    `created`, `updated`, `unchanged` and `ended` say what would be done in a dry run too.
    """

    areas: int
    warnings: list[Message]
    written: int
    created: int
    updated: int
    unchanged: int
    ended: int
    digest: str


def import_boundaries(
    source: Path | str | bytes,
    *,
    structure: str,
    valid_from: date,
    dry_run: bool,
    by: Actor,
    now: datetime,
    citation: str = "",
) -> ImportReport:
    """This will read a GeoJSON file (a path or its bytes) and write its areas, provinces first.

    Gaps, overlaps and crossing rings are warnings; the same file again changes nothing. Areas of other
    structures end on `valid_from`. Without a `citation` the rows are marked as not checked against a text.
    Raises BoundariesRefused naming every bad row; then, as in a dry run, nothing is written.
    """
    _check_structure(structure)
    read = boundary_file.read(source, structure=structure)
    terms = register.Terms(structure, valid_from, False, _named(source), citation)
    incoming = [
        register.Incoming(r.where, r.code, r.level, r.kind, r.name, r.full_name, r.parent_code, r.polygon)
        for r in read.rows
    ]
    warnings = [*read.warnings, *_fit(incoming, terms)]
    with transaction.atomic():
        plan = register.plan(incoming, terms)
        if plan.errors:
            raise BoundariesRefused(*plan.errors)
        province = _only_province(incoming)
        if province is None and not Jurisdiction.objects.exists():
            several = msg("Tệp có nhiều tỉnh nên chưa chọn tỉnh được phục vụ.")
            warnings.append(Message(several))
        if not dry_run and not plan.changes_nothing:
            register.write(plan, terms)
            ledger.append(imported(incoming, plan, terms, read.digest), by=by, now=now)
        if not dry_run and province is not None:
            serve_if_none(province, structure=structure, valid_from=valid_from, by=by, now=now)
    written = 0 if dry_run else len(plan.created) + len(plan.updated)
    return ImportReport(
        len(incoming),
        [*warnings, *plan.warnings],
        written,
        len(plan.created),
        len(plan.updated),
        plan.unchanged,
        plan.ended,
        read.digest,
    )


def imported(
    incoming: Sequence[register.Incoming], plan: register.Plan, terms: register.Terms, digest: str
) -> events.AreasImported:
    """This will word the fact of an import."""
    provinces = sum(a.level == Level.PROVINCE for a in incoming)
    communes = sum(a.level == Level.COMMUNE for a in incoming)
    return events.AreasImported(
        subject=Code(f"structure:{terms.structure}"),
        valid_from=terms.valid_from,
        provinces=provinces,
        communes=communes,
        created=len(plan.created),
        updated=len(plan.updated),
        ended=plan.ended,
        approximate=terms.approximate,
        digest=Code(digest),
    )


def _check_structure(structure: str) -> None:
    if not STRUCTURE.fullmatch(structure):
        sentence = msg("Tên bộ danh mục gồm chữ không dấu, chữ số và gạch nối, ví dụ 2025-07.")
        raise Invalid(FieldError("structure", Message(sentence)))


def _named(source: Path | str | bytes) -> str:
    return "" if isinstance(source, bytes) else Path(source).name[:300]


def _only_province(incoming: Sequence[register.Incoming]) -> str | None:
    """The province that the file is about, where it is about one."""
    districts = {a.code for a in incoming if a.level == Level.DISTRICT}
    provinces = {a.code if a.level == Level.PROVINCE else a.parent_code for a in incoming} - districts
    return provinces.pop() if len(provinces) == 1 else None


def _fit(incoming: Sequence[register.Incoming], terms: register.Terms) -> list[Message]:
    communes = [a for a in incoming if a.level == Level.COMMUNE]
    if not communes:
        return []
    warnings = coverage.overlaps([a.full_name for a in communes], [a.polygon for a in communes])
    provinces = {a.code: (a.full_name, a.polygon) for a in incoming if a.level == Level.PROVINCE}
    of_province: dict[str, list[shapely.Geometry]] = {}
    for area in communes:
        of_province.setdefault(area.parent_code, []).append(area.polygon)
    for row in Area.objects.filter(
        structure=terms.structure, level=Level.PROVINCE, code__in=of_province, approximate=False
    ):
        if row.boundary and row.code not in provinces:
            provinces[row.code] = (row.full_name, shapely.from_wkb(bytes(row.boundary)))
    for code, polygons in of_province.items():
        if code in provinces:
            warnings += coverage.gaps(*provinces[code], polygons)
    return warnings
