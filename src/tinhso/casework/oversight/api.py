"""How do programs ask what was reported near, and what goes on now? Before they send, and how to send."""

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from ninja import Router

from tinhso.casework.oversight import queries
from tinhso.casework.reports import addresses
from tinhso.casework.reports.queries import Likened
from tinhso.casework.rulebook import queries as rulebook
from tinhso.core import clock
from tinhso.core.errors import Invalid
from tinhso.core.messages import msg
from tinhso.core.values import GeoPoint, spoken_code

router = Router(tags=["oversight"])


_PLACE = {"type": "object", "required": ["code", "name"], "additionalProperties": False,
          "properties": {"code": {"type": "string"}, "name": {"type": "string"}}}  # fmt: skip
_WORD, _MOMENT = {"type": "string"}, {"type": "string", "format": "date-time"}


def _told(of_all: dict[str, Any], of_each: dict[str, Any]) -> dict[str, Any]:
    """An answer of a list of such things, and what is said of all of them."""
    each = {
        "type": "object",
        "required": sorted(of_each),
        "properties": of_each,
        "additionalProperties": False,
    }
    fields = {**of_all, "items": {"type": "array", "items": each}}
    schema = {
        "type": "object",
        "required": sorted(fields),
        "properties": fields,
        "additionalProperties": False,
    }
    return {"responses": {200: {"description": "OK", "content": {"application/json": {"schema": schema}}}}}


_NEAR = _told(
    {"radius_m": {"type": "number", "minimum": 0}},
    {"code": _WORD, "spoken": _WORD, "category": _PLACE, "place": _PLACE, "status": _WORD,
     "status_label": _WORD, "received_at": _MOMENT, "distance_m": {"type": "number", "minimum": 0},
     "url": _WORD},
)  # fmt: skip
_INCIDENTS = _told(
    {"photo_side": {"type": "integer", "minimum": 1}},
    {"label": _WORD, "place": _PLACE, "since": _MOMENT, "reports": {"type": "integer", "minimum": 0}},
)


@router.get("/reports/near", openapi_extra=_NEAR, summary="Phản ánh công khai đang mở ở gần, cùng loại việc")
def near(request: HttpRequest, lat: float, lon: float, category: str) -> HttpResponse:
    """This will list at most five open public reports that may be the very matter; no words of theirs."""
    now = clock.now()
    try:
        point = GeoPoint(lat, lon)
    except ValueError:
        raise Invalid.field("lat", msg("Vị trí này không dùng được.")) from None
    on = clock.local_date(now)
    if rulebook.category(category, on) is None:
        raise Invalid.field("category", msg("Không có lĩnh vực mang mã này."))
    items = [_shown(one, metres) for one, metres in queries.near(point, category=category, now=now)]
    return _json({"items": items, "radius_m": queries.comparing(category, on).radius_m})


@router.get("/incidents", openapi_extra=_INCIDENTS, summary="Sự việc dồn dập đang diễn ra")
def incidents(request: HttpRequest) -> HttpResponse:
    """This will list what goes on, and how large photographs should be sent meanwhile."""
    now = clock.now()
    items = [
        {
            "label": one.label,
            "place": {"code": one.place_code, "name": one.place_name},
            "since": one.opened_at.astimezone(clock.VIETNAM).isoformat(timespec="seconds"),
            "reports": one.reports,
        }
        for one in queries.incidents(now)
    ]
    return _json({"items": items, "photo_side": queries.photo_side(now)})


def _shown(one: Likened, metres: float) -> dict[str, object]:
    category = rulebook.category_or_code(one.category, clock.local_date(one.received_at))
    return {
        "code": one.code,
        "spoken": spoken_code(one.code),
        "category": {"code": one.category, "name": category.name},
        "place": {"code": one.place_code, "name": one.place_name},
        "status": one.status,
        "status_label": one.status_label,
        "received_at": one.received_at.astimezone(clock.VIETNAM).isoformat(timespec="seconds"),
        "distance_m": max(10, round(metres, -1)),
        "url": addresses.page(one.code),
    }


def _json(answer: object) -> HttpResponse:
    response = HttpResponse(orjson.dumps(answer), content_type="application/json; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response
