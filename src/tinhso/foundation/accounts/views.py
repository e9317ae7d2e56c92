"""How does an officer get in and out, prove who is there, and see where they are signed in?"""

from typing import Any

from allauth.account.views import LoginView, LogoutView, PasswordChangeView, ReauthenticateView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as ReauthenticateByCodeView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.socialaccount.models import SocialAccount
from axes.helpers import get_cool_off, get_failure_limit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tinhso.core import clock
from tinhso.core.errors import NotPermitted
from tinhso.foundation.accounts import actions, citizens, dated, listing, oidc, sessions
from tinhso.foundation.accounts.requests import actor_of


class OurPage:
    """allauth puts a `site` of its own into the context, which the layouts need for themselves."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """This will leave `site` to the layouts."""
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        context.pop("site", None)
        return context


class SignIn(OurPage, LoginView):
    """The sign-in page, which also opens a locked session again."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """This will say that the session locked, and offer the providers of officers."""
        context = super().get_context_data(**kwargs)
        name = sessions.locked_name(self.request)
        minutes = dated.number(dated.IDLE_MINUTES, clock.local_date(clock.now()))
        providers = [(one.name, _way_out(one.id, self.request)) for one in oidc.providers("officers")]
        return {**context, "locked_name": name, "idle_minutes": minutes, "providers": providers}


class SignOut(LogoutView):
    """The page that asks before signing out, for those who come by link."""


class CodeAtTheDoor(OurPage, AuthenticateView):
    """The second factor, after the password."""


class PasswordAgain(OurPage, ReauthenticateView):
    """The password once more, before something that matters."""


class CodeAgain(OurPage, ReauthenticateByCodeView):
    """The code once more, before something that matters."""


class Enrol(OurPage, ActivateTOTPView):
    """The page with the picture to photograph with the telephone."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """This will say whether the second factor is owed, and give the key in groups for typing."""
        context = super().get_context_data(**kwargs)
        secret = context["form"].secret
        spoken = " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))
        is_owed = bool(self.request.session.get(sessions.MUST_ENROL))
        return {**context, "is_owed": is_owed, "spoken": spoken}

    def form_valid(self, form: Any) -> HttpResponse:
        """This will let the officer go on: what was owed is done."""
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)
            _note(self.request, "totp", added=True)
            if self.did_generate_recovery_codes:
                _note(self.request, "recovery_codes", added=True)
        self.request.session.pop(sessions.MUST_ENROL, None)
        self.request.session[sessions.FACTOR_AT] = int(clock.now().timestamp())
        return response


class Disenrol(OurPage, DeactivateTOTPView):
    """The page that takes the second factor away, where no role asks for it."""

    def form_valid(self, form: Any) -> HttpResponse:
        """This will take the codes and what replaces them away together, with their facts."""
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)
            _note(self.request, "totp", added=False)
            _note(self.request, "recovery_codes", added=False)
        return response


class RecoveryCodes(OurPage, ViewRecoveryCodesView):
    """The codes for the day on which the telephone is lost."""


class NewRecoveryCodes(OurPage, GenerateRecoveryCodesView):
    """The page that draws them anew."""

    def form_valid(self, form: Any) -> HttpResponse:
        """This will end the old ones and show the new ones."""
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)
            _note(self.request, "recovery_codes", added=True)
        return response


class ChangePassword(PasswordChangeView):
    """The page where officers change their own password; their other sessions end."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """This will refuse an account that has no password here."""
        if not (request.user.is_authenticated and request.user.has_usable_password()):
            raise NotPermitted()
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """This will say why the password must be changed now, where it must."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        user: Any = self.request.user
        is_owed = sessions.duty_of(self.request, clock.now()) == "account_change_password"
        return {**context, "is_initial": user.must_change_password, "is_owed": is_owed}

    def get_default_success_url(self) -> str:
        """This will lead back to the page itself, which shows that the password was changed."""
        return reverse("account_change_password")


@require_GET
@login_required
def own(request: HttpRequest) -> HttpResponse:
    """This will show what protects one's own account, and where to change it."""
    user: Any = request.user
    linked = SocialAccount.objects.filter(user=user).values_list("provider", flat=True)
    names = {one.id: one.name for one in oidc.providers()}
    context = {
        "has_password": user.has_usable_password(),
        "password_set_at": user.password_set_at,
        "has_factor": sessions.has_factor(user),
        "codes_left": _codes_left(user),
        "identities": [(one, names.get(one, one)) for one in linked],
        "sessions": len(listing.sessions_of(user, request)),
    }
    return render(request, "accounts/own.html", context)


@require_GET
@login_required
def session_list(request: HttpRequest) -> HttpResponse:
    """This will list where the officer is signed in."""
    return render(request, "accounts/sessions.html", {"sessions": listing.sessions_of(request.user, request)})


@require_POST
@login_required
def end_sessions(request: HttpRequest) -> HttpResponse:
    """This will end the sessions that were ticked, or all others."""
    mine = {one.id: one for one in listing.sessions_of(request.user, request)}
    if request.POST.get("all") == "1":
        chosen = [one.id for one in mine.values() if not one.is_current]
    else:
        sent = (
            number for number in request.POST.getlist("session") if number.isdecimal() and len(number) < 19
        )
        chosen = [int(number) for number in sent if int(number) in mine and not mine[int(number)].is_current]
    actor = actor_of(request)
    ended = actions.end_sessions(officer=actor.key, sessions=chosen, by=actor, now=clock.now())
    messages.success(request, _("Đã kết thúc %(ended)s phiên.") % {"ended": ended})
    return redirect("account_sessions")


@require_POST
@login_required
def unlink(request: HttpRequest, provider: str) -> HttpResponse:
    """This will end signing in through a provider."""
    actor = actor_of(request)
    actions.unlink_identity(officer=actor.key, provider=provider, by=actor, now=clock.now())
    messages.success(request, _("Đã gỡ liên kết."))
    return redirect("account_own")


@require_GET
def citizen(request: HttpRequest) -> HttpResponse:
    """This will show a citizen who vouches for them, or the providers that could."""
    target = request.GET.get("next", "")
    context = {
        "citizen": citizens.citizen_of(request),
        "providers": [(one.name, _way_out(one.id, request)) for one in oidc.providers("citizens")],
        "next": target,
    }
    return render(request, "accounts/citizen.html", context)


@require_POST
def citizen_leaves(request: HttpRequest) -> HttpResponse:
    """This will forget the citizen of this session."""
    citizens.leave(request)
    return redirect("account_citizen")


def locked(request: HttpRequest, *_: Any) -> HttpResponse:
    """This will say that the door is closed for a while and to whom to turn (django-axes calls it)."""
    wait = get_cool_off(request)
    seconds = int(wait.total_seconds()) if wait else 0
    context = {"failures": get_failure_limit(request, None), "minutes": -(-seconds // 60)}
    response = render(request, "accounts/locked.html", context, status=429)
    if seconds:
        response["Retry-After"] = str(seconds)
    return response


def _note(request: HttpRequest, kind: str, *, added: bool) -> None:
    actor = actor_of(request)
    actions.note_factor(officer=actor.key, kind=kind, added=added, by=actor, now=clock.now())


def _way_out(provider: str, request: HttpRequest) -> str:
    return listing.with_next(reverse("openid_connect_login", args=[provider]), request.GET.get("next", ""))


def _codes_left(user: Any) -> int | None:
    kept = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    return len(kept.wrap().get_unused_codes()) if kept else None
