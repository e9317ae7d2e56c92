"""Invented areas and points for the gallery's maps; they lie on no real commune's border."""

from typing import Any

NAMES = (
    "Phường Bến Sen",
    "Phường Đông Ngạc Nhiên",
    "Xã Hồ Gươm Nhỏ",
    "Phường Cửa Đại Lộ",
    "Xã Ruộng Bậc",
    "Xã Đầm Sậy",
    "Phường Ngã Năm Cũ",
    "Xã Suối Mường",
    "Xã Cồn Lũy",
)
WEST, SOUTH, STEP = 107.45, 16.35, 0.07
TONES = ("info", "warning", "danger", "success", "neutral")


def areas() -> dict[str, Any]:
    """This will return nine invented communes as GeoJSON polygons."""
    features = []
    for index, name in enumerate(NAMES):
        west, south = WEST + (index % 3) * STEP, SOUTH + (index // 3) * STEP
        bulge = STEP * 0.12 * (1 if index % 2 else -1)
        ring = [
            [west, south],
            [west + STEP / 2, south + (bulge if index // 3 else 0)],
            [west + STEP, south],
            [west + STEP, south + STEP],
            [west + STEP / 2, south + STEP - (bulge if index // 3 < 2 else 0)],
            [west, south + STEP],
            [west, south],
        ]
        features.append(
            {
                "type": "Feature",
                "properties": {
                    "code": f"9900{index}",
                    "name": name,
                    "level": "commune",
                    "approximate": True,
                },
                "geometry": {"type": "Polygon", "coordinates": [ring]},
            }
        )
    return {"type": "FeatureCollection", "features": features}


def points() -> dict[str, Any]:
    """This will return sixty invented points, always the same ones."""
    features = []
    for index in range(60):
        lon = WEST + ((index * 37) % 100) / 100 * STEP * 3
        lat = SOUTH + ((index * 61) % 97) / 97 * STEP * 3
        features.append(
            {
                "type": "Feature",
                "properties": {
                    "title": f"Đèn đường không sáng, ngõ {index + 1}",
                    "text": "Phường Bến Sen · hạn 16:30 ngày 02/12/2026",
                    "url": "/ui/",
                    "tone": TONES[index % len(TONES)],
                },
                "geometry": {"type": "Point", "coordinates": [round(lon, 5), round(lat, 5)]},
            }
        )
    return {"type": "FeatureCollection", "features": features}
