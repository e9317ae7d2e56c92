"""What is drawn on a map? The boundaries as GeoJSON, simplified together so that no slits open."""

import hashlib
import threading
from collections.abc import Sequence

import numpy as np
import orjson
import shapely

from tinhso.foundation.places.locator import Shape
from tinhso.foundation.places.rules import Level

LARGEST = 300_000
"""Bytes that a province's drawing should not exceed."""
FIRST_TOLERANCE = 0.0002
LAST_TOLERANCE = 0.02


class Outlines:
    """The drawings of one day, made at the first question and kept."""

    def __init__(self, shapes: Sequence[Shape], served: str | None) -> None:
        self._shapes = shapes
        self._served = served
        self._made: dict[str, tuple[bytes, str]] = {}
        self._lock = threading.Lock()

    def drawing(self, level: str) -> tuple[bytes, str]:
        """This will give GeoJSON and its ETag: all provinces, or the served province's communes."""
        with self._lock:
            if level not in self._made:
                content = _small_enough([s for s in self._shapes if self._is_drawn(s, level)])
                self._made[level] = content, f'"{hashlib.sha256(content).hexdigest()[:32]}"'
            return self._made[level]

    def _is_drawn(self, shape: Shape, level: str) -> bool:
        if shape.place.level != level:
            return False
        return level == Level.PROVINCE or self._served is None or shape.province.code == self._served


def _small_enough(shapes: Sequence[Shape]) -> bytes:
    tolerance = FIRST_TOLERANCE
    content = _geojson(shapes, tolerance)
    while len(content) > LARGEST and tolerance < LAST_TOLERANCE:
        # the points kept fall about as the square root of the tolerance grows
        tolerance *= max(1.5, min(8.0, (len(content) / LARGEST) ** 1.5))
        content = _geojson(shapes, tolerance)
    return content


def _geojson(shapes: Sequence[Shape], tolerance: float) -> bytes:
    if not shapes:
        return orjson.dumps({"type": "FeatureCollection", "features": []})
    whole = np.array([s.polygon for s in shapes], dtype=object)
    thin = shapely.coverage_simplify(whole, tolerance)
    thin = np.where(shapely.is_empty(thin), whole, thin)
    rounded = shapely.transform(thin, lambda degrees: np.round(degrees, 5))
    features = [
        {
            "type": "Feature",
            "id": shape.place.code,
            "properties": {
                "code": shape.place.code,
                "name": shape.place.name,
                "kind": shape.place.kind,
                "approximate": shape.approximate,
                "label": [round(shape.label.lon, 5), round(shape.label.lat, 5)],
            },
            "geometry": orjson.Fragment(geometry),
        }
        for shape, geometry in zip(shapes, shapely.to_geojson(rounded), strict=True)
    ]
    return orjson.dumps({"type": "FeatureCollection", "features": features})
