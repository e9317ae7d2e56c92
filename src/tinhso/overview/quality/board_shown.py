"""How is the board of dossiers drawn? Figures with targets, parts, months, what was promised and saved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tinhso.core.clock import local_date
from tinhso.overview.quality import shown
from tinhso.overview.quality.queries import Board, Line, Scope
from tinhso.overview.quality.rules import months
from tinhso.overview.quality.shown import Bar
from tinhso.ui import formats

Counts = Mapping[str, int]
ROWS = 8
COLUMNS_MOST = 6
"""Months up to which columns have room for their numbers on a telephone."""


@dataclass(frozen=True)
class Figure:
    """One figure as the component draws it."""

    label: str
    value: str
    url: str = ""
    unit: str = ""
    tone: str = "neutral"
    trend: str = ""
    trend_text: str = ""
    trend_tone: str = "neutral"
    target: str = ""


def behind(kind: str, scope: Scope) -> str:
    """This will give the address of the dossiers behind a figure."""
    return f"{reverse('quality:behind')}?{shown.query(scope, kind=kind)}"


def figures(board: Board) -> list[Figure]:
    """This will draw the eight figures of the board."""
    t, scope = board.totals, board.scope
    on_course = t["received"] - t["late"] - t["overdue"]
    return [
        Figure(_("Đã tiếp nhận"), formats.number(t["received"]), _link("received", board), **_than(board)),
        Figure(_("Đang giải quyết"), formats.number(t["open"]), _link("open", board)),
        _of_target(_("Trước hạn, đúng hạn"), on_course, t["received"], target=board.on_time_target,
                   url=behind("late_so_far", scope) if on_course < t["received"] else "",
                   text=_("%(target)s · %(n)s trễ"), n=t["received"] - on_course),
        Figure(_("Đang quá hạn"), formats.number(t["overdue"]), _link("overdue", board), target="0",
               tone="danger" if t["overdue"] else "success"),
        _of_target(_("Nộp trực tuyến"), t["online"], t["received"], target=board.online_target,
                   url=_link("online", board)),
        Figure(_("Nộp tiền trực tuyến"), shown.share(t["paid_online"], t["owing"]),
               _link("paid_online" if t["paid_online"] else "owing", board)),
        _of_target(_("Hài lòng"), t["good"] + t["fair"], t["rated"], target=board.content_target,
                   url=_link("poor" if t["poor"] else "rated", board),
                   text=_("%(target)s · %(n)s chê"), n=t["poor"]),
        Figure(_("Phải bổ sung giấy tờ"), shown.share(t["supplemented"], t["received"]),
               _link("supplemented", board)),
    ]  # fmt: skip


def _link(kind: str, board: Board) -> str:
    return behind(kind, board.scope) if board.totals[kind] else ""


def _of_target(
    label: str, part: int, whole: int, *, target: float, url: str, text: str = "", n: int = 0
) -> Figure:
    said = formats.percent(target, 0)
    told = text % {"target": said, "n": formats.number(n)} if text else said
    value = part / whole if whole else None
    tone = "neutral" if value is None else "success" if value >= target else "warning"
    if value is not None and value < target - 0.05:
        tone = "danger"
    return Figure(label, shown.share(part, whole), url, target=told, tone=tone)


def _than(board: Board) -> dict[str, str]:
    """The trend of what was received; a period that goes on is not laid beside a whole one."""
    before, now = board.before["received"], board.totals["received"]
    if not before or board.scope.until > local_date(board.now):
        return {}
    change = now - before
    said = f"{'+' if change > 0 else '−'}{formats.number(abs(change))}"
    text = _("%(change)s so với kỳ trước") % {"change": said} if change else _("như kỳ trước")
    return {"trend": "up" if change > 0 else "down" if change else "flat", "trend_text": text}


def parts(board: Board) -> list[dict[str, Any]]:
    """This will draw what was received by body, field and procedure, with what is late beside."""
    return [
        _part(_("Đơn vị nhận nhiều hồ sơ nhất"), board.by_agency, "agency", board),
        _part(_("Lĩnh vực"), board.by_field, "field", board),
        _part(_("Thủ tục"), board.by_procedure, "procedure", board),
    ]


def _part(title: str, lines: Sequence[Line], by: str, board: Board) -> dict[str, Any]:
    most = max((line.counts["received"] for line in lines), default=0)
    bars = []
    for line in lines[:ROWS]:
        t = line.counts
        late = t["late"] + t["overdue"]
        note = _("%(n)s trễ") % {"n": formats.number(late)} if late else ""
        url = behind("received", board.scope.of(**{by: line.code}))
        label = formats.unbroken(line.name) if by == "agency" else line.name
        bars.append(Bar(label, formats.number(t["received"]), 100 * t["received"] / most, url, note))
    rest = len(lines) - len(bars)
    return {
        "title": title,
        "rows": bars,
        "note": _("và %(n)s nữa, xem bảng dưới") % {"n": formats.number(rest)} if rest > 0 else "",
    }


def by_month(board: Board) -> dict[str, Any]:
    """This will draw the dossiers of each month, on time and late, and how many were filed online."""
    today = local_date(board.now)
    found = {
        month: board.by_month.get(month)
        for month in months.between(board.scope.since, min(board.scope.until, months.later(today, 1)))
    }
    known = {month: counts for month, counts in found.items() if counts}
    is_line = len(known) > COLUMNS_MOST
    # the end of a line would look like a collapse while its month goes on
    goes_on = is_line and months.later(max(known), 1) > today
    if goes_on:
        known.pop(max(known))
    if len(known) < 2:
        return {"title": ""}
    series = [
        {"name": _("Đã tiếp nhận"), "values": [t["received"] for t in known.values()], "tone": "primary"},
        {"name": _("Trực tuyến"), "values": [t["online"] for t in known.values()], "tone": "info"},
    ]
    note = _("Chưa vẽ tháng này vì tháng chưa hết.") if goes_on else ""
    if not is_line:
        note = _("Cột trước là số tiếp nhận, cột sau là số nộp trực tuyến.")
    return {
        "title": _online_finding(known),
        "data": {
            "kind": "line" if is_line else "columns", "x": [f"{m:%m/%Y}" for m in known], "series": series,
            "unit": _("hồ sơ"), "target": None,
        },
        "note": note,
    }  # fmt: skip


def _online_finding(known: Mapping[date, Counts]) -> str:
    shares = [t["online"] / t["received"] for t in known.values() if t["received"]]
    if len(shares) < 2:
        return _("Hồ sơ theo tháng")
    first, last = formats.percent(shares[0], 0), formats.percent(shares[-1], 0)
    return _("Nộp trực tuyến từ %(first)s đến %(last)s") % {"first": first, "last": last}


def early(board: Board) -> list[Figure]:
    """This will say what was promised early, what was reached, how many days and how much were saved."""
    t = board.totals
    decided = t["promised_decided"]
    mean = formats.number(t["days_saved"] / decided, 1) if decided else "–"
    return [
        Figure(_("Hẹn trả sớm"), formats.number(t["promised"]), _link("promised", board)),
        Figure(_("Trả đúng lời hẹn"), shown.share(t["kept"], decided), _link("kept", board),
               tone="neutral" if not decided else "success" if t["kept"] == decided else "warning",
               unit=f"({formats.number(t['kept'])}/{formats.number(decided)})" if decided else ""),
        Figure(_("Sớm hơn hạn thường"), mean, unit=_("ngày mỗi hồ sơ") if decided else ""),
        Figure(_("Người dân đỡ phải nộp"), money(t["saved"]), _link("spared", board)),
    ]  # fmt: skip


def money(dong: int) -> str:
    """This will write đồng, from a million on in millions: "12,4 triệu đồng"."""
    if dong >= 1_000_000_000:
        return _("%(n)s tỷ đồng") % {"n": formats.number(dong / 1_000_000_000, 2)}
    if dong >= 1_000_000:
        return _("%(n)s triệu đồng") % {"n": formats.number(dong / 1_000_000, 1)}
    return _("%(n)s đồng") % {"n": formats.number(dong)}


def once_only(board: Board) -> dict[str, Any]:
    """This will draw where the papers came from: what a citizen did not have to bring once more."""
    t = board.totals
    whole = t["papers"]
    spared = t["papers_reused"] + t["papers_national"] + t["papers_register"]
    title = _("Chưa có giấy tờ nào trong kỳ")
    if whole:
        title = _("%(share)s giấy tờ người dân không phải nộp lại") % {"share": shown.share(spared, whole)}
    kinds = (
        (_("Lấy từ kho giấy tờ của tỉnh, thành phố"), t["papers_reused"]),
        (_("Lấy từ kho quốc gia"), t["papers_national"]),
        (_("Lấy từ cơ sở dữ liệu"), t["papers_register"]),
        (_("Số hoá tại quầy"), t["papers_digitised"]),
        (_("Người dân tải lên, nộp mới"), whole - spared - t["papers_digitised"]),
    )
    rows = [Bar(label, formats.number(n), 100 * n / whole) for label, n in kinds if whole]
    return {"title": title, "rows": rows}


def table(board: Board) -> dict[str, Any]:
    """This will draw every body in one line, each number with its dossiers."""
    labels = (
        _("Đã tiếp nhận"), _("Đang giải quyết"), _("Đúng hạn"), _("Quá hạn"), _("Trực tuyến"), _("Hài lòng"),
        _("Bổ sung"),
    )  # fmt: skip
    columns = [{"label": _("Đơn vị")}, *({"label": label, "numeric": True} for label in labels)]
    return {"columns": columns, "rows": [_row(line, board) for line in board.by_agency]}


def _row(line: Line, board: Board) -> list[Any]:
    t, scope = line.counts, board.scope.of(agency=line.code)
    late = t["late"] + t["overdue"]

    def cell(text: str, kind: str, number: int) -> dict[str, str]:
        return {"text": text, "url": behind(kind, scope) if number else ""}

    name = {"text": formats.unbroken(line.name), "url": f"{reverse('quality:board')}?{shown.query(scope)}"}
    return [
        name,
        cell(formats.number(t["received"]), "received", t["received"]),
        cell(formats.number(t["open"]), "open", t["open"]),
        cell(shown.share(t["received"] - late, t["received"]), "late_so_far", late),
        cell(formats.number(t["overdue"]), "overdue", t["overdue"]),
        cell(shown.share(t["online"], t["received"]), "online", t["online"]),
        cell(shown.share(t["good"] + t["fair"], t["rated"]), "rated", t["rated"]),
        cell(shown.share(t["supplemented"], t["received"]), "supplemented", t["supplemented"]),
    ]
