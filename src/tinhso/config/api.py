"""The machine face: one OpenAPI, one way to refuse (RFC 9457), the rooms' routers."""

from typing import Any

import orjson
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.renderers import BaseRenderer

from tinhso.casework.applying import api as applying
from tinhso.casework.oversight import api as oversight
from tinhso.casework.procedures import api as procedures
from tinhso.casework.reports import api as reports
from tinhso.core.errors import FieldError, Invalid, Missing, Refused, TooLarge, Unreadable
from tinhso.core.messages import Message, msg
from tinhso.core.problems import problem
from tinhso.foundation.files import api as files
from tinhso.foundation.ledger import api as ledger
from tinhso.foundation.places import api as places
from tinhso.gateway.payments import api as payments

ROUTERS = (
    # before the reports, whose address takes any code: "near" is none
    ("", "oversight", oversight.router),
    ("", "reports", reports.router),
    ("", "procedures", procedures.router),
    ("", "dossiers", applying.router),
    ("/places", "places", places.router),
    ("", "files", files.router),
    ("/ledger", "ledger", ledger.router),
    ("/payments", "payments", payments.router),
)
UNREADABLE = ("json_invalid",)


class Orjson(BaseRenderer):
    """UTF-8 JSON, written by orjson."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: object, *, response_status: int) -> bytes:
        """This will write one answer."""
        return orjson.dumps(data)


REFUSED = {
    "description": "Refused (RFC 9457). 429 tells in Retry-After when to come again.",
    "content": {
        "application/problem+json": {
            "schema": {
                "type": "object",
                "required": ["type", "title", "status", "detail", "instance", "errors"],
                "properties": {
                    "type": {"type": "string"},
                    "title": {"type": "string"},
                    "status": {"type": "integer"},
                    "detail": {"type": "string"},
                    "instance": {"type": ["string", "null"]},
                    "errors": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["field", "message"],
                            "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
                        },
                    },
                },
            }
        }
    },
}


class Told(NinjaAPI):
    """The API, which tells of every operation how it refuses."""

    def get_openapi_schema(self, **how: Any) -> OpenAPISchema:
        """This will give the description; what an operation says of its refusals itself stays."""
        schema = super().get_openapi_schema(**how)
        for operations in schema["paths"].values():
            for operation in operations.values():
                operation["responses"].setdefault("4XX", REFUSED)
        return schema


def build() -> NinjaAPI:
    """This will assemble the API from the rooms' routers."""
    api = Told(
        title="tinhso",
        version="1",
        urls_namespace="api",
        docs_url=None,
        openapi_url="/openapi.json",
        renderer=Orjson(),
        description="Phản ánh hiện trường, địa bàn, sổ cái. Refusals are RFC 9457 problems.",
    )
    for prefix, room, router in ROUTERS:
        api.add_router(prefix, router, tags=[room])
    _answer_refusals(api)
    return api


def _answer_refusals(api: NinjaAPI) -> None:
    @api.exception_handler(Refused)
    def refused(request: HttpRequest, exc: Refused) -> HttpResponse:
        return problem(exc, request)

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, exc: ValidationError) -> HttpResponse:
        if any(e["type"] in UNREADABLE for e in exc.errors):
            return problem(Unreadable(), request)
        return problem(Invalid(*(_field_error(e) for e in exc.errors)), request)

    @api.exception_handler(HttpError)
    def http(request: HttpRequest, exc: HttpError) -> HttpResponse:
        return problem(Missing() if exc.status_code == 404 else Unreadable(), request)

    @api.exception_handler(RequestDataTooBig)
    @api.exception_handler(TooManyFilesSent)
    def too_large(request: HttpRequest, exc: Exception) -> HttpResponse:
        return problem(TooLarge(), request)


_SENTENCES = {
    "missing": msg("Thiếu nội dung này."),
    "extra_forbidden": msg("Không có trường này."),
    "string_too_long": msg("Dài quá %(max_length)s ký tự."),
    "string_too_short": msg("Cần ít nhất %(min_length)s ký tự."),
    "string_type": msg("Cần một chuỗi ký tự."),
    "bool_type": msg("Cần true hoặc false."),
    "int_type": msg("Cần một số nguyên."),
    "float_type": msg("Cần một số."),
    "int_parsing": msg("Cần một số nguyên."),
    "float_parsing": msg("Cần một số."),
    "finite_number": msg("Cần một số hữu hạn."),
    "greater_than_equal": msg("Nhỏ nhất là %(ge)s."),
    "less_than_equal": msg("Lớn nhất là %(le)s."),
    "date_from_datetime_parsing": msg("Cần một ngày dạng YYYY-MM-DD."),
    "date_parsing": msg("Cần một ngày dạng YYYY-MM-DD."),
}
_OTHERWISE = msg("Giá trị chưa hợp lệ.")


def _field_error(error: dict) -> FieldError:
    place = [str(p) for p in error["loc"] if p not in ("body", "query", "path", "payload", "form", "file")]
    values = {k: v for k, v in (error.get("ctx") or {}).items() if isinstance(v, int | float | str)}
    return FieldError(".".join(place), Message(_SENTENCES.get(error["type"], _OTHERWISE), values))


api = build()
