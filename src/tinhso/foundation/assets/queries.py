"""Which asset is at a point? Asked on every report with a point, so answered from memory."""

import threading
from bisect import bisect_right
from collections import defaultdict
from datetime import date

import shapely
from django.db.models import Q

from tinhso.core import parameters
from tinhso.core.revisions import Remembered
from tinhso.core.values import GeoPoint, RuleRef
from tinhso.foundation.agencies import queries as agencies
from tinhso.foundation.assets import dated, rules
from tinhso.foundation.assets.models import TOPIC, Asset
from tinhso.foundation.assets.net import Laid, Net
from tinhso.foundation.assets.rules import AssetRef, Near

__all__ = ["AssetRef", "Near", "nearest"]


class _Days:
    """The assets by stretch of days between two changes, and by category; built when asked."""

    def __init__(self) -> None:
        days: set[date] = set()
        for first, end in Asset.objects.values_list("valid_from", "valid_to").distinct():
            days.update(d for d in (first, end) if d)
        self.is_empty = not days
        self._changes = sorted(days)
        self._laid: dict[int, dict[str, list[Laid]]] = {}
        self._nets: dict[tuple[int, str, date], Net] = {}
        self._numbers: dict[date, tuple[float, float, float]] = {}
        self._lock = threading.Lock()

    def net(self, category: str, on: date) -> Net:
        """This will give the assets on which competence for a category may hang that day."""
        stretch = bisect_right(self._changes, on)
        net = self._nets.get((stretch, category, on))
        if net is None:
            with self._lock:
                # a day's classes and reaches are looked up once; its trees are shared by equal days below
                net = self._nets[stretch, category, on] = self._built(stretch, category, on)
        return net

    def _built(self, stretch: int, category: str, on: date) -> Net:
        laid = self._laid.get(stretch)
        if laid is None:
            laid = self._laid[stretch] = _laid_on(on)
        classes = {c.code: c.name for c in agencies.asset_classes(category, on=on)}
        reach = parameters.value(dated.REACH_M, on)
        for (other, named, day), net in self._nets.items():
            same = other == stretch and named == category
            if same and net.classes == classes and parameters.value(dated.REACH_M, day) == reach:
                return net
        if len(self._nets) > 4_000:
            self._nets.clear()
        return Net(
            (one for code, name in classes.items() for one in _named(laid.get(code, ()), name)),
            reach,
            classes,
        )

    def numbers(self, on: date) -> tuple[float, float, float]:
        """This will give sure, doubtful and the error assumed, as in force that day."""
        found = self._numbers.get(on)
        if found is None:
            asked = (dated.SURE, dated.DOUBTFUL, dated.ASSUMED_ACCURACY_M)
            sure, doubtful, error = (float(parameters.value(p, on)) for p in asked)
            found = self._numbers[on] = (sure, doubtful, error)
        return found


def _laid_on(on: date) -> dict[str, list[Laid]]:
    valid = Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))
    found: dict[str, list[Laid]] = defaultdict(list)
    names: dict[str, str] = {}
    for row in Asset.objects.filter(valid).order_by("pk"):
        if row.manager and row.manager not in names:
            agency = agencies.agency(row.manager, on=on)
            heirs = agencies.successors(row.manager, on=on)
            names[row.manager] = agency.name if agency else heirs[0].name if heirs else ""
        rule = RuleRef(f"asset:{row.asset_class}:{row.key}", row.valid_from, row.citation, row.is_sample)
        ref = AssetRef(row.key, row.name, row.asset_class, row.asset_class, names.get(row.manager, ""), rule)
        found[row.asset_class].append(Laid(ref, shapely.from_wkb(bytes(row.geometry))))
    return found


def _named(laid, class_name: str):  # type: ignore[no-untyped-def]
    for one in laid:
        ref = one.asset
        yield Laid(
            AssetRef(ref.key, ref.name, ref.asset_class, class_name, ref.manager, ref.rule), one.geometry
        )


# agencies too: classes and managers' names come from there; so a question looks at the revisions once
_days = Remembered((TOPIC, "agencies", "parameters"), _Days)


def nearest(point: GeoPoint, *, category: str, on: date) -> Near | None:
    """This will give the asset at the point on which competence for the category hangs; None for none.

    `confidence` is lower where an asset of another class is as near as the point's error; the reason then
    names both.
    """
    days = _days.get()
    if days.is_empty:
        return None
    net = days.net(category, on)
    if not net:
        return None
    found = net.within_reach(point)
    if not found:
        return None
    sure, doubtful, error = days.numbers(on)
    if point.accuracy_m is not None and point.accuracy_m > error:
        error = point.accuracy_m
    return rules.nearest(found, error_m=error, sure=sure, doubtful=doubtful)
