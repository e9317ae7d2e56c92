"""How is the line to the national portal, and what of it needs somebody? Codes and times, nobody's data."""

from datetime import datetime
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tinhso.core import clock
from tinhso.core.roles import Role
from tinhso.core.translation import say
from tinhso.foundation.accounts.requests import actor_of, signed_in
from tinhso.gateway.national import queries
from tinhso.gateway.national.models import ARRIVAL_STATES, DIFFERENCE_KINDS, TELLING_STATES, ArrivalState
from tinhso.gateway.national.rules.reading import unstamp
from tinhso.gateway.national.views import calls
from tinhso.gateway.national.workflow import WORKFLOW, label
from tinhso.ui import formats

LOOKING = (Role.ADMINISTRATOR, Role.AUDITOR)
SHOWN = queries.SHOWN
LINE_STATES = {
    "open": (gettext_lazy("Đang thông"), "success"),
    "never": (gettext_lazy("Chưa liên lạc lần nào"), "neutral"),
    "failing": (gettext_lazy("Vừa gọi hỏng"), "warning"),
    "resting": (gettext_lazy("Đang nghỉ, sẽ tự gọi lại"), "danger"),
    "not_configured": (gettext_lazy("Chưa cấu hình"), "neutral"),
    "misconfigured": (gettext_lazy("Cấu hình sai"), "danger"),
}
STATES = dict(TELLING_STATES)
TONES = {
    "waiting": "info",
    "told": "success",
    "superseded": "neutral",
    "dead": "danger",
    "set_aside": "neutral",
}
ARRIVALS = dict(ARRIVAL_STATES)
KINDS = dict(DIFFERENCE_KINDS)
FIELDS = {
    "TrangThaiHoSo": gettext_lazy("trạng thái"),
    "ThoiDiemXuLy": gettext_lazy("bước cuối"),
    "NgayTiepNhan": gettext_lazy("ngày tiếp nhận"),
    "NgayHenTra": gettext_lazy("ngày hẹn trả"),
    "NgayKetThucXuLy": gettext_lazy("ngày xử lý xong"),
    "NgayTra": gettext_lazy("ngày trả"),
    "NgayTuChoi": gettext_lazy("ngày từ chối"),
}


@never_cache
@require_safe
@signed_in(*LOOKING)
def board(request: HttpRequest) -> HttpResponse:
    """This will show the line, what is dead, differs, cannot be read or waits, and the last calls."""
    now = clock.now()
    line, counts = queries.line_now(now), queries.counts()
    state, tone = LINE_STATES[line.state]
    context = {
        "line": line,
        "line_state": state,
        "line_tone": tone,
        "stats": _stats(counts),
        "facts": _line_facts(line, now),
        "parts": [
            _stuck(counts.stuck), _dead(counts.dead), _differing(counts.differing),
            _malformed(counts.malformed), _arrived(counts.arrived), _waiting(counts.waiting),
        ],
        "calls": [calls.row(one) for one in queries.calls(limit=20)],
        "call_columns": calls.columns(),
        "held_back": counts.held_back,
        "may_act": actor_of(request).has(Role.ADMINISTRATOR),
    }  # fmt: skip
    return render(request, "national/board.html", context)


@never_cache
@require_safe
@signed_in(*LOOKING)
def status(request: HttpRequest) -> HttpResponse:
    """This will say the same to a program: counts, the line, and the oldest of each list, as JSON."""
    now = clock.now()
    told = {
        "line": queries.line_now(now),
        "counts": queries.counts(),
        "dead": [_plain(one) for one in queries.dead()],
        "waiting": [_plain(one) for one in queries.waiting()],
        "differences": queries.differences(),
        "malformed": [_came(one) for one in queries.malformed()],
        "stuck": [_came(one) for one in queries.arrivals(ArrivalState.STUCK)],
        "calls": queries.calls(),
    }  # fmt: skip
    return HttpResponse(orjson.dumps(told), content_type="application/json")


def _came(one: queries.ArrivalView) -> dict[str, Any]:
    return {
        "id": one.id, "code": one.code, "arrived_at": one.arrived_at, "times_seen": one.times_seen,
        "problems": [{"field": field, "code": code} for field, code, _message in one.problems],
    }  # fmt: skip


