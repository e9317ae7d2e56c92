"""Do real points find their real commune? Read where the boundary files lie beside the checkout."""

import csv
from functools import cache
from pathlib import Path

import orjson
import pytest

from tinhso.core.values import GeoPoint
from tinhso.foundation.places import queries
from tinhso.foundation.places.tests import factories as make

GEO = Path(__file__).resolve().parents[5].parent / "shared" / "geo"
PROVINCES = {"46": "hue", "11": "dien_bien", "44": "quang_tri", "48": "da_nang", "92": "can_tho"}
COUNTRY = "new_2025_vietnam_communes_overview.geojson", "new_2025_vietnam_provinces_overview.geojson"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not (GEO / "points.csv").exists(), reason="no real boundaries beside the checkout"),
]

WRONG_POINTS = {
    # offices that a public list puts into another commune (P0101 and P0106 even on one and the same spot)
    "P0090": "20364",  # UBND xã Tam Ngọc: Hương Trà, found in Chiên Đàn
    "P0092": "20599",  # UBND xã Duy Trinh: Duy Xuyên, found in Nam Phước
    "P0093": "20794",  # UBND xã Bình Nam: Thăng Trường, found in Thăng An
    "P0101": "20314",  # UBND xã Phước Gia: Phước Trà, found in Hoà Xuân, 60 km away
    "P0106": "20314",  # UBND xã Phước Công: Phước Chánh, found in Hoà Xuân, 60 km away
    "P0116": "20575",  # UBND phường Điện Phương: Điện Bàn, found in An Thắng
    "P0119": "20209",  # UBND phường Thanh Hà: Hội An Tây, found in Thanh Khê, 20 km away
    "P0124": "20551",  # UBND xã Điện Phong: Gò Nổi, found in Điện Bàn
    "P0144": "20356",  # UBND xã Tam Thăng: Bàn Thạch, found in Quảng Phú
    # former communes whose geocoded middle fell outside them
    "P0162": "03301",  # Chiềng Sinh, found in Búng Lao
    "P0222": "-",  # Trung Giang: Bến Hải, found in the sea more than 500 m from any commune
}
"""The eleven points of 305 that the polygons contradict, with the commune in which they lie."""


@cache
def _points():
    with (GEO / "points.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _file(code):
    return GEO / f"new_2025_{code}_{PROVINCES[code]}.geojson"


def _differing(points):
    found = {}
    for row in points:
        located = queries.locate(GeoPoint(float(row["lat"]), float(row["lon"])), on=make.SINCE)
        code = located.place.code if located else "-"
        if code != row["expected_new_code"]:
            found[row["id"]] = code
    return found


@pytest.mark.parametrize("code", PROVINCES)
def test_points_find_their_commune_in_their_province(code):
    report = make.bring_in(_file(code))
    assert report.warnings == []
    points = [row for row in _points() if row["province_new"] == code]
    assert len(points) > 20
    assert _differing(points) == {
        row["id"]: WRONG_POINTS[row["id"]] for row in points if row["id"] in WRONG_POINTS
    }
    assert len(queries.boundaries(on=make.SINCE)) <= 300_000
    assert make.bring_in(_file(code)).written == 0


def test_points_find_their_commune_among_five_provinces():
    for code in PROVINCES:
        make.bring_in(_file(code))
    points = _points()
    assert len(points) == 305
    assert _differing(points) == WRONG_POINTS


def test_the_whole_country_comes_in_although_some_rings_cross():
    communes, provinces = (GEO / name for name in COUNTRY)
    assert make.bring_in(provinces).written == 34
    report = make.bring_in(communes)
    assert (report.areas, report.written) == (3321, 3321)
    mended = [w for w in report.warnings if "tự cắt" in str(w)]
    assert len(mended) == 10
    names = {
        f["properties"]["code"]: f["properties"]["name"]
        for f in orjson.loads(communes.read_bytes())["features"]
    }
    assert queries.place("00004", on=make.SINCE).name == names["00004"]
    assert queries.locate(GeoPoint(21.0368, 105.8342), on=make.SINCE).province.code == "01"
    assert len(queries.boundaries(on=make.SINCE, level="province")) <= 300_000
