"""How does what was typed at the counter become a dossier: filed and received, or refused field by field?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tinhso.casework.counter.forms.intake import PeopleForm
from tinhso.casework.counter.views.brought import Input
from tinhso.casework.counter.views.knowing import named_agencies
from tinhso.casework.onestop import actions
from tinhso.casework.onestop.queries import answering
from tinhso.casework.onestop.rules.filing import BODY, MANDATE, Capacity, Channel, Filing, Given, Person
from tinhso.casework.procedures import queries as procedures
from tinhso.casework.procedures.rules import forms
from tinhso.casework.procedures.rules.shapes import Level, ProcedureVersion
from tinhso.core.clock import local_date
from tinhso.core.errors import FieldError, Invalid
from tinhso.core.roles import Actor, Assurance
from tinhso.core.translation import say
from tinhso.foundation.agencies import queries as agencies
from tinhso.foundation.agencies.queries import AgencyKind, AgencyRef
from tinhso.foundation.places import queries as places

_PEOPLE = ("holder", "applicant")


@dataclass(frozen=True)
class Desk:
    """One intake in the making: the procedure, the counter, its people's form, papers and answers."""

    version: ProcedureVersion
    here: AgencyRef
    now: datetime
    by: Actor
    language: str

    @property
    def by_commune(self) -> bool:
        """Whether the committee of the commune handles it, so that only the commune is asked."""
        version = self.version
        return (
            not version.is_internal
            and Level.COMMUNE in version.levels
            and Level.PROVINCE not in version.levels
        )

    def people(self, *args: Any, **kwargs: Any) -> PeopleForm:
        """This will make the form of the people."""
        on = local_date(self.now)
        if named := self._named(on):
            kwargs["initial"] = {"agency": named, **(kwargs.get("initial") or {})}
        return PeopleForm(
            *args,
            communes=[(one.code, one.name) for one in places.communes(on=on)],
            agencies=named_agencies(on, without=self.here.code if self.version.is_internal else ""),
            grounds=[(one.code, one.name) for one in procedures.grounds(self.version, on=on)],
            by_commune=self.by_commune,
            is_internal=self.version.is_internal,
            **kwargs,
        )

    def _named(self, on: date) -> str:
        """The body that the table of competence names, for the officer to agree or choose another."""
        if self.version.is_internal or Level.COMMUNE in self.version.levels:
            return ""
        found = answering.body_for(self.version, "", on=on)
        return found.agency.name if found and found.rule else ""


def holder(people: PeopleForm) -> Person | None:
    """This will give the holder as far as typed, for a look into the vault."""
    given = people.cleaned_data
    number = str(given.get("holder_number") or "").replace(" ", "").replace(".", "")
    if not number:
        return None
    return Person(
        name=str(given.get("holder_name") or ""), kind=given.get("holder_kind") or "person", number=number
    )


def checked(version: ProcedureVersion, data: Mapping[str, Any], papers: Sequence[Input]) -> list[Input]:
    """This will say beside its component what the answers ask for and nobody brought."""
    asked = {one.component.code: one.required for one in forms.components(version.components, data)}
    return [
        replace(one, error=one.error or _("Còn thiếu giấy tờ này."))
        if asked.get(one.code) and not one.is_given
        else one
        for one in papers
    ]


def take_in(
    desk: Desk, people: PeopleForm, data: dict[str, Any], papers: Sequence[Input], *, anyway: bool
) -> str:
    """This will file and receive it in one transaction, and give its code. Raises Invalid, Refused."""
    filing = _filing(desk, people, data, papers)
    seen = people.cleaned_data.get("identity_seen") and filing.holder.number
    assurance = Assurance.IDENTITY if seen or desk.version.is_internal else Assurance.ANONYMOUS
    with transaction.atomic():
        sent = actions.submit(filing=filing, by=desk.by, now=desk.now, assurance=assurance)
        if sent.is_new:
            actions.receive(dossier_id=sent.id, by=desk.by, now=desk.now, anyway=anyway)
    return sent.code


def _filing(desk: Desk, people: PeopleForm, data: dict[str, Any], papers: Sequence[Input]) -> Filing:
    given = people.cleaned_data
    internal = desk.version.is_internal
    return Filing(
        id=given["id"],
        procedure=desk.version.code,
        holder=Person(name=desk.here.name, kind=BODY) if internal else people.holder(),
        channel=Channel.INTERNAL if internal else Channel(given.get("came_by") or Channel.COUNTER),
        agency=given.get("agency") or _committee(given["area"], desk),
        intake=desk.here.code,
        area=given.get("area") or desk.here.area_code or "",
        applicant=None if internal else people.applicant(),
        proxy_basis=given.get("proxy_basis") or "",
        capacity=_capacity(given),
        helper=given.get("helper") or "",
        data=data,
        given=(*_mandate(given), *(_given(one, desk) for one in papers if one.is_given)),
        delivery="electronic" if internal else given["delivery"],
        delivery_address=given.get("delivery_address") or "",
        delivery_area=given.get("delivery_area") or "",
        grounds=frozenset(given.get("grounds") or ()),
    )


def _given(one: Input, desk: Desk) -> Given:
    """Between departments nothing goes on paper."""
    found = one.given(desk.by)
    return replace(found, form="electronic") if desk.version.is_internal else found


def _capacity(given: Mapping[str, Any]) -> str:
    return str(given.get("capacity") or "") if given.get("is_proxy") else ""


def _mandate(given: Mapping[str, Any]) -> tuple[Given, ...]:
    """The officer holds it in hand: its number stands in the ground, a copy lies with the dossier."""
    return (Given(MANDATE, form="copy"),) if _capacity(given) == Capacity.MANDATE else ()


def _committee(area: str, desk: Desk) -> str:
    """The committee of the commune, wherever the counter stands."""
    found = agencies.agencies_at(on=local_date(desk.now), kind=AgencyKind.COMMUNE_COMMITTEE, area_code=area)
    return found[0].code if found else ""


def spread(refused: Invalid, people: PeopleForm) -> list[FieldError]:
    """This will put each error at its field; those of the form's answers come back without their prefix."""
    of_answers = []
    for error in refused.errors:
        if error.field.startswith("data."):
            of_answers.append(replace(error, field=error.field.removeprefix("data.")))
            continue
        head, _sep, tail = error.field.partition(".")
        name = f"{head}_{tail}" if head in _PEOPLE else error.field
        if error.field == "agency" and "area" in people.fields:
            name = "area"
        people.add_error(name if name in people.fields else None, say(error.message))
    return of_answers