def _plain(one: queries.TellingView) -> dict[str, Any]:
    names = (
        "id",
        "about",
        "code",
        "number",
        "kind",
        "status",
        "attempts",
        "next_try_at",
        "reason",
        "last_error",
    )
    return {name: getattr(one, name) for name in names}


def _stats(counts: queries.Counts) -> list[dict[str, Any]]:
    rows = (
        (_("Chưa lấy vào được"), counts.stuck, "stuck", "danger"),
        (_("Cổng không nhận"), counts.dead, "dead", "danger"),
        (_("Khác nhau"), counts.differing, "differing", "warning"),
        (_("Đến mà không đọc được"), counts.malformed, "malformed", "warning"),
        (_("Chờ vào hồ sơ"), counts.arrived, "arrived", "info"),
        (_("Chờ báo"), counts.waiting, "waiting", "info"),
    )
    return [
        {"label": text, "value": formats.number(n), "url": f"#{at}", "tone": tone if n else "neutral"}
        for text, n, at, tone in rows
    ]


def _line_facts(line: queries.LineView, now: datetime) -> list[dict[str, str]]:
    rows = (
        (_("Cổng trả lời lần cuối"), line.last_answer_at),
        (_("Gọi hỏng lần cuối"), line.last_failure_at),
        (_("Nghỉ đến"), line.rests_until),
        (_("Lấy hồ sơ đến lần cuối"), line.last_pull_at),
        (_("Đối soát xong lần cuối"), line.reconciled_at),
    )
    shown = [{"label": text, "value": formats.datetime_vn(at)} for text, at in rows if at is not None]
    if line.last_error and line.state in ("failing", "resting"):
        shown.append({"label": _("Lỗi lần cuối"), "value": line.last_error})
    return shown


def mirror_url(mirror: int | None) -> str:
    """This will give the page of one dossier."""
    return reverse("national:mirror", args=[mirror]) if mirror is not None else ""


def state_cell(status: str) -> dict[str, str]:
    """This will show one of the portal's ten states."""
    tone = WORKFLOW.state(status).tone if status else "neutral"
    return {"text": _(label(status)) if status else "–", "tone": tone}


def _part(name: str, title: str, rows: list[Any], columns: list[str], **more: Any) -> dict[str, Any]:
    total = more.pop("total")
    cut = total if total > len(rows) else 0
    shown = [{"label": column} for column in columns]
    return {
        "name": name,
        "title": title,
        "rows": rows,
        "columns": shown,
        "cut": cut,
        "shown": len(rows),
        **more,
    }


def _dead(total: int) -> dict[str, Any]:
    found = queries.dead()
    rows = [
        [{"text": t.code, "url": mirror_url(t.mirror)}, t.kind, state_cell(t.status),
         formats.number(t.attempts), formats.datetime_vn(t.ended_at or t.created_at), t.last_error]
        for t in found
    ]  # fmt: skip
    columns = [_("Mã hồ sơ"), _("Loại"), _("Báo trạng thái"), _("Số lần"), _("Thôi lúc"), _("Cổng nói")]
    return _part(
        "dead", _("Cổng không nhận"), rows, columns, total=total, ids=[t.id for t in found],
        note=_("Các lượt báo sau của cùng hồ sơ chờ đến khi lượt này được báo lại hoặc bỏ qua."),
        verb=_("Báo lại các lượt này"), verb_url=reverse("national:retry"), icon="refresh",
        empty=_("Không có lượt báo nào bị từ chối."),
    )  # fmt: skip


def _differing(total: int) -> dict[str, Any]:
    found = queries.differences()
    rows = [
        [{"text": d.code, "url": mirror_url(d.mirror)} if d.mirror else d.code,
         {"text": capfirst(KINDS[d.kind]), "tone": "warning"}, differing_words(d),
         formats.datetime_vn(d.found_at)]
        for d in found
    ]  # fmt: skip
    columns = [_("Mã hồ sơ"), _("Khác thế nào"), _("Ở đây → trên Cổng"), _("Thấy lúc")]
    return _part(
        "differing", _("Khác nhau"), rows, columns, total=total, ids=[d.id for d in found if d.about],
        note=_("So danh sách của Cổng với những gì Cổng đã nhận; phần còn chờ báo không tính là khác."),
        verb=_("Báo lại trạng thái"), verb_url=reverse("national:say_again"), icon="refresh",
        empty=_("Hai bên khớp nhau."),
    )  # fmt: skip


