"""Which papers come with a dossier, and how? Sent, scanned and certified, used again, known to a register."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from tinhso.casework.onestop.rules.filing import Channel, Given
from tinhso.casework.procedures.queries import Component
from tinhso.casework.procedures.rules import forms
from tinhso.core.clock import local_date

if TYPE_CHECKING:
    from tinhso.demo.dossiers.life import Life

WITH_SHEETS = timedelta(days=4)
"""So new dossiers carry sheets that can be opened; of older ones it is only written what came and how."""
IN_REGISTER, IN_NATIONAL_STORE, DIGITISED, AT_WILL = 0.7, 0.18, 0.8, 0.5


def given(life: "Life", data: Mapping[str, Any], at: datetime) -> tuple[Given, ...]:
    """This will give the papers that a form's answers ask for."""
    return tuple(_all(life, data, at))


def _all(life: "Life", data: Mapping[str, Any], at: datetime) -> Iterator[Given]:
    for asked in forms.components(life.version.components, data):
        one = asked.component
        if known := _known(life, one, at):
            yield known
        elif asked.required or life.dice.random() < AT_WILL:
            yield sent(life, one, at)


def _known(life: "Life", one: Component, at: datetime) -> Given | None:
    """A paper that the province has already is not asked for again."""
    dice = life.dice
    if one.paper_type and (held := life.who.valid(one.paper_type, local_date(at))):
        return Given(one.code, source="reused", paper=held[0], paper_version=held[1])
    if one.register and dice.random() < IN_REGISTER:
        return Given(one.code, source="register")
    if one.paper_type and life.chosen.channel == Channel.NATIONAL and dice.random() < IN_NATIONAL_STORE:
        return Given(one.code, source="national")
    return None


def sent(life: "Life", one: Component, at: datetime) -> Given:
    """This will give a paper as it comes through the dossier's door."""
    by = life.clerk
    file = life.year.papers.brought(by=by, now=at) if life.year.now - at < WITH_SHEETS else ""
    if life.is_online or life.chosen.channel == Channel.INTERNAL:
        return Given(one.code, file=file)
    if life.dice.random() < DIGITISED:
        return Given(one.code, form="certified", source="digitised", file=file, certified_by=by.key)
    return Given(one.code, form="original" if one.originals else "copy")
