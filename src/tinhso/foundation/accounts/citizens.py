"""Which citizen sends this request, and how sure is that? Known for a session, never kept in a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest

from tinhso.core import clock
from tinhso.core.roles import Assurance
from tinhso.foundation.accounts.oidc import Provider

_KEY = "citizen"
LASTS = timedelta(hours=2)


@dataclass(frozen=True)
class Citizen:
    """Somebody a provider vouches for: `key` is a keyed digest, the same for the same person each time."""

    key: str
    provider: str
    assurance: Assurance


def remember(
    request: HttpRequest, subject: str, provider: Provider, claims: Mapping[str, Any], *, now: datetime
) -> Citizen:
    """This will know the citizen for the rest of the session, at most two hours."""
    assurance = provider.assurance_of(claims)
    request.session[_KEY] = {
        "key": subject,
        "provider": provider.name,
        "assurance": assurance.value,
        "until": int((now + LASTS).timestamp()),
    }
    return Citizen(subject, provider.name, assurance)


def remember_phone(request: HttpRequest, digest: str, *, now: datetime) -> None:
    """This will know that a telephone number was confirmed; who has shown more keeps that."""
    if assurance_of(request).reaches(Assurance.PHONE):
        return
    request.session[_KEY] = {
        "key": f"phone:{digest}",
        "provider": "SMS",
        "assurance": Assurance.PHONE.value,
        "until": int((now + LASTS).timestamp()),
    }


def citizen_of(request: HttpRequest) -> Citizen | None:
    """This will give the citizen of this session, None where nobody vouched for one lately."""
    kept = request.session.get(_KEY) if hasattr(request, "session") else None
    if not kept or kept["until"] <= int(clock.now().timestamp()):
        return None
    return Citizen(kept["key"], kept["provider"], Assurance(kept["assurance"]))


def assurance_of(request: HttpRequest) -> Assurance:
    """This will tell how sure it is who sends this request."""
    citizen = citizen_of(request)
    return citizen.assurance if citizen else Assurance.ANONYMOUS


def leave(request: HttpRequest) -> None:
    """This will forget the citizen."""
    request.session.pop(_KEY, None)
