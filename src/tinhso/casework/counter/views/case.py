"""How does an officer meet a dossier: the page, and every verb with or without JavaScript?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tinhso.casework.counter.forms.fields import VerbForm
from tinhso.casework.counter.forms.verbs import ReceiveForm
from tinhso.casework.counter.views import knowing, queueing, sheet
from tinhso.casework.counter.views import verbs as known_verbs
from tinhso.casework.counter.views.verbs import BY_NAME, Verb
from tinhso.casework.onestop import queries
from tinhso.casework.onestop.queries import Case
from tinhso.core import clock
from tinhso.core.errors import Conflict, Invalid, Missing, Refused
from tinhso.core.roles import Actor, Role
from tinhso.core.translation import say
from tinhso.foundation.accounts.requests import actor_of, confirmed, signed_in
from tinhso.foundation.files.requests import received_paper


@dataclass(frozen=True)
class Opened:
    """A verb whose form stands open in the page: as it was typed, with the files already sent."""

    verb: Verb
    form: VerbForm
    uploads: Mapping[str, Sequence[str]] = field(default_factory=dict)


@never_cache
@require_safe
@signed_in()
def case(request: HttpRequest, code: str) -> HttpResponse:
    """This will show the dossier to whoever may open it. Raises Missing for everybody else."""
    return _page(request, queries.case(code, by=actor_of(request)), now=clock.now())


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in()
def verb(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """This will do a verb (POST), or show its form open in the page (GET, where there is no JavaScript)."""
    chosen = BY_NAME.get(name)
    if chosen is None:
        raise Missing
    actor, now = actor_of(request), clock.now()
    found = queries.case(code, by=actor)
    if request.method == "POST":
        return _do(request, found, chosen, now)
    form = form_of(chosen, found, now, actor)
    if form is None or chosen not in known_verbs.offered(found, actor):
        messages.info(request, _("Lúc này chưa làm được việc đó với hồ sơ này."))
        return redirect("counter:case", code=code)
    return _page(request, found, now=now, opened=Opened(chosen, form))


def _do(request: HttpRequest, found: Case, chosen: Verb, now: datetime) -> HttpResponse:
    actor = actor_of(request)
    given: dict[str, Any] = {}
    opened = None
    if chosen.name in known_verbs.CONFIRMED and chosen in known_verbs.offered(found, actor):
        confirmed(request)
    form = form_of(chosen, found, now, actor, request)
    if form is not None:
        form.is_valid()
        uploads = _uploads(request, form, actor, now)
        opened = Opened(chosen, form, uploads)
        if form.errors:
            return _page(request, found, now=now, opened=opened, status=422)
        given = {**form.cleaned_data, "uploads": uploads}
    try:
        said = chosen.act(found, given, actor, now)
    except (Invalid, Conflict) as refused:
        return _refused(request, found.row.code, opened, refused, now)
    messages.success(request, said)
    return redirect(_next(request, found.row.code))


def _uploads(request: HttpRequest, form: VerbForm, by: Actor, now: datetime) -> dict[str, list[str]]:
    """The files are kept at once, so that a form that comes back still has them."""
    kept = {}
    for name, one in form.fields.items():
        if isinstance(one, django_forms.FileField):
            sent, wrong = received_paper(request, name, by, now)
            kept[name] = [sent] if sent else []
            for sentence in wrong:
                form.add_error(name, sentence)
    return kept


def _next(request: HttpRequest, code: str) -> str:
    """Back to the dossier, or to the desk where it is no longer this officer's to see."""
    try:
        queries.case(code, by=actor_of(request))
    except Refused:
        return reverse("desk:desk")
    page = "counter:taken" if request.POST.get("back") == "taken" else "counter:case"
    return reverse(page, args=[code])


