"""How many? Sums over the kept months, and what the clock alone changes counted now."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Max, Sum

from tinhso.casework.onestop.queries import measuring
from tinhso.casework.procedures import queries as procedures
from tinhso.overview.quality.models import Stale, Tally
from tinhso.overview.quality.queries.scope import Scope

NOW = ("overdue", "petitions_overdue")
Counts = dict[str, int]
Key = tuple[str, str]
"""A body and a procedure."""


def by_cell(scope: Scope, now: datetime) -> dict[Key, Counts]:
    """This will sum by body and procedure everything that the period holds, with what is late now."""
    found: dict[Key, Counts] = defaultdict(lambda: dict.fromkeys((*measuring.MEASURES, *NOW), 0))
    rows = _kept(scope).order_by().values_list("agency", "procedure")
    for agency, procedure, *numbers in rows.annotate(*(Sum(m) for m in measuring.MEASURES)):
        found[agency, procedure].update(zip(measuring.MEASURES, numbers, strict=True))
    for name, number in _now(scope, now).items():
        for key, n in number.items():
            if key in found:
                found[key][name] = n
    return dict(found)


def by_month(scope: Scope) -> dict[date, Counts]:
    """This will sum by month of receipt; nothing of what only the clock changes."""
    rows = _kept(scope).order_by("month").values_list("month")
    return {
        month: dict(zip(measuring.MEASURES, numbers, strict=True))
        for month, *numbers in rows.annotate(*(Sum(m) for m in measuring.MEASURES))
    }


def total(many: Iterable[Mapping[str, int]]) -> Counts:
    """This will add counts up."""
    found = dict.fromkeys((*measuring.MEASURES, *NOW), 0)
    for counts in many:
        for name, number in counts.items():
            found[name] += number
    return found


def grouped(cells: Mapping[Key, Counts], at: int) -> dict[str, Counts]:
    """This will add cells up by body (0) or by procedure (1)."""
    groups: dict[str, list[Counts]] = defaultdict(list)
    for key, counts in cells.items():
        groups[key[at]].append(counts)
    return {code: total(some) for code, some in groups.items()}


def codes_of(scope: Scope) -> tuple[str, ...]:
    """This will name the procedures to which a scope narrows, none where it does not."""
    if scope.procedure:
        return (scope.procedure,)
    if scope.field:
        return procedures.codes_of_field(scope.field) or ("",)
    return ()


def number(kind: str, scope: Scope, *, now: datetime) -> int:
    """This will tell how many dossiers a kind counts, also one that changes with the hour alone."""
    counts = total(by_cell(scope, now).values())
    late = counts["late"] + counts["overdue"]
    return {"late_so_far": late, "on_course": counts["received"] - late}.get(kind, counts.get(kind, 0))


def rows(scope: Scope) -> Iterator[dict[str, Any]]:
    """This will give what is kept of each month, body and procedure, one row after the other."""
    places = ("month", "agency", "procedure")
    found = _kept(scope).order_by(*places).values_list(*places)
    sums = found.annotate(Max("field"), *(Sum(m) for m in measuring.MEASURES))
    for row in sums.iterator():
        yield dict(zip((*places, "field", *measuring.MEASURES), row, strict=True))


def waits() -> bool:
    """This will tell whether something heard is still to be counted."""
    return Stale.objects.exists()


def _kept(scope: Scope) -> Any:
    return Tally.objects.filter(month__gte=scope.since, month__lt=scope.until, **scope.codes())


def _now(scope: Scope, now: datetime) -> dict[str, dict[Key, int]]:
    since, until = scope.moments
    narrow: Any = {"now": now, "agency": scope.agency, "codes": codes_of(scope)}
    return {
        "overdue": measuring.overdue(since, until, **narrow),
        "petitions_overdue": measuring.petitions_overdue(since, until, **narrow),
    }
