"""Who is signed in and in which roles, who works for an agency, and whose API key is this?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from tinhso.core.folding import sort_key
from tinhso.core.revisions import Remembered
from tinhso.core.roles import NOBODY, Actor, Grant, Role
from tinhso.foundation.accounts.models import API_KEYS, Account, ApiKey, RoleGrant
from tinhso.foundation.accounts.rules import ROLE_LABELS, is_key, prefix_of

__all__ = [
    "ROLE_LABELS",
    "KeyHolder",
    "Officer",
    "actor",
    "api_key",
    "may_administer",
    "may_inspect",
    "officer",
    "officers",
    "officers_of",
    "unit_of",
]


@dataclass(frozen=True)
class Officer:
    """An officer as colleagues see them; `roles` are those for the agency that was asked about."""

    key: str
    name: str
    email: str
    roles: frozenset[Role] = frozenset()
    unit: str = ""


@dataclass(frozen=True)
class KeyHolder:
    """The program that holds an API key."""

    key: str
    name: str
    scopes: frozenset[str] = frozenset()

    def may(self, scope: str) -> bool:
        """This will tell whether the key opens that door."""
        return scope in self.scopes


def in_force(on: date) -> Q:
    """This will give the condition under which a grant holds on that day."""
    return Q(withdrawn=False, valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))


def actor(user: Any, *, on: date) -> Actor:
    """This will give the acting person with the grants in force on that day; NOBODY if not signed in.

    Asks the database each time: a revoked role is gone with the next request.
    """
    if not (getattr(user, "is_authenticated", False) and user.is_active):
        return NOBODY
    held = RoleGrant.objects.filter(in_force(on), account=user.pk).values_list("role", "agency_code")
    return Actor(f"officer:{user.pk}", frozenset(Grant(Role(role), body) for role, body in held))


def unit_of(officer_key: str, agency_code: str, *, on: date) -> str:
    """This will give the code of the room (phòng) in which an officer works, "" where none is named."""
    held = RoleGrant.objects.filter(in_force(on), account=_pk(officer_key), agency_code=agency_code)
    return held.exclude(unit="").values_list("unit", flat=True).first() or ""


def officers(agency_code: str, *, on: date, role: Role | str | None = None) -> list[Officer]:
    """This will list the active officers with a grant for that very agency, in Vietnamese order of names."""
    held: QuerySet[RoleGrant] = RoleGrant.objects.filter(
        in_force(on), agency_code=agency_code, account__is_active=True
    ).select_related("account")
    found: dict[int, list[RoleGrant]] = {}
    for grant in held:
        found.setdefault(grant.account_id, []).append(grant)
    shown = [
        Officer(
            key=grants[0].account.key,
            name=str(grants[0].account),
            email=grants[0].account.email,
            roles=frozenset(Role(g.role) for g in grants),
            unit=next((g.unit for g in grants if g.unit), ""),
        )
        for grants in found.values()
        if role is None or any(g.role == role for g in grants)
    ]
    return sorted(shown, key=lambda o: sort_key(o.name.rsplit(" ", 1)[-1]) + sort_key(o.name))


def officer(key: str) -> Officer | None:
    """This will give an officer by key, working or gone; None for a key that names nobody."""
    return officers_of([key]).get(key)


def officers_of(keys: Iterable[str]) -> dict[str, Officer]:
    """This will give many officers by key with one statement; roles are left out."""
    wanted = [pk for pk in map(_pk, keys) if pk]
    rows = Account.objects.filter(pk__in=wanted) if wanted else ()
    return {row.key: Officer(row.key, str(row), row.email if row.is_active else "") for row in rows}


def officer_row(pk: str) -> Account | None:
    """This will give an active account by its number, for the room's own pages."""
    return Account.objects.filter(pk=int(pk), is_active=True).first() if pk.isdecimal() else None


def _pk(key: str) -> int:
    prefix, _, number = key.partition(":")
    if prefix != "officer" or not (number.isascii() and number.isdecimal()) or len(number) > 18:
        return 0
    return int(number)


def may_administer(user: Any, *, on: date) -> bool:
    """This will tell whether the account may enter the administration and change things there."""
    return actor(user, on=on).has(Role.ADMINISTRATOR, "")


def may_inspect(user: Any, *, on: date) -> bool:
    """This will tell whether the account may read in the administration: administrators and auditors."""
    acting = actor(user, on=on)
    return acting.has(Role.ADMINISTRATOR, "") or acting.has(Role.AUDITOR, "")


def _load_keys() -> dict[str, tuple[str, str, KeyHolder]]:
    return {
        row.prefix: (row.salt, row.digest, KeyHolder(f"apikey:{row.pk}", row.name, frozenset(row.scopes)))
        for row in ApiKey.objects.filter(revoked_at__isnull=True)
    }


_keys = Remembered((API_KEYS,), _load_keys)


def api_key(raw: str) -> KeyHolder | None:
    """This will tell who holds a key, None for an unknown or revoked one; compared in constant time."""
    prefix = prefix_of(raw)
    kept = _keys.get().get(prefix) if prefix else None
    if kept is None:
        return None
    salt, digest, holder = kept
    return holder if is_key(raw, salt, digest) else None
