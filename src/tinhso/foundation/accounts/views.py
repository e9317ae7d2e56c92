"""How does an officer get in and out, and what is seen when the door is closed?"""

from typing import Any

from allauth.account.views import LoginView, LogoutView, PasswordChangeView
from axes.helpers import get_cool_off, get_failure_limit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tinhso.core.errors import NotPermitted


class SignIn(LoginView):
    """The sign-in page."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """This will leave `site` to the layouts: allauth would put its own there."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context.pop("site", None)
        return context


class SignOut(LogoutView):
    """The page that asks before signing out, for those who come by link."""


class ChangePassword(PasswordChangeView):
    """The page where officers change their own password; their other sessions end."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """This will refuse an account that has no password here."""
        if not (request.user.is_authenticated and request.user.has_usable_password()):
            raise NotPermitted()
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_default_success_url(self) -> str:
        """This will lead back to the page itself, which shows that the password was changed."""
        return reverse("account_change_password")


def locked(request: HttpRequest, *_: Any) -> HttpResponse:
    """This will say that the door is closed for a while and to whom to turn (django-axes calls it)."""
    wait = get_cool_off(request)
    seconds = int(wait.total_seconds()) if wait else 0
    context = {"failures": get_failure_limit(request, None), "minutes": -(-seconds // 60)}
    response = render(request, "accounts/locked.html", context, status=429)
    if seconds:
        response["Retry-After"] = str(seconds)
    return response
