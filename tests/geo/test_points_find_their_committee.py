"""Does a point find its commune, and the commune's committee for what the demonstration gives to communes?

With the boundaries and points that lie beside the checkout, for each of their five provinces; and always with
a small made province, so that this is never empty.
"""

import csv
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tinhso.casework.reports import queries as reports
from tinhso.core.clock import local_date
from tinhso.core.values import GeoPoint
from tinhso.demo import bodies
from tinhso.demo.province import committee, police, set_up
from tinhso.foundation.places import queries as places
from tinhso.foundation.places.tests.test_real_boundaries import GEO, PROVINCES, WRONG_POINTS

NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)
ON = local_date(NOW)
TO_COMMUNES = [
    row.category for row in bodies.COMPETENCE if row.kind == bodies.COMMUNE and not row.asset_class
]
Point = dict[str, str]

pytestmark = pytest.mark.django_db


def located(point: Point) -> tuple[GeoPoint, str]:
    at = GeoPoint(float(point["lat"]), float(point["lon"]))
    found = places.locate(at, on=ON)
    return at, found.place.code if found else "-"


def check(points: Sequence[Point], wrong: dict[str, str]) -> None:
    """Every point finds the commune it names, but for the wrong ones; each commune, its committee."""
    found = {point["id"]: located(point) for point in points}
    differing = {p["id"]: found[p["id"]][1] for p in points if found[p["id"]][1] != p["expected_new_code"]}
    assert differing == wrong
    # the table of competence knows communes, not points: one point of each is as good as all
    one_of_each = {code: at for at, code in found.values() if code != "-"}
    astray = [
        (category, code, replayed.agency.name)
        for code, at in one_of_each.items()
        for category in TO_COMMUNES
        for replayed in [reports.replay(point=at, place=None, category=category, now=NOW)]
        if (replayed.agency.code, replayed.place.code, replayed.is_routed) != (committee(code), code, True)
    ]
    assert astray == []
    code, at = next(iter(one_of_each.items()))
    assert reports.replay(point=at, place=None, category="security", now=NOW).agency.code == police(code)
    assert reports.replay(point=at, place=None, category="power", now=NOW).agency.code == "DL"


def test_communes_answer_for_most_things():
    assert len(TO_COMMUNES) > 10
    assert {"road", "waste", "drainage"} <= set(TO_COMMUNES)


@pytest.mark.parametrize("code", PROVINCES)
def test_real_points_find_their_committee(code):
    if not (GEO / "points.csv").exists():
        pytest.skip("no real boundaries beside the checkout")
    set_up(code, boundaries=GEO / f"new_2025_{code}_{PROVINCES[code]}.geojson", seed=1, now=NOW, tell=str)
    with (GEO / "points.csv").open(encoding="utf-8") as file:
        points = [row for row in csv.DictReader(file) if row["province_new"] == code]
    assert len(points) > 20
    check(points, {p["id"]: WRONG_POINTS[p["id"]] for p in points if p["id"] in WRONG_POINTS})


def test_points_of_a_made_province_find_their_committee(tmp_path: Path):
    """Two wards of Huế drawn as squares over their approximate boundaries; one point lies about itself."""
    path = tmp_path / "hue.geojson"
    squares = [_square("46", "Thành phố Huế", 107.4, 107.7, level="province", parent=None)]
    squares += [_square("19789", "Phường Thuận Hóa", 107.50, 107.60, level="commune", parent="46")]
    squares += [_square("19753", "Phường Phú Xuân", 107.60, 107.70, level="commune", parent="46")]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": squares}), encoding="utf-8")
    set_up("46", boundaries=path, seed=1, now=NOW, tell=str)
    points = [
        {"id": "A", "lat": "16.41", "lon": "107.501", "expected_new_code": "19789"},
        {"id": "B", "lat": "16.51", "lon": "107.599", "expected_new_code": "19789"},
        {"id": "C", "lat": "16.45", "lon": "107.601", "expected_new_code": "19753"},
        {"id": "D", "lat": "16.45", "lon": "107.699", "expected_new_code": "19789"},
    ]
    check(points, {"D": "19753"})


def _square(
    code: str, name: str, west: float, east: float, *, level: str, parent: str | None
) -> dict[str, object]:
    ring = [[west, 16.40], [east, 16.40], [east, 16.52], [west, 16.52], [west, 16.40]]
    return {
        "type": "Feature",
        "properties": {"code": code, "name": name, "level": level, "parent_code": parent},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
