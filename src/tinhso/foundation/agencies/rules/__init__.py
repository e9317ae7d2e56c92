"""Which agency answers, what kinds of agencies there are, and who is on duty: pure decisions."""

from tinhso.foundation.agencies.rules.competence import (
    Candidate,
    CompetenceRow,
    DatedAgency,
    Doubt,
    Question,
    Register,
    rank,
)
from tinhso.foundation.agencies.rules.duty import Shift, is_on_duty
from tinhso.foundation.agencies.rules.kinds import (
    KIND_LABELS,
    AgencyKind,
    AgencyRef,
    SuccessionKind,
    is_agency_code,
)

__all__ = [
    "KIND_LABELS",
    "AgencyKind",
    "AgencyRef",
    "Candidate",
    "CompetenceRow",
    "DatedAgency",
    "Doubt",
    "Question",
    "Register",
    "Shift",
    "SuccessionKind",
    "is_agency_code",
    "is_on_duty",
    "rank",
]
