"""What does an unfinished application hold, and what does it become when it is sent? Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from tinhso.casework.onestop.rules.filing import Channel, Filing, Given, Person
from tinhso.casework.procedures.rules.shapes import Component

OTHER = "other"
"""The answer to "for whom?" of somebody who files for another person."""
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
        """Whether somebody files for another person."""
        return self.people.get("for_whom") == OTHER

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
    holder = other(said) if said.is_for_other else me
    by_post = said.rest.get("delivery") == POST
    return Filing(
        id=UUID(said.id),
        procedure=procedure,
        holder=holder,
        applicant=me if said.is_for_other else None,
        proxy_basis=str(said.people.get("proxy_basis", "")) if said.is_for_other else "",
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
        phone=plain_phone(str(typed.get("other_phone") or typed.get("phone", ""))),
        address=str(typed.get("other_address", "")),
    )


def plain_phone(text: str) -> str:
    """This will give a number as it is kept, 0912345678; what is none stays as it is."""
    digits = "".join(c for c in text if c not in " .-()")
    return f"0{digits.removeprefix('+84')}" if digits.startswith("+84") else digits


def lacking(components: list[Component], said: Application) -> list[Component]:
    """This will list the required components for which nothing is chosen and no register can stand in."""
    return [c for c in components if c.required and not c.register and c.code not in said.papers]
