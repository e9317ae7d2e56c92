"""What stands on the map? Single reports while they are few, a point for each commune when they are many."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tinhso.casework.reports import queries as reports
from tinhso.core.clock import day_bounds, local_date
from tinhso.core.parameters import value
from tinhso.core.roles import Actor
from tinhso.core.values import GeoPoint
from tinhso.foundation.places import queries as places
from tinhso.overview.ioc import dated
from tinhso.overview.ioc.queries import sums
from tinhso.overview.ioc.queries.scope import Scope


@dataclass(frozen=True)
class PlacePoint:
    """All reports of a commune in one point."""

    code: str
    name: str
    at: GeoPoint
    received: int
    overdue: int


def points(scope: Scope, *, actor: Actor, now: datetime) -> dict[str, Any] | Sequence[PlacePoint]:
    """This will give GeoJSON of single reports as the actor may see them, or communes when there are many."""
    most = int(value(dated.POINTS_MOST, local_date(now)))
    received = sums.merged(sums.daily(scope), "", least=sums.least_of_place(now) if scope.place else None)[
        "received"
    ]
    if received > most:
        return _crowds(scope, now)
    filters = reports.Filters(
        since=day_bounds(scope.since)[0],
        until=day_bounds(scope.until)[0],
        category=(scope.category,) if scope.category else (),
        agency=scope.agency,
        place=scope.place,
    )
    return reports.points(filters, now=now, actor=actor, limit=most)


def _crowds(scope: Scope, now: datetime) -> list[PlacePoint]:
    found = sums.joined(sums.daily(scope, "place"), sums.waiting(scope, now, "place"))
    on = scope.until - timedelta(days=1)
    crowds = []
    for code in sorted(found):
        counts = sums.merged(found, code, least=sums.least_of_place(now))
        place = places.place(code, on=on)
        if place and (counts["received"] or counts["overdue"]):
            at = places.label_point(code, on=on)
            crowds.append(PlacePoint(code, place.name, at, counts["received"], counts["overdue"]))
    return crowds
