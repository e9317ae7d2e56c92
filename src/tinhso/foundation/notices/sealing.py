"""How are addresses, device keys and tokens kept? Encrypted with a key made from the deployment's secret."""

import base64
import hmac

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

_PURPOSE = b"tinhso.notices.sealing.1"


class Unreadable(ValueError):
    """Sealed with a secret key that the deployment no longer has."""


def seal(text: str) -> str:
    """This will encrypt a text (Fernet: AES-128-CBC with HMAC-SHA256); nothing stays nothing."""
    return _box().encrypt(text.encode()).decode() if text else ""


def unseal(sealed: str) -> str:
    """This will decrypt what `seal` wrote, also with an older secret key. Raises Unreadable."""
    if not sealed:
        return ""
    try:
        return _box().decrypt(sealed.encode()).decode()
    except InvalidToken as wrong:
        raise Unreadable() from wrong


def place(address: str) -> str:
    """This will give a short keyed digest of an address: equal for equal ones, telling nothing of them."""
    return hmac.digest(_key(settings.SECRET_KEY), address.encode(), "sha256").hex()[:32]


def _key(secret: str) -> bytes:
    return hmac.digest(secret.encode(), _PURPOSE, "sha256")


def _box() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_key(s))) for s in secrets])
