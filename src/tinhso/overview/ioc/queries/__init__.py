"""What may be asked of the centre? Boards, the reports behind a figure, points, and whether there is news."""

from tinhso.overview.ioc.queries.boards import (
    AgencyLine,
    Board,
    DayLine,
    Line,
    Totals,
    agency_name,
    board,
    by_day,
    category_names,
    least_cases,
    place_name,
    recent,
)
from tinhso.overview.ioc.queries.findings import backlog, largest, missing_target
from tinhso.overview.ioc.queries.listing import Listed, listed, listed_publicly, newest_answered
from tinhso.overview.ioc.queries.looked_at import decisions
from tinhso.overview.ioc.queries.mapping import PlacePoint, points
from tinhso.overview.ioc.queries.opening import Counted, counted
from tinhso.overview.ioc.queries.scope import KINDS, Scope
from tinhso.overview.ioc.queries.sums import news

__all__ = [
    "KINDS",
    "AgencyLine",
    "Board",
    "Counted",
    "DayLine",
    "Line",
    "Listed",
    "PlacePoint",
    "Scope",
    "Totals",
    "agency_name",
    "backlog",
    "board",
    "by_day",
    "category_names",
    "counted",
    "decisions",
    "largest",
    "least_cases",
    "listed",
    "listed_publicly",
    "missing_target",
    "newest_answered",
    "news",
    "place_name",
    "points",
    "recent",
]
