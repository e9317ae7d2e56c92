"""How does the portal knock? Signed, bounded, kept first and read by nobody here, answered at once."""

import orjson
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.request import RawPostDataException
from django.views.decorators.csrf import csrf_exempt

from tinhso.core import clock, limits
from tinhso.core.errors import Missing, NotPermitted, Refused, TooLarge, Unreadable, WrongMethod
from tinhso.core.messages import msg
from tinhso.core.problems import problem
from tinhso.gateway.national import actions, configuration
from tinhso.gateway.national.rules import signing

MOST_BYTES = 256 * 1024
MOST_ITEMS = 100
WRONG_AN_HOUR = 60


class NotSigned(NotPermitted):
    """The signature is missing, wrong or too old."""

    code = "not-signed"
    sentence = msg("Chữ ký của lời gọi không đúng.")


@csrf_exempt
def hear(request: HttpRequest) -> HttpResponse:
    """This will keep dossiers that the portal brings: {"danhSach": [{"CapNhatLuc", "HoSo"}, …]}."""
    try:
        found = _items(request)
        with transaction.atomic():
            new = actions.hear(found, now=clock.now())
    except Refused as no:
        return problem(no, request)
    return HttpResponse(
        orjson.dumps({"received": len(found), "new": len(new)}), content_type="application/json"
    )


def _items(request: HttpRequest) -> list[object]:
    if request.method != "POST":
        raise WrongMethod
    try:
        portal = configuration.portal()
    except configuration.Misconfigured:
        portal = None
    if portal is None or not portal.push_secret:
        raise Missing
    now = clock.now()
    wrong = limits.Limit(limits.key("national.wrong", limits.client_address(request)), WRONG_AN_HOUR)
    limits.refuse_used_up(wrong, now=now)
    body = _body(request)
    given, stamp = request.headers.get("X-Signature", ""), request.headers.get("X-Timestamp", "")
    if not signing.is_right(given, secret=portal.push_secret, stamp=stamp, body=body, now=now):
        limits.take_here(wrong, now=now)
        raise NotSigned
    try:
        found = orjson.loads(body)
    except orjson.JSONDecodeError as broken:
        raise Unreadable from broken
    items = found.get("danhSach") if isinstance(found, dict) else None
    if not isinstance(items, list):
        raise Unreadable
    if len(items) > MOST_ITEMS:
        raise TooLarge
    return items


def _body(request: HttpRequest) -> bytes:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not str(length).isdecimal() or int(length) > MOST_BYTES:
        raise TooLarge
    try:
        return request.body
    except (RawPostDataException, OSError) as gone:
        raise Unreadable from gone
