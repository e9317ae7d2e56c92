"""Small made areas: a province of square communes on the ground of Huế, as GeoJSON."""

from datetime import UTC, date, datetime
from typing import Any

import orjson

from tinhso.core.roles import MACHINE
from tinhso.foundation.places import actions

STRUCTURE = "2025-07"
SINCE = date(2025, 7, 1)
NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
SOUTH, WEST, SIDE = 16.0, 107.0, 0.1
NAMES = (
    "Thuận Hóa",
    "Phú Xuân",
    "Vỹ Dạ",
    "An Cựu",
    "Kim Long",
    "Hương An",
    "Đan Điền",
    "A Lưới 1",
    "Bình Điền",
)


def square(west: float, south: float, side: float = SIDE) -> dict[str, Any]:
    """A square polygon as GeoJSON."""
    east, north = round(west + side, 6), round(south + side, 6)
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def feature(
    code: str, name: str, level: str, parent: str | None, geometry: Any, **more: Any
) -> dict[str, Any]:
    """One row of a boundary file."""
    properties = {"code": code, "name": name, "level": level, "parent_code": parent, **more}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def province(
    code: str = "46", name: str = "Thành phố Huế", *, size: int = 3, west: float = WEST
) -> list[dict[str, Any]]:
    """A province of size x size square communes, row by row from the south-west: 46001, 46002, …"""
    rows = [feature(code, name, "province", None, square(west, SOUTH, SIDE * size))]
    for i in range(size * size):
        kind = "Phường" if i < 6 else "Xã"
        geometry = square(round(west + SIDE * (i % size), 6), round(SOUTH + SIDE * (i // size), 6))
        rows.append(
            feature(f"{code}{i + 1:03d}", f"{kind} {NAMES[i % len(NAMES)]}", "commune", code, geometry)
        )
    return rows


def geojson(features: list[Any], **more: Any) -> bytes:
    """The bytes of a boundary file."""
    return orjson.dumps({"type": "FeatureCollection", "features": features, **more})


def bring_in(content: bytes, **options: Any) -> actions.ImportReport:
    """Import with the usual terms."""
    terms = {"structure": STRUCTURE, "valid_from": SINCE, "dry_run": False, "by": MACHINE, "now": NOW}
    return actions.import_boundaries(content, **{**terms, **options})
