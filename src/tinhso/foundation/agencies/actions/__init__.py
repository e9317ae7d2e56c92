"""What can be done with agencies and the table of competence? Every verb leaves a fact."""

from tinhso.foundation.agencies.actions.agency_plan import AgencyPlan
from tinhso.foundation.agencies.actions.competence import add_asset_class, add_competence, end_competence
from tinhso.foundation.agencies.actions.lives import change_agency, close_agency, open_agency, succeed
from tinhso.foundation.agencies.actions.naming import identify
from tinhso.foundation.agencies.actions.people import UnitExists, add_unit, end_duty, set_duty
from tinhso.foundation.agencies.actions.permits import UnknownAgency
from tinhso.foundation.agencies.actions.reorganising import plan_reorganisation
from tinhso.foundation.agencies.actions.taking_over import apply_reorganisation

__all__ = [
    "AgencyPlan",
    "UnitExists",
    "UnknownAgency",
    "add_asset_class",
    "add_competence",
    "add_unit",
    "apply_reorganisation",
    "change_agency",
    "close_agency",
    "end_competence",
    "end_duty",
    "identify",
    "open_agency",
    "plan_reorganisation",
    "set_duty",
    "succeed",
]
