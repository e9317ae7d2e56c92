"""How does an officer print the forms of a dossier, and the register of the counter?"""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tinhso.casework.counter import printing, queries
from tinhso.casework.counter.forms.listing import RegisterForm
from tinhso.casework.counter.views.listing import LOOKERS
from tinhso.casework.onestop.queries import case
from tinhso.casework.onestop.queries.listing import register as register_lines
from tinhso.core import clock
from tinhso.core.clock import local_date
from tinhso.core.errors import NotPermitted
from tinhso.foundation.accounts.requests import actor_of, signed_in

A_WEEK = timedelta(days=6)


@never_cache
@require_safe
@signed_in()
def paper(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """This will give one form of a dossier as PDF, to be printed or signed. Raises Missing."""
    actor, now = actor_of(request), clock.now()
    printed = printing.form(case(code, by=actor), form, by=actor, now=now)
    return _pdf(printed.content, printed.name)


@never_cache
@require_safe
@signed_in(*LOOKERS)
def register_page(request: HttpRequest) -> HttpResponse:
    """This will ask for which days the register is printed."""
    today = local_date(clock.now())
    offered = _offered(request)
    initial = {"tu": today - A_WEEK, "den": today, "quay": offered[0][0]}
    form = RegisterForm(initial=initial, offered=offered)
    return render(request, "counter/register.html", _context(form))


@never_cache
@require_safe
@signed_in(*LOOKERS)
def register(request: HttpRequest) -> HttpResponse:
    """This will give the register (Mẫu 07) of one's own counter as PDF."""
    now = clock.now()
    form = RegisterForm(request.GET, offered=_offered(request))
    if not form.is_valid():
        return render(request, "counter/register.html", _context(form), status=422)
    given = form.cleaned_data
    lines = register_lines(given["quay"], first_on=given["tu"], last_on=given["den"])
    content = printing.register(given["quay"], lines, first_on=given["tu"], last_on=given["den"], now=now)
    return _pdf(content, f"so-theo-doi-{given['tu']:%Y%m%d}-{given['den']:%Y%m%d}")


def _offered(request: HttpRequest) -> list[tuple[str, str]]:
    found = queries.counters_of(actor_of(request), on=local_date(clock.now()))
    if not found:
        raise NotPermitted
    return [(one.code, one.name) for one in found]


def _context(form: RegisterForm) -> dict[str, Any]:
    return {"form": form, "action": reverse("counter:register-pdf")}


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
