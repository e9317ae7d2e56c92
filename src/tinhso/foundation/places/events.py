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


@fact("places.area_succeeded")
@dataclass(frozen=True, kw_only=True)
class AreaSucceeded(Fact):
    """The subject ("area:<structure>:<code>") passed into another area on a day, whole or in part.

    `main` marks the heir of what cannot be told apart.
    """

    successor: Code
    structure: Code
    on: date
    whole: bool
    main: bool


@fact("places.localities_moved")
@dataclass(frozen=True, kw_only=True)
class LocalitiesMoved(Fact):
    """Hamlets of the subject ("area:<structure>:<code>") belong to `successor` from a day on."""

    successor: Code
    structure: Code
    on: date
    moved: int
