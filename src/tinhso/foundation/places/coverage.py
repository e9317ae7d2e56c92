"""Do the communes of a province fit together? Overlaps and gaps, as warnings in square kilometres."""

from collections.abc import Sequence
from math import cos, radians

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from tinhso.core.messages import Message, msg
from tinhso.core.values import KM_PER_DEGREE

SMALLEST_KM2 = 0.01
"""Slivers below a hectare come from rounding and are not worth a sentence."""
MOST_NAMED = 20


def overlaps(names: Sequence[str], polygons: Sequence[BaseGeometry]) -> list[Message]:
    """This will name the pairs of communes that claim the same ground, the largest first."""
    every = np.array(polygons, dtype=object)
    if shapely.coverage_is_valid(every):
        return []
    # only communes with a faulty edge can overlap; comparing all pairs would take minutes for a country
    faulty = np.flatnonzero(~shapely.is_empty(shapely.coverage_invalid_edges(every)))
    suspects = every[faulty]
    left, right = shapely.STRtree(suspects).query(suspects, predicate="intersects")
    once = left < right
    left, right = faulty[left[once]], faulty[right[once]]
    shared = shapely.intersection(every[left], every[right])
    found = sorted(
        ((_km2(part), int(a), int(b)) for part, a, b in zip(shared, left, right, strict=True)), reverse=True
    )
    found = [row for row in found if row[0] >= SMALLEST_KM2]
    sentence = msg("%(first)s và %(second)s chồng lên nhau %(area)s km².")
    messages = [
        Message(sentence, {"first": names[a], "second": names[b], "area": _decimal(km2)})
        for km2, a, b in found[:MOST_NAMED]
    ]
    if len(found) > MOST_NAMED:
        more = msg("Còn %(count)s cặp đơn vị khác chồng lên nhau.")
        messages.append(Message(more, {"count": len(found) - MOST_NAMED}))
    return messages


def gaps(province: str, boundary: BaseGeometry, communes: Sequence[BaseGeometry]) -> list[Message]:
    """This will say how much of a province no commune covers, and how much of the communes lies outside."""
    together = shapely.union_all(np.array(communes, dtype=object))
    messages = []
    uncovered = msg("%(name)s: %(area)s km² chưa thuộc đơn vị cấp xã nào.")
    outside = msg("%(name)s: các đơn vị cấp xã vượt ra ngoài địa giới tỉnh %(area)s km².")
    for sentence, part in (
        (uncovered, boundary.difference(together)),
        (outside, together.difference(boundary)),
    ):
        km2 = _km2(part)
        if km2 >= SMALLEST_KM2:
            messages.append(Message(sentence, {"name": province, "area": _decimal(km2)}))
    return messages


def _km2(part: BaseGeometry) -> float:
    if part.is_empty:
        return 0.0
    _, south, _, north = part.bounds
    return float(part.area) * KM_PER_DEGREE**2 * cos(radians((south + north) / 2))


def _decimal(km2: float) -> str:
    return f"{km2:.2f}".replace(".", ",")
