"""Does a map show the same reports whether they stand alone or in heaps?"""

import pytest

from tinhso.casework.reports import queries
from tinhso.casework.reports.queries import Filters, MapView, mapping
from tinhso.casework.reports.tests import factories as f
from tinhso.casework.reports.tests.factories import HOUR, NOW, sent

pytestmark = pytest.mark.django_db

PROVINCE = (107.0, 15.9, 108.3, 16.9)


def around(report, beyond=0.0005):
    lat, lon = report.public_lat, report.public_lon
    return (lon - beyond, lat - beyond, lon + beyond, lat + beyond)


def told(found):
    """The codes of points that stand alone, and the numbers of the heaps."""
    all_of = [one["properties"] for one in found["features"]]
    return [p["code"] for p in all_of if "code" in p], sorted(p["weight"] for p in all_of if "weight" in p)


@pytest.fixture(autouse=True)
def hue(db):
    return f.province()


@pytest.fixture
def many(monkeypatch):
    """Three reports at one spot of the city and one across the river; two are already too many to send."""
    monkeypatch.setattr(mapping, "ALONE_MOST", 2)
    monkeypatch.setattr(mapping, "_kept", {})
    here = [sent(now=NOW + n * HOUR) for n in range(3)]
    there = sent(point=f.IN_PHU_XUAN)
    sent(public=False)
    return here, there


def test_few_points_stand_alone_whatever_is_in_sight():
    codes = {sent().code, sent(point=f.IN_PHU_XUAN).code}
    sent(public=False)
    for view in (None, MapView(9, PROVINCE), MapView(16, (0.0, 0.0, 1.0, 1.0))):
        found = queries.gathered_points(Filters(), view, now=NOW)
        assert (set(told(found)[0]), "gathered" in found) == (codes, False)


@pytest.mark.parametrize(
    ("view", "heaps"),
    [
        (None, [1, 3]),
        (MapView(9, PROVINCE), [1, 3]),
        (MapView(0, PROVINCE), [4]),
        (MapView(9, (0.0, 0.0, 1.0, 1.0)), []),
    ],
)
def test_many_are_counted_in_heaps(many, view, heaps):
    found = queries.gathered_points(Filters(), view, now=NOW)
    assert (told(found), found["gathered"]) == (([], heaps), True)


def test_a_heap_stands_where_its_points_are(many):
    here, _ = many
    found = queries.gathered_points(Filters(), MapView(14, around(here[0])), now=NOW)
    (heap,) = found["features"]
    assert heap["properties"]["weight"] == 3
    spot = [here[0].public_lon, here[0].public_lat]
    assert heap["geometry"]["coordinates"] == pytest.approx(spot, abs=2e-5)


def test_who_looks_closely_sees_each_report(many):
    here, there = many
    alone = queries.gathered_points(Filters(), MapView(14, around(there)), now=NOW)
    assert (told(alone), alone["gathered"]) == (([there.code], []), True)
    newest = queries.gathered_points(Filters(), MapView(mapping.CLOSE, around(here[0])), now=NOW)
    assert told(newest) == ([here[2].code, here[1].code], [])


def test_heaps_are_as_few_as_can_be_sent(many, monkeypatch):
    monkeypatch.setattr(mapping, "ALONE_MOST", 1)
    assert told(queries.gathered_points(Filters(), None, now=NOW)) == ([], [4])


def test_heaps_may_be_a_minute_old_and_points_are_not(many):
    _, there = many
    queries.gathered_points(Filters(), None, now=NOW)
    new = sent(point=f.IN_PHU_XUAN)
    assert told(queries.gathered_points(Filters(), None, now=NOW)) == ([], [1, 3])
    near = queries.gathered_points(Filters(), MapView(14, around(there)), now=NOW)
    assert set(told(near)[0]) == {there.code, new.code}
    assert told(queries.gathered_points(Filters(), None, now=NOW + mapping.KEPT_FOR)) == ([], [2, 3])
