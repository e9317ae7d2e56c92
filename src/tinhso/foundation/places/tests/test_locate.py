"""Which commune gets a point: inside, at a border, in a gap, just outside, across, nowhere?"""

import os
import subprocess
import sys
import time
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tinhso.core.errors import Invalid
from tinhso.core.models import ParameterValue
from tinhso.core.roles import MACHINE
from tinhso.core.values import GeoPoint, RuleRef
from tinhso.foundation.places import actions, models, queries
from tinhso.foundation.places.locator import Locator, Shape
from tinhso.foundation.places.queries import How, Place
from tinhso.foundation.places.tests import factories as make
from tinhso.foundation.places.tests.test_rules import SURE

ON = make.SINCE
M = 1 / 111_195.08  # a metre of latitude in degrees


@pytest.fixture
def hue(db):
    """The made province, imported and served."""
    make.bring_in(make.geojson(make.province()))


@pytest.mark.parametrize(
    ("lat", "lon", "accuracy", "code", "how", "metres"),
    [
        (16.05, 107.05, None, "46001", How.INSIDE, 5_344),
        (16.05, 107.15, 30, "46002", How.INSIDE, 5_344),
        (16.1 - 10 * M, 107.05, 30, "46001", How.BORDER, 10),
        (16.1 + 10 * M, 107.05, 30, "46004", How.BORDER, 10),
        (16.1 + 40 * M, 107.05, 30, "46004", How.INSIDE, 40),
        # the outer border: nobody else is there to be confused with
        (16.0 + 10 * M, 107.05, 30, "46001", How.INSIDE, 10),
        (16.0 - 300 * M, 107.05, None, "46001", How.NEAREST, 300),
        (16.3 + 499 * M, 107.25, None, "46009", How.NEAREST, 499),
    ],
)
def test_a_point_finds_its_commune(hue, lat, lon, accuracy, code, how, metres):  # noqa: PLR0917
    found = queries.locate(GeoPoint(lat, lon, accuracy), on=ON)
    assert (found.place.code, found.how, found.served) == (code, how, True)
    assert found.distance_m == pytest.approx(metres, rel=0.01, abs=0.6)
    assert found.province.name == "Thành phố Huế"
    assert found.rule == RuleRef(f"area:2025-07:{code}", ON, "", is_sample=True)


def test_confidence_falls_from_inside_to_border_to_nearest(hue):
    points = [GeoPoint(16.05, 107.05), GeoPoint(16.1 - 5 * M, 107.05, 20), GeoPoint(16.0 - 200 * M, 107.05)]
    found = [queries.locate(p, on=ON).confidence for p in points]
    assert found[0] == 0.99
    assert found[0] > found[1] > found[2]


@pytest.mark.parametrize("metres", [501, 5_000, 500_000])
def test_a_point_farther_outside_is_nowhere(hue, metres):
    assert queries.locate(GeoPoint(16.0 - metres * M, 107.05), on=ON) is None
    assert queries.whereabouts(GeoPoint(16.0 - metres * M, 107.05), ON) is None


@pytest.mark.parametrize("accuracy", [0, -5, float("nan"), float("inf"), 1e300])
def test_a_senseless_accuracy_harms_nothing(hue, accuracy):
    found = queries.locate(GeoPoint(16.05, 107.05, accuracy), on=ON)
    assert found.place.code == "46001"
    assert 0 < found.confidence <= 1
    assert "inf" not in str(found.because)


def test_the_tolerance_is_a_dated_row(hue):
    point = GeoPoint(16.0 - 300 * M, 107.05)
    ParameterValue.objects.create(key="places.outside_tolerance_m", value=100, valid_from=date(2026, 1, 1))
    assert queries.locate(point, on=date(2025, 12, 31)).how == How.NEAREST
    assert queries.locate(point, on=date(2026, 1, 1)) is None


def test_how_sure_a_place_may_be_is_a_dated_row(hue):
    point = GeoPoint(16.0 - 300 * M, 107.05)
    before = queries.locate(point, on=date(2025, 12, 31)).confidence
    ParameterValue.objects.create(key="places.sure_nearest", value=0.1, valid_from=date(2026, 1, 1))
    assert queries.locate(point, on=date(2026, 1, 1)).confidence == 0.1 < before
    assert queries.locate(point, on=date(2025, 12, 31)).confidence == before


