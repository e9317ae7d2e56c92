"""How do programs read the catalogue? The list with filters and search, and one procedure, whole."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from tinhso.casework.procedures import queries
from tinhso.casework.procedures.queries import (
    Audience,
    Channel,
    Level,
    NoSuchProcedure,
    OnlineLevel,
    ProcedureVersion,
)
from tinhso.casework.procedures.rules.building import document
from tinhso.core import clock
from tinhso.core.errors import Invalid
from tinhso.core.messages import msg

router = Router(tags=["procedures"])

DAY_LENGTH = len("2025-07-01")
Day = Annotated[str | None, Field(max_length=DAY_LENGTH, json_schema_extra={"format": "date"})]
Code = Annotated[str, Field(max_length=40)]


class LineOut(Schema):
    """A procedure in a list."""

    code: str
    ref: str
    name: str
    name_en: str
    field: str
    field_name: str
    levels: list[Level]
    audience: list[Audience]
    online_level: OnlineLevel
    handled_by: str
    is_local: bool
    is_sample: bool


class ChoiceOut(Schema):
    """An answer and the procedure that it leads to."""

    label: str
    code: str


class QuestionOut(Schema):
    """A question to ask back."""

    key: str
    text: str
    choices: list[ChoiceOut]


class ListOut(Schema):
    """Procedures, and the questions to ask where law knows more than one for what was said."""

    items: list[LineOut]
    questions: list[QuestionOut]


class FeeDueOut(Schema):
    """What is due for a fee by one door, in VND."""

    code: str
    name: str
    channel: Channel
    full: int
    due: int
    citation: str
    is_sample: bool


class OneOut(Schema):
    """A procedure: the document as in the exchange format, and what dated rules add to it that day."""

    ref: str
    field_name: str
    document: dict[str, Any]
    fees_due: list[FeeDueOut]


class Asked(Schema):
    """What to list; everything may be left out."""

    q: Annotated[str, Field(max_length=200)] = ""
    field: Code = ""
    level: Level | None = None
    audience: Audience | None = None
    online: OnlineLevel | None = None
    on: Day = None


@router.get("/procedures", response=ListOut, summary="Danh mục thủ tục hành chính")
def procedures(request: HttpRequest, asked: Query[Asked]) -> ListOut:
    """This will list public procedures of a day (today), found by words and narrowed by filters."""
    on = _day(asked.on)
    listed = queries.catalogue(
        on,
        field=asked.field,
        level=asked.level or "",
        audience=asked.audience or "",
        online=asked.online or "",
    )
    asks: tuple[queries.Question, ...] = ()
    if asked.q.strip():
        found = queries.search(asked.q, on)
        listed, asks = [v for v in found.hits if v in listed], found.asks
    return ListOut(
        items=[_line(v) for v in listed],
        questions=[
            QuestionOut(
                key=a.key,
                text=a.text,
                choices=[ChoiceOut(label=label, code=code) for label, code in a.choices],
            )
            for a in asks
        ],
    )


@router.get("/procedures/{code}", response=OneOut, summary="Một thủ tục hành chính")
def procedure(request: HttpRequest, code: Code, on: Day = None) -> OneOut:
    """This will give the version of a procedure that is in force on a day (today)."""
    day = _day(on)
    version = queries.version_in_force(code, day)
    if version.is_internal:
        raise NoSuchProcedure(code=code)
    dues = [
        FeeDueOut(
            code=due.code,
            name=due.name,
            channel=channel,
            full=due.full,
            due=due.due,
            citation=due.rule.citation,
            is_sample=due.rule.is_sample,
        )
        for channel in Channel
        for due in queries.fees_due(version, channel=channel, on=day)
    ]
    return OneOut(
        ref=version.ref, field_name=queries.field_name(version), document=document(version), fees_due=dues
    )


def _day(text: str | None) -> date:
    if text is None:
        return clock.local_date(clock.now())
    try:
        if len(text) != DAY_LENGTH:
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError as unreadable:
        raise Invalid.field("on", msg("Cần một ngày dạng YYYY-MM-DD.")) from unreadable


def _line(v: ProcedureVersion) -> LineOut:
    return LineOut(
        code=v.code,
        ref=v.ref,
        name=v.name,
        name_en=v.name_en,
        field=v.field_code,
        field_name=queries.field_name(v),
        levels=list(v.levels),
        audience=list(v.audience),
        online_level=v.online_level,
        handled_by=v.system(queries.Stage.HANDLE),
        is_local=v.is_local,
        is_sample=v.is_sample,
    )
