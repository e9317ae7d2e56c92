"""What do officers see of orders? Which need somebody, what happened to one, refunds, refused messages."""

import secrets
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tinhso.core import clock
from tinhso.core.errors import NotPermitted, Refused
from tinhso.core.roles import Actor, Role
from tinhso.core.translation import say
from tinhso.foundation.accounts.requests import actor_of, signed_in
from tinhso.gateway.payments import actions, addresses, queries
from tinhso.gateway.payments.queries import OrderView, RefundView
from tinhso.gateway.payments.rules import numbers
from tinhso.gateway.payments.views import words
from tinhso.ui import formats

LOOKING = (Role.HANDLER, Role.INTAKE, Role.LEADER, Role.ADMINISTRATOR, Role.AUDITOR)
MONEY = (Role.LEADER, Role.ADMINISTRATOR, Role.AUDITOR)


class RefundForm(forms.Form):
    """How much goes back, and why."""

    amount = forms.IntegerField(label=gettext_lazy("Số tiền hoàn (đồng)"), min_value=1, max_value=10**12)
    reason = forms.CharField(
        label=gettext_lazy("Lý do hoàn"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    is_waived = forms.BooleanField(
        label=gettext_lazy("Khoản hoàn không phải nộp lại (được miễn, giảm hoặc đã thu không đúng)"),
        help_text=gettext_lazy(
            "Không đánh dấu: hồ sơ còn giải quyết thì người nộp phải nộp lại khoản này. Tiền nộp thừa, nộp "
            "hai lần thì không phải đánh dấu."
        ),
        required=False,
    )


def agencies(actor: Actor) -> list[str] | None:
    """This will give the agencies whose money the officer may see; None: all of them."""
    if any(actor.has(role, "") for role in (Role.ADMINISTRATOR, Role.AUDITOR, Role.LEADER)):
        return None
    return sorted(actor.bodies(*LOOKING))


def see(request: HttpRequest, agency: str) -> Actor:
    """This will let pass who holds a role for the agency. Raises NotPermitted."""
    actor = actor_of(request)
    allowed = agencies(actor)
    if allowed is not None and agency not in allowed:
        raise NotPermitted()
    return actor


@never_cache
@require_safe
@signed_in(*LOOKING)
def overview(request: HttpRequest) -> HttpResponse:
    """This will show the orders of which money must go back, and the newest ones."""
    told = numbers.read(request.GET.get("so", ""))
    if told:
        return redirect("payments:case", told)
    mine = agencies(actor_of(request))
    context = {
        "asked": request.GET.get("so", ""),
        "columns": _columns(),
        "to_return": [_row(o) for o in queries.to_return(mine)],
        "latest": [_row(o) for o in queries.latest(mine)],
        "sees_money": any(actor_of(request).has(role) for role in MONEY),
    }
    return render(request, "payments/desk.html", context)


def _columns() -> list[dict[str, Any]]:
    return [
        {"label": _("Số lệnh")},
        {"label": _("Trạng thái")},
        {"label": _("Phải thu (đồng)"), "numeric": True},
        {"label": _("Đã nhận (đồng)"), "numeric": True},
        {"label": _("Phải hoàn (đồng)"), "numeric": True},
        {"label": _("Cách thanh toán")},
        {"label": _("Lập lúc")},
    ]


def _row(order: OrderView) -> list[Any]:
    return [
        {"text": words.number(order.number), "url": addresses.case(order.number)},
        words.state(order),
        formats.number(order.amount),
        formats.number(order.received),
        formats.number(order.excess),
        words.route(order.route),
        formats.datetime_vn(order.opened_at),
    ]


@never_cache
@require_safe
@signed_in(*LOOKING)
def case(request: HttpRequest, number: str) -> HttpResponse:
    """This will show what happened to an order: attempts, calls, messages, money, refunds."""
    return _case(request, number, RefundForm())


def _case(
    request: HttpRequest, number: str, form: RefundForm, problem: str = "", status: int = 200
) -> HttpResponse:
    order = queries.order(number)
    actor = actor_of(request)
    counters = sorted(actor.bodies(Role.HANDLER, Role.INTAKE, Role.LEADER))
    allowed = agencies(actor)
    if allowed is not None and order.agency not in allowed and not counters:
        raise NotPermitted()
    context = {
        "order": order,
        "spoken": words.number(order.number),
        "pill": words.state(order),
        "problem": problem,
        "facts": [
            {"label": _("Của việc"), "value": order.about},
            {"label": _("Cơ quan thụ hưởng"), "value": order.agency},
            {"label": _("Tài khoản"), "value": f"{order.account_number} – {order.account_bank}"},
            {"label": _("Phải thu"), "value": words.money(order.amount)},
            {"label": _("Đã nhận"), "value": words.money(order.received)},
            {"label": _("Đã hoàn"), "value": words.money(order.refunded)},
            {"label": _("Phải hoàn"), "value": words.money(order.excess)},
            {"label": _("Cách thanh toán"), "value": words.route(order.route)},
            {"label": _("Biên lai"), "value": order.receipt_number or "–"},
        ],
        "entries": [words.told(entry) for entry in queries.history(number)],
        "form": form,
        "due": words.money(order.due),
        "counters": counters if order.due else [],
        "once": secrets.token_hex(12),
        "may_refund": order.received > order.refunded and (allowed is None or order.agency in allowed),
    }
    return render(request, "payments/case.html", context, status=status)


@require_POST
@signed_in(Role.HANDLER, Role.INTAKE, Role.LEADER)
def cash(request: HttpRequest, number: str) -> HttpResponse:
    """This will record that the whole of what is due was handed over at the officer's counter."""
    order = queries.order(number)
    due = request.POST.get("amount", "")
    try:
        actions.record_cash(
            number=order.number,
            amount=int(due) if due.isascii() and due.isdecimal() and len(due) < 14 else 0,
            counter=request.POST.get("counter", ""),
            idempotency_key=request.POST.get("once", ""),
            by=actor_of(request),
            now=clock.now(),
        )
    except Refused as no:
        return _case(request, number, RefundForm(), say(no.message), no.status)
    messages.success(request, _("Đã ghi nhận tiền mặt và cấp biên lai."))
    return redirect("payments:case", order.number)


@require_POST
@signed_in(Role.HANDLER, Role.LEADER, Role.ADMINISTRATOR)
def ask_refund(request: HttpRequest, number: str) -> HttpResponse:
    """This will ask that money go back; another officer decides."""
    form = RefundForm(request.POST)
    if not form.is_valid():
        return _case(request, number, form, status=422)
    try:
        actions.ask_refund(number=number, **form.cleaned_data, by=actor_of(request), now=clock.now())
    except Refused as no:
        return _case(request, number, form, say(no.message), no.status)
    messages.success(request, _("Đã gửi đề nghị hoàn tiền; cần một cán bộ khác duyệt."))
    return redirect("payments:case", number)


@never_cache
@require_safe
@signed_in(*MONEY)
def refunds(request: HttpRequest) -> HttpResponse:
    """This will list the refunds that wait for somebody, and those that are over."""
    return _refunds(request)


def _refunds(request: HttpRequest, problem: str = "", status: int = 200) -> HttpResponse:
    actor = actor_of(request)
    found = queries.refunds(agencies(actor))
    waiting = [_refund(r, actor) for r in found if r.state in ("asked", "approved")]
    columns = [
        {"label": _("Số lệnh")},
        {"label": _("Trạng thái")},
        {"label": _("Số tiền (đồng)"), "numeric": True},
        {"label": _("Lý do")},
        {"label": _("Chứng từ")},
    ]
    over = [
        [
            {"text": words.number(r.number), "url": addresses.case(r.number)},
            words.refund_state(r.state),
            formats.number(r.amount),
            r.refusal or r.reason,
            r.reference or None,
        ]
        for r in found
        if r.state not in ("asked", "approved")
    ]
    context = {"waiting": waiting, "columns": columns, "over": over, "problem": problem}
    return render(request, "payments/refunds.html", context, status=status)


def _refund(found: RefundView, actor: Actor) -> dict[str, Any]:
    may = any(actor.has(role, found.agency) for role in (Role.LEADER, Role.ADMINISTRATOR))
    return {
        "id": found.id,
        "title": f"{words.money(found.amount)} · {words.number(found.number)}",
        "url": addresses.case(found.number),
        "reason": found.reason,
        "waived": _("Không phải nộp lại") if found.is_waived else "",
        "who": _("Đề nghị: %(who)s, %(at)s")
        % {"who": words.who(found.asked_by), "at": formats.datetime_vn(found.asked_at)},
        "pill": words.refund_state(found.state),
        "is_asked": found.state == "asked",
        "may": may and found.asked_by != actor.key,
        "is_mine": found.asked_by == actor.key,
    }


@require_POST
@signed_in(Role.LEADER, Role.ADMINISTRATOR)
def decide(request: HttpRequest, refund_id: int) -> HttpResponse:
    """This will grant or refuse a refund, or record that it was paid out."""
    words_given = request.POST.get("text", "")
    act: dict[str, Any] = {"refund_id": refund_id, "by": actor_of(request), "now": clock.now()}
    try:
        match request.POST.get("verb"):
            case "grant":
                actions.decide_refund(grant=True, **act)
            case "refuse":
                actions.decide_refund(grant=False, reason=words_given, **act)
            case _:
                actions.pay_out(reference=words_given, **act)
    except Refused as no:
        return _refunds(request, say(no.message), no.status)
    messages.success(request, _("Đã ghi."))
    return redirect("payments:refunds")


@never_cache
@require_safe
@signed_in(Role.ADMINISTRATOR, Role.AUDITOR)
def refused(request: HttpRequest) -> HttpResponse:
    """This will list the messages about payments that were not believed."""
    columns = [
        {"label": _("Lúc")},
        {"label": _("Nhà cung cấp")},
        {"label": _("Vì sao")},
        {"label": _("Số lệnh")},
        {"label": _("Dấu vết (SHA-256)")},
    ]
    rows = [
        [
            formats.datetime_vn(c.at),
            c.provider,
            {"text": words.why(c.why), "tone": "danger"},
            {"text": words.number(c.number), "url": addresses.case(c.number)} if c.number else None,
            c.digest[:16],
        ]
        for c in queries.refused_callbacks()
    ]
    return render(request, "payments/refused.html", {"columns": columns, "rows": rows})
