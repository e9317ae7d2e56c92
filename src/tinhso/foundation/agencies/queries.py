"""Which agencies exist on a day, who answers for what, who is on duty, and who took over from whom?"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from tinhso.core.clock import local
from tinhso.core.errors import Refused
from tinhso.core.folding import sort_key
from tinhso.core.messages import Message, msg
from tinhso.core.parameters import value
from tinhso.core.revisions import Remembered
from tinhso.core.values import RuleRef, Validity
from tinhso.foundation.agencies import dated, models
from tinhso.foundation.agencies.identifying import identified, identifier
from tinhso.foundation.agencies.models import TOPIC, Agency, AssetClass, Competence, DutyRoster, Succession
from tinhso.foundation.agencies.offering import asset_class_names, offered, offered_units
from tinhso.foundation.agencies.rules import (
    KIND_LABELS,
    AgencyKind,
    AgencyRef,
    Candidate,
    CompetenceRow,
    DatedAgency,
    Doubt,
    Question,
    Register,
    Shift,
    is_on_duty,
    rank,
)

__all__ = [
    "KIND_LABELS", "AgencyKind", "AgencyRef", "AssetName", "Candidate", "Contact", "NotSetUp", "Unit",
    "agencies_at", "agency", "answers_for", "asset_class_names", "asset_classes", "contact",
    "duty_contacts", "exceptions_desk", "identified", "identifier", "inherited", "is_asset_class",
    "offered", "offered_units", "province_office", "restricted_desk", "successors", "units",
]  # fmt: skip


class NotSetUp(Refused):
    """The deployment has no agency of a kind that it needs."""

    status = 503
    code = "not-set-up"
    sentence = msg(
        "Hệ thống chưa được thiết lập xong: ngày %(day)s chưa có %(kind)s. Xin báo quản trị hệ thống."
    )


@dataclass(frozen=True)
class Unit:
    """A room (phòng) of an agency."""

    code: str
    name: str


@dataclass(frozen=True)
class AssetName:
    """A class of assets that a citizen or an officer may name."""

    code: str
    name: str
    name_en: str


@dataclass(frozen=True)
class Contact:
    """How the public reaches an agency."""

    address: str
    phone: str
    email: str


MOST_ANSWERS_KEPT = 20_000


@dataclass
class _House:
    """Everything the room remembers."""

    register: Register
    contacts: Mapping[str, Contact]
    units: Mapping[str, list[tuple[Validity, Unit]]]
    shifts: Mapping[str, list[Shift]]
    assets: Mapping[str, list[tuple[Validity, AssetName]]]
    # 25 categories in 40 communes ask the same thousand questions all day
    answered: dict[Question, tuple[Candidate, ...]] = field(default_factory=dict)


def _load() -> _House:
    agencies = list(Agency.objects.select_related("escalates_to"))
    assets: dict[str, list[tuple[Validity, AssetName]]] = defaultdict(list)
    for asset in AssetClass.objects.order_by("pk"):
        shown = AssetName(asset.code, asset.name, asset.name_en)
        assets[asset.category].append((Validity(asset.valid_from, asset.valid_to), shown))
    names = {a.code: a.name for dated_assets in assets.values() for _, a in dated_assets}
    units: dict[str, list[tuple[Validity, Unit]]] = defaultdict(list)
    for unit in models.Unit.objects.select_related("agency").order_by("pk"):
        period = Validity(unit.valid_from, unit.valid_to)
        units[unit.agency.code].append((period, Unit(unit.code, unit.name)))
    shifts: dict[str, list[Shift]] = defaultdict(list)
    for duty in DutyRoster.objects.select_related("agency").order_by("pk"):
        shifts[duty.agency.code].append(_shift(duty))
    successors: dict[str, list[tuple[date, str]]] = defaultdict(list)
    for taken in Succession.objects.select_related("predecessor", "successor").order_by("on", "pk"):
        successors[taken.predecessor.code].append((taken.on, taken.successor.code))
    competences = Competence.objects.select_related("agency")
    return _House(
        register=Register.of(map(_dated, agencies), map(_row, competences), names, successors),
        contacts={a.code: Contact(a.address, a.phone, a.email) for a in agencies},
        units=dict(units),
        shifts=dict(shifts),
        assets=dict(assets),
    )


def _dated(row: Agency) -> DatedAgency:
    ref = AgencyRef(
        code=row.code,
        name=row.name,
        short_name=row.short_name or row.name,
        kind=AgencyKind(row.kind),
        area_code=row.area_code or None,
        escalates_to=row.escalates_to.code if row.escalates_to else None,
    )
    return DatedAgency(ref, Validity(row.valid_from, row.valid_to))


def _row(row: Competence) -> CompetenceRow:
    return CompetenceRow(
        id=row.pk,
        category=row.category,
        sub_kind=row.sub_kind,
        asset_class=row.asset_class,
        area_code=row.area_code,
        agency=row.agency.code if row.agency else "",
        agency_kind=row.agency_kind,
        priority=row.priority,
        confidence=row.confidence,
        explanation=row.explanation,
        validity=Validity(row.valid_from, row.valid_to),
        rule=RuleRef(f"competence:{row.pk}", row.valid_from, row.citation, row.is_sample),
    )


def _shift(row: DutyRoster) -> Shift:
    return Shift(
        agency_code=row.agency.code,
        officer=row.officer,
        validity=Validity(row.valid_from, row.valid_to),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        weekdays=row.weekdays,
        from_time=row.from_time,
        to_time=row.to_time,
    )


_house = Remembered((TOPIC, "parameters"), _load)


def agency(code: str, *, on: date) -> AgencyRef | None:
    """This will give the agency as it is on that day, None where there is none."""
    return _house.get().register.living(code, on)


def agencies_at(
    *, on: date, kind: AgencyKind | str | None = None, area_code: str | None = None
) -> list[AgencyRef]:
    """This will list the agencies of that day in Vietnamese order, of one kind or area if named."""
    found = [
        a.ref
        for a in _house.get().register.agencies.values()
        if a.validity.covers(on)
        and (kind is None or a.ref.kind == kind)
        and (area_code is None or a.ref.area_code == area_code)
    ]
    return sorted(found, key=lambda a: sort_key(a.name))


def contact(code: str) -> Contact | None:
    """This will give the address, telephone and e-mail of an agency, open or closed."""
    return _house.get().contacts.get(code)


def exceptions_desk(*, on: date) -> AgencyRef:
    """This will give the exceptions desk (Tổ điều phối). Raises NotSetUp."""
    return _the(AgencyKind.EXCEPTIONS_DESK, on)


def province_office(*, on: date) -> AgencyRef:
    """This will give the office of the province's committee. Raises NotSetUp."""
    return _the(AgencyKind.PROVINCE_OFFICE, on)