def test_a_gap_inside_the_province_goes_to_the_nearest_commune(db):
    rows = make.province()
    del rows[5]
    make.bring_in(make.geojson(rows))
    found = queries.locate(GeoPoint(16.15, 107.11), on=ON)
    assert (found.place.code, found.how, found.confidence) == ("46004", How.NEAREST, 0.1)


def test_a_neighbouring_province_is_told_apart(hue):
    make.bring_in(make.geojson(make.province("48", "Thành phố Đà Nẵng", west=107.3)))
    across = GeoPoint(16.05, 107.3 + 100 * M)
    found = queries.locate(across, on=ON)
    assert (found.place.code, found.served, found.how) == ("48001", False, How.INSIDE)
    assert queries.whereabouts(across, ON) == "Phường Thuận Hóa, Thành phố Đà Nẵng"
    # intake would rather serve it: the citizen stands at the border
    taken = queries.locate(across, on=ON, prefer_served=True)
    assert (taken.place.code, taken.served, taken.how) == ("46003", True, How.NEAREST)
    far = GeoPoint(16.05, 107.35)
    assert queries.locate(far, on=ON, prefer_served=True).served is False


def test_a_province_without_communes_still_tells_where_a_point_is(hue):
    make.bring_in(make.geojson(make.province("48", "Thành phố Đà Nẵng", west=107.3)[:1]))
    found = queries.locate(GeoPoint(16.05, 107.35), on=ON)
    assert (found.place.code, found.place.level, found.served) == ("48", "province", False)
    assert queries.whereabouts(GeoPoint(16.05, 107.35), ON) == "Thành phố Đà Nẵng"
    assert queries.locate(GeoPoint(16.05, 107.3 + 100 * M), on=ON).how == How.NEAREST


def test_nothing_imported_is_nowhere(db):
    assert queries.locate(GeoPoint(16.05, 107.05), on=ON) is None
    assert queries.served_province(on=ON) is None
    assert queries.communes(on=ON) == []
    assert b'"features":[]' in queries.boundaries(on=ON)


@pytest.mark.parametrize("lat", [-90, 90, 89.999])
def test_the_poles_are_nowhere(hue, lat):
    assert queries.locate(GeoPoint(lat, 180), on=ON) is None


def _grid(side: int) -> Locator:
    import shapely

    home = Place("46", "Thành phố Huế", "2025-07", "province", "Thành phố")
    shapes = [
        Shape(
            Place(f"{row}-{column}", f"Xã {row}-{column}", "2025-07", "commune", "Xã"),
            home,
            shapely.box(107 + column / 10, 16 + row / 10, 107.1 + column / 10, 16.1 + row / 10),
            False,
            GeoPoint(16, 107),
            RuleRef("area"),
        )
        for row in range(side)
        for column in range(side)
    ]
    return Locator(shapes, "46")


GRID = _grid(12)


@settings(max_examples=300, suppress_health_check=list(HealthCheck))
@given(
    row=st.integers(0, 11),
    column=st.integers(0, 11),
    up=st.floats(0.001, 0.999),
    along=st.floats(0.001, 0.999),
)
def test_a_point_in_a_square_finds_its_square(row, column, up, along):
    point = GeoPoint(16 + (row + up) / 10, 107 + (column + along) / 10)
    found = GRID.locate(point, tolerance_m=500, assumed_accuracy_m=0, sureness=SURE, prefer_served=True)
    assert found.place.code == f"{row}-{column}"
    corner = GeoPoint(16 + row / 10, 107 + column / 10)
    south = GeoPoint(corner.lat, point.lon).distance_m(point)
    west = GeoPoint(point.lat, corner.lon).distance_m(point)
    north = GeoPoint(corner.lat + 0.1, point.lon).distance_m(point)
    east = GeoPoint(point.lat, corner.lon + 0.1).distance_m(point)
    assert found.distance_m == pytest.approx(min(south, west, north, east), rel=0.005, abs=0.2)


SERVANT = """
import sys, django
django.setup()
from datetime import date
from pathlib import Path
from django.apps import apps
from django.db import connection
from tinhso.core.values import GeoPoint
from tinhso.foundation.places import queries
from tinhso.foundation.places.tests import factories as make
for order in sys.stdin:
    verb, _, file = order.strip().partition(" ")
    if verb == "create":  # the three rooms' tables alone: a whole migration takes half a minute
        with connection.schema_editor() as editor:
            for room in ("core", "ledger", "places"):
                for model in apps.get_app_config(room).get_models():
                    editor.create_model(model)
    elif verb == "import":
        make.bring_in(Path(file))
    found = queries.locate(GeoPoint(16.05, 107.105), on=date(2025, 7, 1))
    print(found.place.code if found else "-", flush=True)
"""


