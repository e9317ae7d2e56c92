"""How are the figures drawn? As values of ui's components, each number with the list behind it."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from tinhso.core.messages import msg
from tinhso.core.translation import say
from tinhso.overview.ioc import queries as ioc
from tinhso.overview.ioc.queries import AgencyLine, Board, DayLine, Line, Listed, Totals
from tinhso.overview.statistics.forms import first_of
from tinhso.ui import formats

BARS = 8
FEW = 6
"""Up to so many months stand as columns, more as a line."""
TITLES = {
    "received": msg("Phản ánh đã nhận"),
    "answered": msg("Phản ánh đã trả lời"),
    "on_time": msg("Phản ánh trả lời đúng hạn"),
    "late": msg("Phản ánh trả lời trễ"),
    "rated": msg("Phản ánh được đánh giá"),
    "unsatisfied": msg("Phản ánh bị đánh giá chưa hài lòng"),
    "open": msg("Phản ánh đang mở"),
    "overdue": msg("Phản ánh đang quá hạn"),
}
STATES = {
    "overdue": (msg("Quá hạn"), "danger"),
    "paused": (msg("Chờ người gửi trả lời"), "warning"),
    "open": (msg("Đang xử lý"), "info"),
    "refused": (msg("Không tiếp nhận"), "neutral"),
    "late": (msg("Trả lời trễ"), "warning"),
    "on_time": (msg("Trả lời đúng hạn"), "success"),
}
RATINGS = {
    "satisfied": msg("Hài lòng"),
    "acceptable": msg("Tạm chấp nhận được"),
    "unsatisfied": msg("Chưa hài lòng"),
}
NO_BREAK = "\u00a0"


def days(board: Board) -> str:
    """This will say the period: "24/10/2026 – 22/11/2026"."""
    return f"{formats.date_vn(board.scope.since)} – {formats.date_vn(board.scope.last)}"


def behind(kind: str, period: str, **codes: str) -> str:
    """This will give the address of the list behind a figure."""
    return f"{reverse('statistics:behind')}?{urlencode({'kind': kind, 'period': period, **codes})}"


def figures(board: Board, period: str) -> list[dict[str, Any]]:
    """This will name the six figures of the page."""
    t = board.totals
    named: tuple[tuple[str, str, str, str], ...] = (
        (_("Đã nhận"), formats.number(t.received), "received", ""),
        (_("Đã trả lời"), formats.number(t.answered), "answered", ""),
        (_("Trả lời đúng hạn"), _share(t.on_time_share), "on_time", formats.percent(board.on_time_target)),
        (_("Hài lòng"), _share(t.content_share), "rated", formats.percent(board.content_target)),
        (_("Đang mở"), formats.number(t.open), "open", ""),
        (_("Đang quá hạn"), formats.number(t.overdue), "overdue", "0"),
    )
    return [
        {
            "label": label,
            "value": value,
            "target": target,
            "url": behind(kind, period) if getattr(t, kind) else "",
        }
        for label, value, kind, target in named
    ]


def _share(share: float | None) -> str:
    return "–" if share is None else formats.percent(share)


def took(hours: float | None) -> str:
    """This will say how long answers took: hours below two days, then days."""
    if hours is None:
        return "–"
    if hours < 48:
        return _("%(n)s giờ") % {"n": formats.number(hours, 1)}
    return _("%(n)s ngày") % {"n": formats.number(hours / 24, 1)}


def _columns(*labels: str) -> list[dict[str, Any]]:
    return [{"label": label, "numeric": at > 0} for at, label in enumerate(labels)]


def _cells(t: Totals, period: str, kinds: Sequence[str], **codes: str) -> list[dict[str, str]]:
    """Counts and shares; what counts nothing opens nothing."""
    shares = {"on_time": _share(t.on_time_share), "rated": _share(t.content_share)}
    return [
        {
            "text": shares.get(kind) or formats.number(getattr(t, kind)),
            "url": behind(kind, period, **codes) if getattr(t, kind) else "",
        }
        for kind in kinds
    ]


PARTS = ("received", "answered", "on_time", "rated", "overdue")


def part(lines: Sequence[Line], by: str, period: str, label: str) -> dict[str, Any]:
    """This will draw categories or communes: the largest as a chart, all of them as a table."""
    seen = [line for line in lines if line.totals.received or line.totals.answered or line.totals.open]
    top = [line for line in seen if line.totals.received][:BARS]
    chart = {
        "kind": "bar",
        "x": [line.name for line in top],
        "series": [{"name": _("Nhận"), "values": [line.totals.received for line in top], "tone": "primary"}],
        "unit": _("phản ánh"),
        "target": None,
    }
    return {
        "title": say(ioc.largest(lines)),
        "chart": chart if len(top) > 1 else None,
        "columns": _columns(
            label, _("Đã nhận"), _("Đã trả lời"), _("Đúng hạn"), _("Hài lòng"), _("Đang quá hạn")
        ),
        "rows": [
            [formats.unbroken(line.name), *_cells(line.totals, period, PARTS, **{by: line.code})]
            for line in seen
        ],
    }


LEAGUE = ("received", "answered", "on_time", "rated", "open", "overdue")


def league(board: Board, period: str) -> dict[str, Any]:
    """This will draw the league: rank, agency, and its counts in the order of the table of the centre."""
    labels = (
        _("Đã nhận"), _("Đã trả lời"), _("Đúng hạn"), _("Hài lòng"), _("Đang mở"), _("Đang quá hạn"),
        _("Trung bình"),
    )  # fmt: skip
    others = [line for line in board.by_agency if line.standing.rank is None]
    return {
        "title": say(ioc.missing_target(board)),
        "note": _(
            "Xếp hạng theo tỷ lệ trả lời đúng hạn, chỉ với đơn vị đã trả lời từ %(n)s lượt trong kỳ."
        ) % {"n": formats.number(board.least_cases)},
        "columns": [
            {"label": _("Hạng"), "numeric": True},
            {"label": _("Đơn vị")},
            *({"label": label, "numeric": True} for label in labels),
        ],
        "rows": [_standing(line, period) for line in board.by_agency if line.standing.rank is not None],
        "others_label": _("Đơn vị chưa đủ số lượt để xếp hạng (%(n)s)") % {"n": formats.number(len(others))},
        "others": [_standing(line, period) for line in others],
    }  # fmt: skip


def _standing(line: AgencyLine, period: str) -> list[Any]:
    rank = "–" if line.standing.rank is None else formats.number(line.standing.rank)
    counts = _cells(line.totals, period, LEAGUE, agency=line.code)
    return [rank, formats.unbroken(line.name), *counts, took(line.totals.mean_hours)]


def by_month(lines: Sequence[DayLine], today: date) -> dict[str, Any]:
    """This will draw received and answered by month; the month that goes on stands in the table alone."""
    summed: dict[date, Totals] = {}
    for line in lines:
        month = first_of(line.day)
        summed[month] = _sum(summed.get(month, Totals()), line.totals)
    seen = sorted(summed.items())
    while seen and not (seen[0][1].received or seen[0][1].answered):
        del seen[0]
    whole = [(month, t) for month, t in seen if month < first_of(today)]
    return {
        "title": say(ioc.backlog(lines)),
        "chart": _months(whole) if len(whole) > 1 else None,
        "note": _("Tháng này chưa hết nên chưa vẽ."),
        "columns": _columns(_("Tháng"), _("Đã nhận"), _("Đã trả lời"), _("Đúng hạn"), _("Hài lòng")),
        "rows": [
            [f"{m:%m/%Y}", *_cells(t, f"{m:%Y-%m}", ("received", "answered", "on_time", "rated"))]
            for m, t in reversed(seen)
        ],
    }


def _sum(one: Totals, other: Totals) -> Totals:
    return Totals(**{f.name: getattr(one, f.name) + getattr(other, f.name) for f in fields(Totals)})


def _months(whole: Sequence[tuple[date, Totals]]) -> dict[str, Any]:
    return {
        "kind": "columns" if len(whole) <= FEW else "line",
        "x": [f"{month:%m/%Y}" for month, _totals in whole],
        "series": [
            {"name": _("Nhận"), "values": [t.received for _m, t in whole], "tone": "primary"},
            {"name": _("Đã trả lời"), "values": [t.answered for _m, t in whole], "tone": "info"},
        ],
        "unit": _("phản ánh"),
        "target": None,
    }


def listing(found: Listed, kind: str, named: Sequence[str]) -> dict[str, Any]:
    """This will draw the list behind a figure: what it speaks of, its rows, and how many are not shown."""
    return {
        "title": _(TITLES[kind]),
        "lead": " · ".join(named),
        "total": found.total,
        "private": _("Con số còn gồm %(n)s phản ánh không công khai, không có trong danh sách.")
        % {"n": formats.number(found.private)}
        if found.private
        else "",
        "rows": [_row(row) for row in found.rows],
    }


def _row(row: Any) -> dict[str, Any]:
    label, tone = STATES[row.state]
    meta = [row.agency, row.spoken.replace(" ", NO_BREAK), formats.date_vn(row.began_at)]
    if row.number > 1:
        meta.append(_("lần %(n)s") % {"n": row.number})
    if row.satisfaction in RATINGS:
        meta.append(_(RATINGS[row.satisfaction]))
    return {
        "url": reverse("filing:page", args=[row.code]),
        "title": f"{row.category} – {row.place}",
        "meta": meta,
        "pill": {"label": _(label), "tone": tone, "icon": ""},
    }


def year_of(today: date) -> tuple[date, date]:
    """This will give the twelve months of the chart: from the first day of the first one to tomorrow."""
    return first_of(today, 11), today + timedelta(days=1)
