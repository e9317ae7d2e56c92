"""What does a payer see? What is owed, the ways to pay it, and, when it is proven, that it is paid."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import segno
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tinhso.core import clock, limits, parameters
from tinhso.core.errors import Missing, Refused
from tinhso.core.limits import Limit
from tinhso.core.roles import CITIZEN
from tinhso.core.translation import say
from tinhso.gateway.payments import actions, adapters, dated, owners, queries
from tinhso.gateway.payments.queries import OrderView
from tinhso.gateway.payments.rules import numbers
from tinhso.gateway.payments.views import words
from tinhso.ui import formats


class NumberForm(forms.Form):
    """Which order is looked for."""

    so = forms.CharField(
        label=gettext_lazy("Số lệnh thanh toán"),
        max_length=40,
        help_text=gettext_lazy("TT và 12 chữ số, có trong tin báo hoặc giấy hẹn."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


@contextmanager
def _counted(request: HttpRequest) -> Iterator[None]:
    """Numbers are not to be found by trying: what is not there is counted for each network address."""
    now = clock.now()
    most = int(parameters.value(dated.UNKNOWN_PER_ADDRESS, clock.local_date(now)))
    limit = Limit(limits.key("payments.unknown", limits.client_address(request)), most)
    limits.refuse_used_up(limit, now=now)
    try:
        yield
    except Missing:
        limits.take_here(limit, now=now)
        raise


def _order(request: HttpRequest, number: str) -> OrderView:
    with _counted(request):
        return queries.order(number)


@never_cache
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """This will ask for a number and lead to its page."""
    form = NumberForm(request.GET if "so" in request.GET else None)
    if form.is_bound and form.is_valid():
        number = numbers.read(form.cleaned_data["so"])
        if number is None:
            form.add_error("so", _("Số này không đúng; xin xem lại từng chữ số."))
        else:
            return redirect("payments:order", _order(request, number).number)
    return render(request, "payments/find.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@require_safe
def order(request: HttpRequest, number: str) -> HttpResponse:
    """This will show an order and the ways to pay what is due."""
    found = _order(request, number)
    if found.number != number:
        return redirect("payments:order", found.number)
    return render(request, "payments/order.html", _page(found))


def _page(found: OrderView, problem: str = "") -> dict[str, Any]:
    on = clock.local_date(clock.now())
    ways = [p for p in queries.providers_on(on) if adapters.is_connected(p.code)] if found.due else []
    return {
        **_state(found),
        "problem": problem,
        "about_url": owners.url(found.about),
        "ways": [{"code": p.code, "name": words.provider(p)} for p in ways],
        "facts": [
            {"label": _("Đơn vị thụ hưởng"), "value": found.account_holder},
            {"label": _("Ngân hàng"), "value": found.account_bank},
            {"label": _("Số tiền"), "value": words.money(found.due)},
        ],
        "account_number": found.account_number,
        "text": queries.transfer_text(found.number, found.purpose),
        "lines": [[line.name, formats.number(line.amount)] for line in found.lines],
        "columns": [{"label": _("Khoản"), "brief": False}, {"label": _("Số tiền (đồng)"), "numeric": True}],
    }


def _state(found: OrderView) -> dict[str, Any]:
    return {
        "order": found,
        "spoken": words.number(found.number),
        "pill": words.state(found),
        "due": words.money(found.due),
        "amount": words.money(found.amount),
        "excess": words.money(found.excess) if found.excess else "",
        "is_waiting": found.state in ("open", "waiting", "part_paid"),
    }


@never_cache
@require_safe
def state(request: HttpRequest, number: str) -> HttpResponse:
    """This will give the state alone: a waiting page asks for it, and reloads once it has changed."""
    found = _order(request, number)
    response = render(request, "payments/part/state.html", _state(found))
    if request.GET.get("la", found.state) != found.state:
        response["HX-Refresh"] = "true"
    return response


@require_POST
def choose(request: HttpRequest, number: str) -> HttpResponse:
    """This will begin a payment by the chosen way and go there."""
    found = _order(request, number)
    try:
        start = actions.choose_way(
            number=found.number, provider=request.POST.get("provider", ""), by=CITIZEN, now=clock.now()
        )
    except Refused as no:
        shown = _page(queries.order(found.number), say(no.message))
        return render(request, "payments/order.html", shown, status=no.status)
    if start.redirect_url:
        return redirect("payments:leave", found.number, int(start.attempt.rpartition("-")[2]))
    return redirect(reverse("payments:order", args=[found.number]) + "#vietqr")


@never_cache
@require_safe
def leave(request: HttpRequest, number: str, attempt: int) -> HttpResponse:
    """This will send the browser on to the provider: by itself, and with a button where that is held up.

    A form may not lead away from this site (Content-Security-Policy), so a page stands between.
    """
    found = _order(request, number)
    url = queries.redirect_url(found.number, attempt)
    return render(request, "payments/leave.html", {**_state(found), "url": url})


@never_cache
@require_safe
def came_back(request: HttpRequest, number: str) -> HttpResponse:
    """This will receive a browser from a provider; whatever it carries proves nothing and is not read."""
    return redirect("payments:order", _order(request, number).number)


@never_cache
@require_safe
def code(request: HttpRequest, number: str) -> HttpResponse:
    """This will draw the VietQR code of what is due."""
    found = _order(request, number)
    if not found.qr_text:
        raise Missing()
    drawn = BytesIO()
    segno.make(found.qr_text, error="m", micro=False).save(drawn, kind="svg", scale=6, border=4, light="#fff")
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")


@never_cache
@require_safe
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """This will show the receipt, fit for printing."""
    found = _order(request, number)
    if found.receipt_number is None:
        raise Missing()
    facts = [
        {"label": _("Số biên lai"), "value": found.receipt_number},
        {"label": _("Đơn vị thu"), "value": found.account_holder},
        {"label": _("Lệnh thanh toán"), "value": words.number(found.number)},
        {"label": _("Nội dung"), "value": found.purpose or "–"},
        {"label": _("Thanh toán lúc"), "value": formats.datetime_vn(found.paid_at) if found.paid_at else "–"},
        {"label": _("Cách thanh toán"), "value": words.route(found.route)},
        {"label": _("Tổng cộng"), "value": words.money(found.amount)},
    ]
    return render(request, "payments/receipt.html", {**_page(found), "facts": facts})
