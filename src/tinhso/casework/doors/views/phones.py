"""Which reports were sent with my number? Confirmed by a code, known for this session only."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_http_methods, require_POST

from tinhso.casework.doors import actions, queries
from tinhso.casework.doors.forms import CodeForm, PhoneForm
from tinhso.casework.reports import ownership, shown
from tinhso.casework.reports.queries import PublicReportRow
from tinhso.core import clock, limits
from tinhso.core.errors import Invalid, Missing, TooMany
from tinhso.core.translation import say
from tinhso.foundation.accounts import citizens
from tinhso.foundation.notices import sealing

ASKED, KNOWN = "phone_asked", "phone_known"
LASTS_S = 2 * 3600


@never_cache
@ensure_csrf_cookie
@require_http_methods(["GET", "HEAD", "POST"])
def phone(request: HttpRequest) -> HttpResponse:
    """This will ask for a number, then for its code, then list what was sent with it.

    What is answered never tells whether a number has sent anything before it is confirmed.
    """
    now = clock.now()
    if request.method == "POST":
        match request.POST.get("do", ""):
            case "leave":
                for name in (ASKED, KNOWN):
                    request.session.pop(name, None)
                return redirect("doors:phone")
            case "code":
                return _check(request, now)
            case _:
                return _ask(request, now)
    if number := _known(request, now):
        return _page(request, rows=[_row(r, now) for r in queries.of_phone(number, now=now)])
    asked = bool(request.session.get(ASKED)) and "so-khac" not in request.GET
    return _page(request, form=CodeForm() if asked else PhoneForm(), asked=asked)


def _ask(request: HttpRequest, now: datetime) -> HttpResponse:
    form = PhoneForm(request.POST)
    if form.is_valid():
        try:
            key = actions.send_code(
                phone=form.cleaned_data["phone"], address=limits.client_address(request), now=now
            )
        except Invalid as wrong:
            form.add_error("phone", say(wrong.errors[0].message))
        except TooMany as many:
            form.add_error("phone", say(many.message))
        else:
            request.session[ASKED] = key
            return redirect("doors:phone")
    return _page(request, form=form)


def _check(request: HttpRequest, now: datetime) -> HttpResponse:
    form = CodeForm(request.POST)
    if form.is_valid():
        try:
            number = actions.confirm(
                key=str(request.session.get(ASKED, "")), code=form.cleaned_data["code"], now=now
            )
        except actions.CodeWrong as wrong:
            form.add_error("code", say(wrong.message))
        else:
            request.session.cycle_key()
            request.session.pop(ASKED, None)
            request.session[KNOWN] = {
                "number": sealing.seal(number),
                "until": int(now.timestamp()) + LASTS_S,
            }
            citizens.remember_phone(request, queries.digest_of(number), now=now)
            return redirect("doors:phone")
    return _page(request, form=form, asked=True)


def _known(request: HttpRequest, now: datetime) -> str:
    kept = request.session.get(KNOWN)
    if not kept or kept["until"] <= int(now.timestamp()):
        return ""
    try:
        return sealing.unseal(kept["number"])
    except sealing.Unreadable:
        return ""


@require_POST
def open_(request: HttpRequest, code: str) -> HttpResponse:
    """This will open one of them as its own reporter's."""
    now = clock.now()
    number = _known(request, now)
    if not number or all(r.code != code for r in queries.of_phone(number, now=now)):
        raise Missing
    response = redirect("filing:page", code=code)
    ownership.remember(response, code, request)
    return response


def _page(request: HttpRequest, **shown_there: Any) -> HttpResponse:
    form = shown_there.get("form")
    status = 422 if form is not None and form.errors else 200
    return render(request, "doors/phone.html", shown_there, status=status)


def _row(report: PublicReportRow, now: datetime) -> dict[str, Any]:
    return {
        "code": report.code,
        "title": f"{report.category.name} – {report.place.name}",
        "text": report.text,
        "status": report.status,
        "clock": shown.clock_of(report, now),
        "due_at": report.due_at,
        "agency": report.agency.name,
    }
