"""Which commune contains a point? Answered from memory, in about ten microseconds.

A grid of small cells names the few communes whose extent touches a cell; prepared polygons decide among
them; the distance to the border is then measured on that one commune's border, kept in metres. The
STRtree answers the rare questions: neighbours near a border, the nearest commune, the province.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from math import cos, floor, radians

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from tinhso.core.values import GeoPoint, RuleRef
from tinhso.foundation.places import rules
from tinhso.foundation.places.rules import Located, Place

M_PER_DEGREE = 111_195.08
"""Metres in one degree of latitude on the mean sphere that `core.values` measures with."""
CELL = 0.02
WIDE = 4_000
"""Extents of more cells than this (island districts spread over a sea) are not put on the grid."""
NEIGHBOUR_REACH_M = 3_000.0
LARGEST_ACCURACY_M = 100_000.0


@dataclass(frozen=True, slots=True)
class Shape:
    """One area on one day: who it is, its polygon in degrees, where its name stands, what says so."""

    place: Place
    province: Place
    polygon: BaseGeometry
    approximate: bool
    label: GeoPoint
    rule: RuleRef


class Locator:
    """All areas valid on one day; built once, then only read, by any number of threads."""

    def __init__(self, shapes: Iterable[Shape], served: str | None) -> None:
        """`served` is the code of the province served that day, None when there is none."""
        every = list(shapes)
        self.served = served
        communes = [s for s in every if s.place.level == rules.Level.COMMUNE]
        area = {id(s): shapely.area(s.polygon) for s in communes}
        # the first that contains a point wins, so doubtful overlaps go to ours, the exact, the smaller
        self._communes = sorted(
            communes,
            key=lambda s: (s.province.code != served, s.approximate, area[id(s)], s.place.code),
        )
        self._provinces = sorted(
            (s for s in every if s.place.level == rules.Level.PROVINCE),
            key=lambda s: (s.place.code != served, s.approximate, s.place.code),
        )
        for shape in every:
            shapely.prepare(shape.polygon)
        self._polygons = [s.polygon for s in self._communes]
        self._tree = shapely.STRtree(self._polygons)
        self._scales = [_scale(p) for p in self._polygons]
        self._borders = [_border(p, x) for p, x in zip(self._polygons, self._scales, strict=True)]
        self._cells, self._wide = _grid(self._polygons)
        self._ours = [i for i, s in enumerate(self._communes) if s.province.code == served]

    @property
    def communes(self) -> Sequence[Shape]:
        """Every commune valid that day, the served province's first."""
        return self._communes

    @property
    def provinces(self) -> Sequence[Shape]:
        """Every province valid that day, the served one first."""
        return self._provinces

    def locate(self, point: GeoPoint, *, tolerance_m: float, assumed_accuracy_m: float) -> Located | None:
        """This will find the commune of `point`; None where no area is, within `tolerance_m` of ours.

        A point outside every served commune but within `tolerance_m` of one goes to the nearest of them;
        farther out it is located in whatever other commune, or at least province, contains it.
        """
        found = self._containing(point)
        if found is None or (self._ours and found >= len(self._ours)):
            near = self._nearest(point, tolerance_m, anywhere=found is None and self._in_our_province(point))
            if near is not None:
                return near
        if found is None:
            return self._province_of(point)
        return self._inside(found, point, assumed_accuracy_m)

    def containing(self, point: GeoPoint) -> Shape | None:
        """This will give the commune, or else the province, whose boundary holds the point."""
        found = self._containing(point)
        if found is not None:
            return self._communes[found]
        return next((s for s in self._provinces if _holds(s.polygon, point)), None)

    def _containing(self, point: GeoPoint) -> int | None:
        lon, lat = point.lon, point.lat
        polygons = self._polygons
        for i in self._cells.get((floor(lon / CELL), floor(lat / CELL)), self._wide):
            if shapely.intersects_xy(polygons[i], lon, lat):
                return i
        return None

    def _distance(self, i: int, point: GeoPoint) -> float:
        x = self._scales[i]
        return float(self._borders[i].distance(shapely.Point(point.lon * x, point.lat * M_PER_DEGREE)))

    def _inside(self, i: int, point: GeoPoint, assumed_accuracy_m: float) -> Located:
        shape = self._communes[i]
        distance = self._distance(i, point)
        accuracy = point.accuracy_m
        accuracy = (
            min(accuracy, LARGEST_ACCURACY_M) if accuracy is not None and accuracy > 0 else assumed_accuracy_m
        )
        neighbour = self._neighbour(i, point, distance, accuracy) if distance <= accuracy else None
        verdict = rules.inside(
            shape.place.name,
            distance_m=distance,
            accuracy_m=accuracy,
            approximate=shape.approximate,
            neighbour=neighbour,
        )
        return self._located(shape, verdict, distance)

    def _located(self, shape: Shape, verdict: rules.Verdict, distance: float) -> Located:
        return Located(
            shape.place,
            shape.province,
            shape.province.code == self.served,
            verdict.how,
            round(distance, 1),
            verdict.confidence,
            shape.approximate,
            verdict.because,
            shape.rule,
        )

    def _neighbour(self, i: int, point: GeoPoint, distance: float, accuracy: float) -> str | None:
        reach = min(accuracy, max(distance * 1.05 + 1, NEIGHBOUR_REACH_M))
        others = [
            (self._distance(j, point), j) for j in self._tree.query(_around(point, reach)).tolist() if j != i
        ]
        within = [pair for pair in others if pair[0] <= reach]
        return self._communes[min(within)[1]].place.name if within else None

    def _in_our_province(self, point: GeoPoint) -> bool:
        return any(s.place.code == self.served and _holds(s.polygon, point) for s in self._provinces[:1])

    def _nearest(self, point: GeoPoint, tolerance_m: float, *, anywhere: bool) -> Located | None:
        """The nearest served commune: within the tolerance, or `anywhere` for a gap inside the province."""
        if not self._ours:
            return None
        if anywhere:
            found = self._ours
        else:
            found = [j for j in self._tree.query(_around(point, tolerance_m)) if j < len(self._ours)]
        distance, i = min(((self._distance(j, point), j) for j in found), default=(tolerance_m + 1, -1))
        if i < 0 or (distance > tolerance_m and not anywhere):
            return None
        shape = self._communes[i]
        verdict = rules.nearest(
            shape.place.name, distance_m=distance, tolerance_m=tolerance_m, approximate=shape.approximate
        )
        return self._located(shape, verdict, distance)

    def _province_of(self, point: GeoPoint) -> Located | None:
        for shape in self._provinces:
            if _holds(shape.polygon, point):
                distance = float(
                    _border(shape.polygon, _scale(shape.polygon)).distance(
                        shapely.Point(point.lon * _scale(shape.polygon), point.lat * M_PER_DEGREE)
                    )
                )
                verdict = rules.inside(
                    shape.place.name,
                    distance_m=distance,
                    accuracy_m=0.0,
                    approximate=shape.approximate,
                    neighbour=None,
                )
                return self._located(shape, verdict, distance)
        return None


