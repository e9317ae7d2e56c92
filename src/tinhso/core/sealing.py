"""How are words kept that only this deployment may read? Encrypted, and known again by a keyed digest.

The keys are made from the deployment's secret, one for each purpose; older secrets open what they closed.
"""

import base64
import hmac
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class Unreadable(ValueError):
    """Sealed with a secret key that the deployment no longer has."""


class Sealer:
    """Seals for one purpose ("tinhso.notices.sealing.1"); what another purpose sealed it cannot open."""

    def __init__(self, purpose: str) -> None:
        self._purpose = purpose.encode()

    def seal(self, text: str) -> str:
        """This will encrypt a text (Fernet: AES-128-CBC with HMAC-SHA256); nothing stays nothing."""
        return self._box().encrypt(text.encode()).decode() if text else ""

    def unseal(self, sealed: str) -> str:
        """This will decrypt what `seal` wrote, also with an older secret key. Raises Unreadable."""
        if not sealed:
            return ""
        try:
            return self._box().decrypt(sealed.encode()).decode()
        except InvalidToken as wrong:
            raise Unreadable() from wrong

    def mark(self, text: str) -> str:
        """This will give a short keyed digest of a text: equal for equal ones, telling nothing of them."""
        return self._mark(settings.SECRET_KEY, text)

    def marks(self, text: str) -> list[str]:
        """This will give the digests under every secret that is still known, the present one first."""
        return [self._mark(s, text) for s in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]

    def _mark(self, secret: str, text: str) -> str:
        return hmac.digest(_key(self._purpose, secret), text.encode(), "sha256").hex()[:32]

    def _box(self) -> MultiFernet:
        return _box(self._purpose, (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


def _key(purpose: bytes, secret: str) -> bytes:
    return hmac.digest(secret.encode(), purpose, "sha256")


@lru_cache(maxsize=32)
def _box(purpose: bytes, secrets: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_key(purpose, s))) for s in secrets])
