"""How is each kind of provider spoken to? One interface, two shapes over HTTP."""

from tinhso.core.errors import Unavailable
from tinhso.core.messages import msg
from tinhso.foundation.notices.channels.configuration import Misconfigured
from tinhso.gateway.payments.adapters import access
from tinhso.gateway.payments.adapters.polled import Polled
from tinhso.gateway.payments.adapters.shapes import (
    Adapter,
    Away,
    Begin,
    Begun,
    Heard,
    Note,
    Outcome,
    Rejected,
    Word,
)
from tinhso.gateway.payments.adapters.signed import Signed
from tinhso.gateway.payments.models.configuration import Shape

__all__ = [
    "Adapter", "Away", "Begin", "Begun", "Heard", "NotConnected", "Note", "Outcome", "Rejected", "Word",
    "adapter", "is_connected",
]  # fmt: skip

_SHAPES: dict[str, type[Signed] | type[Polled]] = {Shape.SIGNED.value: Signed, Shape.POLLED.value: Polled}


class NotConnected(Unavailable):
    """The provider is named in a dated row, but the deployment was given no address and secret for it."""

    code = "provider-not-connected"
    sentence = msg("Cách thanh toán này chưa được kết nối; xin chọn cách khác.")


def adapter(code: str, shape: str, *, window_s: int) -> Adapter:
    """This will give the way to speak to a provider. Raises NotConnected."""
    try:
        found = access.given().get(code)
    except Misconfigured as wrong:
        raise NotConnected() from wrong
    if found is None:
        raise NotConnected()
    return _SHAPES[shape](found, window_s)


def is_connected(code: str) -> bool:
    """This will tell whether the deployment has an address and a secret for the provider."""
    try:
        return code in access.given()
    except Misconfigured:
        return False
