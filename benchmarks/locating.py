"""How long does it take to say in which of 3,321 communes a point lies? Beside a bare question to a tree."""

import random
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.deployment import deployed
from benchmarks.deployment import inside as run_inside
from benchmarks.figures import Figure, at_most

GEO = Path(__file__).resolve().parents[2] / "shared" / "geo"
COUNTRY = ("new_2025_vietnam_provinces_overview.geojson", "new_2025_vietnam_communes_overview.geojson")
SINCE = date(2025, 7, 1)


def run(*, quick: bool) -> Iterator[Figure]:
    """This will import the country and locate points all over it."""
    group = "Locating"
    with deployed("sqlite") as service:
        found = run_inside(service, "locating", "2000" if quick else "40000")
    us, floor = found["locate_us"], found["tree_us"]
    yield Figure(
        group, f"one point among {found['communes']:,} communes", us, "µs", floor=floor,
        floor_is="bare shapely STRtree, intersects", **at_most(us, 25, "µs"),
        note=f"{found['source']}; includes distance to the border, confidence and reason",
    )  # fmt: skip
    yield Figure(
        group,
        "the slowest of a hundred",
        found["p99_us"],
        "µs p99",
        note=f"{found['inside']:.0%} of the points lie inside",
    )
    yield Figure(
        group, f"a batch of {found['points']:,} points", found["batch_a_second"], "points a second",
        floor=found["tree_batch_a_second"], floor_is="bare shapely STRtree, one call for all",
        note="one question after the other: there is no call for many, nobody needs one yet",
    )  # fmt: skip
    yield Figure(
        group,
        "reading all boundaries into memory",
        found["load_s"],
        "s",
        note="once a process, when first asked",
    )


def inside(points: str) -> dict[str, Any]:
    """This will fill the service's gazetteer and time both in this process."""
    import shapely

    from tinhso.core.values import GeoPoint
    from tinhso.foundation.places import atlas
    from tinhso.foundation.places import queries as places

    source = _fill()
    on = date(2026, 1, 15)
    began = time.perf_counter()
    shapes = atlas.at(on).locator.communes
    load_s = time.perf_counter() - began
    dice = random.Random(5)
    asked = []
    for _ in range(int(points)):
        label = dice.choice(shapes).label
        asked.append(
            GeoPoint(label.lat + dice.uniform(-0.03, 0.03), label.lon + dice.uniform(-0.03, 0.03), 15.0)
        )
    tree = shapely.STRtree([s.polygon for s in shapes])

    def bare(point: GeoPoint) -> object:
        return tree.query(shapely.Point(point.lon, point.lat), predicate="intersects")

    def ours(point: GeoPoint) -> object:
        return places.locate(point, on=on)

    floor, _ = _timed(bare, asked)
    mean, p99 = _timed(ours, asked)
    xy = [shapely.Point(p.lon, p.lat) for p in asked]
    began = time.perf_counter()
    tree.query(xy, predicate="intersects")
    tree_batch_s = time.perf_counter() - began
    began = time.perf_counter()
    found = [places.locate(p, on=on) for p in asked]
    batch_s = time.perf_counter() - began
    return {
        "source": source,
        "communes": len(shapes),
        "locate_us": mean,
        "p99_us": p99,
        "tree_us": floor,
        "load_s": load_s,
        "inside": sum(1 for one in found if one is not None) / len(asked),
        "points": len(asked),
        "batch_a_second": len(asked) / batch_s,
        "tree_batch_a_second": len(asked) / tree_batch_s,
    }


def _timed(ask: Any, points: list[Any]) -> tuple[float, float]:
    for point in points[:1_000]:
        ask(point)
    took = []
    for point in points:
        began = time.perf_counter_ns()
        ask(point)
        took.append((time.perf_counter_ns() - began) / 1000)
    took.sort()
    return sum(took) / len(took), took[int(len(took) * 0.99)]


def _fill() -> str:
    from tinhso.core import clock
    from tinhso.core.roles import Actor, Grant, Role
    from tinhso.foundation.places import actions as places
    from tinhso.foundation.places import gazetteer

    by, now = Actor("operator", frozenset({Grant(Role.ADMINISTRATOR)})), clock.now()
    if all((GEO / name).exists() for name in COUNTRY):
        for name in COUNTRY:
            places.import_boundaries(
                GEO / name, structure="2025-07", valid_from=SINCE, dry_run=False, by=by, now=now
            )
        return "real outlines, simplified for the whole country"
    for code in gazetteer.listings():
        places.seed_province(code, valid_from=SINCE, by=by, now=now)
    return "approximate boundaries made from the gazetteer"