def _holds(polygon: BaseGeometry, point: GeoPoint) -> bool:
    return bool(shapely.intersects_xy(polygon, point.lon, point.lat))


def _scale(polygon: BaseGeometry) -> float:
    """Metres in a degree of longitude at the middle of the polygon: within a commune that is exact enough."""
    _, south, _, north = polygon.bounds
    return M_PER_DEGREE * cos(radians((south + north) / 2))


def _border(polygon: BaseGeometry, x: float) -> BaseGeometry:
    return shapely.transform(polygon.boundary, lambda degrees: degrees * np.array([x, M_PER_DEGREE]))


def _around(point: GeoPoint, reach_m: float) -> BaseGeometry:
    dy = reach_m / M_PER_DEGREE
    dx = dy / max(0.01, cos(radians(point.lat)))
    return shapely.box(point.lon - dx, point.lat - dy, point.lon + dx, point.lat + dy)


def _grid(polygons: Sequence[BaseGeometry]) -> tuple[dict[tuple[int, int], tuple[int, ...]], tuple[int, ...]]:
    """Cells -> the communes whose extent touches them, in order; and the communes too wide for cells."""
    lists: dict[tuple[int, int], list[int]] = {}
    wide: list[int] = []
    for i, polygon in enumerate(polygons):
        west, south, east, north = (floor(v / CELL) for v in polygon.bounds)
        if (east - west + 1) * (north - south + 1) > WIDE:
            wide.append(i)
            continue
        for cell in product(range(west, east + 1), range(south, north + 1)):
            lists.setdefault(cell, []).append(i)
    return {cell: tuple(sorted([*found, *wide])) for cell, found in lists.items()}, tuple(wide)
