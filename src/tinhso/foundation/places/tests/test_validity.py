"""Does the same code mean another commune on another day?"""

from datetime import date

import pytest

from tinhso.core.values import GeoPoint
from tinhso.foundation.places import actions, models, queries
from tinhso.foundation.places.tests import factories as make

pytestmark = pytest.mark.django_db

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
CENTRE = GeoPoint(16.05, 107.05)


def _old() -> bytes:
    """Before the merger 46001 was a smaller commune elsewhere, of a province with another name."""
    rows = make.province(name="Thành phố Huế", size=2)
    rows[1]["properties"]["name"] = "Phường Tây Lộc"
    rows[1]["geometry"], rows[2]["geometry"] = rows[2]["geometry"], rows[1]["geometry"]
    return make.geojson(rows)


@pytest.mark.parametrize("order", ["old first", "new first"])
def test_the_day_decides_which_commune_a_code_is(order):
    def old():
        return make.bring_in(_old(), structure="1997", valid_from=date(1997, 1, 1))

    def new():
        return make.bring_in(make.geojson(make.province()))

    for step in (old, new) if order == "old first" else (new, old):
        step()
    assert queries.place("46001", on=BEFORE).name == "Phường Tây Lộc"
    assert queries.place("46001", on=AFTER).name == "Phường Thuận Hóa"
    assert queries.place("46001", on=BEFORE).structure == "1997"
    assert queries.locate(CENTRE, on=BEFORE).place.code == "46002"
    assert queries.locate(CENTRE, on=AFTER).place.code == "46001"
    assert queries.place("46009", on=BEFORE) is None
    assert queries.locate(CENTRE, on=date(1996, 12, 31)) is None
    assert {row.valid_to for row in models.Area.objects.filter(structure="1997")} == {AFTER}
    assert make.bring_in(_old(), structure="1997", valid_from=date(1997, 1, 1)).written == 0


def test_an_old_structure_that_ends_is_told():
    make.bring_in(_old(), structure="1997", valid_from=date(1997, 1, 1))
    report = make.bring_in(make.geojson(make.province()), dry_run=True)
    assert str(report.warnings[0]) == "5 đơn vị của bộ danh mục trước hết hiệu lực từ ngày 01/07/2025."
    assert queries.place("46001", on=AFTER).name == "Phường Tây Lộc"


def test_two_structures_cannot_begin_on_one_day():
    make.bring_in(make.geojson(make.province()))
    with pytest.raises(actions.BoundariesRefused, match="cũng bắt đầu từ ngày này"):
        make.bring_in(_old(), structure="2025-7")
