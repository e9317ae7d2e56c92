"""Is this the reporter? By the cookie set when sending, by code and secret, or by a link used once.

The secret is an HMAC over a random value in the report's row and is stored nowhere. `key_mark` tells under
which key it was made, so that a repeated sending gets the same reply after the key was changed.
"""

import base64
import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from functools import cache

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from tinhso.casework.reports import dated
from tinhso.casework.reports.models import Report
from tinhso.core import cookies, limits, parameters
from tinhso.core.clock import local_date
from tinhso.core.errors import NotPermitted
from tinhso.core.limits import Limit
from tinhso.core.messages import msg

COOKIE = "phan-anh"
DEVICE_COOKIE = "thiet-bi"
KEPT_S = 180 * 86_400
KEPT_MOST = 40
_SALT = "reports.ownership"
_READ_AS = str.maketrans({"0": "O", "1": "I", "8": "B", "-": "", " ": "", "\u00a0": ""})


class NotYours(NotPermitted):
    """Only the reporter may do this, from the browser that sent the report or with its secret."""

    code = "not-yours"
    sentence = msg("Chỉ người gửi phản ánh làm được việc này; xin mở phản ánh bằng mã và mã bí mật.")


def _keys() -> list[str]:
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


@cache
def mark(key: str) -> str:
    """This will tell keys apart without telling anything about them."""
    return hashlib.sha256(b"tinhso.reports.key:" + key.encode()).hexdigest()[:8]


def current_mark() -> str:
    """This will mark the key in use."""
    return mark(settings.SECRET_KEY)


def _made(key: str, nonce: bytes) -> str:
    digest = hmac.digest(key.encode(), b"tinhso.reports.secret:" + bytes(nonce), "sha256")
    letters = base64.b32encode(digest[:10]).decode()
    return "-".join(letters[i : i + 4] for i in range(0, 16, 4))


def secret(nonce: bytes, key_mark: str = "") -> str:
    """This will give the secret as it was first given: sixteen letters in four groups."""
    for key in _keys():
        if mark(key) == key_mark:
            return _made(key, nonce)
    return _made(settings.SECRET_KEY, nonce)


def is_secret(given: str, nonce: bytes) -> bool:
    """This will tell whether a secret is right, however it was typed, under any key still accepted."""
    typed = given.upper().translate(_READ_AS)
    if len(typed) != 16 or not typed.isascii():
        return False
    found = False
    for key in _keys():
        found |= hmac.compare_digest(typed, _made(key, nonce).replace("-", ""))
    return found


def remember(response: HttpResponse, code: str, request: HttpRequest | None = None) -> None:
    """This will let this browser show the report as its own: an HttpOnly cookie of a signed list of codes."""
    known = codes(request) if request is not None else []
    kept = [*[c for c in known if c != code][-(KEPT_MOST - 1) :], code]
    set_cookie(response, COOKIE, _signed(kept), KEPT_S)


def _signed(codes: list[str]) -> str:
    # a few codes grow when they are compressed
    return signing.dumps(codes, salt=_SALT, compress=len(codes) > 4)


def forget(response: HttpResponse) -> None:
    """This will let this browser forget which reports it sent; code and secret still open each."""
    response.delete_cookie(cookies.named(COOKIE), samesite="Lax")


def set_cookie(response: HttpResponse, name: str, value: str, lives_s: int) -> None:
    """This will set a cookie that no script reads and no other site sends."""
    response.set_cookie(
        cookies.named(name), value, max_age=lives_s, httponly=True, samesite="Lax",
        secure=settings.PUBLIC_URL.startswith("https://"),
    )  # fmt: skip


def codes(request: HttpRequest) -> list[str]:
    """This will list the codes of the reports that this browser sent."""
    given = request.COOKIES.get(cookies.named(COOKIE), "")
    if not given or len(given) > 4000:
        return []
    try:
        found = signing.loads(given, salt=_SALT, max_age=KEPT_S)
    except signing.BadSignature:
        return []
    return [str(c) for c in found] if isinstance(found, list) else []


def owns(request: HttpRequest, code: str) -> bool:
    """This will tell whether this browser sent the report."""
    return code in codes(request)


def proves(code: str, secret_given: str) -> bool:
    """This will tell whether code and secret belong together; an unknown code costs the same time."""
    row = Report.objects.filter(code=code).only("nonce").first()
    return is_secret(secret_given, bytes(row.nonce) if row else bytes(16)) and row is not None


def secret_of(code: str) -> str:
    """This will give the secret of a report for its reporter's receipt; "" for an unknown one."""
    row = Report.objects.filter(code=code).only("nonce", "key_mark").first()
    return secret(bytes(row.nonce), row.key_mark) if row else ""


def limits_of(request: HttpRequest, *, now: datetime) -> tuple[list[Limit], str | None]:
    """This will give the limits of an anonymous sender, and the device cookie to set (None: has one)."""
    on = local_date(now)
    device = request.COOKIES.get(cookies.named(DEVICE_COOKIE), "")
    is_new = not (16 <= len(device) <= 64 and device.isascii())
    if is_new:
        device = secrets.token_urlsafe(24)
    address = limits.client_address(request)
    found = [
        Limit(limits.key("reports.device", device), parameters.value(dated.PER_DEVICE, on)),
        Limit(limits.key("reports.address", address), parameters.value(dated.PER_ADDRESS, on)),
    ]
    return found, device if is_new else None


def remember_device(response: HttpResponse, device: str | None) -> None:
    """This will set the device cookie where there was none."""
    if device is not None:
        set_cookie(response, DEVICE_COOKIE, device, 365 * 86_400)


def limit(request: HttpRequest, *, now: datetime) -> None:
    """This will count one sending by a form. Raises TooMany."""
    with transaction.atomic():
        limits.take(limits_of(request, now=now)[0], now=now)


def link(code: str) -> str:
    """This will make the token of a one-time link for a notice."""
    return signing.dumps(code, salt=_SALT + ".link")


def open_link(token: str, *, now: datetime) -> str | None:
    """This will read such a token: the code, or None when it is wrong, old, or was used."""
    from tinhso.casework.reports.actions import use_link

    try:
        code = signing.loads(
            token,
            salt=_SALT + ".link",
            max_age=timedelta(days=parameters.value(dated.LINK_LIVES, local_date(now))),
        )
    except signing.BadSignature:
        return None
    digest = hashlib.sha256(token.encode()).hexdigest()
    return str(code) if use_link(digest=digest, now=now) else None
