"""How are the keys of second factors kept? Enciphered; and what is said when a code is wrong."""

import base64
import hashlib

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.translation import gettext_lazy as _

from tinhso.core import clock


class SecondFactors(DefaultMFAAdapter):
    """Second factors of officers."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _("Vai trò của ông/bà bắt buộc xác thực hai lớp nên không tắt được."),
        "cannot_generate_recovery_codes": _("Xin bật xác thực hai lớp trước."),
        "incorrect_code": _("Mã chưa đúng."),
    }

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        """This will name the account in the application by its sign-in name."""
        return str(user.get_username())

    def encrypt(self, text: str) -> str:
        """This will encipher a key with the deployment's secret."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """This will read a key, also one enciphered with an older secret of the deployment."""
        return _box().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: object) -> bool:
        """This will refuse where a role of today asks for the second factor."""
        from tinhso.foundation.accounts import dated, queries

        on = clock.local_date(clock.now())
        return not dated.needs_second_factor(queries.actor(authenticator.user, on=on), on)  # type: ignore[attr-defined]


def _box() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    keys = (hashlib.sha256(f"accounts.second-factor:{secret}".encode()).digest() for secret in secrets)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])
