"""What does the desk show? Rows, counts and the agency's figures, as plain values for the templates."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from tinhso.casework.rulebook import queries as rulebook
from tinhso.core import parameters
from tinhso.core.clock import day_bounds, local_date
from tinhso.core.messages import msg
from tinhso.core.roles import Actor, Role
from tinhso.foundation.accounts import queries as accounts
from tinhso.foundation.agencies import queries as agencies
from tinhso.foundation.worklist import queries as worklist
from tinhso.foundation.worklist.queries import AgencyFigures, ItemView, WaitingFilter
from tinhso.overview.desk import dated
from tinhso.ui import formats

PAGE = 40
KEPT_ABOVE = 200
KEPT_FOR = timedelta(seconds=60)
KEPT_MOST = 500
INCIDENT = "incident-"
"""With this the word of an incident begins among a duty's tags."""

DUTIES = {
    "accept": msg("Chờ nhận"),
    "answer": msg("Chờ trả lời"),
    "approve": msg("Chờ duyệt"),
    "grant_extension": msg("Đang xin gia hạn"),
    "co_handle": msg("Phối hợp"),
    "triage": msg("Điều phối"),
    "handle": msg("Giải quyết hồ sơ"),
    "consult": msg("Chờ ý kiến"),
    "sign": msg("Chờ ký số"),
    "return_result": msg("Chờ trả kết quả"),
    "answer_objection": msg("Phản ánh về hồ sơ"),
    "take_arrival": msg("Hồ sơ đến chưa lấy vào"),
    "post_report": msg("Chờ bưu chính báo phát"),
    "post_take_in": msg("Bưu chính mang về"),
    "post_again": msg("Không phát được"),
}
PILL_TONES = {"late": "danger", "soon": "warning", "paused": "neutral", "calm": "info", "done": "success"}


@dataclass(frozen=True)
class Pill:
    """A small label."""

    label: str
    tone: str
    icon: str = ""


@dataclass(frozen=True)
class Row:
    """One line of the list."""

    item: ItemView
    pill: Pill
    remaining: str
    meta: Sequence[str]
    icon: str
    gathered: int = 0
    """How many duties of one incident stand in this line; 0 for a duty that stands alone."""
    opens: str = ""

    @property
    def drawn(self) -> dict[str, Any]:
        """This will give the values of the component that draws the line."""
        return {
            "url": self.item.url,
            "title": self.item.title,
            "summary": self.item.summary,
            "meta": self.meta,
            "pill": self.pill,
            "remaining": self.remaining,
            "clock_tone": self.item.tone,
            "icon": self.icon,
        }


@dataclass(frozen=True)
class Listing:
    """One page of rows, and the cursor of the next."""

    rows: Sequence[Row]
    next: str | None


@dataclass(frozen=True)
class Stat:
    """One count of the strip above the list."""

    label: str
    value: str
    url: str
    tone: str = "neutral"
    active: bool = False


@dataclass(frozen=True)
class AgencyLine:
    """An agency's last `days`, for its leader; `behind` lists the reports of a figure, add its kind."""

    name: str
    days: int
    behind: str
    done: str
    on_time: str
    late: str
    open: str
    overdue: str
    share: float | None


def listing(actor: Actor, *, now: datetime, filters: WaitingFilter, cursor: str | None) -> Listing:
    """This will give one page of what waits for the actor. Raises Invalid on "cursor"."""
    page = worklist.waiting(actor, on=local_date(now), now=now, filters=filters, cursor=cursor, limit=PAGE)
    several = len(actor.bodies()) > 1
    names = _names(page.items) if any(item.assignee for item in page.items) else {}
    rows = [_row(item, now, several=several, names=names) for item in page.items]
    return Listing(_gathered(rows, filters), page.next)


