"""How does allauth behave in this house? No sign-up, no foreign redirect, our own sentences."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from axes.helpers import get_client_ip_address
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from tinhso.core import clock
from tinhso.core.roles import Actor
from tinhso.foundation.accounts import actions


class OfficersOnly(DefaultAccountAdapter):
    """Accounts are given by an administrator; citizens need none."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        # One sentence for every failure, so that nobody learns which names exist.
        "account_inactive": _("Tên đăng nhập hoặc mật khẩu chưa đúng."),
        "username_password_mismatch": _("Tên đăng nhập hoặc mật khẩu chưa đúng."),
        "invalid_login": _("Tên đăng nhập hoặc mật khẩu chưa đúng."),
        "incorrect_password": _("Mật khẩu chưa đúng."),
        "enter_current_password": _("Mật khẩu hiện tại chưa đúng."),
        "too_many_login_attempts": _("Nhập sai quá nhiều lần; xin thử lại sau ít phút."),
        "rate_limited": _("Gửi quá nhiều lần trong thời gian ngắn; xin thử lại sau ít phút."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """This will refuse every sign-up."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """This will count by the same address as django-axes does, proxies included."""
        return str(get_client_ip_address(request))

    def is_safe_url(self, url: str | None) -> bool:
        """This will follow a link only to the very host that was asked, over the same kind of connection."""
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={self.request.get_host()}, require_https=self.request.is_secure()
        )

    def set_password(self, user: Any, password: str) -> None:
        """This will change the officer's own password through the action, which leaves a fact."""
        actions.set_password(officer=user.key, password=password, by=Actor(user.key), now=clock.now())
        user.refresh_from_db(fields=["password"])
