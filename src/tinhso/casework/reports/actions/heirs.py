"""Who has a report whose agency ended since? Asked when an answered report is taken up again."""

from datetime import date, datetime

from tinhso.casework.reports.actions import moving
from tinhso.casework.reports.models import Report
from tinhso.casework.reports.queries.shapes import AgencyView
from tinhso.casework.reports.rules import reorganising as rules
from tinhso.casework.reports.workflow import Status
from tinhso.core.clock import local_date
from tinhso.core.messages import msg
from tinhso.core.values import GeoPoint
from tinhso.foundation.agencies import queries as agencies
from tinhso.foundation.places import queries as places

MERGED = msg("Gộp vào phần việc của %(agency)s.")


def name(code: str, on: date) -> str:
    """This will name an agency of that day, or give its code."""
    found = agencies.agency(code, on=on)
    return found.name if found else code


def follow(report: Report, now: datetime) -> Status:
    """This will put the report (unsaved) where its commune and agency went, and give its first state.

    Where the agency still stands nothing changes. Unclear cases go to the exceptions desk.
    """
    on = local_date(now)
    found = {p.code: p for p in places.heirs(report.place_code, structure=report.place_structure, on=on)}
    chosen = rules.commune(rules.Heirs(tuple(found), _at_point(report, on)))
    if chosen is not None:
        place = found[chosen[0]]
        report.place_code, report.place_name, report.place_structure = place.code, place.name, place.structure
    if agencies.agency(report.agency_code, on=on) is not None:
        return Status.ASSIGNED
    heirs = agencies.successors(report.agency_code, on=on)
    here = [heir for heir in heirs if len(heirs) == 1 or heir.area_code == report.place_code]
    is_clear = chosen is None or chosen[1] != rules.How.UNCLEAR or len(heirs) == 1
    to = AgencyView(here[0].code, here[0].name) if len(here) == 1 and is_clear else moving.desk(now)
    report.agency_code, report.agency_name = to.code, to.name
    return Status.ASSIGNED if len(here) == 1 and is_clear else Status.RECEIVED


def _at_point(report: Report, on: date) -> str | None:
    if report.lat is None or report.lon is None:
        return None
    located = places.locate(GeoPoint(report.lat, report.lon), on=on)
    return located.place.code if located else None
