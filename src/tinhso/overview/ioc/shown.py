"""How are the figures said? Labels, trends in words, and the address of the reports behind each of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from tinhso.core.clock import local_date
from tinhso.core.translation import say
from tinhso.overview.ioc.queries import Board, Line, Scope, Totals
from tinhso.overview.ioc.rules import figures as rules
from tinhso.ui import formats

ROWS = 8
ON_TIME, OVERDUE, CONTENT, MEDIAN = 2, 3, 6, 7
"""Where those stand among the board's figures."""
NOW_KINDS = ("open", "overdue", "urgent_open")
TREND_TONES = {True: "success", False: "danger", None: "neutral"}


@dataclass(frozen=True)
class Figure:
    """One figure as the component draws it."""

    label: str
    value: str
    url: str
    unit: str = ""
    tone: str = "neutral"
    trend: str = ""
    trend_text: str = ""
    trend_tone: str = "neutral"
    target: str = ""


@dataclass(frozen=True)
class Bar:
    """One row of a list of bars; `share` is 0..100 of the longest."""

    label: str
    value: str
    share: float
    url: str
    note: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Bars:
    """A list of bars under the sentence that says what it shows."""

    title: str
    rows: Sequence[Bar]
    note: str = ""
    finding: str = ""


def query(scope: Scope, **more: str) -> str:
    """This will write a scope as the query of an address."""
    period = {"since": scope.since.isoformat(), "until": scope.last.isoformat()}
    return urlencode({**period, **scope.codes(), **{k: v for k, v in more.items() if v}})


def moving(scope: Scope, period: str) -> str:
    """This will write a period that moves on with the days ("7"), and what narrows it."""
    return urlencode({"period": period, **scope.codes()})


def period(scope: Scope) -> str:
    """This will say the period: "20/11/2026", "14/11/2026 – 20/11/2026"."""
    if scope.days == 1:
        return formats.date_vn(scope.since)
    return f"{formats.date_vn(scope.since)} – {formats.date_vn(scope.last)}"


def behind(kind: str, scope: Scope, **codes: str) -> str:
    """This will give the address of the reports that a figure counts."""
    return f"{reverse('ioc:reports')}?{query(scope.of(**codes), kind=kind)}"


def figures(board: Board) -> list[Figure]:
    """This will draw the ten figures of the board."""
    t, scope = board.totals, board.scope

    def trend(measure: str, more_is: str) -> dict[str, str]:
        before = board.before
        # a first period is compared with nothing
        if not (before.received or before.answered):
            return {}
        now, was = getattr(t, measure), getattr(before, measure)
        if measure.endswith("_share"):
            return _shared(now, was, _than(board), more_is)
        return _counted(now, was, _than(board), more_is)

    def link(kind: str, otherwise: str = "") -> str:
        return behind(kind if getattr(t, kind) or not otherwise else otherwise, scope)

    on_time = _("%(target)s · %(n)s trễ") % _than_target(board.on_time_target, t.late)
    content = _("%(target)s · %(n)s chưa hài lòng") % _than_target(board.content_target, t.unsatisfied)
    by_machine = _("%(target)s · %(n)s cần người") % _than_target(1 - board.by_hand_limit, t.by_hand)
    return [
        Figure(_("Nhận"), formats.number(t.received), link("received"), **trend("received", "neutral")),
        Figure(_("Đã trả lời"), formats.number(t.answered), link("answered"), **trend("answered", "good")),
        Figure(_("Trả lời đúng hạn"), _percent(t.on_time_share), link("late", "answered"), target=on_time,
               tone=rules.tone(t.on_time_share, board.on_time_target), **trend("on_time_share", "good")),
        Figure(_("Đang quá hạn"), formats.number(t.overdue), link("overdue"), target="0",
               tone="danger" if t.overdue else "success"),
        Figure(_("Đang mở"), formats.number(t.open), link("open")),
        Figure(_("Khẩn cấp đang mở"), formats.number(t.urgent_open), link("urgent_open"),
               tone="warning" if t.urgent_open else "neutral"),
        Figure(_("Hài lòng"), _percent(t.content_share), link("unsatisfied", "rated"), target=content,
               tone=rules.tone(t.content_share, board.content_target), **trend("content_share", "good")),
        Figure(_("Nửa số việc xong trong"), time_taken(board.median_hours), link("answered")),
        Figure(_("Máy tự tìm đúng đơn vị"), _percent(t.by_machine_share), link("by_hand", "received"),
               target=by_machine, **trend("by_machine_share", "good")),
        Figure(_("Xử lý lại"), _percent(t.reopened_share), link("reopened"),
               **trend("reopened_share", "bad")),
    ]  # fmt: skip


