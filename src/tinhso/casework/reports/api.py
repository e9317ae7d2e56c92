"""How do programs send and read reports? The Contract, field by field."""

from datetime import UTC, datetime
from typing import Any, NoReturn

import orjson
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.utils.translation import get_language
from ninja import Router

from tinhso.casework.reports import actions, addresses, ownership, queries
from tinhso.casework.reports.actions.submit import told
from tinhso.casework.reports.api_schema import REPLY, REPORTS_PARAMETERS, SECRET_PARAMETER, SUBMISSION
from tinhso.casework.reports.queries.public import LIMIT, LIMIT_MOST
from tinhso.casework.reports.queries.shapes import (
    Because,
    Filters,
    PublicReport,
    PublicReportRow,
)
from tinhso.casework.reports.workflow import Status
from tinhso.casework.rulebook import queries as rulebook
from tinhso.core import clock
from tinhso.core.errors import Invalid, SignInNeeded, TooLarge, Unreadable
from tinhso.core.messages import msg
from tinhso.core.roles import CITIZEN, Actor
from tinhso.core.sqlite import base as sqlite
from tinhso.core.values import GeoPoint, spoken_code
from tinhso.foundation.accounts import queries as accounts

router = Router(tags=["reports"])

BODY_MOST = 262_144
NESTING_MOST = 20
FIELD_LONGEST = 100


@router.post(
    "/reports", openapi_extra={"requestBody": SUBMISSION, "responses": REPLY}, summary="Gửi phản ánh"
)
def submit(request: HttpRequest) -> HttpResponse:
    """This will receive a report; the same `id` again gets the first reply with 200."""
    body = _body(request)
    now = clock.now()
    by = _holder(request)
    limited, device = ([], None) if by else ownership.limits_of(request, now=now)
    with sqlite.one_at_a_time():
        done = actions.submit_report(
            body=body, by=by or CITIZEN, now=now, language=get_language() or "vi", limited=limited
        )
    response = _json(done.reply, status=201 if done.is_new else 200)
    response["Location"] = f"/api/v1/reports/{done.code}"
    response["Cache-Control"] = "no-store"  # it holds the secret
    if by is None:
        ownership.remember(response, done.code, request)
        ownership.remember_device(response, device)
    return response


def _body(request: HttpRequest) -> dict[str, Any]:
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    if length.isdecimal() and int(length) > BODY_MOST:
        raise TooLarge
    try:
        raw = request.body
    except RequestDataTooBig as large:
        raise TooLarge from large
    except UnreadablePostError as broken:
        raise Unreadable from broken
    if len(raw) > BODY_MOST:
        raise TooLarge
    if _depth(raw) > NESTING_MOST:
        raise Unreadable(msg("Nội dung gửi lên lồng nhau quá sâu."))
    try:
        body = orjson.loads(raw)
    except orjson.JSONDecodeError as broken:
        raise Unreadable(msg("Nội dung gửi lên không phải JSON.")) from broken
    if not isinstance(body, dict):
        raise Invalid.field("", msg("Cần là một nhóm thông tin (JSON object)."))
    return body


def _depth(raw: bytes) -> int:
    """How deep brackets are nested outside of strings; cheap for what is not nested at all."""
    if raw.count(b"{") + raw.count(b"[") <= NESTING_MOST:
        return 0
    depth = deepest = 0
    in_string = escaped = False
    for byte in raw:
        if in_string:
            if escaped:
                escaped = False
            elif byte == 0x5C:
                escaped = True
            elif byte == 0x22:
                in_string = False
        elif byte == 0x22:
            in_string = True
        elif byte in (0x7B, 0x5B):
            depth += 1
            deepest = max(deepest, depth)
        elif byte in (0x7D, 0x5D):
            depth -= 1
    return deepest


def _holder(request: HttpRequest) -> Actor | None:
    """Who holds the key in `Authorization: Bearer`; None without one. Raises SignInNeeded for a wrong one."""
    given = request.headers.get("Authorization", "")
    if not given:
        return None
    scheme, _, key = given.partition(" ")
    holder = accounts.api_key(key.strip()) if scheme.lower() == "bearer" else None
    if holder is None:
        raise SignInNeeded
    return Actor(holder.key, CITIZEN.grants)


@router.get(
    "/reports", openapi_extra={"parameters": REPORTS_PARAMETERS}, summary="Danh sách phản ánh công khai"
)
def listing(request: HttpRequest) -> HttpResponse:
    """This will list public reports, newest first."""
    now = clock.now()
    filters, cursor, limit = _filters(request, now)
    found = queries.search(filters, cursor=cursor, limit=limit, now=now)
    items = [_row(r) for r in found.items]
    return _json(orjson.dumps({"items": items, "next": found.next, "total": found.total}))


@router.get("/reports/{code}", openapi_extra={"parameters": [SECRET_PARAMETER]}, summary="Một phản ánh")
def one(request: HttpRequest, code: str) -> HttpResponse:
    """This will show a public report, or to its reporter (by secret or cookie) their own."""
    secret = request.headers.get("X-Report-Secret", "")
    own = ownership.proves(code, secret) if secret else ownership.owns(request, code)
    report = queries.public_report(code, own=own, now=clock.now())
    response = _json(orjson.dumps(_report(report)))
    response["Cache-Control"] = "no-store" if own else "no-cache"
    response["Vary"] = "Cookie, X-Report-Secret, Accept-Language"
    return response


@router.get("/categories", summary="Các lĩnh vực phản ánh")
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


