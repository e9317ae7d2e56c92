"""What happens when an outside provider sends somebody back?

An officer signs in, a citizen is known for a while, and nobody is ever created.
"""

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from django.db.models.signals import pre_save
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from tinhso.core import clock, limits
from tinhso.core.errors import Refused
from tinhso.core.roles import Actor
from tinhso.foundation.accounts import actions, citizens, oidc
from tinhso.foundation.accounts.models import Account


class Vouched(DefaultSocialAccountAdapter):
    """The way back from a provider."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """This will never create an officer."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """This will let a known officer go on to the second factor, and end everything else here."""
        found = oidc.provider(sociallogin.account.provider)
        if found is None:
            raise ImmediateHttpResponse(_refused(request, "unknown"))
        claims = _claims(sociallogin)
        if found.audience == "citizens":
            raise ImmediateHttpResponse(_citizen(request, found, sociallogin, claims))
        if not sociallogin.is_existing:
            self._link(request, found, sociallogin, claims)
        if not sociallogin.user.is_active:
            raise ImmediateHttpResponse(_refused(request, "not-linked", found.name))

    def _link(
        self, request: HttpRequest, found: oidc.Provider, sociallogin: Any, claims: dict[str, Any]
    ) -> None:
        email = str(claims.get("email", "")).strip()
        rows = (
            Account.objects.filter(email__iexact=email, is_active=True) if email else Account.objects.none()
        )
        is_vouched = found.link_by_email and claims.get("email_verified") is True
        matching = list(rows[:2]) if is_vouched else []
        if len(matching) != 1:
            raise ImmediateHttpResponse(_refused(request, "not-linked", found.name))
        try:
            actions.link_identity(
                officer=matching[0].key,
                provider=found.id,
                subject=sociallogin.account.uid,
                how="email",
                by=Actor(matching[0].key),
                now=clock.now(),
            )
        except Refused as refused:
            raise ImmediateHttpResponse(_refused(request, "not-linked", found.name)) from refused
        sociallogin.account = SocialAccount.objects.get(provider=found.id, uid=sociallogin.account.uid)
        sociallogin.user = sociallogin.account.user

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None,
        extra_context: Any = None,
    ) -> None:  # fmt: skip
        """This will say in our words that the provider did not vouch for anybody."""
        raise ImmediateHttpResponse(_refused(request, str(error or "unknown")))


def _claims(sociallogin: Any) -> dict[str, Any]:
    """The ID token first: its claims are signed for this very sign-in; userinfo adds what it leaves out."""
    data = sociallogin.account.extra_data or {}
    return {**(data.get("userinfo") or {}), **(data.get("id_token") or {})}


def _citizen(
    request: HttpRequest, found: oidc.Provider, sociallogin: Any, claims: dict[str, Any]
) -> HttpResponse:
    subject = limits.key("citizen", f"{found.id}:{sociallogin.account.uid}")
    request.session.cycle_key()
    citizens.remember(request, subject, found, claims, now=clock.now())
    target = sociallogin.state.get("next") or "/"
    is_ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
    return redirect(target if is_ours else "/")


def _refused(request: HttpRequest, why: str, name: str = "") -> HttpResponse:
    return render(request, "accounts/not-vouched.html", {"why": why, "provider": name}, status=403)


def _keep_nothing(sender: object, instance: SocialAccount, **_: object) -> None:
    """A provider tells names, birthdays and numbers of papers: none of it is kept."""
    instance.extra_data = {}


def connect() -> None:
    """This will see to it that no claim about a person is stored."""
    pre_save.connect(_keep_nothing, sender=SocialAccount, dispatch_uid="accounts.keep_no_claims")
