"""How far may a point lie outside? Found by asking `locate`, so that it holds for any boundaries."""

import math
from typing import Any

import httpx

LOCATE = "/api/v1/places/locate"
METRES_A_DEGREE = 111_195.0


def located(client: httpx.Client, point: dict[str, float], **more: Any) -> dict[str, Any] | None:
    """This will ask where a point lies; None for nowhere."""
    answer = client.get(LOCATE, params={"lat": point["lat"], "lon": point["lon"], **more})
    assert answer.status_code in (200, 404), answer.text
    return answer.json() if answer.status_code == 200 else None


def beyond_the_edge(client: httpx.Client, start: dict[str, float], metres: float) -> dict[str, float]:
    """This will go south-west from a point inside to one that lies `metres` outside of every area."""

    def at(step: float) -> dict[str, float]:
        return {"lat": start["lat"] - step, "lon": start["lon"] - step}

    def distance(step: float) -> float:
        found = located(client, at(step))
        if found is None:
            return math.inf
        return float(found["distance_m"]) if found["how"] == "nearest" else 0.0

    inside, outside = 0.0, 3.0
    for _ in range(40):
        middle = (inside + outside) / 2
        if distance(middle) < min(metres, 499.0):
            inside = middle
        else:
            outside = middle
    if metres > 499.0:
        # beyond the tolerance nothing tells the distance: go on as if the edge were straight
        outside += 2 * (metres - 499.0) / METRES_A_DEGREE
    return at(outside)
