"""How is the API told to programs (OpenAPI)? The body itself is read by `rules.submission`."""

from typing import Any

from tinhso.casework.reports.api import answers


def _maybe(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]}


def _text(longest: int, **more: Any) -> dict[str, Any]:
    return {"type": "string", "maxLength": longest, **more}


_POINT = {
    "type": "object",
    "required": ["lat", "lon"],
    "properties": {
        "lat": {"type": "number", "minimum": -90, "maximum": 90},
        "lon": {"type": "number", "minimum": -180, "maximum": 180},
        "accuracy_m": _maybe({"type": "number", "minimum": 0}),
    },
}
_PLACE = {
    "type": "object",
    "required": ["code"],
    "properties": {"code": _text(20), "locality": _maybe(_text(120)), "detail": _maybe(_text(500))},
}
_CONTACT = {
    "type": "object",
    "properties": {
        "name": _maybe(_text(120)),
        "phone": _maybe(_text(20)),
        "email": _maybe(_text(254, format="email")),
    },
}
_ANSWERS = {
    "type": "object",
    "description": "Người gửi trả lời điều máy hỏi (`ask` của /categories/suggest); bỏ trống: chưa hỏi.",
    "properties": {
        "danger": _maybe({"type": "boolean", "description": "Có ai đang gặp nguy hiểm không?"}),
        "denunciation": _maybe({"type": "boolean", "description": "Có phải tố cáo, khiếu nại không?"}),
    },
    "additionalProperties": False,
}
_HEX = "[0-9a-fA-F]"
_RANDOM_UUID = f"^{_HEX}{{8}}-{_HEX}{{4}}-[47]{_HEX}{{3}}-[89abAB]{_HEX}{{3}}-{_HEX}{{12}}$"
SUBMISSION: dict[str, Any] = {
    "required": True,
    "content": {
        "application/json": {
            "schema": {
                "type": "object",
                "required": ["id", "public"],
                "properties": {
                    "id": {
                        "type": "string",
                        "format": "uuid",
                        "pattern": _RANDOM_UUID,
                        "description": "UUID ngẫu nhiên (bản 4 hoặc 7).",
                    },
                    "text": _maybe(_text(10_000, description="Được để trống khi có voice.")),
                    "category": _maybe(_text(20)),
                    "point": _maybe(_POINT),
                    "place": _maybe(_PLACE),
                    "occurred_at": _maybe({"type": "string", "format": "date-time"}),
                    "photos": {"type": "array", "items": {"type": "string"}, "maxItems": 5},
                    "contact": _maybe(_CONTACT),
                    "public": {"type": "boolean"},
                    "channel": _maybe(_text(30)),
                    "on_behalf_of": _maybe({"type": "object"}),
                    "asset_class": _maybe(_text(30)),
                    "voice": _maybe(_text(100, description="Mã của một bản ghi âm đã tải lên (/uploads).")),
                    "answers": _maybe(_ANSWERS),
                },
                "additionalProperties": False,
            }
        }
    },
}
_CONTENT = {"application/json": {"schema": answers.RECEIVED}}
_LINKS = {"page": answers.BY_CODE, "own": answers.AS_ITS_SENDER}
_PROBLEM = {"application/problem+json": {"schema": {"type": "object"}}}
REPLY: dict[Any, Any] = {
    201: {"description": "Đã nhận", "content": _CONTENT, "links": _LINKS},
    200: {"description": "Đã nhận trước đó; trả lời như lần đầu", "content": _CONTENT},
    400: {"description": "Không đọc được", "content": _PROBLEM},
    401: {"description": "Khoá không đúng", "content": _PROBLEM},
    409: {"description": "Mã đã dùng cho nội dung khác", "content": _PROBLEM},
    413: {"description": "Quá lớn", "content": _PROBLEM},
    422: {"description": "Đọc được nhưng chưa đúng", "content": _PROBLEM},
    429: {"description": "Gửi quá nhiều; xem Retry-After", "content": _PROBLEM},
}


def _query(name: str, schema: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"in": "query", "name": name, "required": False, "schema": schema or {"type": "string"}}


LISTING: dict[Any, Any] = answers.answered(
    answers.LISTED, links={"first": answers.FIRST_OF_LIST, "next": answers.NEXT_PAGE}
)
ONE: dict[Any, Any] = answers.answered(answers.REPORT)
CATEGORIES: dict[Any, Any] = answers.answered(answers.CATEGORIES)
SUGGESTION: dict[Any, Any] = answers.answered(answers.SUGGESTED)
REPORTS_PARAMETERS: list[dict[str, Any]] = [
    *(
        _query(name)
        for name in ("status", "category", "place", "agency", "bbox", "since", "until", "q", "cursor")
    ),
    _query("limit", {"type": "integer", "minimum": 1, "maximum": 100, "default": 20}),
]
SECRET_PARAMETER: dict[str, Any] = {
    "in": "header",
    "name": "X-Report-Secret",
    "required": False,
    "schema": {"type": "string"},
}
