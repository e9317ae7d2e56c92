"""Where do providers tell what became of a payment? One address each, read raw: the body is signed."""

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from tinhso.core import clock, limits
from tinhso.core.errors import NotPermitted, TooLarge, Unreadable
from tinhso.core.messages import msg
from tinhso.gateway.payments import actions
from tinhso.gateway.payments.rules.signing import Why

MOST_BYTES = 16_384
router = Router()


class NotBelieved(NotPermitted):
    """The message is not signed by the provider, not just now, or contradicts an earlier one."""

    code = "callback-not-believed"
    sentence = msg("Thông báo thanh toán không được chấp nhận: %(why)s.")


class Taken(Schema):
    """What the message did: paid, paid_in_part, too_much, too_late, failed, ignored; already: nothing new."""

    received: bool
    did: str


_TEXT = {"type": "string"}
_BODY = {
    "type": "object",
    "description": "Signed in all its fields: HMAC-SHA256 over «callback», a line feed, and every field but "
    "`signature`, by name, percent-encoded, as name=value joined with &. Further fields are signed too.",
    "required": [
        "merchant", "attempt", "transaction", "amount", "currency", "outcome", "paid_at", "sent_at",
        "signature",
    ],
    "properties": {
        "merchant": _TEXT,
        "attempt": {**_TEXT, "description": "The key under which the payment was begun."},
        "transaction": {**_TEXT, "maxLength": 80},
        "amount": {"type": "integer", "minimum": 0, "description": "In đồng."},
        "currency": {**_TEXT, "enum": ["VND"]},
        "outcome": {**_TEXT, "enum": ["success", "failed", "cancelled"]},
        "paid_at": {**_TEXT, "pattern": "^[0-9]{14}$", "description": "yyyyMMddHHmmss, Asia/Ho_Chi_Minh."},
        "sent_at": {"type": "integer", "description": "Seconds since 1970, within the window of the clock."},
        "signature": {**_TEXT, "pattern": "^[0-9a-f]{64}$"},
    },
}  # fmt: skip


@router.post(
    "/{provider}/callback",
    response=Taken,
    summary="A provider tells what became of a payment",
    openapi_extra={"requestBody": {"required": True, "content": {"application/json": {"schema": _BODY}}}},
)
def callback(request: HttpRequest, provider: str) -> Taken | HttpResponse:
    """This will take in a signed message, believed or not; the same again does nothing more."""
    heard = actions.hear(
        provider=provider, body=_body(request), sender=limits.client_address(request), now=clock.now()
    )
    if not heard.is_believed:
        raise Unreadable() if heard.why == Why.UNREADABLE else NotBelieved(why=heard.why)
    return Taken(received=True, did=heard.did)


def _body(request: HttpRequest) -> bytes:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not str(length).isdecimal() or int(length) > MOST_BYTES:
        raise TooLarge()
    try:
        body = request.body
    except OSError as gone:
        raise Unreadable() from gone
    if len(body) > MOST_BYTES:
        raise TooLarge()
    return body
