"""What does the room announce? Agencies and rows of the table of competence that begin and end."""

from dataclasses import dataclass
from datetime import date

from tinhso.core.facts import Code, Fact, fact


def agency_subject(code: str) -> Code:
    """This will give the subject of a fact about an agency."""
    return Code(f"agency:{code}")


def competence_subject(row_id: int) -> Code:
    """This will give the subject of a fact about a row of the table of competence."""
    return Code(f"competence:{row_id}")


@fact("agencies.agency_opened")
@dataclass(frozen=True, kw_only=True)
class AgencyOpened(Fact):
    """An agency exists from `valid_from`."""

    kind: Code
    valid_from: date


@fact("agencies.agency_changed")
@dataclass(frozen=True, kw_only=True)
class AgencyChanged(Fact):
    """Details of an agency were corrected; `fields` names which, never what they say."""

    fields: tuple[Code, ...]


@fact("agencies.agency_closed")
@dataclass(frozen=True, kw_only=True)
class AgencyClosed(Fact):
    """An agency no longer exists from `valid_to`."""

    valid_to: date


@fact("agencies.agency_succeeded")
@dataclass(frozen=True, kw_only=True)
class AgencySucceeded(Fact):
    """The subject's work passes to `successor` from `on`; open work moves over, closed work stays."""

    successor: Code
    kind: Code
    on: date


@fact("agencies.competence_added")
@dataclass(frozen=True, kw_only=True)
class CompetenceAdded(Fact):
    """A row of the table of competence begins."""

    category: Code
    sub_kind: Code
    asset_class: Code
    area_code: Code
    agency: Code
    agency_kind: Code
    valid_from: date


@fact("agencies.competence_ended")
@dataclass(frozen=True, kw_only=True)
class CompetenceEnded(Fact):
    """A row of the table of competence ends on `valid_to`."""

    valid_to: date


@fact("agencies.duty_set")
@dataclass(frozen=True, kw_only=True)
class DutySet(Fact):
    """An officer stands in the duty roster of an agency."""

    officer: Code


@fact("agencies.unit_added")
@dataclass(frozen=True, kw_only=True)
class UnitAdded(Fact):
    """An agency has a room (phòng) from `valid_from`."""

    unit: Code
    valid_from: date


@fact("agencies.identified")
@dataclass(frozen=True, kw_only=True)
class AgencyIdentified(Fact):
    """Another system's name for an agency is known from `valid_from`."""

    scheme: Code
    valid_from: date
