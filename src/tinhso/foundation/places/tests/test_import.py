"""What does the importer refuse, what does it mend, and does it write twice?"""

from datetime import date

import pytest

from tinhso.core.clock import local_date
from tinhso.core.roles import MACHINE
from tinhso.core.values import GeoPoint
from tinhso.foundation.ledger import queries as ledger
from tinhso.foundation.places import actions, models, queries
from tinhso.foundation.places.tests import factories as make

pytestmark = pytest.mark.django_db


def _with(index, **changes):
    """A good file of which one row's properties are changed."""
    rows = make.province()
    rows[index]["properties"].update(changes)
    return make.geojson(rows)


def _with_ring(ring):
    rows = make.province()
    rows[2]["geometry"] = {"type": "Polygon", "coordinates": [ring]}
    return make.geojson(rows)


RING = [[107.0, 16.0], [107.1, 16.0], [107.1, 16.1], [107.0, 16.0]]
BAD_FILES = {
    "not json": (b"\x89PNG", "file"),
    "cut off": (make.geojson(make.province())[:-40], "file"),
    "a bare NaN": (make.geojson(make.province()).replace(b"107.0,", b"NaN,", 1), "file"),
    "nested too deep": (b'{"type":"FeatureCollection","features":' + b"[" * 100_000, "file"),
    "another type": (b'{"type":"Topology","features":[]}', "file"),
    "a list": (b"[]", "file"),
    "no rows": (make.geojson([]), "file"),
    "VN-2000": (make.geojson(make.province(), crs={"properties": {"name": "EPSG:3405"}}), "file"),
    "a row that is no object": (make.geojson([*make.province(), 7]), "features[10].properties"),
    "no properties": (make.geojson([*make.province(), {"type": "Feature"}]), "features[10].properties"),
    "no name": (_with(2, name=None), "features[2].name"),
    "an empty name": (_with(2, name="  "), "features[2].name"),
    "a name that is a number": (_with(2, name=12), "features[2].name"),
    "a name without end": (_with(2, name="Phường " + "a" * 200), "features[2].name"),
    "a control letter": (_with(2, name="Phường \x00"), "features[2].name"),
    "a code that is a number": (_with(2, code=46002), "features[2].code"),
    "a code with a blank": (_with(2, code="46 02"), "features[2].code"),
    "an unknown level": (_with(2, level="village"), "features[2].level"),
    "another structure": (_with(2, structure="2008"), "features[2].structure"),
    "no parent": (_with(2, parent_code=None), "features[2].parent_code"),
    "an unknown parent": (_with(2, parent_code="99"), "features[2] (46002).parent_code"),
    "a code used twice": (_with(3, code="46001"), "features[3].code"),
    "a point": (
        make.geojson([*make.province(), make.feature("46099", "Xã X", "commune", "46", {"type": "Point"})]),
        "features[10].geometry.type",
    ),
    "no geometry": (
        make.geojson([*make.province(), make.feature("46099", "Xã X", "commune", "46", None)]),
        "features[10].geometry",
    ),
    "an empty ring": (_with_ring([]), "features[2].geometry.coordinates"),
    "an open ring": (_with_ring([*RING[:3], [107.0, 16.05]]), "features[2].geometry.coordinates"),
    "two points": (_with_ring([RING[0], RING[1], RING[0]]), "features[2].geometry.coordinates"),
    "no area": (_with_ring([RING[0], RING[1], RING[1], RING[0]]), "features[2].geometry"),
    "a truth for a number": (
        _with_ring([[True, 16.0], *RING[1:3], [True, 16.0]]),
        "features[2].geometry.coordinates",
    ),
    "a text for a number": (
        _with_ring([["107", 16.0], *RING[1:3], ["107", 16.0]]),
        "features[2].geometry.coordinates",
    ),
    "latitude first": (_with_ring([[y, x] for x, y in RING]), "features[2].geometry.coordinates"),
    "infinity": (make.geojson(make.province()).replace(b"107.0,", b"1e999,"), "file"),
    "one coordinate": (_with_ring([[107.0], *RING[1:3], [107.0]]), "features[2].geometry.coordinates"),
    "a ring that is a text": (_with_ring("107 16"), "features[2].geometry.coordinates"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_refused_and_nothing_is_written(name):
    content, field = BAD_FILES[name]
    with pytest.raises(actions.BoundariesRefused) as refused:
        make.bring_in(content)
    assert field in [error.field for error in refused.value.errors]
    assert refused.value.status == 422
    assert not models.Area.objects.exists()
    assert not models.Jurisdiction.objects.exists()


def test_every_bad_row_is_named():
    rows = make.province()
    rows[1]["properties"]["name"] = ""
    rows[4]["geometry"] = None
    rows[7]["properties"]["code"] = 5
    with pytest.raises(actions.BoundariesRefused) as refused:
        make.bring_in(make.geojson(rows))
    assert [e.field for e in refused.value.errors] == [
        "features[1].name",
        "features[4].geometry",
        "features[7].code",
    ]
    assert str(refused.value) == "Tệp ranh giới có 3 lỗi nên chưa ghi gì."


def test_a_file_that_cannot_be_opened_is_refused(tmp_path):
    with pytest.raises(actions.BoundariesRefused, match="Không mở được tệp"):
        make.bring_in(tmp_path / "khong-co.geojson")


def test_a_file_too_large_is_refused(monkeypatch, tmp_path):
    monkeypatch.setattr("tinhso.foundation.places.boundary_file.LARGEST_FILE", 1_000)
    path = tmp_path / "hue.geojson"
    path.write_bytes(make.geojson(make.province()))
    with pytest.raises(actions.BoundariesRefused, match="lớn hơn"):
        make.bring_in(path)


def test_too_many_vertices_are_refused(monkeypatch):
    monkeypatch.setattr("tinhso.foundation.places.boundary_file.MOST_VERTICES", 20)
    with pytest.raises(actions.BoundariesRefused, match="quá nhiều điểm"):
        make.bring_in(make.geojson(make.province()))


def test_the_province_is_written_first_wherever_it_stands_in_the_file(tmp_path):
    path = tmp_path / "hue.geojson"
    path.write_bytes(make.geojson(make.province()[::-1]))
    report = make.bring_in(path)
    assert (report.areas, report.written, report.warnings) == (10, 10, [])
    assert models.Area.objects.get(code="46009").parent.code == "46"
    assert models.Area.objects.get(code="46009").source == "hue.geojson"
    assert queries.served_province(on=make.SINCE).name == "Thành phố Huế"


def test_communes_alone_need_a_known_province():
    rows = make.province()
    with pytest.raises(actions.BoundariesRefused, match="Không biết tỉnh mã 46"):
        make.bring_in(make.geojson(rows[1:2]))
    make.bring_in(make.geojson(rows[:1]))
    assert make.bring_in(make.geojson(rows[1:])).written == 9


def test_the_same_file_again_changes_nothing():
    content = make.geojson(make.province())
    make.bring_in(content)
    position = list(models.Area.objects.order_by("pk").values())
    facts = len(ledger.facts_of("structure:2025-07"))
    again = make.bring_in(content)
    assert (again.written, again.unchanged) == (0, 10)
    assert list(models.Area.objects.order_by("pk").values()) == position
    assert len(ledger.facts_of("structure:2025-07")) == facts == 1


def test_a_dry_run_says_what_it_would_do_and_writes_nothing():
    report = make.bring_in(make.geojson(make.province()), dry_run=True)
    assert (report.written, report.created) == (0, 10)
    assert not models.Area.objects.exists()
    assert not models.Jurisdiction.objects.exists()
    assert ledger.facts_of("structure:2025-07") == []


def test_a_redrawn_boundary_replaces_the_old_one_within_its_validity():
    rows = make.province()
    make.bring_in(make.geojson(rows))
    point = GeoPoint(16.05, 107.105)
    assert queries.locate(point, on=make.SINCE).place.code == "46002"
    rows[1]["geometry"] = make.square(107.0, 16.0, 0.1)
    rows[1]["geometry"]["coordinates"][0][1:3] = [[107.11, 16.0], [107.11, 16.1]]
    rows[2]["geometry"]["coordinates"][0] = [
        [107.11, 16.0],
        [107.2, 16.0],
        [107.2, 16.1],
        [107.11, 16.1],
        [107.11, 16.0],
    ]
    report = make.bring_in(make.geojson(rows))
    assert (report.written, report.updated, report.warnings) == (2, 2, [])
    assert queries.locate(point, on=make.SINCE).place.code == "46001"
    assert models.Area.objects.count() == 10


def test_a_boundary_from_a_later_day_ends_the_earlier_one():
    rows = make.province()
    make.bring_in(make.geojson(rows))
    actions.add_localities(
        "46002", [actions.NewLocality("1", "Tổ dân phố")], valid_from=make.SINCE, by=MACHINE, now=make.NOW
    )
    rows[0]["properties"]["name"] = "Thành phố Huế mới"
    rows[2]["properties"]["name"] = "Phường Phú Xuân Đông"
    later = date(2026, 5, 1)
    report = make.bring_in(make.geojson(rows), valid_from=later)
    assert (report.created, report.updated, report.unchanged) == (2, 0, 8)
    before, after = date(2026, 4, 30), later
    assert queries.place("46002", on=before).name == "Phường Phú Xuân"
    assert queries.place("46002", on=after).name == "Phường Phú Xuân Đông"
    # communes whose rows did not change still find their province, whose row did
    assert queries.locate(GeoPoint(16.05, 107.05), on=after).province.name == "Thành phố Huế mới"
    assert len(queries.communes(on=after)) == 9
    assert [row.name for row in queries.localities("46002", on=after)] == ["1"]
    assert make.bring_in(make.geojson(rows), valid_from=later).written == 0


def test_overlaps_and_gaps_are_warnings():
    rows = make.province()
    rows[1]["geometry"] = make.square(107.0, 16.0, 0.12)
    del rows[9]
    report = make.bring_in(make.geojson(rows))
    said = " | ".join(map(str, report.warnings))
    assert "Phường Thuận Hóa và Phường Phú Xuân chồng lên nhau" in said
    assert "Thành phố Huế: " in said
    assert "chưa thuộc đơn vị cấp xã nào" in said
    assert report.written == 9


def test_a_ring_that_crosses_itself_is_mended_with_a_warning():
    rows = make.province()
    bow = [[107.1, 16.0], [107.2, 16.1], [107.2, 16.0], [107.1, 16.1], [107.1, 16.0]]
    rows[2]["geometry"] = {"type": "Polygon", "coordinates": [bow]}
    report = make.bring_in(make.geojson(rows))
    assert any("Phường Phú Xuân (46002): đường ranh giới tự cắt" in str(w) for w in report.warnings)
    assert queries.locate(GeoPoint(16.05, 107.11), on=make.SINCE).place.code == "46002"


def test_a_spelling_that_differs_by_tone_placement_stays_as_first_written():
    rows = make.province()
    make.bring_in(make.geojson(rows))
    rows[1]["properties"]["name"] = "Phường Thuận Hoá"
    assert make.bring_in(make.geojson(rows)).written == 0
    assert queries.place("46001", on=make.SINCE).name == "Phường Thuận Hóa"


def test_another_name_for_a_code_is_taken_with_a_warning():
    rows = make.province()
    make.bring_in(make.geojson(rows))
    rows[1]["properties"]["name"] = "Phường Gia Hội"
    report = make.bring_in(make.geojson(rows))
    assert "Phường Gia Hội" in str(report.warnings[0])
    assert queries.place("46001", on=make.SINCE).name == "Phường Gia Hội"


def test_a_code_cannot_change_its_level():
    rows = make.province()
    make.bring_in(make.geojson(rows))
    rows[1]["properties"]["level"] = "province"
    with pytest.raises(actions.BoundariesRefused, match="cấp khác"):
        make.bring_in(make.geojson(rows))


def test_a_file_of_several_provinces_chooses_none_to_serve():
    both = [*make.province(), *make.province("48", "Thành phố Đà Nẵng", west=107.5)]
    report = make.bring_in(make.geojson(both))
    assert any("chưa chọn tỉnh" in str(w) for w in report.warnings)
    assert queries.served_province(on=make.SINCE) is None
    assert queries.locate(GeoPoint(16.05, 107.05), on=make.SINCE).served is False
    actions.serve_province("48", structure="2025-07", valid_from=make.SINCE, by=MACHINE, now=make.NOW)
    assert queries.served_province(on=make.SINCE).code == "48"


def test_the_second_province_does_not_take_the_place_of_the_first():
    make.bring_in(make.geojson(make.province()))
    make.bring_in(make.geojson(make.province("48", "Thành phố Đà Nẵng", west=107.3)))
    assert queries.served_province(on=make.SINCE).code == "46"
    assert queries.locate(GeoPoint(16.05, 107.35), on=make.SINCE).served is False


def test_a_province_is_served_by_its_code_alone():
    terms = {"by": MACHINE, "now": make.NOW}
    with pytest.raises(queries.UnknownPlace):
        actions.serve("46", **terms)
    actions.seed_province("46", valid_from=make.SINCE, **terms)
    actions.seed_province("11", valid_from=make.SINCE, **terms)
    models.Jurisdiction.objects.all().delete()
    assert actions.serve("11", **terms) == make.SINCE
    assert queries.served_province(on=make.SINCE).code == "11"
    today = local_date(make.NOW)
    assert actions.serve("46", **terms) == today
    assert queries.served_province(on=today).code == "46"
    with pytest.raises(actions.AlreadyServed):
        actions.serve("11", **terms)
    with pytest.raises(queries.UnknownPlace):
        actions.serve("46001", **terms)
