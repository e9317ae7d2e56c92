"""How does a program apply for a local procedure, and read where a dossier stands?

A program has no session: the holder is whoever the application names, so procedures that ask for an
electronic identity are refused here, and a dossier is read with its second factor in a header, never in an
address.
"""

import re
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

import orjson
from django.http import HttpRequest
from ninja import Router, Schema, Status
from ninja.errors import ValidationError
from pydantic import ConfigDict, Field
from pydantic import ValidationError as Unfit

from tinhso.casework.applying import actions, queries
from tinhso.casework.applying.guessing import counted
from tinhso.casework.applying.ownership import UNKNOWN
from tinhso.casework.applying.rules.drafting import plain_phone
from tinhso.casework.onestop import actions as onestop
from tinhso.casework.onestop import addresses
from tinhso.casework.onestop import queries as dossiers
from tinhso.casework.onestop.rules.filing import Channel, Filing, Given, Person
from tinhso.casework.procedures import queries as procedures
from tinhso.casework.procedures.rules import forms
from tinhso.core import clock, limits
from tinhso.core.clock import local_date
from tinhso.core.errors import Invalid, Missing, Unreadable
from tinhso.core.messages import msg
from tinhso.core.roles import CITIZEN
from tinhso.core.translation import say

router = Router(tags=["dossiers"])
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{3,59}")
FACTOR = "X-Second-Factor"
DEEPEST = 12
"""How deep an application may be nested: a form's list of groups is five deep."""


class Holder(Schema):
    """For whom it is. The identity number opens the dossier later, as the telephone number does."""

    model_config = ConfigDict(extra="forbid")
    name: Annotated[str, Field(min_length=1, max_length=200)]
    phone: Annotated[str, Field(pattern=r"^0[0-9]{9}$")]
    number: Annotated[str, Field(pattern=r"^[0-9]{12}$")] | None = None
    email: Annotated[str, Field(max_length=254)] | None = None
    address: Annotated[str, Field(max_length=300)] | None = None


class PaperGiven(Schema):
    """A component of the procedure and the upload that is it."""

    model_config = ConfigDict(extra="forbid")
    component: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]
    file: Annotated[str, Field(pattern=r"^[a-z0-9]{1,40}$")]


class ApplicationBody(Schema):
    """An application. `id` is the sender's own: the same one again gives the same dossier."""

    model_config = ConfigDict(extra="forbid")
    id: UUID
    procedure: Annotated[str, Field(min_length=2, max_length=40)]
    area: Annotated[str, Field(pattern=r"^[0-9]{5}$")] | None = None
    holder: Holder
    data: dict[str, Any] = {}
    papers: Annotated[list[PaperGiven], Field(max_length=50)] = []
    delivery: Literal["electronic", "counter", "post"] = "electronic"
    delivery_address: Annotated[str, Field(max_length=300)] = ""
    delivery_area: Annotated[str, Field(max_length=200)] = ""


class Received(Schema):
    """Its code, and until when it is received or sent back."""

    code: str
    accept_by: datetime
    url: str


class StepTold(Schema):
    """A step by its planned and real times; nobody is named."""

    number: int
    name: str
    began_at: datetime
    due_at: datetime
    ended_at: datetime | None


class DueTold(Schema):
    """A move of the due time and why."""

    at: datetime
    why: str
    due_at: datetime


class WantedTold(Schema):
    """Something that is asked for."""

    component: str
    text: str


class DossierTold(Schema):
    """A dossier as its people may see it."""

    code: str
    procedure: str
    name: str
    agency: str
    state: str
    state_label: str
    clock: str
    finance: str
    delivery: str
    filed_at: datetime
    accept_by: datetime
    received_at: datetime | None
    original_due: datetime | None
    current_due: datetime | None
    ended_at: datetime | None
    wanted: list[WantedTold]
    wanted_until: datetime | None
    steps: list[StepTold]
    due_changes: list[DueTold]
    url: str


def _inlined(model: type[Schema]) -> Any:
    """The model as one schema: a description that refers to its own parts is not found from elsewhere."""
    schema = model.model_json_schema(ref_template="{model}")
    text = orjson.dumps(schema).decode()
    for name, part in schema.pop("$defs", {}).items():
        text = text.replace(orjson.dumps({"$ref": name}).decode(), orjson.dumps(part).decode())
    whole = orjson.loads(text)
    whole.pop("$defs", None)
    return whole


BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": _inlined(ApplicationBody)}},
    }
}


