"""In which order does the league table stand, and how is it drawn?"""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tinhso.core.folding import sort_key
from tinhso.core.messages import msg
from tinhso.overview.ioc import shown, watched
from tinhso.overview.ioc.queries import AgencyLine, Board
from tinhso.ui import formats
from tinhso.ui.shell import NavItem

Key = Callable[[AgencyLine], Any]


def _share(name: str) -> Key:
    """Highest first; where there is nothing to divide by, last."""

    def key(line: AgencyLine) -> Any:
        share = getattr(line.totals, name)
        return (share is None, -(share or 0), -line.totals.answered)

    return key


def _number(name: str) -> Key:
    return lambda line: -getattr(line.totals, name)


# Word in the address, label, order; the first is the ranking itself.
SORTS: dict[str, tuple[str, Key | None]] = {
    "": (msg("Thứ hạng"), None),
    "content": (msg("Hài lòng"), _share("content_share")),
    "overdue": (msg("Đang quá hạn"), _number("overdue")),
    "open": (msg("Đang mở"), _number("open")),
    "received": (msg("Nhận"), _number("received")),
    "name": (msg("Tên"), lambda line: sort_key(line.name)),
}


def ordered(board: Board, sort: str) -> list[AgencyLine]:
    """This will order the agencies by one of the words of SORTS; an unknown word means by rank."""
    key = SORTS.get(sort, SORTS[""])[1]
    lines = list(board.by_agency)
    return sorted(lines, key=key) if key else lines


def tabs(board: Board, sort: str) -> list[NavItem]:
    """This will give the ways to sort as links, so that no script is needed."""
    at = reverse("ioc:league")
    return [
        NavItem(_(label), f"{at}?{shown.query(board.scope, sort=word)}", active=word == sort)
        for word, (label, _key) in SORTS.items()
    ]


def table(board: Board, sort: str) -> dict[str, Any]:
    """This will draw the table: rank, name, and counts that open the reports behind them."""
    columns = [
        {"label": _("Hạng"), "numeric": True},
        {"label": _("Đơn vị")},
        *(
            {"label": label, "numeric": True}
            for label in (
                _("Nhận"), _("Đã trả lời"), _("Đúng hạn"), _("Hài lòng"), _("Trung bình"), _("Đang mở"),
                _("Đang quá hạn"), _("Tái diễn"),
            )
        ),
    ]  # fmt: skip
    rows = []
    again = watched.recurrences(board.scope)
    for line in ordered(board, sort):
        rank = formats.number(line.standing.rank) if line.standing.rank is not None else "–"
        name = {
            "text": formats.unbroken(line.name),
            "url": f"{reverse('ioc:board')}?{_only(board, line.code)}",
        }
        came_back = formats.number(again.get(line.code, 0))
        rows.append([rank, name, *shown.totals_line(line.totals, board.scope, line.code), came_back])
    return {"columns": columns, "rows": rows}


def _only(board: Board, code: str) -> str:
    return shown.query(board.scope.of(agency=code))
