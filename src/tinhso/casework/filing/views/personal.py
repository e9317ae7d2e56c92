"""What is kept about the reporter, and what may they do about it? Shown to them alone, done at once."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import orjson
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tinhso.casework.filing.forms import ContactForm
from tinhso.casework.filing.views.tracking import load
from tinhso.casework.reports import actions, ownership, queries
from tinhso.core import clock
from tinhso.core.errors import Invalid
from tinhso.core.roles import CITIZEN
from tinhso.core.translation import say
from tinhso.ui import formats


def _own(request: HttpRequest, code: str) -> queries.Kept:
    if load(request, code).own is None:
        raise ownership.NotYours()
    return queries.kept(code)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def personal(request: HttpRequest, code: str) -> HttpResponse:
    """This will show what is kept, and put it right."""
    kept = _own(request, code)
    if request.method != "POST":
        return _page(request, code, kept, ContactForm(initial=_said(kept)))
    form = ContactForm(request.POST)
    if form.is_valid():
        try:
            actions.correct_reporter(
                report_id=kept.report_id, by=CITIZEN, now=clock.now(), **form.cleaned_data
            )
        except Invalid as wrong:
            for error in wrong.errors:
                form.add_error(error.field.removeprefix("contact."), say(error.message))
        else:
            messages.success(request, _("Đã sửa thông tin liên hệ."))
            return redirect("filing:personal", code=code)
    return _page(request, code, kept, form)


def _said(kept: queries.Kept) -> dict[str, str]:
    return {"name": kept.name, "phone": kept.phone, "email": kept.email}


def _page(request: HttpRequest, code: str, kept: queries.Kept, form: forms.Form) -> HttpResponse:
    helped = kept.on_behalf_of or {}
    context: dict[str, Any] = {
        "code": code,
        "form": form,
        "has_contact": any(_said(kept).values()) or bool(helped) or kept.has_voice,
        "helped": ", ".join(str(v) for v in helped.values()),
        "shown": [formats.datetime_vn(at) for at in kept.shown_at],
        "is_public": kept.is_public,
    }
    return render(request, "filing/personal.html", context, status=422 if form.errors else 200)


@never_cache
@require_safe
def copy(request: HttpRequest, code: str) -> HttpResponse:
    """This will give everything that is kept, as a JSON file."""
    _own(request, code)
    content = orjson.dumps(queries.copy(code, now=clock.now()), option=orjson.OPT_INDENT_2)
    response = HttpResponse(content, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="phan-anh-{code}.json"'
    return response


@require_POST
def erase(request: HttpRequest, code: str) -> HttpResponse:
    """This will forget who reported."""

    def act(report_id: int, now: datetime) -> None:
        actions.erase_reporter(report_id=report_id, by=CITIZEN, now=now)

    return _act(request, code, act, _("Đã xoá thông tin liên hệ. Phản ánh vẫn được xử lý."))


@require_POST
def make_private(request: HttpRequest, code: str) -> HttpResponse:
    """This will take the report off the public pages."""

    def act(report_id: int, now: datetime) -> None:
        actions.make_private(report_id=report_id, by=CITIZEN, now=now)

    return _act(request, code, act, _("Phản ánh không còn công khai. Việc xử lý vẫn tiếp tục."))


def _act(request: HttpRequest, code: str, act: Callable[[int, datetime], None], said: str) -> HttpResponse:
    act(_own(request, code).report_id, clock.now())
    messages.success(request, said)
    return redirect("filing:personal", code=code)
