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
    t, b, scope = board.totals, board.before, board.scope
    than = _than(board)
    on_time = rules.tone(t.on_time_share, board.on_time_target)
    content = rules.tone(t.content_share, board.content_target)
    return [
        Figure(_("Nhận"), formats.number(t.received), behind("received", scope),
               **_counted(t.received, b.received, than)),
        Figure(_("Trả lời"), formats.number(t.answered), behind("answered", scope),
               **_counted(t.answered, b.answered, than, "good")),
        Figure(_("Trả lời đúng hạn"), _percent(t.on_time_share), behind("late", scope), tone=on_time,
               target=_("%(target)s · %(n)s trễ") % _than_target(board.on_time_target, t.late),
               **_shared(t.on_time_share, b.on_time_share, than, "good")),
        Figure(_("Đang quá hạn"), formats.number(t.overdue), behind("overdue", scope),
               tone="danger" if t.overdue else "success"),
        Figure(_("Đang mở"), formats.number(t.open), behind("open", scope)),
        Figure(_("Khẩn cấp đang mở"), formats.number(t.urgent_open), behind("urgent_open", scope),
               tone="warning" if t.urgent_open else "neutral"),
        Figure(_("Hài lòng"), _percent(t.content_share), behind("unsatisfied", scope), tone=content,
               target=_("%(target)s · %(n)s chưa hài lòng")
               % _than_target(board.content_target, t.unsatisfied),
               **_shared(t.content_share, b.content_share, than, "good")),
        Figure(_("Nửa số việc xong trong"), time_taken(board.median_hours), behind("answered", scope)),
        Figure(_("Máy tự tìm đúng đơn vị"), _percent(t.by_machine_share), behind("by_hand", scope),
               target=_("%(target)s · %(n)s cần người")
               % _than_target(1 - board.by_hand_limit, t.by_hand),
               **_shared(t.by_machine_share, b.by_machine_share, than, "good")),
        Figure(_("Xử lý lại"), _percent(t.reopened_share), behind("reopened", scope),
               **_shared(t.reopened_share, b.reopened_share, than, "bad")),
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


def _counted(now: int, before: int, than: str, more_is: str = "neutral") -> dict[str, str]:
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
    lines = [line for line in board.by_place if line.totals.received or line.totals.overdue][:rows]
    title = rules.most_overdue([(line.name, line.totals.overdue) for line in board.by_place])
    note = _("Nơi có dưới 5 phản ánh thì chỉ đếm phản ánh công khai.")
    return Bars(say(title), _bars(lines, "received", board.scope, "place", None), note)


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
        bars.append(Bar(line.name, value, share, behind(kind, scope, **{by: line.code}), note))
    return bars


def agencies(board: Board, rows: int = ROWS) -> Bars:
    """This will draw the ranked agencies that are in time least."""
    ranked = [line for line in board.by_agency if line.standing.rank is not None]
    title = rules.below_target([line.standing for line in ranked], board.on_time_target)
    bars = []
    for line in list(reversed(ranked))[:rows]:
        share = line.totals.on_time_share or 0
        note = _("%(n)s trễ trong %(all)s") % {
            "n": formats.number(line.totals.late), "all": formats.number(line.totals.answered),
        }  # fmt: skip
        tone = rules.tone(share, board.on_time_target)
        url = behind("late", board.scope, agency=line.code)
        bars.append(Bar(line.name, formats.percent(share), 100 * share, url, note, tone))
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
        label = f"{line.standing.rank}. {line.name}"
        tone = rules.tone(share, board.on_time_target)
        bars.append(Bar(label, formats.percent(share), 100 * share, url, note, tone))
    return Bars(_("Đúng hạn nhiều nhất"), bars)


def wall_left(board: Board) -> list[Figure]:
    """This will choose what the wall shows of today: few numbers, very large."""
    today = board.by_day[-1].totals if board.by_day else Totals()
    day = replace(board.scope, since=board.scope.last)
    all_figures = figures(board)
    return [
        Figure(_("Nhận hôm nay"), formats.number(today.received), behind("received", day)),
        Figure(_("Trả lời hôm nay"), formats.number(today.answered), behind("answered", day)),
        all_figures[OVERDUE],
    ]


def wall_right(board: Board) -> list[Figure]:
    """This will choose what the wall shows of the period."""
    all_figures = figures(board)
    return [all_figures[ON_TIME], all_figures[CONTENT], all_figures[MEDIAN]]


def by_day(board: Board) -> tuple[str, dict[str, Any] | None]:
    """This will draw received and answered by day under the sentence that says which is more."""
    title = say(rules.backlog(board.totals.received, board.totals.answered))
    days = board.by_day
    if len(days) < 2 or not (board.totals.received or board.totals.answered):
        return title, None
    series = [
        {"name": _("Nhận"), "values": [d.totals.received for d in days], "tone": "primary"},
        {"name": _("Trả lời"), "values": [d.totals.answered for d in days], "tone": "info"},
    ]
    return title, {
        "kind": "line" if len(days) > 14 else "columns",
        "x": [f"{d.day:%d/%m}" for d in days],
        "series": series,
        "unit": _("việc"),
        "target": None,
    }


def totals_line(t: Totals, scope: Scope, code: str) -> list[dict[str, Any]]:
    """This will write an agency's counts as cells, each with the reports behind it."""

    def cell(text: str, kind: str) -> dict[str, Any]:
        return {"text": text, "url": behind(kind, scope, agency=code)}

    return [
        cell(formats.number(t.received), "received"),
        cell(formats.number(t.answered), "answered"),
        cell(_percent(t.on_time_share), "late"),
        cell(_percent(t.content_share), "unsatisfied"),
        {"text": time_taken(t.mean_hours), "url": ""},
        cell(formats.number(t.open), "open"),
        cell(formats.number(t.overdue), "overdue"),
    ]
