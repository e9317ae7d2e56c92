"""What does the board of dossiers show? Totals with the period before, parts, months, what was promised."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tinhso.casework.procedures import queries as procedures
from tinhso.core.clock import local_date
from tinhso.core.parameters import value
from tinhso.overview.quality import dated
from tinhso.overview.quality.queries import sums
from tinhso.overview.quality.queries.indexing import agency_name
from tinhso.overview.quality.queries.scope import Scope

Counts = Mapping[str, int]


@dataclass(frozen=True)
class Line:
    """One body, procedure or field with its counts."""

    code: str
    name: str
    counts: Counts


@dataclass(frozen=True)
class Board:
    """Everything on the board; parts in falling order of what was received."""

    scope: Scope
    now: datetime
    totals: Counts
    before: Counts
    by_agency: Sequence[Line]
    by_procedure: Sequence[Line]
    by_field: Sequence[Line]
    by_month: Mapping[date, Counts]
    on_time_target: float
    online_target: float
    content_target: float
    waits: bool


def board(scope: Scope, *, now: datetime) -> Board:
    """This will count everything for the period from the kept months."""
    on = local_date(now)
    cells = sums.by_cell(scope, now)
    by_procedure = sums.grouped(cells, 1)
    fields: dict[str, list[Counts]] = {}
    for code, counts in by_procedure.items():
        fields.setdefault(_field_of(code, on), []).append(counts)
    names = {f.code: f.name for f in procedures.all_fields(on)}
    return Board(
        scope=scope,
        now=now,
        totals=sums.total(cells.values()),
        before=sums.total(sums.by_month(scope.before()).values()),
        by_agency=_lines(sums.grouped(cells, 0), lambda code: agency_name(code, scope.last, on)),
        by_procedure=_lines(by_procedure, lambda code: procedure_name(code, on)),
        by_field=_lines({c: sums.total(some) for c, some in fields.items()}, lambda c: names.get(c, c)),
        by_month=sums.by_month(scope),
        on_time_target=float(value(dated.ON_TIME_TARGET, on)),
        online_target=float(value(dated.ONLINE_TARGET, on)),
        content_target=float(value(dated.CONTENT_TARGET, on)),
        waits=sums.waits(),
    )


def procedure_name(code: str, on: date) -> str:
    """This will name a procedure in the active language, as its version of the day or its last one does."""
    known = procedures.versions(code)
    fit = [v for v in known if v.valid_from <= on]
    return procedures.name_of((fit or list(known))[-1]) if known else code


def _field_of(code: str, on: date) -> str:
    known = procedures.versions(code)
    return known[-1].field_code if known else ""


def _lines(parts: Mapping[str, Counts], name: Callable[[str], str]) -> list[Line]:
    lines = [Line(code, name(code), counts) for code, counts in parts.items()]
    return sorted(lines, key=lambda line: (-line.counts["received"], line.code))
