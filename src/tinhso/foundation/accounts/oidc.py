"""Which providers vouch for people here (VNeID, the province's Keycloak), and how far are they trusted?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from tinhso.core.roles import Assurance


@dataclass(frozen=True)
class Provider:
    """One configured provider. `audience` is "officers" or "citizens"; an officer is never created by one."""

    id: str
    name: str
    audience: str
    link_by_email: bool = True
    second_factor: bool = False
    """The provider asks officers for a second factor itself."""
    assurance_claim: str = "acr"
    assurance: Mapping[str, str] = field(default_factory=dict)
    """What the claim says -> anonymous | phone | identity."""
    person: Mapping[str, str] = field(default_factory=dict)
    """Our word (name, number, born, phone, email, address; organisation and organisation_name of who acts
    for a body) -> the claim that says it; none: none is read."""

    def assurance_of(self, claims: Mapping[str, Any]) -> Assurance:
        """This will read how sure the provider is of the person; what it does not say is worth nothing."""
        said = str(claims.get(self.assurance_claim, ""))
        try:
            return Assurance(self.assurance.get(said, ""))
        except ValueError:
            return Assurance.ANONYMOUS


def providers(audience: str = "") -> list[Provider]:
    """This will list the configured providers, for one audience where it is named."""
    found = [
        Provider(
            id=str(one["id"]),
            name=str(one["name"]),
            audience=str(one["for"]),
            link_by_email=bool(one.get("link_by_email", True)),
            second_factor=bool(one.get("second_factor", False)),
            assurance_claim=str(one.get("assurance_claim", "acr")),
            assurance={str(k): str(v) for k, v in dict(one.get("assurance", {})).items()},
            person={str(k): str(v) for k, v in dict(one.get("person", {})).items()},
        )
        for one in settings.OIDC
    ]
    return [one for one in found if not audience or one.audience == audience]


def provider(name: str) -> Provider | None:
    """This will give a configured provider by its id."""
    return next((one for one in providers() if one.id == name), None)
