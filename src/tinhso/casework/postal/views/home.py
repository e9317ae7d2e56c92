"""What stands ready for the post, and which lists are open?"""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tinhso.casework.onestop import addresses
from tinhso.casework.onestop.queries.posting import Posted
from tinhso.casework.postal import actions, queries
from tinhso.casework.postal.forms import PackForm
from tinhso.casework.postal.queries import ListRow
from tinhso.casework.postal.views import seats
from tinhso.casework.postal.workflow import COUNTER, DIRECTIONS, Direction
from tinhso.core import clock
from tinhso.core.clock import local_date
from tinhso.core.errors import Conflict
from tinhso.core.translation import say
from tinhso.foundation.accounts.requests import actor_of, signed_in
from tinhso.ui import formats

CLOSED_SHOWN = 10


@never_cache
@require_safe
@signed_in(*COUNTER)
def home(request: HttpRequest) -> HttpResponse:
    """This will show what can be posted now, the open lists and the latest closed ones."""
    actor, on = actor_of(request), local_date(clock.now())
    here, offered = seats.seat(request, actor, on=on)
    context = {
        "here": here,
        "offered": offered,
        "form": PackForm(carriers=queries.carriers(on)),
        "rows": [_ready(one) for one in queries.ready(here.code)],
        "open": [_list(one) for one in queries.lists(here.code, is_open=True)],
        "closed": [_list(one) for one in queries.lists(here.code, is_open=False, most=CLOSED_SHOWN)],
    }
    return render(request, "postal/home.html", context)


@require_POST
@signed_in(*COUNTER)
def pack(request: HttpRequest) -> HttpResponse:
    """This will put the ticked results on a list and open it."""
    actor, now = actor_of(request), clock.now()
    here, _offered = seats.seat(request, actor, on=local_date(now))
    form = PackForm(request.POST, carriers=queries.carriers(local_date(now)))
    ids = [int(one) for one in request.POST.getlist("dossier") if _is_number(one)]
    if not ids or not form.is_valid():
        messages.info(request, _("Chưa chọn hồ sơ nào.") if form.is_valid() else _("Hãy chọn bưu chính."))
        return redirect("postal:home")
    given = form.cleaned_data
    try:
        made = actions.pack(
            id=given["id"], agency=here.code, dossiers=ids, carrier=given["carrier"], by=actor, now=now
        )  # fmt: skip
    except Conflict as refused:
        messages.error(request, say(refused.message))
        return redirect("postal:home")
    left = len(set(ids)) - made.envelopes.count()
    if left > 0:
        text = _("%(n)d hồ sơ không vào được danh sách này: đã ở danh sách khác hoặc chưa giao được.")
        messages.warning(request, text % {"n": left})
    return redirect("postal:list", code=made.code)


def _is_number(said: str) -> bool:
    return said.isascii() and said.isdecimal() and len(said) < 19


def _ready(one: Posted) -> dict[str, Any]:
    found: dict[str, Any] = {
        "url": addresses.case(one.code),
        "title": one.name,
        "summary": f"{one.code} · {one.agency_name}",
        "meta": [text for text in (one.contents, one.area, formats.datetime_vn(one.decided_at)) if text],
        "selectable": "dossier",
        "value": one.id,
    }
    if not one.has_address:
        found["pill"] = {"label": _("Chưa có địa chỉ"), "tone": "warning"}
    return found


def _list(one: ListRow) -> dict[str, Any]:
    label, tone = _state(one)
    count = _("%(n)d phong bì") % {"n": one.total}
    meta = [one.carrier_name, count, _when(one)]
    if one.came_back:
        meta.append(_("%(n)d không phát được") % {"n": one.came_back})
    return {
        "url": reverse("postal:list", args=[one.code]),
        "title": say(DIRECTIONS[Direction(one.direction)]),
        "summary": one.code,
        "meta": meta,
        "pill": {"label": label, "tone": tone},
        "icon": "send" if one.direction == Direction.OUT else "inbox",
    }


def _when(one: ListRow) -> str:
    at: datetime = one.signed_at or one.made_at
    return formats.datetime_vn(at)


def _state(one: ListRow) -> tuple[str, str]:
    if one.cancelled_at:
        return _("Đã huỷ"), "neutral"
    if one.signed_at is None:
        return _("Chưa ký bàn giao"), "warning"
    if one.closed_at:
        return _("Đã xong"), "success"
    return _("Còn %(n)d phong bì chưa xong") % {"n": one.under_way}, "info"
