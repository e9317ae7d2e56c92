"""Who sends this request, and may they see the page?"""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url

from tinhso.core import clock
from tinhso.core.errors import NotPermitted, SignInNeeded
from tinhso.core.problems import wants_problem
from tinhso.core.roles import NOBODY, Actor, Role
from tinhso.foundation.accounts import queries
from tinhso.foundation.agencies import queries as agencies

View = Callable[..., HttpResponse]
_CACHE = "_acting"


def actor_of(request: HttpRequest) -> Actor:
    """This will give who acts in this request (NOBODY where nobody signed in); one look-up a request."""
    if not hasattr(request, _CACHE):
        user = getattr(request, "user", None)
        today = clock.local_date(clock.now())
        setattr(request, _CACHE, queries.actor(user, on=today) if user is not None else NOBODY)
    kept: Actor = getattr(request, _CACHE)
    return kept


def confirmed(request: HttpRequest) -> None:
    """This will ask again who is there, by password or code, where that was not proved in the last minutes.

    The officer is sent to show it, and what was asked is then done. Call it before the view does anything.
    """
    from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required

    raise_if_reauthentication_required(request, app="tinhso.foundation.accounts")


def forget_actor(request: HttpRequest) -> None:
    """This will look again at who acts: the session was locked or opened in the middle of a request."""
    if hasattr(request, _CACHE):
        delattr(request, _CACHE)


def agency_names(actor: Actor, *, on: date) -> list[str]:
    """This will give the short names of the agencies for which somebody acts."""
    found = (agencies.agency(code, on=on) for code in sorted(actor.bodies()))
    return [one.short_name for one in found if one]


def _send_whole_page_to_sign_in(request: HttpRequest) -> HttpResponse:
    """A part of a page was asked for: the whole page goes to sign in, and back to where it was."""
    shown = urlsplit(request.headers.get("HX-Current-URL", ""))
    back = shown.path + (f"?{shown.query}" if shown.query else "")
    target = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': back or '/'})}"
    return HttpResponse(status=401, headers={"HX-Redirect": target})


def signed_in(*roles: Role) -> Callable[[View], View]:
    """This will let only signed-in officers see a view, holding any of `roles` where some are named.

    A reader of pages is sent to sign in and back; a program or a sent form gets SignInNeeded. Somebody
    without the roles gets NotPermitted. Which case they may see is still for the room to check.
    """

    def around(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            actor = actor_of(request)
            if actor is NOBODY:
                if request.headers.get("HX-Request") == "true":
                    return _send_whole_page_to_sign_in(request)
                if request.method in ("GET", "HEAD") and not wants_problem(request):
                    return redirect_to_login(request.get_full_path())
                raise SignInNeeded()
            if roles and not any(actor.has(role) for role in roles):
                raise NotPermitted()
            return view(request, *args, **kwargs)

        return guarded

    return around
