"""What stands on a map? Points while they are few; what is too much to send is gathered into heaps.

A browser draws some hundred points well, and a province has a million. So many are counted once in cells of
some 150 metres, and every look at the map gathers those of its part and scale from memory. Where few enough
are in sight they stand there themselves, fresh from the database.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

import numpy as np
from django.db.models import Avg, Count, F, IntegerField, QuerySet
from django.db.models.functions import Cast
from numpy.typing import NDArray

from tinhso.casework.reports import addresses
from tinhso.casework.reports.models import Report
from tinhso.casework.reports.models.report import NEWEST
from tinhso.casework.reports.queries import showing, visible
from tinhso.casework.reports.queries.shapes import CategoryView, Filters, MapView, StatusView
from tinhso.casework.reports.rules import access
from tinhso.casework.rulebook import queries as rulebook
from tinhso.core.clock import local_date
from tinhso.core.roles import NOBODY, Actor

POINTS_MOST = 5_000
ALONE_MOST = 1_000
"""So many points are sent one by one; and so many heaps."""
CLOSE = 17
"""From this zoom on a screen shows a few houses: the newest points stand there however many there are."""
CELL = 0.00137
"""Degrees: a cell of the finest heaps, 40 pixels at zoom 14."""
FINEST = 14
KEPT_FOR = timedelta(seconds=60)
KEPT_MOST = 16
MANY = 100_000
_SHOWN = (
    "code", "lat", "lon", "public_lat", "public_lon", "status", "category", "urgent", "received_at",
    "due_at", "place_name", "answered_at", "agency_code", "agency_name", "visibility",
)  # fmt: skip


def points(
    filters: Filters, *, now: datetime, actor: Actor = NOBODY, limit: int = POINTS_MOST
) -> dict[str, Any]:
    """This will give the newest points as GeoJSON, the private ones too that the actor watches."""
    wide, watched = visible.is_wide(actor, now), access.watched(actor)
    rows = _placed(visible.narrowed(visible.counted_for(actor, now), filters, now))
    return _collection(_alone(_newest(rows, limit), now, wide=wide, watched=watched))


def gathered_points(filters: Filters, view: MapView | None = None, *, now: datetime) -> dict[str, Any]:
    """This will give the public points as GeoJSON, in heaps where they are too many to send.

    "gathered" tells that another part or scale of the map has to be asked for. A heap has "weight", how many
    stand there; heaps may be a minute old, those of very many some minutes.
    """
    heaps = _known(filters, now)
    if heaps is None:
        rows = _placed(visible.narrowed(visible.public(), filters, now))
        found = _newest(rows, ALONE_MOST + 1)
        if len(found) <= ALONE_MOST:
            return _collection(_alone(found, now))
        heaps = _heaped(rows)
        _keep(filters, heaps, now)
    part = heaps.within(view) if view else heaps
    if view and (part.number <= ALONE_MOST or view.zoom >= CLOSE):
        rows = _placed(visible.narrowed(visible.public(), replace(filters, bbox=view.bbox), now))
        return {**_collection(_alone(_newest(rows, ALONE_MOST), now)), "gathered": True}
    coarser = part.at(min(view.zoom, FINEST) if view else FINEST)
    return {**_collection([_heap(*one) for one in coarser]), "gathered": True}


@dataclass(frozen=True)
class Heaps:
    """Points of a selection in the finest cells: where their middles are, and how many each holds."""

    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    held: NDArray[np.int64]

    @property
    def number(self) -> int:
        """This will give how many points there are."""
        return int(self.held.sum())

    def within(self, view: MapView) -> "Heaps":
        """This will keep the heaps in sight."""
        west, south, east, north = view.bbox
        seen = (self.lon >= west) & (self.lon <= east) & (self.lat >= south) & (self.lat <= north)
        return Heaps(self.lon[seen], self.lat[seen], self.held[seen])

    def at(self, zoom: int) -> list[tuple[float, float, int]]:
        """This will give middle and number of each heap for a zoom, coarser where they would be too many."""
        cell = CELL * 2.0 ** (FINEST - zoom)
        while True:
            columns = np.floor(self.lon / cell).astype(np.int64)
            rows = np.floor(self.lat / cell).astype(np.int64)
            _, group = np.unique(columns * 2**32 + rows, return_inverse=True)
            held = np.bincount(group, weights=self.held)
            if len(held) <= ALONE_MOST:
                break
            cell *= 2
        lon = np.bincount(group, weights=self.lon * self.held) / held
        lat = np.bincount(group, weights=self.lat * self.held) / held
        return list(zip(lon.tolist(), lat.tolist(), held.astype(np.int64).tolist(), strict=True))


_kept: dict[Hashable, tuple[datetime, Heaps]] = {}


def _known(filters: Filters, now: datetime) -> Heaps | None:
    known = _kept.get(filters)
    if known is None:
        return None
    at, heaps = known
    return heaps if timedelta(0) <= now - at < KEPT_FOR * max(1, heaps.number // MANY) else None


def _keep(filters: Filters, heaps: Heaps, now: datetime) -> None:
    if len(_kept) >= KEPT_MOST:
        _kept.clear()
    _kept[filters] = (now, heaps)


def _placed(rows: QuerySet[Report]) -> QuerySet[Report]:
    return rows.filter(public_lat__isnull=False)


def _heaped(rows: QuerySet[Report]) -> Heaps:
    """One statement over all of them, which an index of the points alone answers."""
    cells = rows.order_by().values(
        column=Cast(F("public_lon") / CELL, IntegerField()), row=Cast(F("public_lat") / CELL, IntegerField())
    )
    counted = cells.annotate(held=Count("*"), lon=Avg("public_lon"), lat=Avg("public_lat"))
    found = list(counted.values_list("lon", "lat", "held"))
    lon, lat, held = zip(*found, strict=True) if found else ((), (), ())
    return Heaps(np.array(lon, np.float64), np.array(lat, np.float64), np.array(held, np.int64))


def _collection(features: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": features}


def _heap(lon: float, lat: float, held: int) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [round(lon, 5), round(lat, 5)]},
        "properties": {"weight": held, "tone": "neutral"},
    }


def _newest(rows: QuerySet[Report], limit: int) -> list[Any]:
    return list(rows.order_by(*NEWEST).values_list(*_SHOWN, named=True)[:limit])


def _alone(
    rows: list[Any], now: datetime, *, wide: bool = False, watched: frozenset[str] = frozenset()
) -> list[dict[str, Any]]:
    # a thousand points are drawn at once: bare rows, and each word is looked up once
    words = lru_cache(maxsize=None)(showing.status), lru_cache(maxsize=None)(rulebook.category_or_code)
    return [_feature(r, now, wide or r.agency_code in watched, *words) for r in rows]


def _feature(
    report: Any,
    now: datetime,
    wide: bool,
    status_of: Callable[[str], StatusView],
    category_of: Callable[[str, date], CategoryView],
) -> dict[str, Any]:
    category = category_of(report.category, local_date(report.received_at))
    status = status_of(report.status)
    late = showing.is_late(report, now)
    where = [report.lon, report.lat] if wide else [report.public_lon, report.public_lat]
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": where},
        "properties": {
            "code": report.code,
            "title": f"{category.name} – {report.place_name}",
            "text": f"{status.label} · {report.agency_name}",
            "url": addresses.case(report.code) if wide else addresses.page(report.code),
            "icon": category.icon,
            "tone": "danger" if late else status.tone,
            "status": report.status,
            "category": report.category,
            "urgent": report.urgent,
            "received_at": report.received_at.isoformat(),
        },
    }
