"""Who sends this request, and may they see the page?"""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

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


def agency_names(actor: Actor, *, on: date) -> list[str]:
    """This will give the short names of the agencies for which somebody acts."""
    found = (agencies.agency(code, on=on) for code in sorted(actor.bodies()))
    return [one.short_name for one in found if one]


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
                if request.method in ("GET", "HEAD") and not wants_problem(request):
                    return redirect_to_login(request.get_full_path())
                raise SignInNeeded()
            if roles and not any(actor.has(role) for role in roles):
                raise NotPermitted()
            return view(request, *args, **kwargs)

        return guarded

    return around
