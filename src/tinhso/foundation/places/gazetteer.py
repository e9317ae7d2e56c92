"""Which communes has a province, and roughly where? From `vietnamadminunits`: names, codes, label points.

Where no boundary has been imported, cells around the label points stand in: every spot goes to the
nearest label point, within a hull drawn loosely around them (right in about 84 % of real places, so such
areas are marked approximate wherever they show).
"""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from importlib import metadata, resources
from math import cos, radians, sqrt

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from tinhso.core.folding import nfc
from tinhso.core.values import KM_PER_DEGREE

SPECIAL_ZONE = "Đặc khu"
COLUMNS = "province, provinceCode, ward, wardType, wardCode, wardLat, wardLon, wardAreaKm2"


@dataclass(frozen=True, slots=True)
class Unit:
    """A commune of the gazetteer with its label point."""

    code: str
    full_name: str
    kind: str
    lat: float
    lon: float
    area_km2: float


@dataclass(frozen=True, slots=True)
class Listing:
    """A province of the gazetteer with its communes."""

    code: str
    full_name: str
    communes: tuple[Unit, ...]


def source() -> str:
    """This will name the gazetteer and its version."""
    return f"vietnamadminunits {metadata.version('vietnamadminunits')}"


@cache
def listings() -> dict[str, Listing]:
    """This will read every province of the gazetteer, by code."""
    with resources.as_file(resources.files("vietnamadminunits") / "data" / "dataset.db") as path:
        address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as database:
            rows = database.execute(f"SELECT {COLUMNS} FROM admin_units ORDER BY wardCode").fetchall()  # noqa: S608
    names: dict[str, str] = {}
    units: dict[str, list[Unit]] = {}
    for province, province_code, ward, kind, code, lat, lon, km2 in rows:
        names[province_code] = nfc(province)
        unit = Unit(code, nfc(ward), nfc(kind), float(lat), float(lon), float(km2 or 0))
        units.setdefault(province_code, []).append(unit)
    return {code: Listing(code, names[code], tuple(units[code])) for code in names}


def cells(listing: Listing) -> list[BaseGeometry]:
    """This will draw one cell per commune, in order: the ground nearest to its label point."""
    stretch = cos(radians(sum(u.lat for u in listing.communes) / len(listing.communes)))
    scale = np.array([stretch, 1.0])
    points = np.array([(u.lon, u.lat) for u in listing.communes]) * scale
    around = _loose_hull(listing, points)
    if len(points) == 1:
        drawn = np.array([around])
    else:
        voronoi = shapely.voronoi_polygons(shapely.MultiPoint(points), extend_to=around, ordered=True)
        drawn = shapely.intersection(shapely.get_parts(voronoi), around)
    return list(shapely.transform(drawn, lambda stretched: stretched / scale))


def _loose_hull(listing: Listing, points: np.ndarray) -> BaseGeometry:
    """The ground around the label points; island districts far out get a disc of their own."""
    zones = np.array([u.kind == SPECIAL_ZONE for u in listing.communes])
    mainland = points[~zones] if (~zones).any() else points
    known = [u.area_km2 for u in listing.communes if u.area_km2 > 0 and u.kind != SPECIAL_ZONE] or [50.0]
    margin = 0.7 * sqrt(sum(known) / len(known)) / KM_PER_DEGREE
    hull = shapely.concave_hull(shapely.MultiPoint(mainland), ratio=0.3).buffer(margin)
    discs = [
        shapely.Point(p).buffer(max(margin, sqrt(u.area_km2) / KM_PER_DEGREE))
        for p, u in zip(points, listing.communes, strict=True)
    ]
    return shapely.union_all([hull, *discs])
