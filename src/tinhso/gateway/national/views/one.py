"""What was told and heard of one dossier, and what is wrong with one arrival?"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tinhso.core import clock
from tinhso.core.errors import NotPermitted
from tinhso.core.roles import Role
from tinhso.core.translation import say
from tinhso.foundation.accounts.requests import actor_of, signed_in
from tinhso.gateway.national import actions, owners, queries
from tinhso.gateway.national.models import ArrivalState, TellingState
from tinhso.gateway.national.views import board, calls
from tinhso.gateway.national.workflow import label
from tinhso.ui import formats


@never_cache
@require_safe
@signed_in(*board.LOOKING)
def mirror(request: HttpRequest, mirror_id: int) -> HttpResponse:
    """This will show everything told of one dossier, in order, and what the portal brought of it."""
    row = queries.mirror_of(mirror_id)
    told = queries.tellings(mirror_id)
    context = {
        "title": row.code,
        "facts": _facts(row.about, row.known, row.known_at),
        "told_columns": [
            {"label": _("Thứ tự"), "numeric": True}, {"label": _("Loại")}, {"label": _("Báo trạng thái")},
            {"label": _("Kết quả")}, {"label": _("Số lần"), "numeric": True}, {"label": _("Lúc")},
            {"label": _("Cổng nói")},
        ],
        "told": [_telling(one) for one in told],
        "arrival_columns": [
            {"label": _("Bản"), "numeric": True}, {"label": _("Trạng thái")}, {"label": _("Tình trạng")},
            {"label": _("Đến lúc")},
        ],
        "arrivals": [_arrival_row(one) for one in queries.arrivals_of(row.code)],
        "calls": [calls.row(one) for one in queries.calls(code=row.code, limit=20)],
        "call_columns": calls.columns(),
        "dead": [one.id for one in told if one.state == TellingState.DEAD],
        "may_act": actor_of(request).has(Role.ADMINISTRATOR),
        "mirror": row.pk,
    }  # fmt: skip
    return render(request, "national/mirror.html", context)


@never_cache
@require_safe
@signed_in(*board.LOOKING, Role.COORDINATOR)
def arrival(request: HttpRequest, arrival_id: int) -> HttpResponse:
    """This will show one arrival: when, how often, and why it is not taken in; never its words.

    The exceptions desk gets it to do when nobody else can.
    """
    actor, now = actor_of(request), clock.now()
    may_mend = actions.may_mend(by=actor, now=now)
    if not may_mend and not any(actor.has(role) for role in board.LOOKING):
        raise NotPermitted
    found = queries.arrival(arrival_id)
    rows = [
        (_("Mã hồ sơ"), found.code or _("không có mã")),
        (_("Thủ tục"), found.procedure or "–"),
        (_("Trạng thái"), _(label(found.status)) if found.status else "–"),
        (_("Tình trạng"), capfirst(board.ARRIVALS[found.state])),
        (_("Bản"), formats.number(found.version)),
        (_("Nộp lúc"), formats.datetime_vn(found.filed_at) if found.filed_at else "–"),
        (_("Đến lúc"), formats.datetime_vn(found.arrived_at)),
        (_("Số lần đến"), formats.number(found.times_seen)),
    ]
    if found.unknown:
        rows.append((_("Trường lạ, được giữ riêng"), ", ".join(found.unknown)))
    facts: list[dict[str, Any]] = [{"label": text, "value": value} for text, value in rows]
    if found.about:
        facts.append({"label": _("Việc"), "value": found.about, "url": owners.url(found.about)})
    context = {
        "title": found.code or _("Hồ sơ đến không có mã"),
        "facts": facts,
        "problem_columns": [{"label": _("Vì sao")}, {"label": _("Trường sai")}, {"label": _("Mã lỗi")}],
        "problems": [[say(message), field or None, code] for field, code, message in found.problems],
        "problems_title": _("Những chỗ không đọc được")
        if found.state == ArrivalState.MALFORMED
        else _("Vì sao chưa lấy vào được"),
        "is_stuck": found.state == ArrivalState.STUCK,
        "may_take_again": may_mend and found.state == ArrivalState.STUCK,
        "may_set_aside": may_mend and found.waits_for_a_person,
        "sees_board": any(actor.has(role) for role in board.LOOKING),
        "arrival": found.id,
    }
    return render(request, "national/arrival.html", context)


def _facts(about: str, known: dict[str, str], known_at: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [{"label": _("Việc"), "value": about, "url": owners.url(about)}]
    status = known.get("TrangThaiHoSo", "")
    rows.append({"label": _("Cổng biết"), "value": _(label(status)) if status else _("chưa biết gì")})
    if known_at is not None:
        rows.append({"label": _("Cổng nhận lần cuối"), "value": formats.datetime_vn(known_at)})
    return rows


def _telling(one: queries.TellingView) -> list[Any]:
    text = capfirst(board.STATES[one.state])
    said = "; ".join(part for part in (_("bước lạ") if one.is_unusual else "", one.last_error) if part)
    return [
        formats.number(one.number), one.kind, board.state_cell(one.status),
        {"text": text, "tone": board.TONES[one.state]}, formats.number(one.attempts),
        formats.datetime_vn(one.ended_at or one.next_try_at or one.created_at), said or None,
    ]  # fmt: skip


def _arrival_row(one: queries.ArrivalView) -> list[Any]:
    return [
        {"text": formats.number(one.version), "url": reverse("national:arrival", args=[one.id])},
        board.state_cell(one.status), capfirst(board.ARRIVALS[one.state]),
        formats.datetime_vn(one.arrived_at),
    ]  # fmt: skip