def _json(body: bytes, status: int = 200) -> HttpResponse:
    return HttpResponse(body, content_type="application/json; charset=utf-8", status=status)


def _filters(request: HttpRequest, now: datetime) -> tuple[Filters, str | None, int]:
    given = request.GET
    for name, value in given.items():
        if len(value) > 1000 or "\x00" in value:
            raise Invalid.field(name[:40], msg("Giá trị này không dùng được."))
    status = tuple(sorted(set(_words(given.get("status", "")))))
    if not set(status) <= {s.value for s in Status}:
        raise Invalid.field("status", msg("Không có trạng thái này."))
    filters = Filters(
        status=status,
        category=tuple(sorted(set(_words(given.get("category", ""))))),
        place=given.get("place", "")[:FIELD_LONGEST],
        agency=given.get("agency", "")[:FIELD_LONGEST],
        bbox=_bbox(given.get("bbox", "")),
        since=_moment("since", given.get("since", "")),
        until=_moment("until", given.get("until", "")),
        q=given.get("q", "")[:200].strip(),
    )
    return filters, given.get("cursor") or None, _limit(given.get("limit", ""))


def _words(text: str) -> list[str]:
    return [w.strip() for w in text.split(",") if w.strip()][:40]


def _limit(text: str) -> int:
    if not text:
        return LIMIT
    if not (text.isascii() and text.isdecimal() and len(text) <= 4 and 1 <= int(text) <= LIMIT_MOST):
        raise Invalid.field("limit", msg("Cần là số từ %(low)s đến %(high)s."), low=1, high=LIMIT_MOST)
    return int(text)


def _bbox(text: str) -> tuple[float, float, float, float] | None:
    if not text:
        return None
    try:
        west, south, east, north = (float(part) for part in text.split(","))
        GeoPoint(south, west), GeoPoint(north, east)
        if south > north or west > east:
            raise ValueError(text)
    except ValueError:
        _wrong("bbox", msg("Cần bốn số: tây, nam, đông, bắc."))
    return west, south, east, north


def _moment(field: str, text: str) -> datetime | None:
    if not text:
        return None
    try:
        at = datetime.fromisoformat(text.replace(" ", "+"))
        if at.tzinfo is None:
            at = at.replace(tzinfo=clock.VIETNAM)
        return at.astimezone(UTC)
    except (ValueError, OverflowError):
        _wrong(field, msg("Cần là ngày hoặc thời điểm ISO 8601."))


def _wrong(field: str, sentence: str) -> NoReturn:
    raise Invalid.field(field, sentence)


def _at(at: datetime | None) -> str | None:
    return told(at) if at else None


def _point(point: GeoPoint | None) -> dict[str, Any] | None:
    return {"lat": point.lat, "lon": point.lon} if point else None


def _shared(r: PublicReportRow | PublicReport) -> dict[str, Any]:
    return {
        "code": r.code,
        "spoken": spoken_code(r.code),
        "status": r.status.word,
        "status_label": r.status.label,
        "category": {"code": r.category.code, "name": r.category.name},
        "place": {"code": r.place.code, "name": r.place.name, "structure": r.place.structure},
        "agency": {"code": r.agency.code, "name": r.agency.name},
        "point": _point(r.point),
        "text": r.text,
        "urgent": r.urgent,
        "received_at": _at(r.received_at),
        "due_at": _at(r.due_at),
        "answered_at": _at(r.answered_at),
        "late": r.is_late,
        "satisfaction": r.satisfaction or None,
        "url": addresses.absolute(r.url),
    }


def _row(r: PublicReportRow) -> dict[str, Any]:
    return {**_shared(r), "photos": r.photo_count}


def _report(r: PublicReport) -> dict[str, Any]:
    shown = {
        **_shared(r),
        "public": r.visibility == "public",
        "text_note": r.text_note or None,
        "photos": [_photo(r.code, p.id) for p in r.photos],
        "photos_note": r.photos_note or None,
        "times_hidden": r.times_hidden,
        "occurred_at": _at(r.occurred_at),
        "occurred_after_receipt": r.occurs_after_receipt,
        "accept_by": _at(r.accept_by),
        "accepted_at": _at(r.accepted_at),
        "original_due": _at(r.original_due),
        "closed_at": _at(r.closed_at),
        "answers": [
            {
                "text": a.text,
                "at": _at(a.at),
                "agency": {"code": a.agency.code, "name": a.agency.name},
                "photos": [_photo(r.code, p.id) for p in a.photos],
            }
            for a in r.answers
        ],
        "because": [_because(b) for b in r.because],
        "timeline": [{"at": _at(e.at), "kind": e.kind, "title": e.title} for e in r.timeline],
        "simulated": r.is_simulated,
        "own": None,
    }
    if r.own is not None:
        shown["own"] = {
            "question": r.own.question,
            "question_until": _at(r.own.question_until),
            "exchanges": [
                {"question": q, "asked_at": _at(a), "reply": said or None, "replied_at": _at(b)}
                for q, a, said, b in r.own.exchanges
            ],
            "can_reply": r.own.can_reply,
            "can_rate": r.own.can_rate,
            "can_reopen": r.own.can_reopen,
            "has_contact": r.own.has_contact,
        }
    return shown


def _photo(code: str, photo_id: str) -> dict[str, str]:
    return {size: f"/phan-anh/{code}/anh/{photo_id}/{size}" for size in ("large", "thumb")}


def _because(b: Because) -> dict[str, Any]:
    return {"decision": b.decision, "reason": b.reason, "rule": b.rule, "confidence": b.confidence}
