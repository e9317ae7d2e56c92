"""What does the room announce? Areas imported, hamlets listed, a province taken into service."""

from dataclasses import dataclass
from datetime import date

from tinhso.core.facts import Code, Fact, fact


@fact("places.areas_imported")
@dataclass(frozen=True, kw_only=True)
class AreasImported(Fact):
    """Boundaries were read from a file (`digest`: its SHA-256) or made from the gazetteer.

    The subject is "structure:<structure>".
    """

    valid_from: date
    provinces: int
    communes: int
    created: int
    updated: int
    ended: int
    approximate: bool
    digest: Code


@fact("places.localities_listed")
@dataclass(frozen=True, kw_only=True)
class LocalitiesListed(Fact):
    """Hamlets were added to a commune, or their names or points corrected ("area:<structure>:<code>")."""

    valid_from: date
    added: int
    changed: int


@fact("places.province_served")
@dataclass(frozen=True, kw_only=True)
class ProvinceServed(Fact):
    """This deployment serves a province from a day on ("area:<structure>:<code>")."""

    valid_from: date
