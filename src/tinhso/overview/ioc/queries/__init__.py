"""What may be asked of the centre? Boards, the reports behind a figure, points, and whether there is news."""

from tinhso.overview.ioc.queries.boards import AgencyLine, Board, Line, Totals, board, recent
from tinhso.overview.ioc.queries.listing import Listed, listed
from tinhso.overview.ioc.queries.mapping import PlacePoint, points
from tinhso.overview.ioc.queries.scope import KINDS, Scope
from tinhso.overview.ioc.queries.sums import news

__all__ = [
    "KINDS",
    "AgencyLine",
    "Board",
    "Line",
    "Listed",
    "PlacePoint",
    "Scope",
    "Totals",
    "board",
    "listed",
    "news",
    "points",
    "recent",
]