def _gathered(rows: Sequence[Row], filters: WaitingFilter) -> list[Row]:
    """Duties of one incident stand as one line that opens them all; what is urgent stands alone."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        tag = next((t for t in row.item.tags if t.startswith(INCIDENT)), "")
        if tag and not row.item.urgent:
            found.setdefault(tag, []).append(row)
    if INCIDENT in filters.q or not any(len(some) > 1 for some in found.values()):
        return list(rows)
    several = {tag: some for tag, some in found.items() if len(some) > 1}
    hidden = {id(row) for some in several.values() for row in some[1:]}
    leading = {id(some[0]): tag for tag, some in several.items()}
    return [
        replace(row, gathered=len(several[leading[id(row)]]), opens=_of_incident(leading[id(row)]))
        if id(row) in leading
        else row
        for row in rows
        if id(row) not in hidden
    ]


def _of_incident(tag: str) -> str:
    return f"{reverse('desk:desk')}?{urlencode({'q': tag, 'whose': ''})}"


def stats(actor: Actor, *, now: datetime, at: str, filters: WaitingFilter) -> list[Stat]:
    """This will count what waits, each count linking to its list at the address `at`."""
    counted = worklist.counts(actor, now)
    nothing_chosen = filters == WaitingFilter()
    found = [
        Stat(_("Tất cả"), formats.number(counted["all"]), f"{at}?whose=", active=nothing_chosen),
        Stat(
            _("Quá hạn"),
            formats.number(counted["late"]),
            f"{at}?tone=late",
            "danger" if counted["late"] else "neutral",
            filters.tone == "late",
        ),
        Stat(
            _("Sắp đến hạn"),
            formats.number(counted["soon"]),
            f"{at}?tone=soon",
            "warning" if counted["soon"] else "neutral",
            filters.tone == "soon",
        ),
        Stat(
            _("Của tôi"),
            formats.number(counted["mine"]),
            f"{at}?whose=mine",
            active=filters.assignee == "mine",
        ),
    ]
    for duty, label in DUTIES.items():
        if number := counted.get(f"duty:{duty}", 0):
            found.append(
                Stat(_(label), formats.number(number), f"{at}?duty={duty}", active=filters.duty == duty)
            )
    return found


def agency_lines(actor: Actor, *, now: datetime) -> list[AgencyLine]:
    """This will give the figures of the agencies that the actor leads; none for others.

    The days are whole ones of the calendar, as on the board, whose lists stand behind the figures.
    """
    on = local_date(now)
    days = max(1, int(parameters.value(dated.FIGURES_DAYS, on)))
    lines = []
    for code in sorted(actor.bodies(Role.LEADER)):
        agency = agencies.agency(code, on=on)
        first = on - timedelta(days=days - 1)
        since, _end = day_bounds(first)
        behind = urlencode({"since": first.isoformat(), "until": on.isoformat(), "agency": code})
        for figures in _figures(code, since, now):
            lines.append(
                AgencyLine(
                    name=agency.name if agency else code,
                    days=days,
                    behind=f"{reverse('ioc:reports')}?{behind}",
                    done=formats.number(figures.done),
                    on_time=formats.number(figures.on_time),
                    late=formats.number(figures.late),
                    open=formats.number(figures.open),
                    overdue=formats.number(figures.overdue),
                    share=figures.on_time / figures.done if figures.done else None,
                )
            )
    return lines


_kept: dict[tuple[str, datetime], tuple[datetime, list[AgencyFigures]]] = {}


def _figures(code: str, since: datetime, now: datetime) -> list[AgencyFigures]:
    """Two statements, a sixth of a leader's desk: among hundreds of duties one more may wait a minute."""
    known = _kept.get((code, since))
    if known and timedelta(0) <= now - known[0] < KEPT_FOR:
        return known[1]
    found = worklist.figures(since=since, until=now, agency_code=code, now=now)
    if sum(one.done + one.open for one in found) > KEPT_ABOVE:
        if len(_kept) > KEPT_MOST:
            _kept.clear()
        _kept[code, since] = (now, found)
    return found


def _names(items: Sequence[ItemView]) -> dict[str, str]:
    keys = {item.assignee for item in items if item.assignee}
    return {key: officer.name for key, officer in accounts.officers_of(keys).items()}


def _title(item: ItemView, on: date) -> str:
    """Titles are kept in Vietnamese; who reads another language sees the category's name in it."""
    category = rulebook.category_or_code(item.tags[0], on) if item.tags else None
    told = f"{category.name_vi} – " if category else ""
    if not category or not item.title.startswith(told):
        return item.title
    return f"{category.name} – {item.title.removeprefix(told)}"


def _row(item: ItemView, now: datetime, *, several: bool, names: dict[str, str]) -> Row:
    meta = [formats.datetime_vn(item.due_at)]
    if several:
        agency = agencies.agency(item.agency_code, on=local_date(now))
        meta.append(agency.short_name if agency else item.agency_code)
    if item.assignee:
        meta.append(names.get(item.assignee, item.assignee))
    return Row(
        item=replace(item, title=_title(item, local_date(now))),
        pill=Pill(_(DUTIES.get(item.duty, item.duty)), PILL_TONES.get(item.tone, "neutral")),
        remaining=_("tạm dừng") if item.tone == "paused" else formats.remaining(item.due_at, now),
        meta=meta,
        icon="urgent" if item.urgent else "",
    )