def test_another_process_follows_a_change(tmp_path):
    """A watcher keeps its locator while another process imports; it must not keep the old one."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tinhso.config.settings",
        "TINHSO_DATABASE_URL": f"sqlite:///{tmp_path / 'places.sqlite3'}",
        "TINHSO_DATA_DIR": str(tmp_path),
        "TINHSO_SECRET_KEY": "chi-de-kiem-thu-" * 4,
    }
    rows = make.province()
    first, second = tmp_path / "first.geojson", tmp_path / "second.geojson"
    first.write_bytes(make.geojson(rows))
    rows[1]["geometry"] = make.square(107.0, 16.0, 0.11)
    rows[2]["geometry"] = make.square(107.11, 16.0, 0.09)
    second.write_bytes(make.geojson(rows))

    def servant() -> subprocess.Popen[str]:
        command = [sys.executable, "-c", SERVANT]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        return subprocess.Popen(command, env=environment, **pipes)

    def told(process: subprocess.Popen[str], order: str) -> str:
        process.stdin.write(f"{order}\n")
        process.stdin.flush()
        return process.stdout.readline().strip()

    def seen(process: subprocess.Popen[str]) -> str:
        time.sleep(1.1)  # a process looks at the revisions once a second
        return told(process, "look")

    with servant() as importer, servant() as watcher:
        try:
            assert told(importer, "create") == "-"
            assert told(watcher, "look") == "-"
            assert told(importer, f"import {first}") == "46002"
            assert seen(watcher) == "46002"
            assert told(importer, f"import {second}") == "46001"
            assert seen(watcher) == "46001"
        finally:
            importer.stdin.close()
            watcher.stdin.close()


def test_hamlets_are_listed_by_commune_and_day(hue):
    new = [
        actions.NewLocality("Bản Pa Hy", "bản"),
        actions.NewLocality("A Ngo", "thôn", GeoPoint(16.05, 107.05)),
        actions.NewLocality("Đông Sơn", "thôn"),
    ]
    terms = {"valid_from": ON, "by": MACHINE, "now": make.NOW}
    assert actions.add_localities("46008", new, **terms) == 3
    assert actions.add_localities("46008", new, **terms) == 0
    assert [row.name for row in queries.localities("46008", on=ON)] == ["A Ngo", "Bản Pa Hy", "Đông Sơn"]
    assert queries.localities("46008", on=ON)[0].point == GeoPoint(16.05, 107.05)
    assert queries.localities("46008", on=date(2025, 6, 30)) == []
    assert queries.localities("46001", on=ON) == []
    assert (
        actions.add_localities(
            "46008", [actions.NewLocality("A Ngo", "thôn", GeoPoint(16.06, 107.05))], **terms
        )
        == 1
    )
    assert models.Locality.objects.count() == 3


def test_hamlets_without_a_name_or_named_twice_are_refused(hue):
    terms = {"valid_from": ON, "by": MACHINE, "now": make.NOW}
    for bad in ([actions.NewLocality(" ", "thôn")], [actions.NewLocality("A Ngo", "thôn")] * 2):
        with pytest.raises(Invalid):
            actions.add_localities("46008", bad, **terms)
    with pytest.raises(queries.UnknownPlace):
        actions.add_localities("99999", [], **terms)
    assert not models.Locality.objects.exists()


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("thuan hoa", "Phường Thuận Hóa"),
        ("THUẬN HOÁ", "Phường Thuận Hóa"),
        ("dan dien", "Xã Đan Điền"),
        ("xa a luoi", "Xã A Lưới 1"),
        ("k", "Phường Kim Long"),
    ],
)
def test_search_ignores_accents_and_tone_placement(hue, asked, first):
    assert queries.search_places(asked, on=ON)[0].name == first


def test_search_for_nothing_finds_nothing(hue):
    assert queries.search_places(" ?! ", on=ON) == []
    assert queries.search_places("Sa Pa", on=ON) == []


def test_communes_come_in_vietnamese_order_of_their_names(hue):
    names = [c.name for c in queries.communes(on=ON)]
    assert names[:4] == ["Xã A Lưới 1", "Phường An Cựu", "Xã Bình Điền", "Xã Đan Điền"]
    assert names[-1] == "Phường Vỹ Dạ"
