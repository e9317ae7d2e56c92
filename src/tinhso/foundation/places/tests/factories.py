"""Small made areas: a province of square communes on the ground of Huế, as GeoJSON."""

from datetime import UTC, date, datetime
from typing import Any

import orjson

from tinhso.core.roles import MACHINE
from tinhso.foundation.places import actions, queries

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


OLD = date(2025, 1, 1)
DECISION = "Nghị quyết 1675/NQ-UBTVQH15 (thử nghiệm)"


def old_to_new(*areas: Any, **more: Any) -> queries.Reorganisation:
    """A table as an office would write it: (code, name, old codes, those of them whose main heir is another,
    point)."""
    made = [
        {"code": code, "name": name, "from": [{"code": o, "main": o not in mains} for o in olds], **where}
        for code, name, olds, mains, where in areas
    ]
    whole = {
        "from_structure": "2025-01", "to_structure": "2025-07", "citation": DECISION,
        "province": {"code": "46", "name": "Thành phố Huế"}, "areas": made, **more,
    }  # fmt: skip
    return queries.read_reorganisation(orjson.dumps(whole))


def nine_to_four() -> queries.Reorganisation:
    """Three of the south become one, 46004 is parted between two, 46009 stays what it was."""
    west, east = WEST + 0.2 * SIDE, WEST + 0.8 * SIDE
    middle = SOUTH + 1.5 * SIDE
    name = queries.place("46009", on=OLD).name
    return old_to_new(
        ("46001", "Phường Mới", ["46001", "46002", "46003"], [], {}),
        ("46101", "Xã Tây", ["46004", "46007"], [], {"lat": middle, "lon": west}),
        ("46102", "Xã Đông", ["46004", "46005", "46006", "46008"], ["46004"], {"lat": middle, "lon": east}),
        ("46009", name, ["46009"], [], {}),
    )
