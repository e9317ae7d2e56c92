"""What does the machine face answer, and how does it refuse?"""

from datetime import date

import pytest

from tinhso.core.roles import MACHINE
from tinhso.core.values import GeoPoint
from tinhso.foundation.places import actions
from tinhso.foundation.places.tests import factories as make

pytestmark = pytest.mark.django_db
AT = "/api/v1/places"


@pytest.fixture
def hue():
    """The made province with two hamlets."""
    make.bring_in(make.geojson(make.province()))
    new = [actions.NewLocality("Pa Hy", "bản", GeoPoint(16.25, 107.05)), actions.NewLocality("A Ngo", "thôn")]
    actions.add_localities("46008", new, valid_from=make.SINCE, by=MACHINE, now=make.NOW)


def test_locate_answers_the_agreed_keys(client, hue):
    response = client.get(f"{AT}/locate", {"lat": "16.05", "lon": "107.05", "on": "2025-07-01"})
    assert response.status_code == 200
    body = response.json()
    assert body.pop("distance_m") == pytest.approx(5344, abs=2)
    assert body == {
        "place": {"code": "46001", "name": "Phường Thuận Hóa", "structure": "2025-07"},
        "province": {"code": "46", "name": "Thành phố Huế"},
        "served": True,
        "how": "inside",
        "confidence": 0.99,
        "approximate": False,
        "because": "Điểm nằm trong địa giới phường Thuận Hóa, cách ranh giới khoảng 5,3 km.",
    }


def test_locate_without_a_day_means_today(client, hue):
    assert client.get(f"{AT}/locate?lat=16.05&lon=107.05").json()["place"]["code"] == "46001"


@pytest.mark.parametrize("point", ["lat=10&lon=107", "lat=16.05&lon=107.05&on=2025-06-30", "lat=90&lon=180"])
def test_nowhere_is_a_404_problem(client, hue, point):
    response = client.get(f"{AT}/locate?{point}")
    assert response.status_code == 404
    assert response["Content-Type"].startswith("application/problem+json")
    assert response.json()["type"] == "urn:tinhso:problem:nowhere-known"


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ("lon=107.05", "lat"),
        ("lat=&lon=107.05", "lat"),
        ("lat=NaN&lon=107.05", "lat"),
        ("lat=16.05&lon=Infinity", "lon"),
        ("lat=-90.01&lon=107.05", "lat"),
        ("lat=16.05&lon=180.5", "lon"),
        ("lat=16,05&lon=107.05", "lat"),
        ("lat=16.05&lon=107.05&on=hôm qua", "on"),
        ("lat=16.05&lon=107.05&on=5", "on"),
        ("lat=16.05&lon=107.05&on=20250701", "on"),
        ("lat=16.05&lon=107.05&on=2025-02-30", "on"),
        ("lat=16.05&lon=107.05&on=", "on"),
        ("lat=16.05&lon=107.05&accuracy_m=nan", "accuracy_m"),
        ("lat=16.05&lon=107.05&accuracy_m=-1", "accuracy_m"),
        ("lat=16.05&lon=107.05&accuracy_m=1e400", "accuracy_m"),
    ],
)
def test_a_bad_number_or_day_is_a_422_problem(client, hue, asked, field):
    response = client.get(f"{AT}/locate?{asked}")
    assert response.status_code == 422
    assert response["Content-Type"].startswith("application/problem+json")
    assert [error["field"] for error in response.json()["errors"]] == [field]


@pytest.mark.parametrize("on", ["0001-01-01", "9999-12-31"])
def test_the_first_and_last_days_harm_nothing(client, hue, on):
    assert client.get(f"{AT}/locate?lat=16.05&lon=107.05&on={on}").status_code in {200, 404}
    assert client.get(f"{AT}/boundaries.geojson?on={on}").status_code == 200


def test_communes_of_the_served_province(client, hue):
    body = client.get(f"{AT}/communes").json()
    assert body["province"] == {"code": "46", "name": "Thành phố Huế"}
    assert len(body["items"]) == 9
    assert body["items"][0]["name"] == "Xã A Lưới 1"
    assert set(body["items"][0]) == {"code", "name", "structure", "kind", "label"}


def test_communes_before_anything_is_imported(client):
    assert client.get(f"{AT}/communes").json() == {"province": None, "items": []}


def test_localities_of_a_commune(client, hue):
    body = client.get(f"{AT}/46008/localities").json()
    assert [(row["kind"], row["name"], row["point"]) for row in body["items"]] == [
        ("thôn", "A Ngo", None),
        ("bản", "Pa Hy", {"lat": 16.25, "lon": 107.05}),
    ]
    assert client.get(f"{AT}/46001/localities").json() == {"items": []}
    assert client.get(f"{AT}/99999/localities").status_code == 404
    assert client.get(f"{AT}/46008/localities?on=2025-06-30").status_code == 404


def test_boundaries_are_kept_by_their_etag_until_they_change(client, hue):
    first = client.get(f"{AT}/boundaries.geojson")
    assert first["Content-Type"] == "application/geo+json"
    features = first.json()["features"]
    assert len(features) == 9
    assert features[0]["properties"].keys() == {"code", "name", "kind", "approximate", "label"}
    again = client.get(f"{AT}/boundaries.geojson", headers={"If-None-Match": f'W/{first["ETag"]}, "x"'})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    rows = make.province()
    rows[1]["properties"]["name"] = "Phường Gia Hội"
    make.bring_in(make.geojson(rows), valid_from=date(2025, 7, 1))
    changed = client.get(f"{AT}/boundaries.geojson", headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert "Phường Gia Hội" in changed.content.decode()


def test_boundaries_of_provinces(client, hue):
    features = client.get(f"{AT}/boundaries.geojson?level=province").json()["features"]
    assert [f["properties"]["code"] for f in features] == ["46"]
    assert client.get(f"{AT}/boundaries.geojson?level=village").status_code == 422


def test_simplified_neighbours_keep_their_common_border(client, hue):
    import shapely

    features = client.get(f"{AT}/boundaries.geojson").json()["features"]
    drawn = [shapely.geometry.shape(f["geometry"]) for f in features]
    assert shapely.coverage_is_valid(drawn)
