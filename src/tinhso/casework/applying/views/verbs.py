"""What may the applicant do with a dossier: send what is missing, take it back, object, rate?"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tinhso.casework.applying import ownership
from tinhso.casework.applying.views import following
from tinhso.casework.applying.views.forms import ObjectForm, RateForm, WithdrawForm
from tinhso.casework.onestop import actions
from tinhso.casework.onestop import queries as onestop
from tinhso.casework.onestop.rules.filing import Given
from tinhso.core import clock
from tinhso.core.errors import Invalid
from tinhso.core.roles import CITIZEN
from tinhso.core.translation import say
from tinhso.foundation.files.requests import received_paper

VALUES = {face: kept for kept, face in following.RATED.items()}


def _act(
    request: HttpRequest,
    code: str,
    form: forms.Form,
    act: Callable[[onestop.Case, dict[str, Any], datetime], None],
    said: str,
) -> HttpResponse:
    """Check whose it is and the shape, do it, say so; a refusal stands beside its field, as it was typed."""
    now = clock.now()
    found = ownership.opened(request, code, now=now)
    if not form.is_valid():
        return following.drawn(request, found, form)
    try:
        act(found, form.cleaned_data, now)
    except Invalid as wrong:
        for error in wrong.errors:
            form.add_error(error.field if error.field in form.fields else None, say(error.message))
        return following.drawn(request, found, form)
    messages.success(request, said)
    return redirect("applying:page", code=code)


@require_POST
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """This will take the dossier back."""

    def act(found: onestop.Case, given: dict[str, Any], now: datetime) -> None:
        actions.withdraw(dossier_id=found.row.pk, reason=given["reason"], by=CITIZEN, now=now)

    return _act(request, code, WithdrawForm(request.POST), act, _("Đã rút hồ sơ."))


@require_POST
def object_(request: HttpRequest, code: str) -> HttpResponse:
    """This will take "chậm / không đúng"."""

    def act(found: onestop.Case, given: dict[str, Any], now: datetime) -> None:
        actions.object_(
            dossier_id=found.row.pk, kind=actions.Kind(given["kind"]), about=actions.About(given["about"]),
            text=given["text"], by=CITIZEN, now=now,
        )  # fmt: skip

    return _act(
        request, code, ObjectForm(request.POST), act, _("Đã gửi. Nơi nhận và hạn trả lời ghi ở dưới.")
    )


@require_POST
def rate(request: HttpRequest, code: str) -> HttpResponse:
    """This will take one of three faces."""

    def act(found: onestop.Case, given: dict[str, Any], now: datetime) -> None:
        actions.rate(dossier_id=found.row.pk, value=VALUES[given["rating"]], by=CITIZEN, now=now)

    return _act(request, code, RateForm(request.POST), act, _("Cảm ơn ông/bà đã đánh giá."))


@require_POST
def supply(request: HttpRequest, code: str) -> HttpResponse:
    """This will send what was asked for: everything that is asked has to come, once."""
    now = clock.now()
    found = ownership.opened(request, code, now=now)
    errors: dict[str, list[str]] = {}
    given: list[Given] = []
    for one in following.wanted(found):
        name = f"wanted-{one['place']}"
        file, wrong = received_paper(request, name, CITIZEN, now)
        component = one["code"] or request.POST.get(f"{name}-for", "")
        if component not in {c for c, _n in one["choices"]} | {one["code"]} - {""}:
            wrong = [*wrong, _("Hãy chọn giấy tờ này thuộc thành phần nào.")]
        if not file and not wrong:
            wrong = [_("Hãy chụp hoặc chọn tệp cho mục này.")]
        if wrong:
            errors[one["place"]] = wrong
        elif component in {g.code for g in given}:
            errors[one["place"]] = [
                _("Mỗi thành phần gửi một lần; hãy chọn ảnh của mọi trang cùng lúc, hoặc một tệp PDF.")
            ]
        else:
            given.append(Given(component, file=file))
    if errors:
        return following.drawn(request, found, supply_errors=errors)
    try:
        actions.supply(dossier_id=found.row.pk, given=given, by=CITIZEN, now=now)
    except Invalid as wrong_all:
        texts = [say(e.message) for e in wrong_all.errors]
        return following.drawn(request, found, supply_errors={"0": texts})
    messages.success(request, _("Đã gửi giấy tờ bổ sung. Hạn mới ghi ở dưới."))
    return redirect("applying:page", code=code)