def restricted_desk(*, on: date) -> AgencyRef:
    """This will give the desk where sealed reports go. Raises NotSetUp."""
    return _the(AgencyKind.RESTRICTED_DESK, on)


def _the(kind: AgencyKind, on: date) -> AgencyRef:
    for one in _house.get().register.agencies.values():
        if one.ref.kind == kind and one.validity.covers(on):
            return one.ref
    raise NotSetUp(day=f"{on:%d/%m/%Y}", kind=Message(KIND_LABELS[kind]))


def units(agency_code: str, on: date) -> list[Unit]:
    """This will list the rooms (phòng) of an agency on that day."""
    return [u for period, u in _house.get().units.get(agency_code, ()) if period.covers(on)]


def asset_classes(category: str, *, on: date) -> list[AssetName]:
    """This will list the classes of assets on which competence for a category may hang."""
    return [a for period, a in _house.get().assets.get(category, ()) if period.covers(on)]


def is_asset_class(code: str, *, on: date) -> bool:
    """This will tell whether some category knows the class of assets on that day."""
    return any(
        a.code == code and period.covers(on) for named in _house.get().assets.values() for period, a in named
    )


def duty_contacts(agency_code: str, *, at: datetime) -> list[str]:
    """This will list the keys of the officers on duty at that moment; empty where the roster names none."""
    shifts, here = _house.get().shifts.get(agency_code, ()), local(at)
    return list(dict.fromkeys(s.officer for s in shifts if is_on_duty(s, here)))


def successors(code: str, *, on: date) -> list[AgencyRef]:
    """This will give the agencies that have taken over from `code` by that day, through every step."""
    return _house.get().register.heirs(code, on)


def inherited(codes: Collection[str], *, on: date) -> frozenset[str]:
    """This will list the agencies closed by that day from which one of `codes` has taken over."""
    return _house.get().register.inherited(codes, on)


def taught_priority(*, on: date) -> int:
    """This will tell how high a row stands that the exceptions desk makes from one of its decisions."""
    return int(value(dated.ROW_OF_THE_DESK, on))


def answers_for(
    *,
    category: str,
    sub_kind: str | None,
    asset_class: str | None,
    place_code: str,
    on: date,
    category_name: str = "",
    place_name: str = "",
) -> list[Candidate]:
    """This will list who answers for a thing at a place on a day, best first; empty where no row fits.

    The first is the decision; those after it are where "not mine" may go next. `category_name` and
    `place_name` (Vietnamese) make the reason a sentence fit for the citizen.
    """
    asked = Question(
        category=category,
        sub_kind=sub_kind or "",
        asset_class=asset_class or "",
        place_code=place_code,
        on=on,
        category_name=category_name or "việc này",
        place_name=place_name or "địa bàn này",
    )
    house = _house.get()
    found = house.answered.get(asked)
    if found is None:
        if len(house.answered) >= MOST_ANSWERS_KEPT:
            house.answered.clear()
        doubt = Doubt(value(dated.UNKNOWN_ASSET, on), value(dated.TIE, on), value(dated.ONLY_IF, on))
        found = house.answered[asked] = tuple(rank(house.register, asked, doubt))
    return list(found)
