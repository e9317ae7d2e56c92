"""How does somebody find their dossiers again: by code and a second factor, or signed in?"""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_http_methods

from tinhso.casework.applying import ownership, queries
from tinhso.casework.applying.rules.drafting import plain_phone
from tinhso.casework.applying.views import doors, sheet
from tinhso.casework.onestop import queries as onestop
from tinhso.casework.procedures import queries as procedures
from tinhso.core import clock
from tinhso.core.clock import local_date
from tinhso.core.errors import Missing, TooMany
from tinhso.core.translation import say
from tinhso.foundation.accounts import citizens
from tinhso.ui import formats


class FindForm(forms.Form):
    """A dossier's code and what only its people know."""

    code = forms.CharField(
        label=gettext_lazy("Mã hồ sơ"),
        help_text=gettext_lazy("In trên giấy tiếp nhận và trong tin báo, ví dụ H57.12-261122-0001."),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": gettext_lazy("Hãy nhập mã hồ sơ.")},
    )  # fmt: skip
    factor = forms.CharField(
        label=gettext_lazy("Số điện thoại hoặc số định danh đã ghi trong hồ sơ"),
        help_text=gettext_lazy("Để không ai khác đọc được hồ sơ của ông/bà."),
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
        error_messages={"required": gettext_lazy("Hãy nhập số điện thoại hoặc số định danh.")},
    )

    def clean_code(self) -> str:
        return str(self.cleaned_data["code"]).strip().replace(" ", "")

    def clean_factor(self) -> str:
        factor = plain_phone(str(self.cleaned_data["factor"]))
        if not (factor.isascii() and factor.isdigit()) or len(factor) not in (10, 12):
            raise ValidationError(_("Số điện thoại có 10 chữ số, số định danh có 12 chữ số."))
        return factor

    def factors(self) -> dict[str, str]:
        """This will tell which of the two was typed."""
        factor = self.cleaned_data["factor"]
        return {"number": factor} if len(factor) == 12 else {"phone": factor}


@never_cache
@ensure_csrf_cookie
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """This will lead from a code and a second factor to the dossier's page."""
    if request.method != "POST":
        return asked(request, code=request.GET.get("ma", "")[:60])
    if request.POST.get("do") == "forget":
        ownership.forget(request)
        return redirect("applying:find")
    form, now = FindForm(request.POST), clock.now()
    if form.is_valid():
        code = form.cleaned_data["code"]
        try:
            ownership.prove(request, code, now=now, **form.factors())
        except Missing as wrong:
            form.add_error(None, say(wrong.message))
        except TooMany as many:
            form.add_error(None, say(many.message))
            return _page(request, form, status=429)
        else:
            request.session.cycle_key()
            ownership.remember(request, code, now=now)
            return redirect("applying:page", code=code)
    return _page(request, form, status=422)


def asked(request: HttpRequest, *, code: str = "", status: int = 200) -> HttpResponse:
    """This will ask for code and second factor; so does the page of a dossier that is not this reader's."""
    return _page(request, FindForm(initial={"code": code}), status=status)


def _page(request: HttpRequest, form: FindForm, *, status: int) -> HttpResponse:
    now = clock.now()
    context = {
        "form": form,
        "opened": [
            {"label": code, "url": reverse("applying:page", args=[code])}
            for code in ownership.codes(request, now=now)
        ],
        "mine_url": reverse("applying:mine"),
    }  # fmt: skip
    return render(request, "applying/find.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD"])
def mine(request: HttpRequest) -> HttpResponse:
    """This will list the dossiers and drafts of the signed-in citizen."""
    now = clock.now()
    citizen = citizens.citizen_of(request)
    keys = ownership.keys(request)
    if citizen is None or not keys:
        if citizen is not None:
            messages.info(
                request, _("Cổng định danh không cho biết số định danh; hãy tra cứu bằng mã hồ sơ.")
            )
            return redirect("applying:find")
        return redirect(doors.to_sign_in(reverse("applying:mine")))
    codes = dict.fromkeys(code for key in keys for code in onestop.codes_of_holder(key))
    rows = [sheet.row(onestop.own_case(code), now) for code in list(codes)[:100]]
    drafts = [_draft(one, now) for one in queries.drafts_of(citizen.key, now=now)]
    return render(request, "applying/mine.html", {"rows": rows, "drafts": [d for d in drafts if d]})


def _draft(one: queries.DraftView, now: Any) -> dict[str, str] | None:
    if one.said is None:
        return None
    try:
        name = procedures.name_of(procedures.version_in_force(one.procedure, local_date(now)))
    except Missing:
        return None
    return {
        "name": name,
        "url": reverse("applying:write", args=[one.procedure, one.said.token]),
        "saved": formats.datetime_vn(one.saved_at),
        "until": formats.datetime_vn(one.expires_at),
    }