def differing_words(found: queries.DifferenceView) -> str:
    """This will say in which fields two sides differ, ours before theirs."""
    if not found.fields:
        side = found.ours or found.theirs
        return _(label(side.get("TrangThaiHoSo", "")))
    return "; ".join(
        f"{FIELDS.get(name, name)}: {_value(name, found.ours)} → {_value(name, found.theirs)}"
        for name in found.fields
    )


def _value(name: str, side: Any) -> str:
    value = side.get(name, "")
    if name == "TrangThaiHoSo":
        return str(_(label(value)))
    at = unstamp(value)
    return formats.datetime_vn(at) if at else "–"


def _stuck(total: int) -> dict[str, Any]:
    found = queries.arrivals(ArrivalState.STUCK)
    rows = [
        [{"text": a.code, "url": reverse("national:arrival", args=[a.id])}, a.procedure,
         "; ".join(say(message) for _field, _code, message in a.problems[:2]),
         formats.datetime_vn(a.arrived_at)]
        for a in found
    ]  # fmt: skip
    columns = [_("Mã hồ sơ"), _("Thủ tục"), _("Vì sao"), _("Đến lúc")]
    return _part(
        "stuck", _("Chưa lấy vào được"), rows, columns, total=total,
        note=_("Tổ điều phối đã có việc cho từng dòng; mở ra để sửa rồi lấy vào lại."),
        empty=_("Hồ sơ nào đến cũng đã lấy vào được."),
    )  # fmt: skip


def _malformed(total: int) -> dict[str, Any]:
    found = queries.malformed()
    rows = [
        [{"text": a.code or _("không có mã"), "url": reverse("national:arrival", args=[a.id])},
         ", ".join(field for field, _code, _message in a.problems[:4]), formats.number(a.times_seen),
         formats.datetime_vn(a.arrived_at)]
        for a in found
    ]  # fmt: skip
    columns = [_("Mã hồ sơ"), _("Trường sai"), _("Số lần đến"), _("Đến lúc")]
    return _part(
        "malformed", _("Đến mà không đọc được"), rows, columns, total=total, ids=[a.id for a in found],
        note=_("Bản đúng của cùng hồ sơ đến sau thì dòng này tự hết."),
        verb=_("Bỏ qua các dòng này"), verb_url=reverse("national:set_arrivals_aside"), icon="x",
        empty=_("Mọi hồ sơ đến đều đọc được."),
    )  # fmt: skip


def _arrived(total: int) -> dict[str, Any]:
    rows = [
        [{"text": a.code, "url": reverse("national:arrival", args=[a.id])}, a.procedure,
         state_cell(a.status), formats.datetime_vn(a.filed_at) if a.filed_at else None,
         formats.datetime_vn(a.arrived_at)]
        for a in queries.arrivals()
    ]  # fmt: skip
    columns = [_("Mã hồ sơ"), _("Thủ tục"), _("Trạng thái"), _("Nộp lúc"), _("Đến lúc")]
    return _part(
        "arrived", _("Chờ vào hồ sơ"), rows, columns, total=total, empty=_("Không có hồ sơ nào đang chờ.")
    )


def _waiting(total: int) -> dict[str, Any]:
    rows = [
        [{"text": t.code, "url": mirror_url(t.mirror)}, t.kind, state_cell(t.status),
         formats.number(t.attempts), formats.datetime_vn(t.next_try_at or t.created_at), t.last_error or None]
        for t in queries.waiting()
    ]  # fmt: skip
    columns = [_("Mã hồ sơ"), _("Loại"), _("Báo trạng thái"), _("Số lần"), _("Báo tiếp lúc"), _("Cổng nói")]
    return _part("waiting", _("Chờ báo"), rows, columns, total=total, empty=_("Không còn gì phải báo."))
