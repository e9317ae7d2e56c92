"""How is what stands behind a figure drawn: the list of reports, and the points on the map?"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from tinhso.core.clock import local_date
from tinhso.core.messages import msg
from tinhso.overview.ioc import shown
from tinhso.overview.ioc.queries import Listed, PlacePoint, Scope
from tinhso.overview.ioc.queries.boards import agency_name, category_names, place_name
from tinhso.ui import formats

TITLES = {
    "received": msg("Phản ánh đã nhận"),
    "reopened": msg("Phản ánh yêu cầu xử lý lại"),
    "by_hand": msg("Phản ánh phải có người phân công"),
    "urgent": msg("Phản ánh khẩn cấp đã nhận"),
    "answered": msg("Phản ánh đã trả lời"),
    "on_time": msg("Phản ánh trả lời đúng hạn"),
    "late": msg("Phản ánh trả lời trễ"),
    "rated": msg("Phản ánh được đánh giá"),
    "satisfied": msg("Phản ánh được đánh giá hài lòng"),
    "acceptable": msg("Phản ánh được đánh giá tạm chấp nhận được"),
    "unsatisfied": msg("Phản ánh bị đánh giá chưa hài lòng"),
    "open": msg("Phản ánh đang mở"),
    "overdue": msg("Phản ánh đang quá hạn"),
    "urgent_open": msg("Phản ánh khẩn cấp đang mở"),
}
STATES = {
    "overdue": (msg("Quá hạn"), "danger"),
    "paused": (msg("Chờ người gửi trả lời"), "warning"),
    "open": (msg("Đang xử lý"), "info"),
    "refused": (msg("Không tiếp nhận hoặc đã gộp"), "neutral"),
    "late": (msg("Trả lời trễ"), "warning"),
    "on_time": (msg("Trả lời đúng hạn"), "success"),
}
NO_BREAK = "\u00a0"
SATISFACTION = {
    "satisfied": msg("Hài lòng"),
    "acceptable": msg("Tạm chấp nhận được"),
    "unsatisfied": msg("Chưa hài lòng"),
}


def listing(found: Listed, kind: str, scope: Scope, now: datetime) -> dict[str, Any]:
    """This will draw the list as a table."""
    asked = shown.query(scope, kind=kind)
    return {
        "title": _(TITLES[kind]),
        "lead": _narrowed(kind, scope, local_date(now)),
        "total": found.total,
        "columns": [
            {"label": label}
            for label in (
                _("Mã"), _("Lĩnh vực"), _("Xã, phường"), _("Đơn vị"), _("Nhận lúc"), _("Hạn"),
                _("Trả lời lúc"), _("Tình trạng"), _("Đánh giá"),
            )
        ],
        "rows": [_row(row, now) for row in found.rows],
        "next_url": f"{reverse('ioc:reports')}?{asked}&cursor={found.next}" if found.next else "",
    }  # fmt: skip


def _row(row: Any, now: datetime) -> list[Any]:
    label, tone = STATES[row.state]
    code = row.spoken.replace(" ", NO_BREAK)
    if row.number > 1:
        code = f"{code} ({_('lần %(n)s') % {'n': row.number}})"
    return [
        {"text": code, "url": address(row.code, row.opens)},
        row.category if row.is_public else f"{row.category} · {_('không công khai')}",
        row.place,
        row.agency,
        formats.datetime_vn(row.began_at),
        formats.datetime_vn(row.due_at) if row.due_at else None,
        formats.datetime_vn(row.answered_at) if row.answered_at else None,
        {"text": _("Khẩn cấp · %(state)s") % {"state": _(label)} if row.urgent else _(label), "tone": tone},
        _(SATISFACTION[row.satisfaction]) if row.satisfaction else None,
    ]


PAGES = {"page": "filing:page", "case": "handling:case"}


def address(code: str, opens: str) -> str:
    """This will give the page of a report that this reader may open, "" for none."""
    if not opens:
        return ""
    try:
        return reverse(PAGES[opens], args=[code])
    except NoReverseMatch:
        return ""


def _narrowed(kind: str, scope: Scope, today: date) -> str:
    """In words what narrows the list: "14/11–20/11/2026 · Sở Xây dựng"."""
    said = [] if kind in shown.NOW_KINDS else [shown.period(scope)]
    if scope.category:
        said.append(category_names(today)(scope.category))
    if scope.agency:
        said.append(agency_name(scope.agency, scope.last, today))
    if scope.place:
        said.append(place_name(scope.place, scope.last, today))
    return " · ".join(said)


def crowds(found: Sequence[PlacePoint], scope: Scope) -> dict[str, Any]:
    """This will draw communes as points that carry how many reports they stand for."""
    return {"type": "FeatureCollection", "features": [_crowd(one, scope) for one in found]}


def _crowd(one: PlacePoint, scope: Scope) -> dict[str, Any]:
    text = _("%(n)s phản ánh, %(late)s quá hạn") % {
        "n": formats.number(one.received),
        "late": formats.number(one.overdue),
    }
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [one.at.lon, one.at.lat]},
        "properties": {
            "title": one.name,
            "text": text,
            "url": shown.behind("received", scope, place=one.code),
            "weight": one.received,
            "tone": "neutral",
        },
    }
