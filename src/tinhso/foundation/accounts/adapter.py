"""How does allauth behave in this house? No sign-up, no foreign redirect, our own sentences."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from axes.helpers import get_client_ip_address
from django.contrib.auth.models import update_last_login
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from tinhso.core import clock
from tinhso.core.roles import Actor
from tinhso.foundation.accounts import actions, sessions

REAUTHENTICATED_S = 300


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
        "rate_limited": _("Quá nhiều lần trong thời gian ngắn; xin thử lại sau."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """This will refuse every sign-up."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """This will count by the same address as django-axes does, proxies included."""
        # a socket of the machine itself has no address, and the list of sessions needs one
        return str(get_client_ip_address(request) or "0.0.0.0")  # noqa: S104 (shown, not bound)

    def is_safe_url(self, url: str | None) -> bool:
        """This will follow a link only to the very host that was asked, over the same kind of connection."""
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={self.request.get_host()}, require_https=self.request.is_secure()
        )

    def set_password(self, user: Any, password: str) -> None:
        """This will change the officer's own password through the action, which leaves a fact."""
        actions.set_password(officer=user.key, password=password, by=Actor(user.key), now=clock.now())
        user.refresh_from_db(fields=["password", "must_change_password", "password_set_at"])

    def get_login_stages(self) -> list[str]:
        """This will ask for the second factor after the password, and for nothing else."""
        return ["tinhso.foundation.accounts.stages.SecondFactor"]

    def is_reauthentication_required(self, *, app: str) -> bool:
        """This will not ask again within five minutes of whatever proved who is there."""
        proved = get_authentication_records(self.request, self.request.user)
        return not any(time.time() - record["at"] < REAUTHENTICATED_S for record in proved)

    def pre_login(self, request: HttpRequest, user: Any, *, signal_kwargs: Any, **more: Any) -> Any:
        """This will not keep what a provider told while the second factor is asked: it tells too much.

        allauth would also look the provider up again by its client id, which two of them may share.
        """
        (signal_kwargs or {}).pop("sociallogin", None)
        return super().pre_login(request, user, signal_kwargs=signal_kwargs, **more)

    def login(self, request: HttpRequest, user: Any) -> None:
        """This will open the session, or the locked one again, whose open forms then still fit."""
        if sessions.is_locked_for(request, user):
            sessions.unlock(request, user)
            update_last_login(type(user), user)
        else:
            super().login(request, user)
        sessions.begin(request, user)
