"""Can every province start from the gazetteer, and does a real boundary replace the stand-in?"""

from datetime import date

import pytest
import shapely

from tinhso.core.roles import MACHINE
from tinhso.core.values import GeoPoint
from tinhso.foundation.places import actions, gazetteer, models, queries
from tinhso.foundation.places.tests import factories as make

PROVINCES = [
    *("01", "04", "08", "11", "12", "14", "15", "19", "20", "22", "24", "25", "31", "33", "37", "38", "40"),
    *("42", "44", "46", "48", "51", "52", "56", "66", "68", "75", "79", "80", "82", "86", "91", "92", "96"),
]
TERMS = {"valid_from": make.SINCE, "by": MACHINE, "now": make.NOW}


def test_the_gazetteer_lists_34_provinces_and_3321_communes():
    assert sorted(gazetteer.listings()) == PROVINCES
    assert sum(len(listing.communes) for listing in gazetteer.listings().values()) == 3321


@pytest.mark.parametrize("code", PROVINCES)
def test_cells_cover_their_label_points_and_do_not_overlap(code):
    listing = gazetteer.listings()[code]
    cells = gazetteer.cells(listing)
    assert all(cell.geom_type in ("Polygon", "MultiPolygon") and cell.is_valid for cell in cells)
    for unit, cell in zip(listing.communes, cells, strict=True):
        assert cell.area > 0
        assert shapely.intersects_xy(cell, unit.lon, unit.lat), unit.full_name
    together = shapely.union_all(cells).area
    assert sum(cell.area for cell in cells) == pytest.approx(together, rel=1e-6)


@pytest.mark.django_db
@pytest.mark.parametrize("code", PROVINCES)
def test_every_province_can_be_seeded(code):
    listing = gazetteer.listings()[code]
    report = actions.seed_province(code, **TERMS)
    assert (report.areas, report.written) == (len(listing.communes) + 1,) * 2
    assert queries.served_province(on=make.SINCE).name == listing.full_name
    assert len(queries.communes(on=make.SINCE)) == len(listing.communes)
    unit = listing.communes[0]
    found = queries.locate(GeoPoint(unit.lat, unit.lon), on=make.SINCE)
    assert (found.place.code, found.approximate, found.served) == (unit.code, True, True)
    assert found.confidence <= 0.6
    assert "gần đúng" in str(found.because)
    assert found.rule.is_sample


@pytest.mark.django_db
def test_seeding_again_changes_nothing():
    actions.seed_province("46", **TERMS)
    assert actions.seed_province("46", **TERMS).written == 0
    assert queries.place("19789", on=make.SINCE).name == "Phường Thuận Hóa"
    assert queries.place("46", on=make.SINCE).kind == "Thành phố"


@pytest.mark.django_db
def test_an_unknown_province_is_refused():
    with pytest.raises(actions.UnknownProvince, match="99"):
        actions.seed_province("99", **TERMS)


def _drawn():
    """A file that draws only Thuận Hoá (spelt another way) and the province around it."""
    thuan_hoa = make.feature("19789", "Phường Thuận Hoá", "commune", "46", make.square(107.5, 16.4))
    return make.geojson(
        [make.feature("46", "Thành phố Huế", "province", None, make.square(107, 16, 1)), thuan_hoa]
    )


@pytest.mark.django_db
def test_a_drawn_boundary_replaces_the_stand_in_and_stays():
    actions.seed_province("46", **TERMS)
    report = make.bring_in(_drawn())
    assert (report.created, report.updated) == (0, 2)
    row = models.Area.objects.get(code="19789")
    assert (row.approximate, row.full_name) == (False, "Phường Thuận Hóa")
    assert actions.seed_province("46", **TERMS).written == 0
    found = queries.locate(GeoPoint(16.45, 107.55), on=make.SINCE)
    assert (found.place.code, found.approximate) == ("19789", False)


@pytest.mark.django_db
def test_a_stand_in_that_began_later_gives_way():
    actions.seed_province("46", **{**TERMS, "valid_from": date(2026, 1, 1)})
    make.bring_in(_drawn())
    row = models.Area.objects.get(code="19789")
    assert (row.valid_from, row.valid_to, row.approximate) == (make.SINCE, None, False)


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["38", "46", "79"])
def test_the_drawing_of_a_province_is_small(code):
    actions.seed_province(code, **TERMS)
    assert 2_000 < len(queries.boundaries(on=make.SINCE)) <= 300_000
