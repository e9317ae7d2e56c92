"""Which citizen sends this request, and how sure is that? Known for a session, never kept in a table.

What an electronic identity says of a person (to fill in an application) lies sealed in that session.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta
from typing import Any

import orjson
from django.http import HttpRequest

from tinhso.core import clock
from tinhso.core.errors import Invalid
from tinhso.core.roles import Assurance
from tinhso.core.sealing import Sealer, Unreadable
from tinhso.foundation.accounts.oidc import Provider
from tinhso.foundation.vault import actions as vault
from tinhso.foundation.vault import queries as papers

_KEY = "citizen"
LASTS = timedelta(hours=2)
_SEALER = Sealer("tinhso.accounts.person.1")
_LONGEST = 500


@dataclass(frozen=True)
class Citizen:
    """Somebody a provider vouches for: `key` is a keyed digest, the same for the same person each time."""

    key: str
    provider: str
    assurance: Assurance


@dataclass(frozen=True)
class Person:
    """What an electronic identity says of somebody; "" for what it does not say. `born` is an ISO day."""

    name: str = ""
    number: str = ""
    born: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    organisation: str = ""
    """The number of the body for which the person acts, where the identity is that of a body."""
    organisation_name: str = ""


def remember(
    request: HttpRequest, subject: str, provider: Provider, claims: Mapping[str, Any], *, now: datetime
) -> Citizen:
    """This will know the citizen for the rest of the session, at most two hours."""
    assurance = provider.assurance_of(claims)
    number = str(claims.get(provider.person.get("number", ""), "") or "")
    if assurance == Assurance.IDENTITY and number:
        with suppress(Invalid):  # a number that no paper can be kept under
            vault.recognise(number, now=now)
    request.session[_KEY] = {
        "key": subject,
        "provider": provider.name,
        "assurance": assurance.value,
        "until": int((now + LASTS).timestamp()),
        "person": _sealed(provider, claims) if assurance == Assurance.IDENTITY else "",
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


def person_of(request: HttpRequest) -> Person | None:
    """This will give what an electronic identity said of the citizen of this session; None without one."""
    citizen = citizen_of(request)
    if citizen is None or citizen.assurance != Assurance.IDENTITY:
        return None
    try:
        said = _SEALER.unseal(request.session[_KEY].get("person", ""))
    except Unreadable:
        return None
    return Person(**orjson.loads(said)) if said else None


def owner_of(request: HttpRequest) -> str:
    """This will give the key of this citizen's vault; "" where nobody vouches for a number."""
    person = person_of(request)
    try:
        return papers.owner_key(person.number) if person else ""
    except Invalid:
        return ""


def organisation_of(request: HttpRequest) -> str:
    """This will give the vault's key of the body for which this citizen acts; "" where it acts for none."""
    person = person_of(request)
    try:
        return papers.owner_key(person.organisation, kind="org") if person and person.organisation else ""
    except Invalid:
        return ""


def _sealed(provider: Provider, claims: Mapping[str, Any]) -> str:
    """Only what the deployment asked for; a claim that is no text (an address in parts) gives its whole."""
    said = {}
    for one in fields(Person):
        value = claims.get(provider.person.get(one.name, ""), "")
        if isinstance(value, Mapping):
            value = value.get("formatted", "")
        said[one.name] = str(value or "").replace("\x00", "").strip()[:_LONGEST]
    return _SEALER.seal(orjson.dumps(asdict(Person(**said))).decode()) if any(said.values()) else ""


def leave(request: HttpRequest) -> None:
    """This will forget the citizen."""
    request.session.pop(_KEY, None)
