"""Which body handles an application for a procedure in a place, and which row says so?"""

from dataclasses import dataclass
from datetime import date

from tinhso.casework.procedures.rules.shapes import Level, ProcedureVersion
from tinhso.core.values import RuleRef
from tinhso.foundation.agencies import queries as agencies
from tinhso.foundation.agencies.queries import AgencyKind, AgencyRef

PREFIX = "tthc."
"""Before the field of a procedure in the table of competence, whose categories are those of reports."""
_OF_COMMUNES = frozenset(
    {AgencyKind.COMMUNE_COMMITTEE, AgencyKind.COMMUNE_POLICE, AgencyKind.DISTRICT_COMMITTEE}
)


@dataclass(frozen=True)
class Answering:
    """The body, and the row that says so; None: no row, so the committee or the province's office."""

    agency: AgencyRef
    rule: RuleRef | None


def body_for(version: ProcedureVersion, area: str, *, on: date) -> Answering | None:
    """This will name the body that handles an application.

    Of a commune's procedure it is the committee of the chosen commune (`area`, a place code); of a province's
    the one that a dated row names for the procedure or its field, else the province's office, whose counter
    passes it on. None for a commune without a committee.
    """
    if Level.COMMUNE in version.levels:
        found = agencies.agencies_at(on=on, kind=AgencyKind.COMMUNE_COMMITTEE, area_code=area)
        return Answering(found[0], None) if area and found else None
    rows = agencies.answers_for(
        category=f"{PREFIX}{version.field_code}", sub_kind=version.code, asset_class=None, place_code=area,
        on=on, category_name=version.field_name,
    )  # fmt: skip
    named = next((one for one in rows if one.agency.kind not in _OF_COMMUNES), None)
    if named is not None:
        return Answering(named.agency, named.rule)
    return Answering(agencies.province_office(on=on), None)
