"""Which commune contains a point? Answered from memory, in about ten microseconds.

A grid of small cells names the few communes whose extent touches a cell; prepared polygons decide among
them, and the distance is measured to that one commune's border. The STRtree answers the rare questions:
neighbours near a border, the nearest commune.

All geometry is kept in Mercator's projection: it is conformal, so around a point every distance is the
projected one times the cosine of the latitude, and one projected point serves every polygon and border.
Making a shapely point costs as much as asking ten polygons, so it is made once, in the cheapest way.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from math import asinh, cos, floor, radians, tan
from struct import Struct

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from tinhso.core.values import EARTH_RADIUS_M, GeoPoint, RuleRef
from tinhso.foundation.places import rules
from tinhso.foundation.places.rules import Located, Place

CELL = 0.02
WIDE = 4_000
"""Extents of more cells than this (island districts spread over a sea) are not put on the grid."""
NEIGHBOUR_REACH_M = 3_000.0
LARGEST_ACCURACY_M = 100_000.0
MERCATOR_LIMIT = 85.0
POINT_WKB = Struct("<BIdd")


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
        self._polygons = [_project(s.polygon) for s in self._communes]
        self._province_polygons = [_project(s.polygon) for s in self._provinces]
        for polygon in (*self._polygons, *self._province_polygons):
            shapely.prepare(polygon)
        self._borders = [p.boundary for p in self._polygons]
        self._tree = shapely.STRtree(self._polygons)
        self._cells, self._wide = _grid([s.polygon for s in self._communes])
        self._ours = sum(s.province.code == served for s in self._communes)

    @property
    def communes(self) -> Sequence[Shape]:
        """Every commune valid that day, the served province's first."""
        return self._communes

    @property
    def provinces(self) -> Sequence[Shape]:
        """Every province valid that day, the served one first."""
        return self._provinces

    def locate(
        self,
        point: GeoPoint,
        *,
        tolerance_m: float,
        assumed_accuracy_m: float,
        sureness: rules.Sureness,
        prefer_served: bool,
    ) -> Located | None:
        """This will find the commune of `point`; None where no area is, within `tolerance_m` of ours.

        A point in no commune goes to the nearest served one within `tolerance_m`, and a point in a gap of
        the served province to the nearest whatever the distance; otherwise to the province that holds it.
        `prefer_served` lets the nearest served commune win over another province's that holds the point.
        """
        probe = _Probe(point)
        found = self._containing(probe)
        if found is None or (prefer_served and found >= self._ours):
            near = self._nearest(
                probe, tolerance_m, sureness, anywhere=found is None and self._in_our_province(probe)
            )
            if near is not None:
                return near
        if found is None:
            return self._province_of(probe, sureness)
        return self._inside(found, probe, assumed_accuracy_m, sureness)

    def containing(self, point: GeoPoint) -> Shape | None:
        """This will give the commune, or else the province, whose boundary holds the point."""
        probe = _Probe(point)
        found = self._containing(probe)
        if found is not None:
            return self._communes[found]
        pairs = zip(self._provinces, self._province_polygons, strict=True)
        return next((shape for shape, polygon in pairs if polygon.intersects(probe.projected)), None)

    def _containing(self, probe: "_Probe") -> int | None:
        for i in self._cells.get(probe.cell, self._wide):
            if self._polygons[i].intersects(probe.projected):
                return i
        return None

    def _inside(
        self, i: int, probe: "_Probe", assumed_accuracy_m: float, sureness: rules.Sureness
    ) -> Located:
        shape = self._communes[i]
        distance = self._borders[i].distance(probe.projected) * probe.metres
        accuracy = probe.accuracy_m or assumed_accuracy_m
        verdict = rules.inside(
            shape.place.name,
            distance_m=distance,
            accuracy_m=accuracy,
            approximate=shape.approximate,
            neighbour=self._neighbour(i, probe, distance, accuracy) if distance <= accuracy else None,
            sureness=sureness,
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

    def _neighbour(self, i: int, probe: "_Probe", distance: float, accuracy: float) -> str | None:
        reach = min(accuracy, max(distance * 1.05 + 1, NEIGHBOUR_REACH_M))
        found = [
            (self._polygons[j].distance(probe.projected) * probe.metres, j)
            for j in self._tree.query(probe.around(reach)).tolist()
            if j != i
        ]
        away, nearest = min(found, default=(reach, -1))
        return self._communes[nearest].place.name if nearest >= 0 and away <= reach else None

    def _in_our_province(self, probe: "_Probe") -> bool:
        """Whether the served province's own boundary (it sorts first) holds the point."""
        if not self._provinces or self._provinces[0].place.code != self.served:
            return False
        return self._province_polygons[0].intersects(probe.projected)

    def _nearest(
        self, probe: "_Probe", tolerance_m: float, sureness: rules.Sureness, *, anywhere: bool
    ) -> Located | None:
        """The nearest served commune: within the tolerance, or `anywhere` for a gap inside the province."""
        reached = range(self._ours) if anywhere else self._tree.query(probe.around(tolerance_m)).tolist()
        ours = (j for j in reached if j < self._ours)
        found = ((self._polygons[j].distance(probe.projected) * probe.metres, j) for j in ours)
        distance, i = min(found, default=(0.0, -1))
        if i < 0 or (distance > tolerance_m and not anywhere):
            return None
        shape = self._communes[i]
        verdict = rules.nearest(
            shape.place.name,
            distance_m=distance,
            tolerance_m=tolerance_m,
            approximate=shape.approximate,
            sureness=sureness,
        )
        return self._located(shape, verdict, distance)

    def _province_of(self, probe: "_Probe", sureness: rules.Sureness) -> Located | None:
        for shape, polygon in zip(self._provinces, self._province_polygons, strict=True):
            if polygon.intersects(probe.projected):
                distance = polygon.boundary.distance(probe.projected) * probe.metres
                verdict = rules.inside(
                    shape.place.name,
                    distance_m=distance,
                    accuracy_m=0.0,
                    approximate=shape.approximate,
                    neighbour=None,
                    sureness=sureness,
                )
                return self._located(shape, verdict, distance)
        return None


class _Probe:
    """A point made ready for asking: projected, with its cell and the metres of one projected unit."""

    __slots__ = ("accuracy_m", "cell", "metres", "projected")

    def __init__(self, point: GeoPoint) -> None:
        lat = max(-MERCATOR_LIMIT, min(MERCATOR_LIMIT, point.lat))
        north = radians(lat)
        self.cell = (floor(point.lon / CELL), floor(point.lat / CELL))
        self.projected = shapely.from_wkb(POINT_WKB.pack(1, 1, radians(point.lon), asinh(tan(north))))
        self.metres = EARTH_RADIUS_M * cos(north)
        accuracy = point.accuracy_m
        # a device that says nothing, zero or nonsense has not told its accuracy
        known = accuracy is not None and accuracy > 0
        self.accuracy_m = min(accuracy, LARGEST_ACCURACY_M) if known and accuracy is not None else None

    def around(self, reach_m: float) -> BaseGeometry:
        """This will give a box that holds everything within `reach_m` metres."""
        x, y, reach = self.projected.x, self.projected.y, reach_m / self.metres * 1.01
        return shapely.box(x - reach, y - reach, x + reach, y + reach)


def _project(polygon: BaseGeometry) -> BaseGeometry:
    def mercator(degrees: np.ndarray) -> np.ndarray:
        lat = np.radians(np.clip(degrees[:, 1], -MERCATOR_LIMIT, MERCATOR_LIMIT))
        return np.column_stack([np.radians(degrees[:, 0]), np.arcsinh(np.tan(lat))])

    return shapely.transform(polygon, mercator)


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
