"""Which roads and drains does a demonstration province have? A few made lines, marked mô phỏng everywhere.

They run past label points of communes, some hundred metres beside them, in gentle bends: nobody should take
them for the real ones, and reports that the demonstration spreads around label points are not all theirs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from math import cos, pi, radians, sin

import orjson

from tinhso.core.roles import Actor
from tinhso.core.values import GeoPoint
from tinhso.foundation.assets import actions as assets
from tinhso.foundation.places import queries as places
from tinhso.foundation.places.queries import Place

METRES_A_DEGREE = 111_320.0
STEPS = 24
"""Vertices between two communes."""


@dataclass(frozen=True)
class Line:
    """A made line: its class, code, name, the communes it passes, how far beside their label points."""

    asset_class: str
    code: str
    name: str
    past: tuple[str, ...]
    beside_m: float = 700.0
    manager: str = "SXD"


LINES = {
    "46": (
        Line("national_road", "QL1-MP", "Quốc lộ 1 (mô phỏng)",
             ("Phong Thái", "Kim Trà", "Hương An", "An Cựu", "Hương Thủy", "Phú Bài", "Lộc An", "Phú Lộc",
              "Chân Mây - Lăng Cô")),
        Line("national_road", "QL49-MP", "Quốc lộ 49 (mô phỏng)",
             ("Thuận An", "Mỹ Thượng", "Thủy Xuân", "Bình Điền", "A Lưới 2"), -650.0),
        Line("provincial_road", "DT10A-MP", "Đường tỉnh 10A (mô phỏng)",
             ("Vỹ Dạ", "Phú Hồ", "Phú Vang", "Vinh Lộc"), 800.0),
        Line("provincial_road", "DT4-MP", "Đường tỉnh 4 (mô phỏng)",
             ("Phong Điền", "Phong Thái", "Quảng Điền", "Hóa Châu"), -800.0),
        Line("commune_road", "DX1-MP", "Đường liên xã Phú Vinh – Phú Vang (mô phỏng)",
             ("Phú Vinh", "Phú Vang"), 500.0, ""),
        Line("drain_class_1", "CC1-MP", "Kênh thoát nước chính (mô phỏng)", ("Phú Xuân", "Hương An"), 450.0),
    ),
    "11": (
        Line("national_road", "QL12-MP", "Quốc lộ 12 (mô phỏng)",
             ("Mường Lay", "Mường Tùng", "Na Sang", "Mường Pồn", "Thanh Nưa", "Điện Biên Phủ"), 950.0),
        Line("national_road", "QL279-MP", "Quốc lộ 279 (mô phỏng)",
             ("Điện Biên Phủ", "Nà Tấu", "Mường Ảng", "Búng Lao", "Tuần Giáo"), -700.0),
        Line("provincial_road", "DT139-MP", "Đường tỉnh 139 (mô phỏng)",
             ("Tuần Giáo", "Pú Nhung", "Tủa Chùa", "Sính Phình"), 650.0),
        Line("commune_road", "DX1-MP", "Đường liên xã Thanh Yên – Thanh An (mô phỏng)",
             ("Thanh Yên", "Thanh An"), 500.0, ""),
        Line("drain_class_1", "CC1-MP", "Mương thoát nước chính (mô phỏng)",
             ("Mường Thanh", "Điện Biên Phủ"), 450.0),
    ),
}  # fmt: skip


def lay(
    province: str, communes: Sequence[Place], *, since: date, citation: str, by: Actor, now: datetime
) -> int:
    """This will lay the province's made lines and tell how many; none for a province without any."""
    labels = {place.name.split(" ", 1)[1]: places.label_point(place.code, on=since) for place in communes}
    by_class: dict[str, list[dict[str, object]]] = {}
    for line in LINES.get(province, ()):
        past = [labels[name] for name in line.past if name in labels]
        if len(past) > 1:
            by_class.setdefault(line.asset_class, []).append(_feature(line, past))
    for asset_class, features in by_class.items():
        assets.import_assets(
            orjson.dumps({"type": "FeatureCollection", "features": features}),
            asset_class=asset_class,
            valid_from=since,
            citation=citation,
            is_sample=True,
            dry_run=False,
            by=by,
            now=now,
        )
    return sum(map(len, by_class.values()))


def _feature(line: Line, past: Sequence[GeoPoint]) -> dict[str, object]:
    points = [_beside(point, line.beside_m) for point in past]
    drawn = [points[0]]
    for start, end in pairwise(points):
        drawn += [_bent(start, end, step / STEPS, line.beside_m) for step in range(1, STEPS + 1)]
    coordinates = [[round(point.lon, 6), round(point.lat, 6)] for point in drawn]
    return {
        "type": "Feature",
        "properties": {"code": line.code, "name": line.name, "manager": line.manager},
        "geometry": {"type": "LineString", "coordinates": coordinates},
    }


def _beside(point: GeoPoint, metres: float) -> GeoPoint:
    return _moved(point, metres, metres / 2)


def _bent(start: GeoPoint, end: GeoPoint, share: float, metres: float) -> GeoPoint:
    """A point between two, swung out sideways so that the line is none drawn with a ruler."""
    between = GeoPoint(start.lat + (end.lat - start.lat) * share, start.lon + (end.lon - start.lon) * share)
    swing = 0.4 * metres * sin(2 * pi * share)
    return _moved(between, swing, -swing)


def _moved(point: GeoPoint, north: float, east: float) -> GeoPoint:
    return GeoPoint(
        point.lat + north / METRES_A_DEGREE,
        point.lon + east / METRES_A_DEGREE / cos(radians(point.lat)),
    )
