"""What does this process remember of the areas? For each stretch of days a locator, built when asked."""

import threading
from bisect import bisect_right
from datetime import date

import shapely
from django.db.models import Q

from tinhso.core import parameters
from tinhso.core.revisions import Remembered
from tinhso.core.values import GeoPoint, RuleRef
from tinhso.foundation.places import dated
from tinhso.foundation.places.locator import Locator, Shape
from tinhso.foundation.places.models import Area, AreaSuccession, Jurisdiction
from tinhso.foundation.places.outlines import Outlines
from tinhso.foundation.places.rules import Level, Located, Place, Sureness

MOST_DAYS_KEPT = 400


class Day:
    """Everything that holds on the days between two changes: places by code, locator, outlines."""

    def __init__(self, on: date) -> None:
        valid = Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))
        rows = list(Area.objects.filter(valid).order_by("valid_from", "pk"))
        served = Jurisdiction.objects.filter(valid).order_by("-valid_from").first()
        self.served_code: str | None = served.code if served else None
        self.shapes: dict[str, Shape] = {}
        provinces = {(row.code, row.structure): place_of(row) for row in rows if row.level == Level.PROVINCE}
        province_code = _province_codes()
        # two structures valid on one day mean that an end is missing: the one that began last speaks
        for row in rows:
            code = row.code if row.parent_id is None else province_code[row.parent_id]
            province = provinces.get((code, row.structure))
            if province is not None:
                self.shapes[row.code] = _shape(row, province)
        bounded = [s for s in self.shapes.values() if not s.polygon.is_empty]
        self.locator = Locator(bounded, self.served_code)
        self.outlines = Outlines(bounded, self.served_code)
        self._numbers: dict[date, tuple[float, float, Sureness]] = {}

    def locate(self, point: GeoPoint, on: date, *, prefer_served: bool) -> Located | None:
        """This will ask the locator, with the parameters in force on that day."""
        numbers = self._numbers.get(on)
        if numbers is None:
            numbers = (
                float(parameters.value(dated.OUTSIDE_TOLERANCE_M, on)),
                float(parameters.value(dated.ASSUMED_ACCURACY_M, on)),
                _sureness(on),
            )
            if len(self._numbers) >= MOST_DAYS_KEPT:
                self._numbers.clear()
            self._numbers[on] = numbers
        return self.locator.locate(
            point,
            tolerance_m=numbers[0],
            assumed_accuracy_m=numbers[1],
            sureness=numbers[2],
            prefer_served=prefer_served,
        )


def _sureness(on: date) -> Sureness:
    return Sureness(
        inside=float(parameters.value(dated.SURE_INSIDE, on)),
        at_border=float(parameters.value(dated.SURE_AT_BORDER, on)),
        approximate=float(parameters.value(dated.SURE_APPROXIMATE, on)),
        nearest=float(parameters.value(dated.SURE_NEAREST, on)),
        farthest=float(parameters.value(dated.SURE_FARTHEST, on)),
    )


def _province_codes() -> dict[int, str]:
    """The province's code by a parent's row; by code, as a parent's own row may end when it is redrawn."""
    above = {
        pk: (parent, code)
        for pk, parent, code in Area.objects.exclude(level=Level.COMMUNE).values_list(
            "pk", "parent_id", "code"
        )
    }

    def top(pk: int) -> str:
        parent, code = above[pk]
        return code if parent is None else top(parent)

    return {pk: top(pk) for pk in above}


def place_of(row: Area) -> Place:
    """This will give the area as visitors see it."""
    return Place(row.code, row.full_name, row.structure, row.level, row.kind)


def _shape(row: Area, province: Place) -> Shape:
    polygon = shapely.from_wkb(bytes(row.boundary)) if row.boundary else shapely.Polygon()
    rule = RuleRef(f"area:{row.structure}:{row.code}", row.valid_from, row.citation, row.is_sample)
    return Shape(
        place_of(row), province, polygon, row.approximate, GeoPoint(row.label_lat, row.label_lon), rule
    )


class Atlas:
    """The stretches of days on which the same areas are valid."""

    def __init__(self) -> None:
        days: set[date] = set()
        for model in (Area, Jurisdiction):
            for first, end in model.objects.values_list("valid_from", "valid_to").distinct():
                days.update(d for d in (first, end) if d)
        self._changes = sorted(days)
        self._days: dict[int, Day] = {}
        self._lock = threading.Lock()

    def at(self, on: date) -> Day:
        """This will give what holds on that day, building it at the first question."""
        stretch = bisect_right(self._changes, on)
        day = self._days.get(stretch)
        if day is None:
            with self._lock:
                day = self._days.get(stretch)
                if day is None:
                    day = self._days[stretch] = Day(on)
        return day


# the parameters too, so that a question looks at the revisions once: locating takes microseconds
_atlas = Remembered(("places", "parameters"), Atlas)


def at(on: date) -> Day:
    """This will give what holds on that day, as the tables say at most a second ago."""
    return _atlas.get().at(on)


def _load_passages() -> list[tuple[date, tuple[str, str], tuple[str, str]]]:
    rows = AreaSuccession.objects.order_by("on", "-is_main", "pk").values_list(
        "on", "old_structure", "old_code", "new_structure", "new_code"
    )
    return [(on, (old, old_code), (new, new_code)) for on, old, old_code, new, new_code in rows]


_passages = Remembered(("places",), _load_passages)


def passages(on: date) -> dict[tuple[str, str], tuple[tuple[str, str], ...]]:
    """This will give every passage up to that day: (structure, code) -> heirs the same way, main first."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for day, old, new in _passages.get():
        if day <= on:
            found.setdefault(old, []).append(new)
    return {old: tuple(new) for old, new in found.items()}
