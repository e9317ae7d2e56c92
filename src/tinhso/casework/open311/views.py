"""How does the protocol answer? Each call in XML or JSON; faults in the shape that its clients know."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from tinhso.casework.open311 import actions, faults, queries, rules, wire
from tinhso.casework.open311.faults import Refusal, refusal
from tinhso.casework.open311.wire import Several, Single
from tinhso.core import clock
from tinhso.core.errors import Invalid, Refused, TooMany, Unavailable
from tinhso.core.messages import Message, msg
from tinhso.core.problems import broken
from tinhso.core.roles import CITIZEN, Actor
from tinhso.core.translation import say
from tinhso.foundation.accounts import queries as accounts
from tinhso.foundation.accounts.scopes import OPEN311
from tinhso.foundation.files import actions as files
from tinhso.foundation.files import fetching
from tinhso.foundation.files import queries as pictures

CHANGESET = "2026-11-22T00:00:00+07:00"
SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
NO_PICTURE = msg("Ảnh ở media_url không lấy được; phản ánh đã được nhận, không kèm ảnh đó.")
UNREADABLE = (BadRequest, MultiPartParserError, SuspiciousOperation)
"""What Django itself answers: a body that cannot be read, or is too large."""
log = logging.getLogger(__name__)
View = Callable[..., Several | Single]


def spoken(view: View) -> Callable[..., HttpResponse]:
    """This will let a view give an answer or raise a refusal, and put either on the wire."""

    @wraps(view)
    def answered(request: HttpRequest, form: str, **named: str) -> HttpResponse:
        status, headers = 200, {}
        try:
            if "api_key" in request.GET:
                raise refusal(403, faults.KEY_IN_ADDRESS)
            wanted = _given(request).get("jurisdiction_id", "").strip()
            if wanted and wanted != queries.jurisdiction(clock.now()):
                raise refusal(404, faults.NO_JURISDICTION)
            content = view(request, **named)
        except Refusal as refused:
            status, content = refused.faults[0].code, _faults(refused)
        except Invalid as wrong:
            wrongs = queries.as_faults(wrong)
            status, content = wrongs.faults[0].code, _faults(wrongs)
        except Refused as no:
            status, content = no.status, _faults(Refusal(faults.Fault(no.status, no.message)))
            if isinstance(no, TooMany):
                headers["Retry-After"] = str(no.retry_after)
        except UNREADABLE:
            raise
        except Exception as error:
            log.exception("an Open311 call broke")
            told = broken(error)
            status, content = told.status, _faults(Refusal(faults.Fault(told.status, told.message)))
            if isinstance(told, Unavailable):
                headers["Retry-After"] = str(told.retry_after)
        response = HttpResponse(wire.write(content, form), content_type=wire.TYPES[form], status=status)
        for name, value in headers.items():
            response[name] = value
        response["Cache-Control"] = "no-store" if request.method == "POST" else "no-cache"
        response["Vary"] = "Accept-Language"
        return response

    return csrf_exempt(answered)


def _faults(refused: Refusal) -> Several:
    return Several(
        "errors", "error", [{"code": str(f.code), "description": say(f.sentence)} for f in refused.faults]
    )


def _given(request: HttpRequest) -> dict[str, str]:
    source = request.POST if request.method == "POST" else request.GET
    return {name: _plain(value) for name, value in source.items() if isinstance(value, str)}


def _plain(text: str) -> str:
    """Words without NUL, which PostgreSQL takes in no text, not even to look for it."""
    return text.replace("\x00", "")


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """This will lead whoever opens the bare address to the discovery document."""
    return redirect("open311:discovery", form="json")


@require_safe
@spoken
def discovery(request: HttpRequest) -> Single:
    """This will tell where the endpoints are."""
    endpoint = {
        "specification": SPECIFICATION,
        "url": f"{settings.PUBLIC_URL}/open311/v2",
        "changeset": CHANGESET,
        "type": "production",
        "formats": Several("formats", "format", ["text/xml", "application/json"]),
    }
    return Single(
        "discovery",
        {
            "changeset": CHANGESET,
            "contact": say(Message(msg("Đầu mối của tỉnh: %(url)s"), {"url": settings.PUBLIC_URL})),
            "key_service": say(Message(msg("Quản trị hệ thống của tỉnh cấp khoá theo văn bản đề nghị."))),
            "endpoints": Several("endpoints", "endpoint", [endpoint]),
        },
    )


@require_safe
@spoken
def services(request: HttpRequest) -> Several:
    """This will list the services."""
    return queries.services(clock.now())


@require_safe
@spoken
def service(request: HttpRequest, code: str) -> Single:
    """This will define one service."""
    return Single("service_definition", queries.service_definition(code, clock.now()))


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@spoken
def requests(request: HttpRequest) -> Several:
    """This will list requests, or take one in."""
    now = clock.now()
    if request.method == "POST":
        return _receive(request)
    return queries.requests(rules.asked(_given(request), now), now)


@require_safe
@spoken
def request_(request: HttpRequest, code: str) -> Several:
    """This will show one request."""
    return queries.one_request(code, clock.now())


@require_safe
@spoken
def token(request: HttpRequest, code: str) -> Several:
    """This will turn a token into an id."""
    return queries.token(code, clock.now())


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@spoken
def updates(request: HttpRequest) -> Several:
    """This will list updates of a period, or take one in."""
    now = clock.now()
    if request.method == "POST":
        by, _language = _holder(request)
        taken = actions.add_update(given=_given(request), by=by, now=now)
        return Several("service_request_updates", "request_update", [{"update_id": taken}])
    return queries.updates(rules.updates_window(_given(request), now), now)


def _holder(request: HttpRequest) -> tuple[Actor, str]:
    scheme, _, bearer = request.headers.get("Authorization", "").partition(" ")
    raw = request.POST.get("api_key", "").strip() or request.headers.get("X-Api-Key", "").strip()
    raw = raw or (bearer.strip() if scheme.lower() == "bearer" else "")
    if not raw:
        raise refusal(403, faults.NO_KEY)
    holder = accounts.api_key(raw)
    if holder is None or not holder.may(OPEN311):
        raise refusal(403, faults.WRONG_KEY)
    return Actor(holder.key, CITIZEN.grants), get_language() or "vi"


def _receive(request: HttpRequest) -> Several:
    by, language = _holder(request)
    now = clock.now()
    given: dict[str, list[str]] = {n: [_plain(str(v)) for v in vs] for n, vs in request.POST.lists()}
    plain = {name: values[-1] for name, values in given.items() if values}
    if not plain.get("service_code", "").strip():
        raise refusal(400, faults.MISSING, name="service_code")
    queries.service_definition(plain["service_code"].strip(), now)
    place = _place(plain, now)
    named = request.headers.get("Idempotency-Key", "").strip()[:200]
    # read once before anything is fetched, so that a wrong form costs nothing
    rules.report_body(given, sender_id="", photos=(), place=place)

    def body() -> tuple[dict[str, Any], tuple[str, ...]]:
        photos, notices = _photos(request, plain.get("media_url", "").strip(), by)
        return rules.report_body(given, sender_id=str(uuid4()), photos=photos, place=place), notices

    done = actions.receive(
        digest=actions.digest_of(by.key, given, named),
        is_named=bool(named),
        body=body,
        by=by,
        now=now,
        language=language,
    )
    notice = " ".join(done.notices)
    answer = {"service_request_id": done.code, "service_notice": notice, "account_id": ""}
    return Several("service_requests", "request", [answer])


def _place(plain: dict[str, str], now: Any) -> dict[str, str] | None:
    how = rules.where(plain)
    if how == "address_id":
        code = plain["address_id"].strip()
        if not queries.is_commune(code, now):
            raise refusal(400, faults.NO_ADDRESS)
        return {"code": code}
    if how == "address_string":
        found = queries.place_of(plain["address_string"].strip(), now)
        if found is None:
            raise refusal(400, faults.NO_ADDRESS)
        return found
    return None


def _photos(request: HttpRequest, url: str, by: Actor) -> tuple[list[str], tuple[str, ...]]:
    """Pictures sent with the form, and the one at `media_url`; what is wrong with them becomes a notice."""
    now = clock.now()
    on = clock.local_date(now)
    kept, notices = [], []
    sent = [part for name in ("media", "file", "media[]") for part in request.FILES.getlist(name)]
    for part in sent[: pictures.most_photos(on=on)]:
        try:
            files.check_size(part.size or 0, now=now)
            kept.append(files.receive(part.read(), filename="", by=by, now=now).id)
        except Refused as refused:
            notices.append(say(refused.message))
    if url and len(kept) < pictures.most_photos(on=on):
        try:
            most = pictures.most_megabytes(on=on) * 1024 * 1024
            content = fetching.fetch(url, hosts=settings.MEDIA_HOSTS, most_bytes=most)
            kept.append(files.receive(content, filename="", by=by, now=now).id)
        except (fetching.NotFetched, Refused) as gone:
            log.warning("media_url was not fetched: %s", gone)
            notices.append(say(Message(NO_PICTURE)))
    return kept, tuple(notices)
