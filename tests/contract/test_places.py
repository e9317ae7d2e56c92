"""Is a point found, near the edge and beyond it, on the day asked for?"""

import json

import httpx
import pytest

from tests.contract.outside import LOCATE, beyond_the_edge, located
from tests.contract.sending import HUE, REPORTS, fields, report, send

KEYS = {"place", "province", "served", "how", "distance_m", "confidence", "approximate", "because"}


def test_a_point_inside(client: httpx.Client) -> None:
    found = located(client, HUE)
    assert found
    assert set(found) == KEYS
    assert set(found["place"]) == {"code", "name", "structure"}
    assert found["province"]["code"] == "46"
    assert found["served"] is True
    assert found["how"] in ("inside", "border")
    assert 0 < found["confidence"] <= 1
    assert found["approximate"] is True
    assert found["because"]


def test_every_commune_is_found_at_its_label(client: httpx.Client) -> None:
    communes = client.get("/api/v1/places/communes").json()["items"]
    assert len(communes) == 40
    for commune in communes[::8]:
        found = located(client, commune["label"])
        assert found
        assert found["place"]["code"] == commune["code"]


@pytest.mark.parametrize("lat, lon", [(0, 0), (-90, 180), (48.85, 2.35)])
def test_nowhere_known(client: httpx.Client, lat: float, lon: float) -> None:
    answer = client.get(LOCATE, params={"lat": lat, "lon": lon})
    assert answer.status_code == 404
    assert fields(answer) == set()
    english = client.get(LOCATE, params={"lat": lat, "lon": lon}, headers={"Accept-Language": "en"})
    assert english.text.isascii()


@pytest.mark.parametrize(
    "asked, named",
    [
        ({}, {"lat", "lon"}),
        ({"lat": "16.46"}, {"lon"}),
        ({"lat": "x", "lon": "107"}, {"lat"}),
        ({"lat": "", "lon": "107"}, {"lat"}),
        ({"lat": "91", "lon": "107"}, {"lat"}),
        ({"lat": "16", "lon": "-181"}, {"lon"}),
        ({"lat": "nan", "lon": "107"}, {"lat"}),
        ({"lat": "16", "lon": "inf"}, {"lon"}),
        ({"lat": "1e400", "lon": "107"}, {"lat"}),
        ({"lat": "16", "lon": "107", "on": "hôm nay"}, {"on"}),
        ({"lat": "16", "lon": "107", "on": "2026-02-30"}, {"on"}),
        ({"lat": "16", "lon": "107", "on": "20260101"}, {"on"}),
        ({"lat": "16", "lon": "107", "on": ""}, {"on"}),
        ({"lat": "16", "lon": "107", "accuracy_m": "-1"}, {"accuracy_m"}),
    ],
)
def test_wrong_questions(client: httpx.Client, asked: dict[str, str], named: set[str]) -> None:
    answer = client.get(LOCATE, params=asked)
    assert answer.status_code == 422, answer.text
    assert fields(answer) == named


def test_a_day_before_the_areas_were_valid(client: httpx.Client) -> None:
    assert located(client, HUE, on="2025-07-01")
    assert located(client, HUE, on="2025-06-30") is None
    assert located(client, HUE, on="0001-01-01") is None
    assert located(client, HUE, on="9999-12-31")


def test_near_the_edge_the_nearest_answers_with_low_confidence(client: httpx.Client) -> None:
    point = beyond_the_edge(client, HUE, 400)
    found = located(client, point)
    assert found
    assert found["how"] == "nearest"
    assert 395 <= found["distance_m"] <= 405
    reply = send(client, point={**point, "accuracy_m": None})
    assert reply["place"]["code"] == found["place"]["code"]
    told = {b["decision"]: b for b in reply["because"]}
    assert told["place"]["confidence"] <= 0.5
    assert told["place"]["confidence"] < send(client)["because"][0]["confidence"]


def test_beyond_the_tolerance_a_report_is_refused(client: httpx.Client) -> None:
    point = beyond_the_edge(client, HUE, 700)
    assert located(client, point) is None
    answer = client.post(REPORTS, json=report(point={**point, "accuracy_m": None}))
    assert answer.status_code == 422
    assert fields(answer) == {"point"}
    assert "Huế" in answer.text


def test_an_outside_point_with_a_place_inside_is_no_server_error(client: httpx.Client) -> None:
    commune = client.get("/api/v1/places/communes").json()["items"][0]["code"]
    both = report(place={"code": commune, "locality": None, "detail": None})
    assert client.post(REPORTS, json=both).status_code == 201
    both = report(
        point={"lat": 48.85, "lon": 2.35, "accuracy_m": None},
        place={"code": commune, "locality": None, "detail": None},
    )
    assert client.post(REPORTS, json=both).status_code in (201, 422)


def test_hamlets_of_a_commune(client: httpx.Client) -> None:
    for commune in client.get("/api/v1/places/communes").json()["items"]:
        hamlets = client.get(f"/api/v1/places/{commune['code']}/localities").json()["items"]
        if hamlets:
            break
    place = {"code": commune["code"], "locality": str(hamlets[0]["id"]), "detail": None}
    assert send(client, point=None, place=place)["place"]["code"] == commune["code"]
    send(client, point=None, place={**place, "locality": hamlets[0]["id"]})
    unknown = client.get("/api/v1/places/99999/localities")
    assert unknown.status_code == 404
    fields(unknown)


def test_boundaries_are_geojson(client: httpx.Client) -> None:
    answer = client.get("/api/v1/places/boundaries.geojson")
    assert len(json.loads(answer.content)["features"]) == 40
    again = client.get("/api/v1/places/boundaries.geojson", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304
