"""The public face of the room: where is this point, which communes are there, what do they look like?"""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from tinhso.core import clock
from tinhso.core.errors import Invalid, Missing
from tinhso.core.messages import msg
from tinhso.core.translation import say
from tinhso.core.values import GeoPoint
from tinhso.foundation.places import queries
from tinhso.foundation.places.rules import Level

router = Router()

Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
Accuracy = Annotated[float, Field(ge=0, le=10_000_000, allow_inf_nan=False)]
Day = Annotated[str | None, Field(json_schema_extra={"format": "date"})]
DAY_LENGTH = len("2025-07-01")


class NowhereKnown(Missing):
    """The point lies in no area that is imported and valid that day."""

    code = "nowhere-known"
    sentence = msg("Điểm này không thuộc địa bàn nào có trong hệ thống vào ngày đã hỏi.")


class PointOut(Schema):
    """A WGS84 position."""

    lat: float
    lon: float


class AreaOut(Schema):
    """An area: its code means nothing without its structure."""

    code: str
    name: str
    structure: str


class ProvinceOut(Schema):
    """A province."""

    code: str
    name: str


class LocatedOut(Schema):
    """Where a point is, how that was found and how sure it is (0 to 1)."""

    place: AreaOut
    province: ProvinceOut
    served: bool
    how: str
    distance_m: float
    confidence: float
    approximate: bool
    because: str


class CommuneOut(AreaOut):
    """A commune with the point where its name is written."""

    kind: str
    label: PointOut


class CommunesOut(Schema):
    """The communes of the served province, in Vietnamese order."""

    province: ProvinceOut | None
    items: list[CommuneOut]


class LocalityOut(Schema):
    """A thôn, bản or tổ dân phố."""

    id: int
    name: str
    kind: str
    point: PointOut | None


class LocalitiesOut(Schema):
    """The hamlets of a commune, in Vietnamese order."""

    items: list[LocalityOut]


@router.get("/locate", response=LocatedOut, auth=None, summary="Điểm này thuộc xã, phường nào")
def locate(
    request: HttpRequest,
    lat: Latitude,
    lon: Longitude,
    accuracy_m: Annotated[Accuracy | None, Query()] = None,
    on: Day = None,
) -> dict[str, object]:
    """The commune that holds the point on a day (today), or the nearest served one within the tolerance."""
    found = queries.locate(GeoPoint(lat, lon, accuracy_m), on=_day(on))
    if found is None:
        raise NowhereKnown
    place, province = found.place, found.province
    return {
        "place": {"code": place.code, "name": place.name, "structure": place.structure},
        "province": {"code": province.code, "name": province.name},
        "served": found.served,
        "how": found.how.value,
        "distance_m": found.distance_m,
        "confidence": found.confidence,
        "approximate": found.approximate,
        "because": say(found.because),
    }


DRAWN: dict[str, Any] = {
    "responses": {
        200: {
            "description": "OK",
            "content": {
                "application/geo+json": {
                    "schema": {
                        "type": "object",
                        "required": ["type", "features"],
                        "properties": {
                            "type": {"const": "FeatureCollection"},
                            "features": {
                                "type": "array",
                                "items": {
                                    "type": "object",
                                    "required": ["type", "properties", "geometry"],
                                    "properties": {
                                        "type": {"const": "Feature"},
                                        "geometry": {
                                            "type": "object",
                                            "required": ["type", "coordinates"],
                                            "properties": {"type": {"enum": ["Polygon", "MultiPolygon"]}},
                                        },
                                    },
                                },
                            },
                        },
                    }
                }
            },
        },
        304: {"description": "Như bản đã có (If-None-Match)"},
    }
}


@router.get("/boundaries.geojson", auth=None, openapi_extra=DRAWN, summary="Ranh giới để vẽ bản đồ")
def boundaries(request: HttpRequest, on: Day = None, level: Level = Level.COMMUNE) -> HttpResponse:
    """Simplified boundaries as GeoJSON: the served province's communes, or every province known."""
    day = _day(on)
    etag = queries.boundaries_etag(on=day, level=level)
    if etag in (
        tag.strip().removeprefix("W/") for tag in request.headers.get("If-None-Match", "").split(",")
    ):
        response = HttpResponse(status=304)
    else:
        content = queries.boundaries(on=day, level=level)
        response = HttpResponse(content, content_type="application/geo+json")
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=300"
    return response


@router.get("/communes", response=CommunesOut, auth=None, summary="Các xã, phường, đặc khu của tỉnh")
def communes(request: HttpRequest, on: Day = None) -> dict[str, object]:
    """The communes of the served province on a day (today)."""
    day = _day(on)
    province = queries.served_province(on=day)
    return {
        "province": {"code": province.code, "name": province.name} if province else None,
        "items": [
            {
                "code": commune.code,
                "name": commune.name,
                "structure": commune.structure,
                "kind": commune.kind,
                "label": _point(queries.label_point(commune.code, on=day)),
            }
            for commune in queries.communes(on=day)
        ],
    }


@router.get("/{code}/localities", response=LocalitiesOut, auth=None, summary="Thôn, bản, tổ dân phố")
def localities(request: HttpRequest, code: str, on: Day = None) -> dict[str, object]:
    """The hamlets of a commune on a day (today); 404 for a code that no area bears that day."""
    day = _day(on)
    if queries.place(code, on=day) is None:
        raise queries.UnknownPlace(place=code[:20], on=f"{day:%d/%m/%Y}")
    return {
        "items": [
            {
                "id": found.id,
                "name": found.name,
                "kind": found.kind,
                "point": _point(found.point) if found.point else None,
            }
            for found in queries.localities(code, on=day)
        ]
    }


def _point(point: GeoPoint) -> dict[str, float]:
    return {"lat": point.lat, "lon": point.lon}


def _day(on: str | None) -> date:
    """Today in Viet Nam unless a day is given; numbers that a lenient parser takes for a day are not one."""
    if on is None:
        return clock.local_date(clock.now())
    try:
        if len(on) != DAY_LENGTH:
            raise ValueError(on)
        return date.fromisoformat(on)
    except ValueError:
        raise Invalid.field("on", msg("Cần một ngày dạng YYYY-MM-DD.")) from None
