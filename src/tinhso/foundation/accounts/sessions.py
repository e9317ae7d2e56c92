"""How long does a session of an officer stay open, and what must its owner do first?

A session locks after some minutes without a hand on the keyboard (TCVN 14423:2026). A locked session is
nobody's until the password is typed again; then it goes on where it was, with its open forms.
"""

from datetime import datetime, timedelta
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from tinhso.core import clock
from tinhso.core.roles import Actor, Role
from tinhso.foundation.accounts import dated, oidc, queries, requests

SEEN, LOCKED, MUST_ENROL, FACTOR_AT = "seen", "locked", "must_enrol", "factor_at"
NO_FACTOR = "no_factor"
"""The session began without a second factor because no role of its owner asked for one then."""
SEEN_EVERY_S = 60


def lock_when_idle(request: HttpRequest, now: datetime) -> None:
    """This will make a session nobody's that nobody has touched for too long, else note that somebody has."""
    session, second = request.session, int(now.timestamp())
    if not session.get(LOCKED):
        seen = session.get(SEEN)
        actor = requests.actor_of(request)
        if seen is not None and second - seen >= dated.idle_s(actor, clock.local_date(now)):
            session[LOCKED] = True
        elif seen is None or (second - seen >= SEEN_EVERY_S and _is_by_hand(request, actor)):
            session[SEEN] = second
    if session.get(LOCKED):
        requests.forget_actor(request)
        request.user = AnonymousUser()


def _is_by_hand(request: HttpRequest, actor: Actor) -> bool:
    """What a page asks for by itself shows nobody there; a wall of figures has nobody in front of it."""
    if not request.path.startswith(tuple(settings.UNATTENDED_PATHS)):
        return True
    return request.GET.get("face") == "wall" and all(grant.role == Role.READER for grant in actor.grants)


def is_locked_for(request: HttpRequest, user: Any) -> bool:
    """This will tell whether the session is this officer's, locked."""
    return bool(request.session.get(LOCKED)) and request.session.get(SESSION_KEY) == str(user.pk)


def locked_name(request: HttpRequest) -> str:
    """This will give the sign-in name of whoever locked the session, "" where it is not locked."""
    if not request.session.get(LOCKED):
        return ""
    row = queries.officer_row(request.session.get(SESSION_KEY, ""))
    return row.username if row else ""


def unlock(request: HttpRequest, user: Any) -> None:
    """This will give a locked session back to its officer."""
    request.session.pop(LOCKED, None)
    request.session.cycle_key()
    request.user = user
    requests.forget_actor(request)


def begin(request: HttpRequest, user: Any) -> None:
    """This will note what a session that just opened still asks of its owner."""
    now = clock.now()
    request.session[SEEN] = int(now.timestamp())
    request.session.pop(LOCKED, None)
    records = get_authentication_records(request, user)
    if any(record["method"] == "mfa" for record in records):
        request.session[FACTOR_AT] = int(now.timestamp())
    on = clock.local_date(now)
    is_needed = dated.needs_second_factor(queries.actor(user, on=on), on)
    if is_needed and not has_factor(user) and not _proved_by_provider(records):
        request.session[MUST_ENROL] = True
    else:
        request.session.pop(MUST_ENROL, None)
    request.session[NO_FACTOR] = not is_needed


def has_factor(user: Any) -> bool:
    """This will tell whether the account has set up codes beside its password."""
    return Authenticator.objects.filter(user=user.pk, type=Authenticator.Type.TOTP).exists()


def is_factor_fresh(request: HttpRequest, user: Any) -> bool:
    """This will tell whether the locked session began with a second factor: then the password opens it."""
    return is_locked_for(request, user) and bool(request.session.get(FACTOR_AT))


def is_proved_by_provider(request: HttpRequest, user: Any) -> bool:
    """This will tell whether the provider that vouched for the officer asks for a second factor itself."""
    return _proved_by_provider(get_authentication_records(request, user))


def _proved_by_provider(records: list[dict[str, Any]]) -> bool:
    trusted = {one.id for one in oidc.providers() if one.second_factor}
    return any(r["method"] == "socialaccount" and r.get("provider") in trusted for r in records)


def duty_of(request: HttpRequest, now: datetime) -> str | None:
    """This will name the page that the officer must pass first (a url name), None for none."""
    user: Any = request.user
    if user.must_change_password:
        return "account_change_password" if user.has_usable_password() else None
    if _is_old(request, user, now):
        return "account_change_password"
    if request.session.get(NO_FACTOR) and _is_needed_now(request, now):
        del request.session[NO_FACTOR]
        if not has_factor(user) and not is_proved_by_provider(request, user):
            request.session[MUST_ENROL] = True
    return "mfa_activate_totp" if request.session.get(MUST_ENROL) else None


def _is_needed_now(request: HttpRequest, now: datetime) -> bool:
    """A role given in the middle of a session asks for what it would ask for at the door."""
    return dated.needs_second_factor(requests.actor_of(request), clock.local_date(now))


def _is_old(request: HttpRequest, user: Any, now: datetime) -> bool:
    if user.password_set_at is None or not user.has_usable_password():
        return False
    if not requests.actor_of(request).has(Role.ADMINISTRATOR):
        return False
    days = dated.number(dated.ADMINISTRATOR_DAYS, clock.local_date(now))
    return bool(now - user.password_set_at > timedelta(days=days))