def _than(board: Board) -> str:
    days, is_going_on = board.scope.days, board.scope.until > local_date(board.now)
    if days == 1:
        return _("cùng giờ hôm qua") if is_going_on else _("hôm trước đó")
    return _("%(days)s ngày trước đó") % {"days": days}


def _than_target(target: float, n: int) -> dict[str, str]:
    return {"target": formats.percent(target), "n": formats.number(n)}


def _percent(share: float | None) -> str:
    return "–" if share is None else formats.percent(share)


def time_taken(hours: float | None) -> str:
    """This will say how long answers took: hours below two days, then days."""
    if hours is None:
        return "–"
    if hours < 1:
        return _("dưới 1 giờ")
    if hours < 48:
        return _("%(n)s giờ") % {"n": formats.number(hours, 0)}
    return _("%(n)s ngày") % {"n": formats.number(hours / 24, 1)}


def _counted(now: int, before: int, than: str, more_is: str) -> dict[str, str]:
    return _trend(rules.trend(now, before, more_is=more_is), than, formats.number)


def _shared(now: float | None, before: float | None, than: str, more_is: str) -> dict[str, str]:
    found = rules.trend(now, before, more_is=more_is, flat=0.0005)
    return _trend(found, than, lambda change: _("%(n)s điểm") % {"n": formats.number(change * 100, 1)})


def _trend(found: rules.Trend | None, than: str, amount: Any) -> dict[str, str]:
    if found is None:
        return {}
    if found.direction == "flat":
        text = _("như %(than)s") % {"than": than}
    else:
        sign = "+" if found.change > 0 else "−"
        text = _("%(change)s so với %(than)s") % {"change": sign + amount(abs(found.change)), "than": than}
    return {"trend": found.direction, "trend_text": text, "trend_tone": TREND_TONES[found.is_good]}


def categories(board: Board, rows: int = ROWS) -> Bars:
    """This will draw what was received by category."""
    lines = [line for line in board.by_category if line.totals.received][:rows]
    named = [(line.name, line.totals.received) for line in lines]
    bars = _bars(lines, "received", board.scope, "category", board.totals.received)
    return Bars(say(rules.largest_of(named, board.totals.received)), bars)


def communes(board: Board, rows: int = ROWS) -> Bars:
    """This will draw what was received by commune, with what is overdue beside."""
    lines = [line for line in board.by_place if line.totals.received][:rows]
    named = [(line.name, line.totals.received) for line in lines]
    title = rules.largest_of(named, sum(line.totals.received for line in board.by_place))
    overdue = rules.most_overdue([(line.name, line.totals.overdue) for line in board.by_place])
    note = _("Nơi có dưới 5 phản ánh thì chỉ đếm phản ánh công khai.")
    return Bars(say(title), _bars(lines, "received", board.scope, "place", None), note, say(overdue))


def _bars(lines: Sequence[Line], kind: str, scope: Scope, by: str, whole: int | None) -> list[Bar]:
    most = max((getattr(line.totals, kind) for line in lines), default=0)
    bars = []
    for line in lines:
        n = getattr(line.totals, kind)
        value = formats.number(n)
        if whole:
            value = f"{value} · {formats.percent(n / whole, 0)}"
        overdue = line.totals.overdue
        note = _("%(n)s quá hạn") % {"n": formats.number(overdue)} if overdue else ""
        share = 100 * n / most if most else 0
        bars.append(
            Bar(formats.unbroken(line.name), value, share, behind(kind, scope, **{by: line.code}), note)
        )
    return bars


