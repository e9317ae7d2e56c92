"""How do gateways knock? Signed, small, kept first and read afterwards, answered at once."""

import logging
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.http.request import RawPostDataException
from django.views.decorators.csrf import csrf_exempt

from tinhso.casework.doors import actions, configuration
from tinhso.casework.doors.rules import signing
from tinhso.core import clock
from tinhso.core.errors import Invalid, Missing, NotPermitted, Refused, TooLarge, Unreadable, WrongMethod
from tinhso.core.messages import msg
from tinhso.core.problems import problem
from tinhso.core.values import GeoPoint
from tinhso.foundation.notices import rules as numbers
from tinhso.foundation.notices.channels.configuration import Misconfigured

MOST_BYTES = 64 * 1024
log = logging.getLogger(__name__)
View = Callable[[HttpRequest, bytes], None]


class NotSigned(NotPermitted):
    """The signature is missing or wrong."""

    code = "not-signed"
    sentence = msg("Chữ ký của lời gọi không đúng.")


def hook(view: View) -> Callable[[HttpRequest], HttpResponse]:
    """This will read a small body, let a view take it, and answer in JSON, refusals as problems."""

    @wraps(view)
    def answered(request: HttpRequest) -> HttpResponse:
        try:
            if request.method != "POST":
                raise WrongMethod
            view(request, _body(request))
        except Refused as no:
            return problem(no, request)
        return HttpResponse(b'{"received":true}', content_type="application/json")

    return csrf_exempt(answered)


def _body(request: HttpRequest) -> bytes:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not str(length).isdecimal() or int(length) > MOST_BYTES:
        raise TooLarge
    try:
        body = request.body
    except (RawPostDataException, OSError) as gone:
        raise Unreadable from gone
    if len(body) > MOST_BYTES:
        raise TooLarge
    return body


@hook
def sms(request: HttpRequest, body: bytes) -> None:
    """This will keep an SMS that the configured gateway brings."""
    gateway = _configured(configuration.sms)
    given = request.headers.get(gateway.header, "").strip()
    if gateway.proof == "token":
        is_right = signing.same(given.removeprefix("Bearer ").strip(), gateway.secret)
    else:
        given = given.removeprefix("sha256=").lower()
        is_right = signing.same(given, signing.gateway(gateway.secret, body))
    if not is_right:
        raise NotSigned
    fields = _json(body) if "json" in (request.content_type or "") else request.POST.dict()
    message_id, sender, text = (_at(fields, name) for name in (gateway.id, gateway.sender, gateway.text))
    for name, value in ((gateway.id, message_id), (gateway.sender, sender)):
        if not value:
            raise Invalid.field(name, msg("Thiếu mục này."))
    address = numbers.mobile(sender) or sender[:30]
    actions.arrive(door="sms", message_id=message_id, address=address, text=text, now=clock.now())


@hook
def zalo(request: HttpRequest, body: bytes) -> None:
    """This will keep what somebody wrote to the Official Account; other events need nothing."""
    account = _configured(configuration.zalo)
    event = _json(body)
    stamp = _at(event, "timestamp") or request.headers.get("X-ZEvent-Timestamp", "")
    given = request.headers.get("X-ZEvent-Signature", "").strip().lower().removeprefix("mac=").strip()
    if not signing.same(given, signing.zalo(account.app_id, body, stamp, account.oa_secret)):
        raise NotSigned
    if _at(event, "app_id") != account.app_id:
        raise NotSigned
    name, sender, message_id = (_at(event, key) for key in ("event_name", "sender.id", "message.msg_id"))
    if not name.startswith("user_send_") or not sender or not message_id:
        return
    message = event.get("message")
    urls, point = _attached(message if isinstance(message, Mapping) else {})
    text = _at(event, "message.text") if name != "user_send_location" else ""
    actions.arrive(
        door="zalo",
        message_id=message_id,
        address=sender,
        text=text,
        photo_urls=urls if name == "user_send_image" else (),
        point=point,
        now=clock.now(),
    )


def _attached(message: Mapping[str, Any]) -> tuple[list[str], GeoPoint | None]:
    urls: list[str] = []
    point = None
    parts = message.get("attachments")
    for part in parts if isinstance(parts, list) else []:
        if url := _at(part, "payload.url"):
            urls.append(url)
        lat, lon = _at(part, "payload.coordinates.latitude"), _at(part, "payload.coordinates.longitude")
        if lat and lon:
            try:
                point = GeoPoint(float(lat), float(lon), None)
            except ValueError:
                log.warning("a location from Zalo is no point on earth")
    return urls, point


def _configured(read: Callable[[], Any]) -> Any:
    try:
        found = read()
    except Misconfigured:
        log.exception("a door is not configured as it must be")
        found = None
    if found is None:
        raise Missing
    return found


def _json(body: bytes) -> Any:
    try:
        found = orjson.loads(body)
    except orjson.JSONDecodeError as broken:
        raise Unreadable from broken
    if not isinstance(found, dict):
        raise Unreadable
    return found


def _at(found: Any, path: str) -> str:
    """One field by its dotted name, as text without NUL, which no database keeps; "" where there is none."""
    for step in path.split("."):
        found = found.get(step) if isinstance(found, Mapping) else None
    is_text = isinstance(found, str | int | float) and not isinstance(found, bool)
    return str(found).replace("\x00", "") if is_text else ""
