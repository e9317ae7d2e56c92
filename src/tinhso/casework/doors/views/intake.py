"""One screen for whoever answers the telephone or sits at a counter: typed, previewed, saved, read out."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import orjson
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tinhso.casework.doors import actions, dated, queries
from tinhso.casework.doors.forms import IntakeForm
from tinhso.casework.doors.models import Taken
from tinhso.casework.reports import queries as reports
from tinhso.casework.reports.rules.submission import GivenPlace
from tinhso.core import clock, parameters
from tinhso.core.clock import local_date
from tinhso.core.errors import Conflict, Invalid, Missing, Refused
from tinhso.core.roles import Role
from tinhso.core.translation import say
from tinhso.foundation.accounts.requests import actor_of, signed_in

ON_FORM = {
    "contact.phone": "phone",
    "contact.name": "name",
    "place.code": "commune",
    "place.locality": "locality",
    "place.detail": "detail",
    "category": "category",
    "text": "text",
}
SAID = ("place", "category", "agency", "deadline", "refusal", "sealing", "urgency")
"""Which decisions an operator reads out."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(Role.INTAKE)
def form(request: HttpRequest) -> HttpResponse:
    """This will show the form (`?tin=` fills it from a kept message), and take it."""
    now = clock.now()
    if request.method != "POST":
        return _page(request, _form(now, initial=_initial(request, now)))
    filled = _form(now, request.POST)
    if not filled.is_valid():
        return _page(request, filled)
    given = filled.cleaned_data
    if filled.insist(given["text"], local_date(now)):
        return _page(request, filled)
    kept = _kept(given["arrival"])
    try:
        code = actions.take_in(
            body=filled.body(list(kept.photos) if kept else None),
            began_at=min(now, datetime.fromtimestamp(min(given["began"], 2**32), UTC)),
            line=given["line"],
            by=actor_of(request),
            now=now,
            language=get_language() or "vi",
        )
    except Invalid as wrong:
        for error in wrong.errors:
            field = ON_FORM.get(error.field, ON_FORM.get(error.field.split(".")[0]))
            filled.add_error(field, say(error.message))
        return _page(request, filled)
    except Conflict as taken_already:
        filled.add_error(None, say(taken_already.message))
        return _page(request, filled)
    if kept:
        _settle(kept.id, code, request, now)
    return redirect("doors:taken", code=code)


def _settle(arrival_id: int, code: str, request: HttpRequest, now: datetime) -> None:
    try:
        actions.settle(arrival_id=arrival_id, report_code=code, by=actor_of(request), now=now)
    except Conflict:
        return  # somebody settled it meanwhile; the report stands


def _kept(arrival_id: int | None) -> queries.Kept | None:
    try:
        return queries.kept_one(arrival_id) if arrival_id else None
    except Missing:
        return None


def _form(now: datetime, *args: Any, **kwargs: Any) -> IntakeForm:
    on = local_date(now)
    lines = [str(number) for number in parameters.value(dated.LINES, on)]
    return IntakeForm(*args, on=on, lines=lines, **kwargs)


def _initial(request: HttpRequest, now: datetime) -> dict[str, Any]:
    found: dict[str, Any] = {"id": uuid4(), "began": int(now.timestamp()), "channel": "phone", "public": True}
    asked = request.GET.get("tin", "")
    kept = _kept(int(asked)) if asked.isdecimal() and len(asked) < 18 else None
    if kept is None:
        return found
    phone = f"0{kept.address[2:]}" if kept.door == "sms" and kept.address.startswith("84") else ""
    return {
        **found,
        "arrival": kept.id,
        "text": kept.text,
        "phone": phone,
        "public": False,
        "channel": "helper",
    }


def _page(request: HttpRequest, filled: IntakeForm) -> HttpResponse:
    lists = {
        "communes": sorted(filled.communes.items(), key=lambda one: one[1]),
        "categories": list(filled.categories.items()),
    }
    context = {
        "form": filled,
        "lists": orjson.dumps(lists).decode(),
        "localities_url": "/api/v1/places/00000/localities",
        "kept_count": queries.kept_count(),
        "messages_url": reverse("doors:messages"),
        **filled.asks(filled["text"].value() or "", filled.on),
    }
    return render(request, "doors/intake.html", context, status=422 if filled.errors else 200)


@never_cache
@require_POST
@signed_in(Role.INTAKE)
def preview(request: HttpRequest) -> HttpResponse:
    """This will tell where what is typed so far would go, until when and why; nothing is written."""
    now = clock.now()
    filled = _form(now, request.POST)
    filled.is_valid()
    given, text = filled.cleaned_data, filled.cleaned_data.get("text", "")
    heard = reports.heard(text, local_date(now))
    context: dict[str, Any] = {"danger": heard.danger is not None, "found": None}
    if given.get("commune_code"):
        try:
            found = reports.replay(
                point=None,
                place=GivenPlace(given["commune_code"]),
                category=given.get("category_code"),
                text=text,
                wants_public=bool(given.get("public")),
                answers=filled.said(),
                now=now,
            )
        except Refused as no:
            context["refused"] = say(no.message)
        else:
            because = [say(why) for kind, why, _rule, _sure in found.decisions if kind in SAID]
            context |= {"found": found, "because": because}
    answer = render(request, "doors/part/preview.html", context)
    answer["HX-Trigger"] = orjson.dumps({"asked": filled.asks(text, local_date(now))}).decode()
    return answer


@never_cache
@require_safe
@signed_in(Role.INTAKE)
def taken(request: HttpRequest, code: str) -> HttpResponse:
    """This will show what to read out: the code, who answers, until when. Only to the officer who took it."""
    row = Taken.objects.filter(report_code=code, by=actor_of(request).key).first()
    if row is None:
        raise Missing
    report = reports.public_report(code, own=True, now=clock.now())
    context = {
        "report": report,
        "seconds": row.seconds,
        "has_phone": bool(queries.phone_of(report.id)),
        "rows": [
            {"label": _("Cơ quan trả lời"), "value": report.agency.name},
            {"label": _("Nơi xảy ra"), "value": report.place.name},
            {"label": _("Loại việc"), "value": report.category.name},
        ],
    }
    return render(request, "doors/taken.html", context)
