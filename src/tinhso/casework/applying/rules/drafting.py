"""What does an unfinished application hold, and what does it become when it is sent? Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from tinhso.casework.applying.rules import people
from tinhso.casework.onestop.rules.filing import (
    BODY,
    MANDATE,
    MANDATE_NAME,
    Capacity,
    Channel,
    Filing,
    Given,
    Person,
)
from tinhso.casework.procedures.rules.shapes import Component

OTHER, ORGANISATION = "other", "org"
"""The answers to "for whom?" of somebody who files for another person, or for a body."""
THE_MANDATE = Component(MANDATE, MANDATE_NAME, name_en="Mandate")
"""What whoever files under a mandate has to add, whatever the procedure asks for."""
POST = "post"


@dataclass(frozen=True)
class Chosen:
    """What was chosen for one component: an uploaded file, or a fixed version of a paper in the vault."""

    file: str = ""
    name: str = ""
    paper: str = ""
    version: int = 0


@dataclass(frozen=True)
class Identity:
    """What an electronic identity says of the applicant: it goes before whatever is typed. `born` is ISO."""

    name: str
    number: str
    born: str = ""
    organisation: str = ""
    """The number of the body for which the identity says that this person acts; "" where it says none."""
    organisation_name: str = ""


@dataclass(frozen=True)
class Application:
    """An application as far as it is written. `id` is the client's id under which it is sent once.

    `people`, `data` and `rest` are the answers to the three forms of the pages (`rules/people.py`).
    """

    id: str
    token: str = ""
    people: Mapping[str, Any] = field(default_factory=dict)
    data: Mapping[str, Any] = field(default_factory=dict)
    rest: Mapping[str, Any] = field(default_factory=dict)
    papers: Mapping[str, Chosen] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """This will give the form that is sealed."""
        return asdict(self)

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> "Application":
        """This will read what `as_json` gave."""
        papers = {code: Chosen(**one) for code, one in said["papers"].items()}
        return cls(said["id"], said["token"], said["people"], said["data"], said["rest"], papers)

    @property
    def area(self) -> str:
        """The commune that was chosen."""
        return str(self.people.get("area", ""))

    @property
    def is_for_other(self) -> bool:
        """Whether somebody files for another person or for a body."""
        return self.people.get("for_whom") in (OTHER, ORGANISATION)

    @property
    def is_for_body(self) -> bool:
        """Whether somebody files for a body."""
        return self.people.get("for_whom") == ORGANISATION

    @property
    def capacity(self) -> str:
        """As what they file for another; "" for who files for themselves."""
        if not self.is_for_other:
            return ""
        return str(self.people.get("org_capacity" if self.is_for_body else "capacity", ""))

    @property
    def helper(self) -> str:
        """Who helped to fill it in, in words."""
        kind = people.HELPERS.get(str(self.people.get("helped_by", "")), "")
        return (
            ": ".join(part for part in (kind, str(self.people.get("helper_name", ""))) if part)
            if kind
            else ""
        )

    @property
    def grounds(self) -> frozenset[str]:
        """The grounds of reduction that are claimed."""
        return frozenset(
            k.removeprefix("ground_") for k, v in self.rest.items() if k.startswith("ground_") and v
        )


def filing(
    said: Application, *, procedure: str, agency: str, identity: Identity | None, asked: frozenset[str]
) -> Filing:
    """This will make of it what is sent. `asked` are the components that its answers ask for."""
    me = applicant(said, identity)
    holder = (body(said, identity) if said.is_for_body else other(said)) if said.is_for_other else me
    is_vouched = said.is_for_body and _vouches(identity, holder.number)
    by_post = said.rest.get("delivery") == POST
    return Filing(
        id=UUID(said.id),
        procedure=procedure,
        holder=holder,
        applicant=me if said.is_for_other else None,
        proxy_basis=str(said.people.get("proxy_basis", "")) if said.is_for_other else "",
        capacity=said.capacity,
        holder_vouched=is_vouched,
        helper=said.helper,
        channel=Channel.SITE,
        agency=agency,
        area=said.area,
        data=dict(said.data),
        given=tuple(_given(code, one) for code, one in said.papers.items() if code in asked),
        delivery=str(said.rest.get("delivery") or "electronic"),
        delivery_address=str(said.rest.get("post_address", "")) if by_post else "",
        delivery_area=str(said.rest.get("post_area", "")) if by_post else "",
        grounds=said.grounds,
    )


def _given(code: str, one: Chosen) -> Given:
    if one.paper:
        return Given(code, paper=one.paper, paper_version=one.version, source="reused")
    return Given(code, file=one.file)


def applicant(said: Application, identity: Identity | None) -> Person:
    """This will give whoever files."""
    typed = said.people
    return Person(
        name=identity.name if identity and identity.name else str(typed.get("name", "")),
        number=identity.number if identity else str(typed.get("number", "")),
        phone=plain_phone(str(typed.get("phone", ""))),
        email=str(typed.get("email", "")),
        address=str(typed.get("address", "")),
    )


def other(said: Application) -> Person:
    """This will give the person for whom somebody files."""
    typed = said.people
    return Person(
        name=str(typed.get("other_name", "")),
        number=str(typed.get("other_number", "")),
        phone=plain_phone(str(typed.get("other_phone", ""))),
        address=str(typed.get("other_address", "")),
    )


def body(said: Application, identity: Identity | None) -> Person:
    """This will give the body for which somebody files, under the name that the identity knows of it."""
    typed = said.people
    number = str(typed.get("org_number", ""))
    known = identity.organisation_name if identity and _vouches(identity, number) else ""
    return Person(
        name=known or str(typed.get("org_name", "")), kind=BODY, number=number,
        address=str(typed.get("org_address", "")),
    )  # fmt: skip


def _vouches(identity: Identity | None, number: str) -> bool:
    return identity is not None and number != "" and identity.organisation == number


def with_mandate(components: list[Component], said: Application) -> list[Component]:
    """This will add the mandate to what a procedure asks for, where somebody files under one."""
    return [THE_MANDATE, *components] if said.capacity == Capacity.MANDATE else components


def plain_phone(text: str) -> str:
    """This will give a number as it is kept, 0912345678; what is none stays as it is."""
    digits = "".join(c for c in text if c not in " .-()")
    return f"0{digits.removeprefix('+84')}" if digits.startswith("+84") else digits


def lacking(components: list[Component], said: Application) -> list[Component]:
    """This will list the required components for which nothing is chosen and no register can stand in."""
    return [c for c in components if c.required and not c.register and c.code not in said.papers]
