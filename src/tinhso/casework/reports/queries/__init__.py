"""What may be asked about reports? Plain values come back; sealed reports only to their own desk."""

from tinhso.casework.reports.queries.cases import case, cases, exceptions, explain
from tinhso.casework.reports.queries.figuring import figures, totals
from tinhso.casework.reports.queries.planning import replay
from tinhso.casework.reports.queries.public import (
    latest_answered,
    photo_owner,
    points,
    public_report,
    search,
)
from tinhso.casework.reports.queries.rulebook import (
    categories,
    category,
    is_approval_needed,
    phrases_in_force,
    service_time_of,
    speaks_of_danger,
)
from tinhso.casework.reports.queries.shapes import (
    Case,
    CategoryView,
    Figures,
    Filters,
    PublicReport,
    PublicReportRow,
    Replayed,
    Totals,
)
from tinhso.casework.reports.rules.deadlines import tone as running_tone

__all__ = [
    "Case",
    "CategoryView",
    "Figures",
    "Filters",
    "PublicReport",
    "PublicReportRow",
    "Replayed",
    "Totals",
    "case",
    "cases",
    "categories",
    "category",
    "exceptions",
    "explain",
    "figures",
    "is_approval_needed",
    "latest_answered",
    "photo_owner",
    "phrases_in_force",
    "points",
    "public_report",
    "replay",
    "running_tone",
    "search",
    "service_time_of",
    "speaks_of_danger",
    "totals",
]
