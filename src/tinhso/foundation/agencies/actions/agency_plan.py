"""What would become of the agencies? The plan that other rooms ask who takes over what."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tinhso.foundation.agencies.models import Agency, Competence, DutyRoster, Succession
from tinhso.foundation.agencies.rules import AgencyKind
from tinhso.foundation.places.queries import Findings


@dataclass(frozen=True)
class NewAgency:
    """An agency to be opened, with the codes of those it follows."""

    code: str
    kind: AgencyKind
    name: str
    short_name: str
    area_code: str
    is_sample: bool


@dataclass
class AgencyPlan:
    """Which agencies end, begin and take over; only `agencies` writes it."""

    on: date
    findings: Findings
    structure: str = ""
    citation: str = ""
    closing: dict[str, Agency] = field(default_factory=dict)
    heirs: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Closing code -> codes of those who take over, the main one first; empty: nobody."""
    names: dict[str, str] = field(default_factory=dict)
    areas: dict[str, str] = field(default_factory=dict)
    """Of every agency that takes over: its name, and the area for which it is there."""
    opened: list[NewAgency] = field(default_factory=list)
    successions: list[Succession] = field(default_factory=list)
    restructured: list[Agency] = field(default_factory=list)
    rewired: list[tuple[Agency, tuple[str, ...]]] = field(default_factory=list)
    """Agencies that stay, with the fields that pointed at one that ends."""
    competences_ended: list[Competence] = field(default_factory=list)
    competences_added: list[tuple[Competence, str]] = field(default_factory=list)
    """(new row, code of its agency or "")"""
    duties_ended: list[DutyRoster] = field(default_factory=list)
    duties_added: list[tuple[DutyRoster, str]] = field(default_factory=list)
    rooms: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """New agency -> its rooms (code, name), as its predecessors had them."""

    def heir_at(self, code: str, area: str) -> str | None:
        """This will give who takes over from an agency for an area; None where that is not clear."""
        heirs = self.heirs.get(code, ())
        if len(heirs) == 1:
            return heirs[0]
        here = [heir for heir in heirs if self.areas.get(heir) == area]
        return here[0] if len(here) == 1 else None