def _refused(
    request: HttpRequest, code: str, opened: Opened | None, refused: Refused, now: datetime
) -> HttpResponse:
    """Say it beside the field, and keep what was typed and the files already sent."""
    found = queries.case(code, by=actor_of(request))
    if opened is None:
        messages.error(request, say(refused.message))
        return _page(request, found, now=now, status=refused.status)
    for error in refused.errors if isinstance(refused, Invalid) else ():
        known = error.field in opened.form.fields
        opened.form.add_error(error.field if known else None, say(error.message))
    if not isinstance(refused, Invalid):
        opened.form.add_error(None, say(refused.message))
    return _page(request, found, now=now, opened=opened, status=refused.status)


def _page(
    request: HttpRequest, found: Case, *, now: datetime, opened: Opened | None = None, status: int = 200
) -> HttpResponse:
    actor = actor_of(request)
    verbs = known_verbs.offered(found, actor)
    name = opened.verb.name if opened else ""
    made = [(v, form_of(v, found, now, actor)) for v in verbs if v.name != name]
    forms = {v.name: f for v, f in made if f is not None}
    # one filled button on a page: the first step that leads on, or the one of the open form
    main = "" if opened else next((v.name for v in verbs if v.tone == "primary"), "")
    context = {
        "case_open": True,
        **_beside(actor, now),
        "sheet": sheet.dossier_sheet(found, now=now),
        "verbs": [
            _button(v, found, has_form=v.name in forms, is_open=v.name == name, is_main=v.name == main)
            for v in verbs
        ],
        "dialogs": [_shown(Opened(v, forms[v.name]), found) for v in verbs if v.name in forms],
        "opened": _shown(opened, found) if opened else None,
        "now": now,
    }
    return render(request, "counter/case.html", context, status=status)


def _beside(actor: Actor, now: datetime) -> dict[str, Any]:
    """The list beside the dossier: the desk; the counter's own for a clerk; none for who only looks on."""
    at_desk = any(actor.has(role) for role in (Role.HANDLER, Role.LEADER, Role.COORDINATOR))
    if actor.has(Role.AUDITOR) and not at_desk and not actor.has(Role.INTAKE):
        return {"list_url": reverse("counter:list"), "looks_on": True}
    if at_desk or not actor.has(Role.INTAKE):
        return {"list_url": reverse("desk:desk")}
    rows, ready = queueing.waiting(actor, now)
    return {"list_url": reverse("counter:home"), "at_counter": True, "rows": rows, "ready": ready}


def _button(chosen: Verb, found: Case, *, has_form: bool, is_open: bool, is_main: bool) -> dict[str, str]:
    url = reverse("counter:verb", args=[found.row.code, chosen.name])
    return {
        "label": known_verbs.label(chosen),
        "url": "#verb" if is_open else url,
        "icon": chosen.icon,
        "shortcut": known_verbs.shortcut(chosen),
        "tone": "secondary" if chosen.tone == "primary" and not is_main else chosen.tone,
        "method": "get" if has_form or is_open else "post",
        "dialog": f"verb-{chosen.name}" if has_form else "",
    }


def _shown(opened: Opened, found: Case) -> dict[str, Any]:
    """What the dialog (or the open form) of a verb needs."""
    chosen, form = opened.verb, opened.form
    return {
        "dialog": f"verb-{chosen.name}",
        "label": known_verbs.label(chosen),
        "url": reverse("counter:verb", args=[found.row.code, chosen.name]),
        "form": form,
        "lead": form.lead,
        "submit": form.submit,
        "files": form.takes_files,
        "kept": [(f"{name}_ids", one) for name, ids in opened.uploads.items() for one in ids],
    }


def form_of(
    chosen: Verb, found: Case, now: datetime, by: Actor, request: HttpRequest | None = None
) -> VerbForm | None:
    """This will make the form of a verb for this dossier; None where it is done by one press."""
    kind = chosen.form
    if chosen.name == "receive" and (sheet.missing(found) or knowing.claimed(found, now)):
        kind = ReceiveForm
    if kind is None:
        return None
    return kind(
        request.POST if request else None,
        request.FILES if request else None,
        known=knowing.known_of(found, now, chosen.name, by),
        auto_id=f"{chosen.name}-%s",
    )
