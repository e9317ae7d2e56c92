"""What does a well-behaved program send? A report that is right, so that a test can spoil one thing."""

import io
import itertools
import random
import uuid
from typing import Any

import httpx
from PIL import Image

REPORTS = "/api/v1/reports"
UPLOADS = "/api/v1/uploads"
HUE = {"lat": 16.4637, "lon": 107.5909, "accuracy_m": 8.0}
PROBLEM = "application/problem+json"

_numbers = itertools.count(1)


def report(**changed: Any) -> dict[str, Any]:
    """This will make the body of a report that is received as it is."""
    return {
        "id": str(uuid.uuid4()),
        "text": f"Ổ gà rất to trước kiệt {next(_numbers)} đường Lê Lợi, xe máy ngã nhiều lần",
        "category": "road",
        "point": HUE,
        "place": None,
        "occurred_at": None,
        "photos": [],
        "contact": None,
        "public": True,
        **changed,
    }


def send(client: httpx.Client, **changed: Any) -> dict[str, Any]:
    """This will send a report that must be received, and give the reply."""
    answer = client.post(REPORTS, json=report(**changed))
    assert answer.status_code == 201, answer.text
    reply: dict[str, Any] = answer.json()
    return reply


def picture(kind: str = "JPEG", size: tuple[int, int] = (64, 48)) -> bytes:
    """This will make a picture unlike any other."""
    colour = tuple(random.randbytes(3))
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind)
    return out.getvalue()


def upload(client: httpx.Client, content: bytes | None = None) -> str:
    """This will hand in one picture and give its id."""
    answer = client.post(UPLOADS, files={"file": ("IMG_0001.jpg", content or picture(), "image/jpeg")})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def fields(answer: httpx.Response) -> set[str]:
    """This will check that an answer is a problem as RFC 9457 says, and give the fields that it names."""
    assert answer.headers["content-type"].split(";")[0] == PROBLEM, answer.text
    told = answer.json()
    assert told["status"] == answer.status_code
    assert told["type"]
    assert told["title"]
    assert all(error["message"] for error in told["errors"])
    return {error["field"] for error in told["errors"]}
