"""Which assets lie within reach of a point? Answered from memory, in about ten microseconds.

Long lines are kept in pieces of few vertices, so a road through the whole province costs no more than a
lane: a tree names the pieces whose boxes touch the reach, and only those are measured. All is kept in
Mercator's projection, which is conformal: around a point every distance is the projected one times the
cosine of the latitude.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import asinh, cos, radians, tan
from struct import Struct

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from tinhso.core.values import EARTH_RADIUS_M, GeoPoint
from tinhso.foundation.assets.rules import AssetRef

PIECE = 16
"""Vertices in one piece of a line."""
MERCATOR_LIMIT = 85.0
POINT_WKB = Struct("<BIdd")


@dataclass(frozen=True, slots=True)
class Laid:
    """An asset and where it lies, in degrees."""

    asset: AssetRef
    geometry: BaseGeometry


class Net:
    """The assets of some classes on one day; built once, then only read, by any number of threads."""

    def __init__(
        self, laid: Iterable[Laid], reach_m: Mapping[str, float], classes: Mapping[str, str]
    ) -> None:
        """`reach_m` by class, "*" for those not named; `classes` are their names by code."""
        self.classes = dict(classes)
        self._assets: list[AssetRef] = []
        self._reach: list[float] = []
        self._pieces: list[BaseGeometry] = []
        for one in laid:
            for piece in _pieces(_project(one.geometry)):
                self._assets.append(one.asset)
                self._reach.append(float(reach_m.get(one.asset.asset_class, reach_m.get("*", 0.0))))
                self._pieces.append(piece)
        self._widest = max(self._reach, default=0.0)
        self._tree = shapely.STRtree(self._pieces)

    def __bool__(self) -> bool:
        return bool(self._pieces)

    def within_reach(self, point: GeoPoint) -> list[tuple[float, AssetRef]]:
        """This will list the assets within their reach with their distance in metres, nearest first."""
        lat = radians(max(-MERCATOR_LIMIT, min(MERCATOR_LIMIT, point.lat)))
        x, y = radians(point.lon), asinh(tan(lat))
        metres = EARTH_RADIUS_M * cos(lat)
        reach = self._widest / metres * 1.01
        touched = self._tree.query(shapely.box(x - reach, y - reach, x + reach, y + reach)).tolist()
        if not touched:
            return []
        here = shapely.from_wkb(POINT_WKB.pack(1, 1, x, y))
        found: dict[int, tuple[float, AssetRef]] = {}
        for i in touched:
            distance = self._pieces[i].distance(here) * metres
            asset = self._assets[i]
            known = found.get(id(asset))
            if distance <= self._reach[i] and (known is None or distance < known[0]):
                found[id(asset)] = (distance, asset)
        return sorted(found.values(), key=lambda pair: (pair[0], pair[1].key))


def _project(geometry: BaseGeometry) -> BaseGeometry:
    def mercator(degrees: np.ndarray) -> np.ndarray:
        lat = np.radians(np.clip(degrees[:, 1], -MERCATOR_LIMIT, MERCATOR_LIMIT))
        return np.column_stack([np.radians(degrees[:, 0]), np.arcsinh(np.tan(lat))])

    return shapely.transform(geometry, mercator)


def _pieces(geometry: BaseGeometry) -> Iterator[BaseGeometry]:
    for part in shapely.get_parts(geometry):
        if part.geom_type != "LineString":
            yield part
            continue
        points = shapely.get_coordinates(part)
        for start in range(0, len(points) - 1, PIECE):
            yield shapely.LineString(points[start : start + PIECE + 1])
