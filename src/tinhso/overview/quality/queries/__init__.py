"""What may be asked of the index? Scores of a scope, the table of bodies, and the board of dossiers."""

from tinhso.overview.quality.queries.boards import Board, Line, board, procedure_name
from tinhso.overview.quality.queries.indexing import (
    Entered,
    Group,
    Index,
    Scored,
    Standing,
    agency_name,
    index,
    least_cases,
    scores,
)
from tinhso.overview.quality.queries.scope import Scope
from tinhso.overview.quality.queries.sums import by_month, codes_of, number, rows, waits

__all__ = [
    "Board",
    "Entered",
    "Group",
    "Index",
    "Line",
    "Scope",
    "Scored",
    "Standing",
    "agency_name",
    "board",
    "by_month",
    "codes_of",
    "index",
    "least_cases",
    "number",
    "procedure_name",
    "rows",
    "scores",
    "waits",
]
