"""Where is a procedure applied for, and who stands at the door? Asked first by every page of a draft."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tinhso.casework.applying import ownership, queries
from tinhso.casework.applying.rules import drafting, people
from tinhso.casework.procedures import queries as procedures
from tinhso.casework.procedures.rules import forms
from tinhso.core import clock
from tinhso.core.clock import local_date
from tinhso.core.errors import Missing
from tinhso.core.roles import Assurance
from tinhso.foundation.accounts import citizens
from tinhso.foundation.places import queries as places
from tinhso.foundation.vault import queries as vault


@dataclass(frozen=True)
class Door:
    """A procedure as it is today and who applies."""

    version: procedures.ProcedureVersion
    on: date
    now: datetime
    citizen: citizens.Citizen | None
    person: citizens.Person | None
    holder_key: str

    @property
    def owner(self) -> str:
        """Under whose key a draft is kept."""
        return self.citizen.key if self.citizen else ""

    @property
    def assurance(self) -> Assurance:
        """How sure it is who applies."""
        return self.citizen.assurance if self.citizen else Assurance.ANONYMOUS

    @property
    def is_open(self) -> bool:
        """Whether this person may go on."""
        return not self.version.needs_identity or self.assurance.reaches(Assurance.IDENTITY)

    @property
    def identity(self) -> drafting.Identity | None:
        """Name and number that go before whatever is typed."""
        person = self.person
        return (
            drafting.Identity(
                person.name, person.number, person.born, person.organisation, person.organisation_name
            )
            if person and person.number
            else None
        )

    @property
    def people_schema(self) -> dict[str, Any]:
        """The questions about people, for this person."""
        named = [(one.code, one.name) for one in places.communes(on=self.on)]
        return people.people(
            communes=named, is_known=self.identity is not None,
            place_needed=queries.needs_place(self.version),
            for_bodies=procedures.Audience.ORGANISATION in self.version.audience,
        )  # fmt: skip

    @property
    def rest_schema(self) -> dict[str, Any]:
        """The questions about the result and the fees."""
        grounds = [(g.code.replace("-", "_"), g.name) for g in procedures.grounds(self.version, on=self.on)]
        is_electronic = not self.version.results or any(r.electronic for r in self.version.results)
        return people.rest(grounds=grounds, papers_electronic=is_electronic)

    def papers(self, types: set[str] | None = None) -> list[vault.PaperView]:
        """The valid papers that the signed-in person has."""
        if not self.holder_key:
            return []
        found = vault.papers_of(self.holder_key, on=self.on, types=types or ())
        return [one for one in found if one.status == "valid"]

    def known(self) -> tuple[dict[str, str], dict[str, str]]:
        """What is known of the person under the words of `x-prefill`, and in words where it comes from."""
        said = vars(self.person) if self.person else {}
        of_papers: dict[str, dict[str, str]] = {}
        sources: dict[str, str] = {}
        for one in reversed(self.papers()):
            of_papers[one.type_code] = {
                "number": one.number, "issuer": one.issuer_name, "issued_on": one.issued_on.isoformat(),
            }  # fmt: skip
            for word in of_papers[one.type_code]:
                sources[f"vault.{one.type_code}.{word}"] = _("Từ kho giấy tờ: %(title)s số %(number)s") % {
                    "title": one.title, "number": one.number,
                }  # fmt: skip
        provider = self.citizen.provider if self.citizen else ""
        for word in said:
            sources[f"account.{word}"] = _("Theo định danh điện tử (%(provider)s)") % {"provider": provider}
        return people.known(said, of_papers), sources


def door(request: HttpRequest, procedure: str) -> Door:
    """This will tell which version is applied for, by whom. Raises NoSuchProcedure, Missing (internal)."""
    now = clock.now()
    on = local_date(now)
    version = procedures.version_in_force(procedure, on)
    if version.is_internal:
        raise Missing
    return Door(
        version, on, now, citizens.citizen_of(request), citizens.person_of(request),
        ownership.holder_key(request),
    )  # fmt: skip


def sources_of(schema: Any, data: Any, known: dict[str, str], words: dict[str, str]) -> dict[str, str]:
    """This will tell of each answer that is still the known one where it comes from, by the field's name."""
    found = {}
    for name, value in forms.prefill(schema, known).items():
        word = schema["properties"][name].get("x-prefill", "")
        if word in words and data.get(name) == value:
            found[name] = words[word]
    return found


def to_sign_in(target: str) -> str:
    """This will lead to the electronic identity and back to `target`."""
    return f"{reverse('account_citizen')}?{urlencode({'next': target})}"


def language() -> str:
    """This will tell in which language a form speaks."""
    return "en" if (get_language() or "vi").startswith("en") else "vi"


def posted(request: HttpRequest) -> dict[str, str]:
    """This will give what was typed, without the one character that no database takes."""
    return {name: value.replace("\x00", "") for name, value in request.POST.items() if isinstance(value, str)}