def agencies(board: Board, rows: int = ROWS) -> Bars:
    """This will draw the ranked agencies that are in time least."""
    ranked = [line for line in board.by_agency if line.standing.rank is not None]
    title = rules.below_target([line.standing for line in ranked], board.on_time_target)
    bars = []
    for line in list(reversed(ranked))[:rows]:
        share = line.totals.on_time_share or 0
        note = _("%(n)s/%(all)s trễ") % {
            "n": formats.number(line.totals.late), "all": formats.number(line.totals.answered),
        }  # fmt: skip
        tone = rules.tone(share, board.on_time_target)
        url = behind("late", board.scope, agency=line.code)
        bars.append(Bar(formats.unbroken(line.name), formats.percent(share), 100 * share, url, note, tone))
    least = _("Xếp hạng đơn vị đã trả lời từ %(n)s việc.") % {"n": formats.number(board.least_cases)}
    return Bars(say(title), bars, least)


def best_agencies(board: Board, rows: int = ROWS) -> Bars:
    """This will draw the agencies that stand first."""
    ranked = [line for line in board.by_agency if line.standing.rank is not None][:rows]
    bars = []
    for line in ranked:
        share = line.totals.on_time_share or 0
        note = _("%(n)s việc") % {"n": formats.number(line.totals.answered)}
        url = behind("answered", board.scope, agency=line.code)
        label = f"{line.standing.rank}. {formats.unbroken(line.name)}"
        tone = rules.tone(share, board.on_time_target)
        bars.append(Bar(label, formats.percent(share), 100 * share, url, note, tone))
    return Bars(_("Đúng hạn nhiều nhất"), bars)


def wall_left(board: Board, today: Board) -> list[Figure]:
    """This will choose what the wall shows of today: few numbers, very large."""
    received, answered = figures(today)[:2]
    return [
        replace(received, label=_("Nhận hôm nay")),
        replace(answered, label=_("Trả lời hôm nay")),
        figures(board)[OVERDUE],
    ]


def wall_right(board: Board) -> list[Figure]:
    """This will choose what the wall shows of the period."""
    all_figures = figures(board)
    return [all_figures[ON_TIME], all_figures[CONTENT], all_figures[MEDIAN]]


LINE_FROM = 15
"""Days from which on the days are drawn as a line."""


def by_day(board: Board) -> dict[str, Any]:
    """This will draw received and answered by day under the sentence that says which is more.

    A line leaves out the day that is going on: its end would look like a collapse.
    """
    is_line = len(board.by_day) >= LINE_FROM
    is_going_on = board.scope.until > local_date(board.now)
    days = board.by_day[:-1] if is_line and is_going_on else board.by_day
    title = say(rules.backlog(board.totals.received, board.totals.answered))
    if len(days) < 2 or not (board.totals.received or board.totals.answered):
        return {"title": title}
    series = [
        {"name": _("Nhận"), "values": [d.totals.received for d in days], "tone": "primary"},
        {"name": _("Đã trả lời"), "values": [d.totals.answered for d in days], "tone": "info"},
    ]
    data = {
        "kind": "line" if is_line else "columns",
        "x": [f"{d.day:%d/%m}" for d in days],
        "series": series,
        "unit": _("việc"),
        "target": None,
    }
    note = _("Chưa vẽ hôm nay vì ngày chưa hết.") if len(days) < len(board.by_day) else ""
    columns = _("Cột trước là số nhận, cột sau là số trả lời.") if not is_line else ""
    return {"title": title, "data": data, "note": note or columns}


def totals_line(t: Totals, scope: Scope, code: str) -> list[dict[str, Any]]:
    """This will write an agency's counts as cells, each with the reports behind it."""

    def cell(text: str, kind: str) -> dict[str, Any]:
        # what counts nothing opens nothing
        url = behind(kind, scope, agency=code) if getattr(t, kind) else ""
        return {"text": text, "url": url}

    return [
        cell(formats.number(t.received), "received"),
        cell(formats.number(t.answered), "answered"),
        cell(_percent(t.on_time_share), "late" if t.late else "answered"),
        cell(_percent(t.content_share), "unsatisfied" if t.unsatisfied else "rated"),
        {"text": time_taken(t.mean_hours), "url": ""},
        cell(formats.number(t.open), "open"),
        cell(formats.number(t.overdue), "overdue"),
    ]
