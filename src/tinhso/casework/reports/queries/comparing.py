"""How do figures of before and after a reorganisation compare? Old communes are summed under their heirs."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, Q

from tinhso.casework.reports.models import Report
from tinhso.casework.reports.workflow import DONE, OPEN, Status
from tinhso.core.folding import sort_key
from tinhso.core.values import GeoPoint
from tinhso.foundation.places import queries as places


@dataclass(frozen=True)
class SuccessorFigures:
    """What was reported in a commune of that day and in the `made_from` areas that it was made from."""

    code: str
    name: str
    received: int
    answered: int
    on_time: int
    closed: int
    open: int
    made_from: int


MEASURES = {
    "received": Count("pk"),
    "answered": Count("pk", filter=Q(status__in=[s.value for s in DONE])),
    "on_time": Count("pk", filter=Q(status__in=[s.value for s in DONE], answered_at__lte=F("due_at"))),
    "closed": Count("pk", filter=Q(status=Status.CLOSED.value)),
    "open": Count("pk", filter=Q(status__in=[s.value for s in OPEN])),
}


def by_successor(*, since: datetime, until: datetime, on: date) -> list[SuccessorFigures]:
    """This will count reports received in [since, until) under the communes of `on`, in Vietnamese order.

    A report of a commune that was parted counts where its own point lies, else under the main heir. What
    ended with nobody after it counts under its own old name.
    """
    rows = Report.objects.filter(received_at__gte=since, received_at__lt=until)
    sums: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: dict.fromkeys(MEASURES, 0))
    parts: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    grouped = rows.order_by().values("place_structure", "place_code", "place_name").annotate(**MEASURES)
    rows_found: Iterable[Any] = grouped
    for row in rows_found:
        structure, code = row["place_structure"], row["place_code"]
        heirs = places.heirs(code, structure=structure, on=on)
        if len(heirs) > 1:
            here = rows.filter(place_structure=structure, place_code=code, place_name=row["place_name"])
            for heir, counts in _parted(here, heirs, on).items():
                _add(sums[heir], counts)
                parts[heir].add((structure, code))
            continue
        heir = (heirs[0].code, heirs[0].name) if heirs else (code, row["place_name"])
        _add(sums[heir], row)
        parts[heir].add((structure, code))
    found = [
        SuccessorFigures(code, name, made_from=len(parts[code, name]), **counts)
        for (code, name), counts in sums.items()
    ]
    return sorted(found, key=lambda f: (sort_key(f.name), f.code))


def _add(into: dict[str, int], row: dict[str, int]) -> None:
    for name in MEASURES:
        into[name] += row[name]


def _parted(rows, heirs: list[places.Place], on: date) -> dict[tuple[str, str], dict[str, int]]:  # type: ignore[no-untyped-def]
    known = {heir.code: (heir.code, heir.name) for heir in heirs}
    main = (heirs[0].code, heirs[0].name)
    found: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: dict.fromkeys(MEASURES, 0))
    for row in rows.order_by().values("lat", "lon").annotate(**MEASURES):
        located = places.locate(GeoPoint(row["lat"], row["lon"]), on=on) if row["lat"] is not None else None
        _add(found[known.get(located.place.code, main) if located else main], row)
    return found
