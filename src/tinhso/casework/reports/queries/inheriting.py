"""Which files of a closed agency does its heir read? All of a merged one, its area's of a parted one."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from tinhso.casework.reports.models import Report
from tinhso.casework.reports.rules import reorganising as rules
from tinhso.core.values import GeoPoint
from tinhso.foundation.agencies import queries as agencies
from tinhso.foundation.places import queries as places

LISTED_MOST = 2_000
"""Of a commune that was itself parted, so many of the newest stand in lists; older ones open by code."""


def readers(report: Report, *, on: date) -> tuple[str, ...]:
    """This will list the heirs of the report's closed agency who read its file; none while it stands."""
    if agencies.agency(report.agency_code, on=on) is not None:
        return ()
    heirs = agencies.successors(report.agency_code, on=on)
    if len(heirs) > 1:
        area = _area(report.place_structure, report.place_code, report.lat, report.lon, on=on)
        heirs = [heir for heir in heirs if heir.area_code in (None, area)]
    return tuple(heir.code for heir in heirs)


def inherited(bodies: Collection[str], *, on: date) -> Q:
    """This will keep the reports that `bodies` read as heirs; sealed ones are the caller's to leave out."""
    whole, parted = set(), Q(pk__in=())
    for closed in sorted(agencies.inherited(bodies, on=on)):
        heirs = agencies.successors(closed, on=on)
        areas = {heir.area_code for heir in heirs if heir.code in bodies}
        if len(heirs) == 1 or None in areas:
            whole.add(closed)
        else:
            parted |= Q(agency_code=closed) & _in_areas(closed, areas, on)
    return Q(agency_code__in=whole) | parted


def _in_areas(closed: str, areas: Collection[str | None], on: date) -> Q:
    theirs = Report.objects.filter(agency_code=closed)
    found = Q(pk__in=())
    for structure, code in theirs.order_by().values_list("place_structure", "place_code").distinct():
        here = Q(place_structure=structure, place_code=code)
        became = places.heirs(code, structure=structure, on=on)
        if len(became) > 1:
            rows = theirs.filter(here).order_by("-received_at").values_list("pk", "lat", "lon")[:LISTED_MOST]
            ours = [pk for pk, lat, lon in rows if _area(structure, code, lat, lon, on=on) in areas]
            found |= Q(pk__in=ours)
        elif became and became[0].code in areas:
            found |= here
    return found


def _area(structure: str, code: str, lat: float | None, lon: float | None, *, on: date) -> str | None:
    """The area of that day in which an old place lies: the only heir, else by point, else the main one."""
    codes = tuple(heir.code for heir in places.heirs(code, structure=structure, on=on))
    by_point = None
    if len(codes) > 1 and lat is not None and lon is not None:
        located = places.locate(GeoPoint(lat, lon), on=on)
        by_point = located.place.code if located else None
    chosen = rules.commune(rules.Heirs(codes, by_point))
    return chosen[0] if chosen else None
