"""What ground does a new area cover where no boundary is given? What its predecessors covered.

An area that passed whole into one other gives it all its ground. Parted ground goes to the heir whose
label point is nearest: right in most places, so such areas are marked approximate wherever they show.
"""

from collections.abc import Mapping, Sequence
from math import cos, radians

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from tinhso.core.values import GeoPoint


def parted(ground: BaseGeometry, labels: Sequence[GeoPoint]) -> list[BaseGeometry]:
    """This will part ground among label points, each spot to the nearest; in their order."""
    if len(labels) == 1:
        return [ground]
    scale = np.array([cos(radians(labels[0].lat)), 1.0])
    points = shapely.MultiPoint(np.array([(p.lon, p.lat) for p in labels]) * scale)
    stretched = shapely.transform(ground, lambda degrees: degrees * scale)
    cells = shapely.get_parts(shapely.voronoi_polygons(points, extend_to=stretched.buffer(0.1), ordered=True))
    pieces = shapely.intersection(cells, stretched)
    return [shapely.transform(piece, lambda degrees: degrees / scale) for piece in pieces]


def together(pieces: Sequence[BaseGeometry]) -> BaseGeometry:
    """This will join pieces and keep the areas only (no stray lines or points)."""
    return shapely.make_valid(shapely.union_all(pieces), method="structure", keep_collapsed=False)


def inside(polygon: BaseGeometry) -> GeoPoint:
    """This will give a point well inside."""
    point = polygon.point_on_surface()
    return GeoPoint(round(point.y, 6), round(point.x, 6))


def labels_of(heirs: Sequence[str], known: Mapping[str, GeoPoint | None]) -> list[GeoPoint] | None:
    """This will give the label points of heirs, None where one has none (the ground cannot be parted)."""
    found = [known.get(code) for code in heirs]
    return [p for p in found if p is not None] if all(found) else None