@router.post(
    "/dossiers",
    response={200: Received, 201: Received},
    openapi_extra=BODY,
    operation_id="send_application",
    summary="Nộp hồ sơ thủ tục của tỉnh",
)
def send(request: HttpRequest) -> Status:
    """This will take in an application (201); the same `id` again gets the same dossier (200)."""
    body, now = _body(request), clock.now()
    on = local_date(now)
    version = procedures.version_in_force(body.procedure, on)
    agency = queries.body(version, body.area or "", on)
    if agency is None:
        sentence = msg("Xã, phường này chưa có cơ quan tiếp nhận trên hệ thống; hãy chọn nơi khác.")
        raise Invalid.field("area", sentence)
    asked = [one.component for one in forms.components(version.components, body.data)]
    given = {one.component for one in body.papers}
    if lacking := [c for c in asked if c.required and not c.register and c.code not in given]:
        names = "; ".join(one.name for one in lacking)
        raise Invalid.field("papers", msg("Còn thiếu: %(names)s."), names=names)
    filing = Filing(
        id=body.id, procedure=version.code, channel=Channel.SITE, agency=agency.code, area=body.area or "",
        holder=Person(
            name=body.holder.name, number=body.holder.number or "", phone=body.holder.phone,
            email=body.holder.email or "", address=body.holder.address or "",
        ),
        data=body.data, given=tuple(Given(p.component, file=p.file) for p in body.papers),
        delivery=body.delivery,
        delivery_address=body.delivery_address,
        delivery_area=body.delivery_area,
    )  # fmt: skip
    actions.count(limits.client_address(request), now=now)
    sent = onestop.submit(filing=filing, by=CITIZEN, now=now)
    told = {"code": sent.code, "accept_by": sent.accept_by, "url": addresses.own(sent.code)}
    return Status(201 if sent.is_new else 200, told)


@router.get(
    "/dossiers/{code}",
    response=DossierTold,
    openapi_extra={
        "parameters": [
            {
                "name": FACTOR, "in": "header", "required": True,
                "description": "Số điện thoại hoặc số định danh đã ghi trong hồ sơ.",
                "schema": {"type": "string", "pattern": "^[0-9]{10}([0-9]{2})?$"},
            }
        ]
    },
    operation_id="read_dossier",
    summary="Tra cứu hồ sơ",
)  # fmt: skip
def read(request: HttpRequest, code: str) -> dict[str, Any]:
    """This will tell where a dossier stands, to whoever knows its telephone or identity number."""
    factor = plain_phone(request.headers.get(FACTOR, ""))
    with counted(request, code=code[:60], factor=factor[:30], now=clock.now()):
        fits = CODE.fullmatch(code) and factor.isascii() and factor.isdigit()
        way = {"number": factor} if len(factor) == 12 else {"phone": factor}
        if not fits or not dossiers.by_second_factor(code, **way):
            raise Missing(UNKNOWN)
    return _told(dossiers.own_case(code))


def _body(request: HttpRequest) -> ApplicationBody:
    """Read strictly: what is no JSON of whole characters goes no further; NUL is left out."""
    try:
        said = orjson.loads(request.body)
    except orjson.JSONDecodeError:
        raise Unreadable from None
    try:
        return ApplicationBody.model_validate(_plain(said))
    except Unfit as wrong:
        raise ValidationError([dict(one) for one in wrong.errors(include_url=False)]) from None


def _plain(said: Any, above: int = 0) -> Any:
    if above > DEEPEST:
        raise Unreadable
    match said:
        case str():
            return said.replace("\x00", "")
        case list():
            return [_plain(one, above + 1) for one in said]
        case dict():
            return {name: _plain(one, above + 1) for name, one in said.items()}
    return said


def _told(found: dossiers.Case) -> dict[str, Any]:
    row = found.row
    return {
        "code": row.code, "procedure": row.procedure_code, "name": row.name, "agency": row.agency_name,
        "state": row.business, "state_label": say(found.state.label), "clock": row.clock,
        "finance": row.finance, "delivery": row.delivery, "filed_at": row.filed_at,
        "accept_by": row.accept_by, "received_at": row.received_at, "original_due": row.original_due,
        "current_due": row.current_due, "ended_at": row.ended_at,
        "wanted": [] if found.supplied_at else [
            {"component": one["code"], "text": one["text"]} for one in found.wanted
        ],
        "wanted_until": found.supplement_until,
        "steps": [
            {"number": line.number, "name": line.name, "began_at": line.began_at, "due_at": line.due_at,
             "ended_at": line.ended_at}
            for line in found.lines
        ],
        "due_changes": [{"at": m.at, "why": m.why, "due_at": m.due_after} for m in found.moves],
        "url": addresses.own(row.code),
    }  # fmt: skip
