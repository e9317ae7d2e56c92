"""What does the index say of the province, a body, a procedure? Its rows of the day over the kept months."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import get_language

from tinhso.casework.procedures import queries as procedures
from tinhso.casework.procedures.queries import Audience, Level, OnlineLevel, ProcedureVersion
from tinhso.core.clock import local_date
from tinhso.core.parameters import value
from tinhso.core.revisions import Remembered
from tinhso.core.values import Validity
from tinhso.foundation.agencies import queries as agencies
from tinhso.overview.quality import dated
from tinhso.overview.quality.models import GROUPS, TOPIC, EnteredFigure, Indicator
from tinhso.overview.quality.queries import sums
from tinhso.overview.quality.queries.scope import Scope
from tinhso.overview.quality.rules import formulas, scoring
from tinhso.overview.quality.rules.formulas import FORMULAS, Measured, Offered, Part, Seen
from tinhso.overview.quality.rules.scoring import Score

COMMUNE_COMMITTEE = "commune_committee"


@dataclass(frozen=True)
class Entered:
    """A share that somebody published and an administrator wrote down."""

    part: int
    whole: int
    source: str
    valid_from: date


@dataclass(frozen=True)
class Scored:
    """One indicator: its row, the share with its numbers, the points; `entered` where it was written in."""

    code: str
    group: int
    name: str
    maximum: float
    target: float | None
    formula: str
    citation: str
    note: str
    is_sample: bool
    measured: Measured
    points: float | None
    entered: Entered | None = None


@dataclass(frozen=True)
class Group:
    """One of the five groups with its indicators and what they come to."""

    number: int
    name: str
    rows: tuple[Scored, ...]
    score: Score


@dataclass(frozen=True)
class Index:
    """The whole index of a scope; `counts` are the sums that it was made from."""

    scope: Scope
    now: datetime
    groups: tuple[Group, ...]
    score: Score
    counts: Mapping[str, int]


@dataclass(frozen=True)
class Standing:
    """One body in the table of scores; `rank` None where it has too few dossiers or no score."""

    code: str
    name: str
    index: Index
    rank: int | None

    @property
    def received(self) -> int:
        """This will give how many dossiers it received."""
        return self.index.counts["received"]


@dataclass(frozen=True)
class _Rules:
    indicators: Sequence[tuple[Validity, Indicator]]
    entered: Mapping[tuple[str, str], Sequence[tuple[Validity, EnteredFigure]]]


def _load() -> _Rules:
    entered: dict[tuple[str, str], list[tuple[Validity, EnteredFigure]]] = defaultdict(list)
    for one in EnteredFigure.objects.order_by("-valid_from"):
        entered[one.indicator, one.agency_code].append((Validity(one.valid_from, one.valid_to), one))
    rows = Indicator.objects.order_by("order", "code", "-valid_from")
    return _Rules([(Validity(r.valid_from, r.valid_to), r) for r in rows], dict(entered))


_rules = Remembered((TOPIC,), _load)


def index(scope: Scope, *, now: datetime) -> Index:
    """This will score a period of the province, a body, a procedure or a field from the kept months."""
    return _index(scope, sums.by_cell(scope, now), now)


def scores(scope: Scope, *, now: datetime) -> tuple[Index, list[Standing]]:
    """This will score the period and rank every body that received a dossier in it, best first."""
    cells = sums.by_cell(scope, now)
    return _index(scope, cells, now), _league(scope, cells, now)


def _league(scope: Scope, cells: Mapping[sums.Key, sums.Counts], now: datetime) -> list[Standing]:
    by_agency: dict[str, dict[sums.Key, sums.Counts]] = defaultdict(dict)
    for key, counts in cells.items():
        by_agency[key[0]][key] = counts
    found = {code: _index(scope.of(agency=code), some, now) for code, some in by_agency.items()}
    wanted = least_cases(local_date(now))
    ranks = scoring.ranks(
        [(code, one.counts["received"], one.score.of_hundred) for code, one in found.items()], least=wanted
    )
    lines = [
        Standing(code, agency_name(code, scope.last, local_date(now)), one, ranks[code])
        for code, one in found.items()
    ]
    return sorted(lines, key=lambda one: (one.rank is None, one.rank or 0, -one.received, one.code))


def least_cases(on: date) -> int:
    """This will give the number of dossiers from which on a body is ranked that day."""
    return int(value(dated.LEAST_CASES, on))


def agency_name(code: str, *days: date) -> str:
    """This will name a body as it was called on the first of the days on which it was there."""
    found = next((a for on in days if (a := agencies.agency(code, on=on))), None)
    return found.name if found else code


def _index(scope: Scope, cells: Mapping[sums.Key, sums.Counts], now: datetime) -> Index:
    on = min(scope.last, local_date(now))
    by_procedure = sums.grouped(cells, 1)
    counts = sums.total(cells.values())
    seen = Seen(counts, by_procedure, _offered(scope, frozenset(by_procedure), on), bool(scope.procedure))
    rows = [_scored(row, seen, scope, on) for row in _in_force(on)]
    groups = []
    for number, name in GROUPS:
        own = tuple(row for row in rows if row.group == number)
        groups.append(Group(number, str(name), own, scoring.score([(r.points, r.maximum) for r in own])))
    whole = scoring.score([(r.points, r.maximum) for r in rows])
    return Index(scope, now, tuple(groups), whole, counts)


def _in_force(on: date) -> list[Indicator]:
    found: dict[str, Indicator] = {}
    for validity, row in _rules.get().indicators:
        if validity.covers(on):
            found.setdefault(row.code, row)
    return sorted(found.values(), key=lambda row: (row.order, row.code))


def _scored(row: Indicator, seen: Seen, scope: Scope, on: date) -> Scored:
    formula = FORMULAS[row.formula]
    entered = _entered(row.code, scope, on)
    measured = formula.count(seen)
    if entered and (formula.needs_entry or measured.ratio is None):
        measured = Measured(
            entered.part / entered.whole,
            (Part(formulas.ENTERED_PART, entered.part), Part(formulas.ENTERED_WHOLE, entered.whole)),
        )
    else:
        entered = None
    got = None
    if row.maximum and not formula.is_days:
        got = scoring.points(measured.ratio, maximum=row.maximum, target=row.target)
    name = row.name_en if get_language() == "en" and row.name_en else row.name
    return Scored(
        row.code, row.group, name, row.maximum, row.target, row.formula, row.citation, row.note,
        row.is_sample, measured, got, entered,
    )  # fmt: skip


def _entered(code: str, scope: Scope, on: date) -> Entered | None:
    """What was written in for this body, or for the whole province; of one procedure nobody writes any."""
    if scope.procedure or scope.field:
        return None
    for validity, row in _rules.get().entered.get((code, scope.agency), ()):
        if validity.covers(on):
            return Entered(row.part, row.whole, row.citation, row.valid_from)
    return None


def _offered(scope: Scope, seen: frozenset[str], on: date) -> Offered:
    """A commune's procedures are those of its level, another body's those it had; else all handled here."""
    level = ""
    if scope.agency:
        body = agencies.agency(scope.agency, on=on)
        level = Level.COMMUNE if body and body.kind == COMMUNE_COMMITTEE else Level.PROVINCE
    there = [
        v
        for v in procedures.catalogue(on, field=scope.field)
        if (v.is_handled_here or v.code in seen) and (not scope.procedure or v.code == scope.procedure)
        and (not level or (v.code in seen if level == Level.PROVINCE else level in v.levels))
    ]  # fmt: skip

    def codes(fits: Mapping[str, bool]) -> frozenset[str]:
        return frozenset(code for code, is_so in fits.items() if is_so)

    return Offered(
        all=frozenset(v.code for v in there),
        online=codes({v.code: v.online_level != OnlineLevel.INFORMATION for v in there}),
        with_fees=codes({v.code: any(fee.amount for fee in v.fees) for v in there}),
        for_citizens=codes({v.code: Audience.CITIZEN in v.audience for v in there}),
        complete=codes({v.code: _is_complete(v) for v in there}),
    )


def _is_complete(version: ProcedureVersion) -> bool:
    """Name, steps, papers, for whom, by whom, on what basis (Nghị định 63/2010/NĐ-CP, Điều 8 khoản 2)."""
    parts = (version.name, version.steps, version.components, version.audience, version.levels)
    return all(parts) and bool(version.legal_bases)
