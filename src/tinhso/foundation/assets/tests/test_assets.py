"""The nearest thing of the right kind names its class, and says so; two near ones are named both."""

from datetime import UTC, date, datetime
from math import cos, radians

import orjson
import pytest

from tinhso.core.roles import MACHINE, Actor, Grant, Role
from tinhso.core.values import GeoPoint
from tinhso.foundation.agencies import actions as agencies
from tinhso.foundation.assets import actions, queries
from tinhso.foundation.assets.models import Asset
from tinhso.foundation.assets.rules import AssetRef, nearest
from tinhso.foundation.ledger import queries as ledger

SINCE, LATER = date(2025, 7, 1), date(2026, 3, 1)
ON, NOW = date(2026, 11, 20), datetime(2026, 11, 20, 2, tzinfo=UTC)
LAT, LON = 16.46, 107.59
METRE = 1 / 111_195


def east(metres: float) -> float:
    return LON + metres * METRE / cos(radians(LAT))


def at(metres_east: float, **more) -> GeoPoint:
    return GeoPoint(LAT, east(metres_east), **more)


def road(metres_east: float, code="QL1", name="Quốc lộ 1", manager="SXD", points=200):
    """A road from south to north, so many metres east of the middle, with many vertices."""
    line = [[east(metres_east), LAT - 0.1 + 0.2 * i / points] for i in range(points + 1)]
    properties = {"code": code, "name": name, "manager": manager}
    geometry = {"type": "LineString", "coordinates": line}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def square(code="KV1", name="Khu cấp nước Bắc"):
    ring = [[LON - 0.01, LAT - 0.01], [LON + 0.01, LAT - 0.01], [LON + 0.01, LAT + 0.01],
            [LON - 0.01, LAT + 0.01], [LON - 0.01, LAT - 0.01]]  # fmt: skip
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": {"code": code, "name": name}, "geometry": geometry}


def file_of(*features) -> bytes:
    return orjson.dumps({"type": "FeatureCollection", "features": list(features)})


def bring_in(*features, asset_class="national_road", **more):
    terms = {"valid_from": SINCE, "citation": "QĐ 9", "dry_run": False, "by": MACHINE, "now": NOW, **more}
    return actions.import_assets(file_of(*features), asset_class=asset_class, **terms)


@pytest.fixture
def classes(db):
    agencies.open_agency(
        code="SXD", kind="department", name="Sở Xây dựng", valid_from=SINCE, by=MACHINE, now=NOW
    )
    for category, code, name in (
        ("road", "national_road", "Quốc lộ"),
        ("road", "commune_road", "Đường xã"),
        ("water", "water_district", "Khu vực cấp nước"),
    ):
        agencies.add_asset_class(
            category=category, code=code, name=name, valid_from=SINCE, by=MACHINE, now=NOW
        )


def found(point, category="road", on=ON):
    return queries.nearest(point, category=category, on=on)


def test_the_reason_names_the_road_the_distance_and_who_manages_it(classes):
    bring_in(road(0))
    near = found(at(12))
    assert (near.asset.asset_class, near.asset.key, near.confidence) == ("national_road", "QL1", 0.95)
    assert near.distance_m == pytest.approx(12, abs=0.2)
    assert str(near.because) == "Cách Quốc lộ 1 khoảng 12 m (quốc lộ), do Sở Xây dựng quản lý."
    assert (near.asset.rule.key, near.asset.rule.citation) == ("asset:national_road:QL1", "QĐ 9")


@pytest.mark.parametrize(("metres", "is_there"), [(0, True), (34, True), (36, False), (5000, False)])
def test_only_within_the_reach_of_its_class(classes, metres, is_there):
    bring_in(road(0))
    assert (found(at(metres)) is not None) == is_there


def test_only_classes_of_the_category_count(classes):
    bring_in(road(0))
    assert found(at(3), category="water") is None
    assert found(at(3), category="noise") is None


def test_two_near_ones_lower_the_confidence_and_are_named_both(classes):
    bring_in(road(0))
    bring_in(road(18, "L7", "Đường làng 7", manager=""), asset_class="commune_road")
    doubtful = found(at(6))
    assert doubtful.asset.key == "QL1"
    assert doubtful.confidence == 0.65
    assert "Quốc lộ 1" in str(doubtful.because)
    assert "Đường làng 7 khoảng 12 m" in str(doubtful.because)
    assert found(at(17.5)).asset.key == "L7"
    assert found(at(-10)).confidence == 0.95  # the other is out of its reach
    assert found(at(-1, accuracy_m=40.0)).confidence == 0.65


