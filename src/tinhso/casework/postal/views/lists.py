"""How does an officer work with one list: write numbers, hand it over, say what became of its envelopes?"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tinhso.casework.onestop import addresses
from tinhso.casework.postal import actions, queries
from tinhso.casework.postal.forms import SignForm
from tinhso.casework.postal.queries import EnvelopeView, ListView
from tinhso.casework.postal.workflow import COUNTER, DIRECTIONS, REASONS, Direction, Reason, Stage
from tinhso.core import clock
from tinhso.core.errors import Conflict, Invalid, Refused
from tinhso.core.translation import say
from tinhso.foundation.accounts import queries as accounts
from tinhso.foundation.accounts.requests import actor_of, signed_in
from tinhso.foundation.files.requests import received_paper
from tinhso.ui import formats


@never_cache
@require_safe
@signed_in(*COUNTER)
def page(request: HttpRequest, code: str) -> HttpResponse:
    """This will show a list. Raises Missing."""
    found = queries.handover(code, by=actor_of(request))
    named = accounts.officer(actor_of(request).key)
    name = named.name if named else ""
    return _page(request, found, SignForm(initial={"giver" if found.is_out else "receiver": name}))


def _page(request: HttpRequest, found: ListView, form: SignForm, status: int = 200) -> HttpResponse:
    live = {one.state.word for one in found.envelopes}
    context = {
        "list": found,
        "title": say(DIRECTIONS[Direction(found.direction)]),
        "facts": _facts(found),
        "rows": [_row(found, one) for one in found.envelopes],
        "form": form,
        "can_save": found.may_change or Stage.OUT in live,
        "can_report": Stage.OUT in live,
        "can_label": found.is_out and bool(live & {Stage.PACKED, Stage.OUT}),
        "reasons": [(one.value, say(text)) for one, text in REASONS.items()],
    }
    return render(request, "postal/list.html", context, status=status)


def _facts(found: ListView) -> list[dict[str, str]]:
    signed = formats.datetime_vn(found.signed_at) if found.signed_at else _("chưa ký")
    officers = accounts.officers_of({found.made_by, found.signed_by} - {""})
    rows = [
        (_("Doanh nghiệp bưu chính"), found.carrier_name),
        (_("Lập lúc"), _by(formats.datetime_vn(found.made_at), officers.get(found.made_by))),
        (_("Giao, nhận lúc"), _by(signed, officers.get(found.signed_by))),
        (_("Người giao"), found.giver),
        (_("Người nhận"), found.receiver),
        (_("Huỷ lúc"), formats.datetime_vn(found.cancelled_at) if found.cancelled_at else ""),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def _by(said: str, officer: Any) -> str:
    return f"{said}, {officer.name}" if officer else said


def _row(found: ListView, one: EnvelopeView) -> dict[str, Any]:
    word = one.state.word
    reason = say(REASONS[Reason(one.reason)]) if one.reason else ""
    intake = reverse("counter:intake", args=[one.procedure_code]) if one.procedure_code else ""
    return {
        "number": one.number,
        "code": one.dossier_code or one.procedure_code,
        "dossier": one.dossier_code,
        "url": addresses.case(one.dossier_code) if one.dossier_code else "",
        "contents": one.contents,
        "tracking": one.tracking,
        "area": one.area,
        "state": {"label": say(one.state.label), "tone": one.state.tone},
        "ended": formats.datetime_vn(one.ended_at) if one.ended_at else "",
        "reason": reason,
        "can_drop": word == Stage.PACKED and found.may_change,
        "can_write": word == Stage.PACKED and found.may_change,
        "can_track": word == Stage.OUT or (word == Stage.PACKED and found.may_change),
        "can_report": word == Stage.OUT,
        "can_take": word == Stage.BROUGHT,
        "intake_url": f"{intake}?kenh=buu-chinh" if intake and word == Stage.BROUGHT else "",
    }


@require_POST
@signed_in(*COUNTER)
def envelopes(request: HttpRequest, code: str) -> HttpResponse:
    """This will keep what was typed and take the step of the pressed button. Raises Missing."""
    actor, now = actor_of(request), clock.now()
    queries.handover(code, by=actor)
    dropped, taken = request.POST.get("drop", ""), request.POST.get("take", "")
    do = request.POST.get("do", "save")
    try:
        tracking, contents = _typed(request, "tracking-"), _typed(request, "contents-")
        if tracking or contents:
            actions.write(code=code, tracking=tracking, contents=contents, by=actor, now=now)
        if _is_number(dropped):
            actions.drop(code=code, number=int(dropped), by=actor, now=now)
        elif _is_number(taken):
            said = request.POST.get(f"dossier-{taken}", "")
            actions.take_in(code=code, number=int(taken), dossier=said, by=actor, now=now)
        elif do in ("deliver", "fail"):
            return _report(request, code, is_delivered=do == "deliver")
        messages.success(request, _("Đã ghi lại."))
    except Invalid as wrong:
        for error in wrong.errors:
            number = error.field.rpartition(".")[2]
            place = f"{number}. " if number.isdecimal() else ""
            messages.error(request, f"{place}{say(error.message)}")
    except Conflict as refused:
        messages.error(request, say(refused.message))
    return redirect("postal:list", code=code)


def _report(request: HttpRequest, code: str, *, is_delivered: bool) -> HttpResponse:
    """Each ticked envelope by itself: of those that cannot, it is said why."""
    actor, now = actor_of(request), clock.now()
    numbers = [int(one) for one in request.POST.getlist("number") if _is_number(one)]
    reason = request.POST.get("reason", "")
    done = 0
    for number in dict.fromkeys(numbers):
        try:
            if is_delivered:
                actions.deliver(code=code, number=number, by=actor, now=now)
            else:
                actions.fail(code=code, number=number, reason=reason, by=actor, now=now)
            done += 1
        except Refused as refused:
            messages.error(request, f"{number}. {say(refused.message)}")
    if not numbers:
        messages.info(request, _("Chưa chọn phong bì nào."))
    if done:
        said = _("Đã ghi %(n)d phong bì đã phát.") if is_delivered else _("Đã ghi %(n)d phong bì về quầy.")
        messages.success(request, said % {"n": done})
    return redirect("postal:list", code=code)


@require_POST
@signed_in(*COUNTER)
def sign(request: HttpRequest, code: str) -> HttpResponse:
    """This will hand the list over. Raises Missing."""
    actor, now = actor_of(request), clock.now()
    found = queries.handover(code, by=actor)
    form = SignForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    sheet, errors = received_paper(request, "sheet", actor, now)
    if errors:
        form.add_error("sheet", " ".join(errors))
        return _page(request, found, form, status=422)
    given = form.cleaned_data
    try:
        actions.sign(
            code=code, giver=given["giver"], receiver=given["receiver"], sheet=sheet,
            by=actor, now=now,
        )  # fmt: skip
    except Invalid as wrong:
        for error in wrong.errors:
            form.add_error(error.field if error.field in form.fields else None, say(error.message))
        return _page(request, found, form, status=422)
    except Conflict as refused:
        messages.error(request, say(refused.message))
    else:
        messages.success(request, _("Đã bàn giao; hai bên đã ký."))
    return redirect("postal:list", code=code)


@require_POST
@signed_in(*COUNTER)
def cancel(request: HttpRequest, code: str) -> HttpResponse:
    """This will throw an unsigned list away. Raises Missing."""
    try:
        actions.cancel(code=code, by=actor_of(request), now=clock.now())
    except Conflict as refused:
        messages.error(request, say(refused.message))
        return redirect("postal:list", code=code)
    messages.success(request, _("Đã huỷ danh sách; các kết quả lại chờ bưu chính."))
    return redirect("postal:home")


def _typed(request: HttpRequest, prefix: str) -> dict[int, str]:
    return {
        int(name.removeprefix(prefix)): str(said)
        for name, said in request.POST.items()
        if name.startswith(prefix) and _is_number(name.removeprefix(prefix))
    }


def _is_number(said: str) -> bool:
    return said.isascii() and said.isdecimal() and len(said) < 6
