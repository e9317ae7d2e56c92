"""How do programs send and read reports? The Contract, field by field."""

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from ninja import Router

from tinhso.casework.reports import actions, guessing, ownership, queries
from tinhso.casework.reports.api import reading, writing
from tinhso.casework.reports.api.schema import (
    CATEGORIES,
    LISTING,
    ONE,
    REPLY,
    REPORTS_PARAMETERS,
    SECRET_PARAMETER,
    SUBMISSION,
    SUGGESTION,
)
from tinhso.casework.reports.api.suggesting import ASKED_ABOUT, suggestion
from tinhso.casework.rulebook import queries as rulebook
from tinhso.core import clock
from tinhso.core.errors import NotPermitted, SignInNeeded
from tinhso.core.messages import msg
from tinhso.core.roles import CITIZEN, Actor
from tinhso.core.sqlite import turns
from tinhso.foundation.accounts import actions as accounts_actions
from tinhso.foundation.accounts import citizens
from tinhso.foundation.accounts import queries as accounts
from tinhso.foundation.accounts.scopes import REPORTS_WRITE

router = Router(tags=["reports"])


@router.post(
    "/reports",
    openapi_extra={"requestBody": SUBMISSION, "responses": REPLY},
    operation_id="send_report",
    summary="Gửi phản ánh",
)
def submit(request: HttpRequest) -> HttpResponse:
    """This will receive a report; the same `id` again gets the first reply with 200."""
    body = reading.body(request)
    now = clock.now()
    by = _holder(request)
    limited, device = ([], None) if by else ownership.limits_of(request, now=now)
    with turns.one_at_a_time():
        done = actions.submit_report(
            body=body,
            by=by or CITIZEN,
            now=now,
            language=get_language() or "vi",
            limited=limited,
            reporter_assurance=citizens.assurance_of(request),
        )
    if by is not None:
        accounts_actions.note_key_used(key=by.key, now=now)
    response = _json(done.reply, status=201 if done.is_new else 200)
    response["Location"] = f"/api/v1/reports/{done.code}"
    response["Cache-Control"] = "no-store"  # it holds the secret
    if by is None:
        ownership.remember(response, done.code, request)
        ownership.remember_device(response, device)
    return response


@router.get(
    "/reports",
    openapi_extra={"parameters": REPORTS_PARAMETERS, "responses": LISTING},
    operation_id="list_reports",
    summary="Danh sách phản ánh công khai",
)
def listing(request: HttpRequest) -> HttpResponse:
    """This will list public reports, newest first; "and_more": a search found more than "total"."""
    now = clock.now()
    filters, cursor, limit = reading.filters(request, now)
    found = queries.search(filters, cursor=cursor, limit=limit, now=now)
    items = [writing.row(r) for r in found.items]
    more = {"and_more": True} if found.and_more else {}
    return _json(orjson.dumps({"items": items, "next": found.next, "total": found.total, **more}))


@router.get(
    "/reports/{code}",
    openapi_extra={"parameters": [SECRET_PARAMETER], "responses": ONE},
    operation_id="read_report",
    summary="Một phản ánh",
)
def one(request: HttpRequest, code: str) -> HttpResponse:
    """This will show a public report, or to its reporter (by secret or cookie) their own."""
    secret = request.headers.get("X-Report-Secret", "")
    own = ownership.proves(code, secret) if secret else ownership.owns(request, code)
    now = clock.now()
    with guessing.counted(request, own=own, now=now):
        report = queries.public_report(code, own=own, now=now)
    response = _json(orjson.dumps(writing.report(report)))
    response["Cache-Control"] = "no-store" if own else "no-cache"
    response["Vary"] = "Cookie, X-Report-Secret, Accept-Language"
    return response


@router.post(
    "/categories/suggest",
    openapi_extra={"requestBody": ASKED_ABOUT, "responses": SUGGESTION},
    summary="Nội dung này thuộc lĩnh vực nào",
)
def suggest(request: HttpRequest) -> HttpResponse:
    """This will say what a text is about, while it is being written."""
    response = _json(orjson.dumps(suggestion(reading.body(request), request, now=clock.now())))
    response["Cache-Control"] = "no-store"
    return response


@router.get("/categories", openapi_extra={"responses": CATEGORIES}, summary="Các lĩnh vực phản ánh")
def categories(request: HttpRequest) -> HttpResponse:
    """This will list the categories in force today."""
    items = [
        {
            "code": c.code,
            "name": c.name,
            "name_vi": c.name_vi,
            "name_en": c.name_en,
            "hint": c.hint,
            "icon": c.icon,
            "agency_kind": c.agency_kind,
            "who_may_report": c.who_may_report,
            "emergency": c.is_emergency,
            "public": c.is_public,
            "is_sample": c.is_sample,
        }
        for c in rulebook.categories(clock.local_date(clock.now()))
    ]
    return _json(orjson.dumps({"items": items}))


def _holder(request: HttpRequest) -> Actor | None:
    """Who holds the key in `Authorization: Bearer`; None without one.

    Raises SignInNeeded for a wrong one, NotPermitted for one that does not open this door.
    """
    given = request.headers.get("Authorization", "")
    if not given:
        return None
    scheme, _, key = given.partition(" ")
    holder = accounts.api_key(key.strip()) if scheme.lower() == "bearer" else None
    if holder is None:
        raise SignInNeeded
    if not holder.may(REPORTS_WRITE):
        raise NotPermitted(msg("Khoá này không có phạm vi gửi phản ánh."))
    return Actor(holder.key, CITIZEN.grants)


def _json(body: bytes, status: int = 200) -> HttpResponse:
    return HttpResponse(body, content_type="application/json; charset=utf-8", status=status)
