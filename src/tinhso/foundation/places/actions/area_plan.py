"""What would become of the areas? The plan that other rooms ask where things go."""

from dataclasses import dataclass, field
from datetime import date

import shapely
from shapely.geometry.base import BaseGeometry

from tinhso.core.folding import fold
from tinhso.core.values import GeoPoint
from tinhso.foundation.places import rules
from tinhso.foundation.places.actions import hamlet_moves, register
from tinhso.foundation.places.models import AreaSuccession
from tinhso.foundation.places.old_to_new import Findings, NewArea, Reorganisation
from tinhso.foundation.places.rules import Level, Place


@dataclass
class AreaPlan:
    """What would become of the areas. Other rooms ask it where things go; only `places` writes it."""

    table: Reorganisation
    on: date
    findings: Findings
    polygons: dict[str, BaseGeometry] = field(default_factory=dict)
    incoming: list[register.Incoming] = field(default_factory=list)
    written: register.Plan = field(default_factory=register.Plan)
    terms: register.Terms | None = None
    passages: list[AreaSuccession] = field(default_factory=list)
    hamlets: hamlet_moves.Moves = field(default_factory=hamlet_moves.Moves)
    without_heir: dict[str, str] = field(default_factory=dict)
    """Communes that end with nobody after them: code -> name."""
    serves: bool = False
    districts: dict[str, frozenset[str]] = field(default_factory=dict)
    """Districts that end with the old structure -> codes of their communes."""

    def heirs(self, old: str) -> list[Place]:
        """This will give the areas into which an old one passed, its main heir first."""
        return [self.place(area) for area in self.table.heirs.get(old, ())]

    def place(self, area: NewArea) -> Place:
        """This will give a new area as visitors see it."""
        kind, _ = rules.split_name(area.name)
        return Place(area.code, area.name, self.table.to_structure, Level.COMMUNE, kind)

    def changes(self, old: str) -> bool:
        """This will tell whether an old code means something else after the day, or nothing."""
        same = self.table.from_structure == self.table.to_structure
        return (old in self.table.heirs and not (same and old in self.table.kept)) or old in self.without_heir

    def heir_at(self, old: str, point: GeoPoint) -> Place | None:
        """This will give the heir whose ground holds the point; None where none of them does."""
        for heir in self.heirs(old):
            polygon = self.polygons.get(heir.code)
            if polygon is not None and shapely.intersects_xy(polygon, point.lon, point.lat):
                return heir
        return None

    def heir_of_locality(self, old: str, name: str) -> Place | None:
        """This will give the one heir in which a hamlet of that name lies; None where that is not sure."""
        wanted = fold(name)
        if not wanted:
            return None
        found = [heir for heir in self.heirs(old) if wanted in self.hamlets.names.get(heir.code, ())]
        return found[0] if len(found) == 1 else None
