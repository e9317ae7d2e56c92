"""How does an officer at the counter take in a dossier on one screen: searched, typed, received, printed?"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tinhso.casework.counter.forms.intake import PeopleForm
from tinhso.casework.counter.views import brought, parts, seats, sheet, taking
from tinhso.casework.counter.views.brought import Input
from tinhso.casework.counter.views.listing import COUNTER_ROLES
from tinhso.casework.counter.views.taking import Desk
from tinhso.casework.counter.views.verbs import cash_desk
from tinhso.casework.onestop import addresses, queries
from tinhso.casework.onestop.queries import Case
from tinhso.casework.procedures import asking
from tinhso.casework.procedures import queries as procedures
from tinhso.casework.procedures.rules import forms
from tinhso.casework.procedures.rules.shapes import HERE, ProcedureVersion, Stage
from tinhso.casework.procedures.rules.shapes import Channel as Way
from tinhso.core import clock
from tinhso.core.clock import local_date
from tinhso.core.errors import FieldError, Invalid, Refused
from tinhso.core.roles import Actor
from tinhso.core.translation import say
from tinhso.foundation.accounts.requests import actor_of, signed_in
from tinhso.foundation.files import queries as files
from tinhso.foundation.places import queries as places
from tinhso.gateway.payments import queries as orders
from tinhso.ui import formats

PREFIX = "d."
FOUND = 12


@never_cache
@require_safe
@signed_in(*COUNTER_ROLES)
def search(request: HttpRequest) -> HttpResponse:
    """This will find the procedure by what somebody needs, and ask back where law knows two."""
    on = local_date(clock.now())
    said, internal = request.GET.get("q", "").strip()[:200], "noi-bo" in request.GET
    asks: Sequence[Any] = ()
    hits: Sequence[ProcedureVersion] = ()
    if internal:
        hits = procedures.catalogue(on, internal=True)
    elif said:
        found = procedures.search(said, on, FOUND)
        hits, asks = found.hits, found.asks
    context = {
        "said": said,
        "internal": internal,
        "asks": [
            {"text": one.text, "choices": [(label, _start(code)) for label, code in one.choices]}
            for one in asks
        ],
        "hits": [_hit(one, on) for one in hits],
    }
    return render(request, "counter/search.html", context)


def _start(code: str) -> str:
    return reverse("counter:intake", args=[code])


def _hit(version: ProcedureVersion, on: Any) -> dict[str, Any]:
    elsewhere = _elsewhere(version, on)
    meta = [version.code, version.field_name, parts.term_words(version.term)]
    return {
        "url": _start(version.code),
        "title": procedures.name_of(version),
        "summary": _("Tiếp nhận tại %(system)s") % {"system": elsewhere} if elsewhere else version.who,
        "meta": [one for one in meta if one],
        "icon": "external-link" if elsewhere else "file-text",
    }


def _elsewhere(version: ProcedureVersion, on: Any) -> str:
    """The name of the system that takes this in, where it is not this one."""
    code = version.system(Stage.RECEIVE)
    if code == HERE:
        return ""
    known = procedures.system(code, on)
    return known.name if known else code


def _desk(request: HttpRequest, procedure: str) -> Desk:
    now, by = clock.now(), actor_of(request)
    on = local_date(now)
    version = procedures.version_in_force(procedure, on)
    here, _offered = seats.seat(request, by, on=on)
    return Desk(version, here, now, by, (get_language() or "vi")[:2])


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(*COUNTER_ROLES)
def intake(request: HttpRequest, procedure: str) -> HttpResponse:
    """This will show the one screen, and take the dossier in: filed and received in one go."""
    desk = _desk(request, procedure)
    if request.method != "POST":
        by_post = request.GET.get("kenh") == "buu-chinh"
        people = desk.people(initial=_initial(desk) | {"came_by": "post" if by_post else "counter"})
        return _page(request, desk, people, {}, brought.empty(desk.version, language=desk.language))
    people = desk.people(request.POST)
    data = forms.collect(desk.version.form_schema, request.POST.dict(), PREFIX)
    papers = brought.read(request, desk.version, by=desk.by, now=desk.now, language=desk.language)
    is_whole, is_seen = people.is_valid(), bool(people.cleaned_data.get("identity_seen"))
    if request.POST.get("do") == "again":
        shown = desk.people(initial={k: request.POST.get(k) for k in people.fields} | _many(request))
        if not is_seen:
            messages.info(request, _("Kho giấy tờ mở ra sau khi đã đối chiếu giấy tờ tuỳ thân."))
        holder = taking.holder(people) if is_seen else None
        offered = brought.offered(papers, desk.version, holder, now=desk.now)
        return _page(request, desk, shown, data, offered)
    wrong = forms.validate(desk.version.form_schema, data)
    anyway = "anyway" in request.POST
    papers = brought.seen(papers, is_seen=is_seen)
    papers = papers if anyway else taking.checked(desk.version, data, papers)
    if not is_whole or wrong or any(one.error for one in papers):
        return _page(request, desk, people, data, papers, wrong=wrong, status=422)
    try:
        code = taking.take_in(desk, people, data, papers, anyway=anyway)
    except Invalid as refused:
        wrong += taking.spread(refused, people)
        return _page(request, desk, people, data, papers, wrong=wrong, status=422)
    except Refused as refused:
        people.add_error(None, say(refused.message))
        return _page(request, desk, people, data, papers, status=refused.status)
    return redirect("counter:taken", code=code)


def _initial(desk: Desk) -> dict[str, Any]:
    area = desk.here.area_code or ""
    place = places.place(area, on=local_date(desk.now)) if area else None
    return {"area": place.name if place else "", "delivery": "counter"}


def _many(request: HttpRequest) -> dict[str, Any]:
    return {"grounds": request.POST.getlist("grounds")}


@require_POST
@signed_in(*COUNTER_ROLES)
def questions(request: HttpRequest, procedure: str) -> HttpResponse:
    """This will ask anew what follows from the answers so far; nothing is written."""
    desk = _desk(request, procedure)
    data = forms.collect(desk.version.form_schema, request.POST.dict(), PREFIX)
    asked = asking.questions(desk.version.form_schema, data, language=desk.language, prefix=PREFIX)
    context = {"questions": asked, "questions_url": reverse("counter:questions", args=[procedure])}
    return render(request, "counter/part/questions.html", context)


def _page(
    request: HttpRequest, desk: Desk, people: PeopleForm, data: Mapping[str, Any], papers: Sequence[Input],
    *, wrong: Sequence[FieldError] = (), status: int = 200,
) -> HttpResponse:  # fmt: skip
    version, on = desk.version, local_date(desk.now)
    asked = asking.questions(version.form_schema, data, errors=wrong, language=desk.language, prefix=PREFIX)
    listed = _errors(people) + asking.error_list(asked)
    field = "file" if version.is_internal else "have"
    listed += [
        {"href": f"#{field}-{one.code}", "message": f"{one.name}: {one.error}"} for one in papers if one.error
    ]
    grounds = frozenset(request.POST.getlist("grounds"))
    dues = procedures.fees_due(version, channel=Way.COUNTER, on=on, grounds=grounds)
    context = {
        "version": version,
        "name": procedures.name_of(version),
        "here": desk.here,
        "elsewhere": _elsewhere(version, on),
        "form": people,
        "errors": listed,
        "questions": asked,
        "questions_url": reverse("counter:questions", args=[version.code]),
        "papers": papers,
        "most_pages": files.most_pages(on=on),
        "lacking": any(one.error for one in papers),
        "dues": [_due(one) for one in dues],
        "total": formats.number(procedures.total(dues)),
        "term": parts.term_words(version.term),
        "anyway": "anyway" in request.POST,
    }  # fmt: skip
    return render(request, "counter/intake.html", context, status=status)


def _due(one: procedures.FeeDue) -> dict[str, Any]:
    return {
        "name": one.name,
        "due": formats.number(one.due),
        "full": formats.number(one.full) if one.saved else "",
        "rule": one.rule.citation,
        "sample": one.rule.is_sample,
    }


def _errors(people: PeopleForm) -> list[dict[str, str]]:
    found = [{"href": "", "message": str(one)} for one in people.non_field_errors()]
    for field in people:
        found += [
            {"href": f"#{field.id_for_label or field.auto_id}", "message": f"{field.label}: {one}"}
            for one in field.errors
        ]
    return found


@never_cache
@require_safe
@signed_in(*COUNTER_ROLES)
def taken(request: HttpRequest, code: str) -> HttpResponse:
    """This will show what to say: the code, until when, what to pay; and offer the acknowledgement."""
    found = queries.case(code, by=actor_of(request))
    row = found.row
    rows = [
        (_("Thủ tục"), row.name),
        (_("Cơ quan giải quyết"), row.agency_name),
        (_("Hẹn trả kết quả"), formats.datetime_vn(row.current_due) if row.current_due else ""),
    ]
    context = {
        "code": row.code,
        "rows": [{"label": label, "value": value} for label, value in rows if value],
        **_money(found, actor_of(request)),
        "is_internal": row.is_internal,
        "paper_url": reverse("counter:paper", args=[row.code, "giay-hen"])
        if row.received_at and not row.is_internal
        else "",
        "case_url": addresses.case(row.code),
        "again_url": _start(row.procedure_code),
        "missing": [one.name for one in sheet.missing(found)],
    }
    return render(request, "counter/taken.html", context)


def _money(found: Case, by: Actor) -> dict[str, Any]:
    """What is owed, as the till knows it: a fee just taken is paid here before the dossier hears of it."""
    rows, (number, amount) = parts.fees(found), parts.cash_owed(found)
    if number and not orders.order(number).due:
        amount, taken_ = 0, {"state": _("đã thu"), "tone": "success"}
        rows = [{**one, **taken_} if one["order"] == number else one for one in rows]
    return {
        "fees": rows,
        "cash": formats.number(amount) if amount and cash_desk(found, by) else "",
        "cash_url": reverse("counter:verb", args=[found.row.code, "take_cash"]),
    }