def test_a_district_holds_its_points(classes):
    bring_in(square(), asset_class="water_district")
    near = found(at(50), category="water")
    assert (near.asset.key, near.distance_m) == ("KV1", 0.0)
    assert str(near.because) == "Nằm trong Khu cấp nước Bắc (khu vực cấp nước)."


def test_assets_have_dates(classes):
    bring_in(road(0))
    bring_in(road(100), valid_from=LATER)  # the road was moved
    assert found(at(0), on=date(2026, 2, 28)).asset.key == "QL1"
    assert found(at(0), on=LATER) is None
    assert found(at(100), on=LATER).asset.key == "QL1"
    assert found(at(0), on=date(2025, 6, 30)) is None


def test_the_same_file_again_changes_nothing_and_a_dry_run_writes_nothing(classes):
    facts = ledger.verify().facts
    tried = bring_in(road(0), dry_run=True)
    assert (tried.created, tried.written, Asset.objects.count()) == (1, False, 0)
    assert ledger.verify().facts == facts
    assert bring_in(road(0)).written
    again = bring_in(road(0))
    assert (again.unchanged, again.written) == (1, False)
    assert ledger.verify().facts == facts + 1


def test_a_complete_file_ends_what_it_does_not_name(classes):
    bring_in(road(0), road(500, "QL49", "Quốc lộ 49"))
    assert bring_in(road(0), valid_from=LATER).ended == 0
    done = bring_in(road(0), valid_from=LATER, complete=True)
    assert (done.ended, done.unchanged) == (1, 1)
    assert found(at(500), on=LATER) is None
    assert found(at(500), on=date(2026, 2, 28)).asset.key == "QL49"


BAD = {
    "no code": {"properties": {"name": "x"}},
    "a code that is a number": {"properties": {"code": 7, "name": "x"}},
    "no geometry": {"geometry": None},
    "another kind of geometry": {"geometry": {"type": "GeometryCollection", "geometries": []}},
    "text for numbers": {"geometry": {"type": "LineString", "coordinates": [["a", 1], [2, 3]]}},
    "one point": {"geometry": {"type": "LineString", "coordinates": [[107, 16]]}},
    "latitude first": {"geometry": {"type": "LineString", "coordinates": [[16, 107], [16, 108]]}},
    "no length": {"geometry": {"type": "LineString", "coordinates": [[107, 16], [107, 16]]}},
    "an unknown manager": {"properties": {"code": "1", "name": "x", "manager": "KHONG"}},
}


@pytest.mark.parametrize("change", BAD.values(), ids=BAD.keys())
def test_a_bad_row_is_named_and_nothing_is_written(classes, change):
    with pytest.raises(actions.AssetsRefused) as refused:
        bring_in(road(0, "OK"), {**road(0), **change})
    assert all(error.field.startswith("features[1]") for error in refused.value.errors)
    assert Asset.objects.count() == 0


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b'{"type":"FeatureCollection","features":[]}', b"\xff"]
)
def test_a_file_that_is_none_is_refused(classes, content):
    with pytest.raises(actions.AssetsRefused):
        actions.import_assets(
            content,
            asset_class="national_road",
            valid_from=SINCE,
            citation="",
            dry_run=False,
            by=MACHINE,
            now=NOW,
        )


def test_an_unknown_class_and_a_stranger_are_refused(classes):
    from tinhso.core.errors import Invalid, NotPermitted

    with pytest.raises(Invalid):
        bring_in(road(0), asset_class="river")
    with pytest.raises(NotPermitted):
        bring_in(road(0), by=Actor("officer:1", frozenset({Grant(Role.HANDLER, "SXD")})))


def test_a_rival_of_the_same_class_is_no_rival():
    from tinhso.core.values import RuleRef

    one, two = (AssetRef(k, k, "road", "Đường", "", RuleRef(k)) for k in "ab")
    assert nearest([(1.0, one), (2.0, two)], error_m=15, sure=0.9, doubtful=0.5).confidence == 0.9
    assert nearest([], error_m=15, sure=0.9, doubtful=0.5) is None
