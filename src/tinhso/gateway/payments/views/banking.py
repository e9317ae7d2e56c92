"""How is a bank's file brought in, and what did it show? One upload, one list of findings by verdict."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tinhso.core import clock
from tinhso.core.errors import Invalid, NotPermitted, Refused
from tinhso.core.messages import Message
from tinhso.core.roles import Role
from tinhso.core.translation import say
from tinhso.foundation.accounts.requests import actor_of, signed_in
from tinhso.gateway.payments import actions, addresses, queries
from tinhso.gateway.payments.queries import FindingView, ReconciliationView
from tinhso.gateway.payments.rules.matching import LABELS, TONES, Verdict
from tinhso.gateway.payments.rules.statement import FORMATS, LARGEST, Format
from tinhso.gateway.payments.views import words
from tinhso.gateway.payments.views.desk import MONEY, agencies, see
from tinhso.ui import formats


class StatementForm(forms.Form):
    """A file, of which account, day and format."""

    account = forms.ChoiceField(label=gettext_lazy("Tài khoản thụ hưởng"))
    day = forms.DateField(
        label=gettext_lazy("Sao kê đến ngày"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    form = forms.ChoiceField(
        label=gettext_lazy("Loại tệp"), choices=[(f.value, label) for f, label in FORMATS.items()]
    )
    file = forms.FileField(
        label=gettext_lazy("Tệp sao kê"), help_text=gettext_lazy("Nhiều nhất 5 MB và 20.000 dòng.")
    )

    def __init__(self, *given: Any, accounts: list[tuple[str, str]], **how: Any) -> None:
        super().__init__(*given, **how)
        self.fields["account"].choices = accounts  # type: ignore[attr-defined]
        self.fields["form"].choices = [(f.value, _(label)) for f, label in FORMATS.items()]  # type: ignore[attr-defined]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(*MONEY)
def statements(request: HttpRequest) -> HttpResponse:
    """This will list the reconciled files and take in a new one."""
    actor, now = actor_of(request), clock.now()
    if request.method == "POST" and not any(map(actor.has, (Role.LEADER, Role.ADMINISTRATOR))):
        raise NotPermitted
    mine = agencies(actor)
    accounts = [
        (a.code, f"{a.holder} – {a.number}")
        for a in queries.accounts_on(clock.local_date(now))
        if mine is None or a.agency in mine
    ]
    first = {"day": clock.local_date(now)}
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = StatementForm(*sent, accounts=accounts, initial=first)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            done = actions.reconcile(
                account=given["account"], content=given["file"].read(LARGEST + 1), form=Format(given["form"]),
                day=given["day"], by=actor, now=now,
            )  # fmt: skip
            return redirect("payments:statement", done.id)
        except Invalid as wrong:
            for error in wrong.errors:
                form.add_error(error.field if error.field in form.fields else None, say(error.message))
    context = {
        "form": form,
        "columns": [
            {"label": _("Ngày")},
            {"label": _("Tài khoản")},
            {"label": _("Số dòng"), "numeric": True},
            {"label": _("Ghi có (đồng)"), "numeric": True},
            {"label": _("Khớp"), "numeric": True},
            {"label": _("Lệch chưa xử lý"), "numeric": True},
        ],
        "rows": [_statement(s) for s in queries.statements(mine)],
    }
    return render(request, "payments/statements.html", context, status=422 if form.errors else 200)


def _statement(found: ReconciliationView) -> list[Any]:
    return [
        {"text": formats.date_vn(found.day), "url": addresses.statement(found.id)},
        found.account,
        formats.number(found.lines_read),
        formats.number(found.credited),
        formats.number(found.counts["matched"]),
        formats.number(found.unsettled),
    ]


@never_cache
@require_safe
@signed_in(*MONEY)
def statement(request: HttpRequest, statement_id: int) -> HttpResponse:
    """This will show what one file meant, each line leading to its order."""
    return _shown(request, statement_id)


def _shown(request: HttpRequest, statement_id: int, problem: str = "", status: int = 200) -> HttpResponse:
    found = queries.statement(statement_id)
    actor = see(request, found.agency)
    chosen = request.GET.get("loai", "")
    chosen = chosen if chosen in list(Verdict) else ""
    here = reverse("payments:statement", args=[found.id])
    context = {
        "found": found,
        "title": _("Đối soát ngày %(day)s") % {"day": formats.date_vn(found.day)},
        "problem": problem,
        "stats": [
            {
                "label": _(LABELS[v]),
                "value": formats.number(found.counts[v.value]),
                "url": f"{here}?loai={v.value}",
                "tone": TONES[v],
                "active": chosen == v.value,
            }
            for v in Verdict
        ],
        "findings": [_finding(x) for x in queries.findings(found.id, chosen)],
        "may": any(actor.has(role, found.agency) for role in (Role.LEADER, Role.ADMINISTRATOR)),
        "bad_columns": [{"label": _("Dòng"), "numeric": True}, {"label": _("Vì sao bị bỏ qua")}],
        "bad": [[formats.number(b.row), say(Message.from_json(b.message))] for b in found.bad],
    }
    return render(request, "payments/statement.html", context, status=status)


def _finding(found: FindingView) -> dict[str, Any]:
    return {
        "id": found.id,
        "pill": words.verdict(found.verdict),
        "amount": words.money(found.amount),
        "expected": words.money(found.expected) if found.expected not in (None, found.amount) else "",
        "number": words.number(found.number) if found.number else "",
        "url": addresses.case(found.number) if found.number else "",
        "line": _("dòng %(row)s") % {"row": found.row} if found.row else "",
        "reference": found.reference,
        "day": formats.date_vn(found.booked_on) if found.booked_on else "",
        "remark": found.remark,
        "is_settled": found.is_settled,
        "note": found.note,
    }


@require_POST
@signed_in(Role.LEADER, Role.ADMINISTRATOR)
def settle(request: HttpRequest, statement_id: int, finding_id: int) -> HttpResponse:
    """This will record what was done about a difference."""
    try:
        actions.settle_finding(
            finding_id=finding_id, note=request.POST.get("note", ""), by=actor_of(request), now=clock.now()
        )
    except Refused as no:
        return _shown(request, statement_id, say(no.message), no.status)
    messages.success(request, _("Đã ghi."))
    return redirect("payments:statement", statement_id)
