"""What does the API answer, field by field (OpenAPI)? An answer that says more or less is not true."""

from typing import Any

from tinhso.casework.reports.workflow import Status

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
CODE: Schema = {"type": "string", "pattern": "^[0-9]{10}$"}
MOMENT: Schema = {"type": "string", "format": "date-time"}
COUNT: Schema = {"type": "integer", "minimum": 0}
YES_OR_NO: Schema = {"type": "boolean"}
SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}


def maybe(schema: Schema) -> Schema:
    """This will allow null beside a schema."""
    return {"anyOf": [schema, {"type": "null"}]}


def thing(**fields: Schema) -> Schema:
    """This will describe an object that has these fields, all of them and no others."""
    return {
        "type": "object",
        "required": sorted(fields),
        "properties": fields,
        "additionalProperties": False,
    }


def several(schema: Schema) -> Schema:
    """This will describe a list."""
    return {"type": "array", "items": schema}


def answered(schema: Schema, *, links: Schema | None = None) -> dict[Any, Any]:
    """This will describe an answer of 200; `links`: which of its values lead where."""
    told: Schema = {"description": "OK", "content": {"application/json": {"schema": schema}}}
    return {200: told | ({"links": links} if links else {})}


NAMED = thing(code=TEXT, name=TEXT)
AREA = thing(code=TEXT, name=TEXT, structure=TEXT)
POINT = thing(
    lat={"type": "number", "minimum": -90, "maximum": 90},
    lon={"type": "number", "minimum": -180, "maximum": 180},
)
PHOTO = thing(large=TEXT, thumb=TEXT)
BECAUSE = thing(decision=TEXT, reason=TEXT, rule=maybe({"type": "object"}), confidence=maybe(SHARE))
SHARED: dict[str, Schema] = {
    "code": CODE,
    "spoken": TEXT,
    "status": {"type": "string", "enum": [status.value for status in Status]},
    "status_label": TEXT,
    "category": NAMED,
    "place": AREA,
    "agency": NAMED,
    "point": maybe(POINT),
    "text": maybe(TEXT),
    "urgent": YES_OR_NO,
    "received_at": MOMENT,
    "due_at": maybe(MOMENT),
    "answered_at": maybe(MOMENT),
    "late": YES_OR_NO,
    "satisfaction": maybe({"type": "string", "enum": ["satisfied", "acceptable", "unsatisfied"]}),
    "url": TEXT,
}
RECEIVED = thing(
    code=CODE,
    status=SHARED["status"],
    category=NAMED,
    place=AREA,
    agency=NAMED,
    accept_by=MOMENT,
    due_at=MOMENT,
    because=several(BECAUSE),
    url=TEXT,
    appeal=maybe(thing(url=TEXT)),
    secret={"type": "string", "description": "Chỉ người gửi biết; mở phản ánh bằng X-Report-Secret."},
)
OWN = thing(
    question=maybe(TEXT),
    question_until=maybe(MOMENT),
    exchanges=several(thing(question=TEXT, asked_at=MOMENT, reply=maybe(TEXT), replied_at=maybe(MOMENT))),
    can_reply=YES_OR_NO,
    can_rate=YES_OR_NO,
    can_reopen=YES_OR_NO,
    can_appeal=YES_OR_NO,
    has_contact=YES_OR_NO,
)
REPORT = thing(
    **SHARED,
    public=YES_OR_NO,
    text_note=maybe(TEXT),
    photos=several(PHOTO),
    photos_note=maybe(TEXT),
    times_hidden=COUNT,
    occurred_at=maybe(MOMENT),
    occurred_after_receipt=YES_OR_NO,
    accept_by=maybe(MOMENT),
    accepted_at=maybe(MOMENT),
    original_due=maybe(MOMENT),
    closed_at=maybe(MOMENT),
    answers=several(thing(text=TEXT, at=MOMENT, agency=NAMED, photos=several(PHOTO))),
    because=several(BECAUSE),
    timeline=several(thing(at=MOMENT, kind=TEXT, title=TEXT)),
    simulated=YES_OR_NO,
    own=maybe(OWN),
)
ROW = thing(**SHARED, photos=COUNT)
LISTED = thing(items=several(ROW), next=maybe(TEXT), total=COUNT)
LISTED["properties"]["and_more"] = {"type": "boolean", "description": "Tìm thấy nhiều hơn «total»."}
CATEGORIES = thing(
    items=several(
        thing(
            code=TEXT,
            name=TEXT,
            name_vi=TEXT,
            name_en=TEXT,
            hint=TEXT,
            icon=TEXT,
            agency_kind=TEXT,
            who_may_report=TEXT,
            emergency=YES_OR_NO,
            public=YES_OR_NO,
            is_sample=YES_OR_NO,
        )
    )
)
SUGGESTED = thing(
    category=maybe(NAMED),
    offered=maybe(NAMED),
    probability=SHARE,
    likely=several(
        {"type": "object", "required": ["probability"],
         "properties": {**NAMED["properties"], "probability": SHARE}, "additionalProperties": False}
    ),
    because=TEXT,
    danger=maybe(TEXT),
    denunciation=maybe(TEXT),
    ask=several(TEXT),
    model=TEXT,
)  # fmt: skip
BY_CODE: Schema = {"operationId": "read_report", "parameters": {"code": "$response.body#/code"}}
FIRST_OF_LIST: Schema = {"operationId": "read_report", "parameters": {"code": "$response.body#/items/0/code"}}
AS_ITS_SENDER: Schema = {
    "operationId": "read_report",
    "parameters": {
        "path.code": "$response.body#/code",
        "header.X-Report-Secret": "$response.body#/secret",
    },
}
NEXT_PAGE: Schema = {"operationId": "list_reports", "parameters": {"cursor": "$response.body#/next"}}
