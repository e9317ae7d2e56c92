"""Which communes has a province, since 01/07/2025 and before? From `vietnamadminunits`: names, codes, points.

Where no boundary has been imported, cells around the label points stand in: every spot goes to the
nearest label point, within a hull drawn loosely around them (right in about 84 % of real places, so such
areas are marked approximate wherever they show).
"""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from importlib import metadata, resources
from math import cos, radians, sin, sqrt

import numpy as np
import orjson
import shapely
from shapely.geometry.base import BaseGeometry

from tinhso.core.folding import nfc
from tinhso.core.values import KM_PER_DEGREE

SPECIAL_ZONE = "Đặc khu"
STONE_S_THROW = 0.002
"""Degrees."""
BEFORE, NOW = "2025-01", "2025-07"
"""The structures it lists: 63 provinces with districts until 30/06/2025, 34 without since."""
COLUMNS = "province, provinceCode, ward, wardType, wardCode, wardLat, wardLon, wardAreaKm2"
COLUMNS_BEFORE = (
    "province, provinceCode, district, districtType, districtCode, districtLat, districtLon, "
    "ward, wardType, wardCode, wardLat, wardLon"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A commune of the gazetteer with its label point."""

    code: str
    full_name: str
    kind: str
    lat: float
    lon: float
    area_km2: float
    parent_code: str = ""
    """The district, where there was one."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A province of the gazetteer with its communes, and the districts of before 01/07/2025."""

    code: str
    full_name: str
    communes: tuple[Unit, ...]
    districts: tuple[Unit, ...] = ()


def source() -> str:
    """This will name the gazetteer and its version."""
    return f"vietnamadminunits {metadata.version('vietnamadminunits')}"


def _asked(select: str) -> list[tuple]:
    with resources.as_file(resources.files("vietnamadminunits") / "data" / "dataset.db") as path:
        address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as database:
            return database.execute(select).fetchall()


def listings(structure: str = NOW) -> dict[str, Listing]:
    """This will read every province of the gazetteer in one structure, by code."""
    return {NOW: _listings_now, BEFORE: _listings_before}[structure]()


@cache
def _listings_now() -> dict[str, Listing]:
    rows = _asked(f"SELECT {COLUMNS} FROM admin_units ORDER BY wardCode")  # noqa: S608
    names: dict[str, str] = {}
    units: dict[str, list[Unit]] = {}
    for province, province_code, ward, kind, code, lat, lon, km2 in rows:
        names[province_code] = nfc(province)
        unit = Unit(code, nfc(ward), nfc(kind), float(lat), float(lon), float(km2 or 0))
        units.setdefault(province_code, []).append(unit)
    return {code: Listing(code, names[code], tuple(units[code])) for code in names}


@cache
def _listings_before() -> dict[str, Listing]:
    names: dict[str, str] = {}
    communes: dict[str, list[Unit]] = {}
    districts: dict[str, dict[str, Unit]] = {}
    rows = _asked(f"SELECT {COLUMNS_BEFORE} FROM admin_units_legacy ORDER BY wardCode")  # noqa: S608
    for province, code, district, d_kind, d_code, d_lat, d_lon, ward, kind, w_code, lat, lon in rows:
        names[code] = nfc(province)
        above = Unit(d_code, nfc(district), nfc(d_kind), float(d_lat or lat), float(d_lon or lon), 0.0)
        if not w_code:  # an island district without communes: it was both
            communes.setdefault(code, []).append(above)
            continue
        districts.setdefault(code, {})[d_code] = above
        unit = Unit(w_code, nfc(ward), nfc(kind), float(lat), float(lon), 0.0, d_code)
        communes.setdefault(code, []).append(unit)
    return {
        code: Listing(code, names[code], tuple(communes[code]), tuple(districts.get(code, {}).values()))
        for code in names
    }


@dataclass(frozen=True, slots=True)
class Heir:
    """A commune of today with the communes it was made from: (code, name, whether it is their main heir)."""

    unit: Unit
    made_from: tuple[tuple[str, str, bool], ...]


@cache
def heirs(province: str) -> tuple[Heir, ...]:
    """This will list what each commune of a province of today was made from on 01/07/2025."""
    old_rows = _asked(
        "SELECT provinceKey || '_' || districtKey || '_' || coalesce(wardKey, ''), "
        "coalesce(nullif(wardCode, ''), districtCode), coalesce(nullif(ward, ''), district) "
        "FROM admin_units_legacy"
    )
    old = {key: (code, nfc(name)) for key, code, name in old_rows}
    keys = {c: (p, w) for p, w, c in _asked("SELECT provinceKey, wardKey, wardCode FROM admin_units")}
    table = orjson.loads((resources.files("vietnamadminunits") / "data" / "converter_2025.json").read_bytes())
    found = []
    for unit in listings()[province].communes:
        of_province, of_commune = keys[unit.code]
        made_from = [
            (*old[key], True)
            for key in table["DICT_PROVINCE_WARD_NO_DIVIDED"].get(of_province, {}).get(of_commune, ())
        ]
        for key, parts in table["DICT_PROVINCE_WARD_DIVIDED"].get(of_province, {}).items():
            made_from += [
                (*old[key], part["isDefaultNewWard"]) for part in parts if part["newWardKey"] == of_commune
            ]
        found.append(Heir(unit, tuple(made_from)))
    return tuple(found)


def cells(listing: Listing) -> list[BaseGeometry]:
    """This will draw one cell per commune, in order: the ground nearest to its label point."""
    stretch = cos(radians(sum(u.lat for u in listing.communes) / len(listing.communes)))
    scale = np.array([stretch, 1.0])
    points = _apart(np.array([(u.lon, u.lat) for u in listing.communes]) * scale)
    around = _loose_hull(listing, points)
    if len(points) == 1:
        drawn = np.array([around])
    else:
        voronoi = shapely.voronoi_polygons(shapely.MultiPoint(points), extend_to=around, ordered=True)
        drawn = shapely.intersection(shapely.get_parts(voronoi), around)
    return list(shapely.transform(drawn, lambda stretched: stretched / scale))


def _apart(points: np.ndarray) -> np.ndarray:
    """Former communes that were geocoded to one and the same point stand around it, a stone's throw apart."""
    seen: dict[tuple[float, float], int] = {}
    moved = points.copy()
    for i, (x, y) in enumerate(points.tolist()):
        turn = seen[x, y] = seen.get((x, y), -1) + 1
        if turn:
            angle = turn * 2.4  # the golden angle: no two in one direction
            moved[i] += STONE_S_THROW * sqrt(turn) * np.array([cos(angle), sin(angle)])
    return moved


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
