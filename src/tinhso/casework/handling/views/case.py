"""How does an officer meet a case: the page, and every verb with or without JavaScript?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tinhso.casework.handling.forms.fields import Known, VerbForm
from tinhso.casework.handling.views import sheet as sheets
from tinhso.casework.handling.views import verbs as known_verbs
from tinhso.casework.handling.views.verbs import BAR, BY_NAME, PUBLICITY, REPORTER, Verb
from tinhso.casework.oversight import queries as oversight
from tinhso.casework.reports import actions, dated, queries
from tinhso.casework.reports.queries.casefile import Case, ReporterView
from tinhso.core import clock, parameters
from tinhso.core.clock import VIETNAM, local_date
from tinhso.core.errors import Conflict, Invalid, Missing, Refused
from tinhso.core.roles import Actor
from tinhso.core.translation import say
from tinhso.foundation.accounts import queries as accounts
from tinhso.foundation.accounts.requests import actor_of, signed_in
from tinhso.foundation.agencies import queries as agencies
from tinhso.foundation.files import queries as files
from tinhso.foundation.files.requests import received
from tinhso.foundation.workdays import queries as workdays

DRAFT = "draft_answer"
DESKS = (agencies.AgencyKind.EXCEPTIONS_DESK, agencies.AgencyKind.RESTRICTED_DESK)


@dataclass(frozen=True)
class Opened:
    """A verb whose form stands open in the page: as it was typed, with the photos already sent."""

    verb: Verb
    form: VerbForm
    photos: Sequence[str] = ()
    photo_errors: Sequence[str] = ()


@never_cache
@require_safe
@signed_in()
def case(request: HttpRequest, code: str) -> HttpResponse:
    """This will show the case to whoever may open it. Raises Missing for everybody else."""
    now = clock.now()
    return _page(request, queries.case(code, actor_of(request), now), now=now)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in()
def verb(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """This will do a verb (POST), or show its form open in the page (GET, where there is no JavaScript)."""
    chosen = BY_NAME.get(name)
    if chosen is None:
        raise Missing
    actor, now = actor_of(request), clock.now()
    found = queries.case(code, actor, now)
    if request.method == "POST":
        return _do(request, found, chosen, now)
    if chosen.form is None or chosen not in known_verbs.offered(found, actor):
        messages.info(request, _("Lúc này chưa làm được việc đó với phản ánh này."))
        return redirect("handling:case", code=code)
    return _page(request, found, now=now, opened=Opened(chosen, form_of(chosen, found, now)))


def _do(request: HttpRequest, found: Case, chosen: Verb, now: datetime) -> HttpResponse:
    actor = actor_of(request)
    given: dict[str, Any] = {}
    opened = None
    if chosen.form is not None:
        form = form_of(chosen, found, now, request)
        photos, wrong = received(request, actor, now) if chosen.name == DRAFT else ([], [])
        opened = Opened(chosen, form, photos, wrong)
        if not form.is_valid() or wrong:
            return _page(request, found, now=now, opened=opened, status=422)
        given = {**form.cleaned_data, "photo_ids": photos, "then": request.POST.get("then", "")}
    try:
        if chosen.name == "reveal_reporter":
            shown = actions.reveal_reporter(report_id=found.id, reason=given["reason"], by=actor, now=now)
            return _page(request, queries.case(found.code, actor, now), now=now, reporter=shown)
        said = chosen.act(found, given, actor, now)
    except (Invalid, Conflict) as refused:
        return _refused(request, found.code, opened, refused, now)
    messages.success(request, said)
    return redirect(_next(found.code, actor, now))


def _next(code: str, actor: Actor, now: datetime) -> str:
    """Back to the case, or to the desk where it is no longer this officer's to see."""
    try:
        queries.case(code, actor, now)
    except Refused:
        return reverse("desk:desk")
    return reverse("handling:case", args=[code])


def _refused(
    request: HttpRequest, code: str, opened: Opened | None, refused: Refused, now: datetime
) -> HttpResponse:
    """Say it beside the field, and keep what was typed and the photos already sent."""
    found = queries.case(code, actor_of(request), now)
    if opened is None:
        messages.error(request, say(refused.message))
        return _page(request, found, now=now, status=refused.status)
    form, of_photos = opened.form, list(opened.photo_errors)
    for error in refused.errors if isinstance(refused, Invalid) else ():
        if error.field.split(".")[0] == "photos":
            of_photos.append(say(error.message))
        else:
            form.add_error(error.field if error.field in form.fields else None, say(error.message))
    if not isinstance(refused, Invalid):
        form.add_error(None, say(refused.message))
    again = replace(opened, photo_errors=of_photos)
    return _page(request, found, now=now, opened=again, status=refused.status)


def _page(
    request: HttpRequest,
    found: Case,
    *,
    now: datetime,
    opened: Opened | None = None,
    reporter: ReporterView | None = None,
    status: int = 200,
) -> HttpResponse:
    actor = actor_of(request)
    verbs = known_verbs.offered(found, actor)
    name = opened.verb.name if opened else ""
    forms = [(v, form_of(v, found, now)) for v in verbs if v.form and v.name != name]
    sheet = sheets.case_sheet(found, verbs, now=now)
    may_rule = any(step.name == "rule_on_exception" for step in found.verbs)
    context = {
        "case_open": True,
        "list_url": reverse("desk:desk"),
        "sheet": sheet,
        "now": now,
        "verbs": sheets.buttons(found, verbs, place=BAR, opened=name),
        "reporter_verbs": sheets.buttons(found, verbs, place=REPORTER, opened=name),
        "publicity_verbs": sheets.buttons(found, verbs, place=PUBLICITY, opened=name),
        "rule_url": reverse("handling:exception", args=[found.code]) if may_rule else "",
        "dialogs": [_shown(v, f, found) for v, f in forms],
        "opened": _shown(opened.verb, opened.form, found) if opened else None,
        "kept_photos": opened.photos if opened else (),
        "photo_errors": opened.photo_errors if opened else (),
        "photos_left": _photos_left(found, now),
        "photo_megabytes": files.most_megabytes(on=local_date(now)),
        "reporter": reporter_rows(reporter) if reporter else None,
        "alike": oversight.suggestions(found.id),
        "boundaries_url": "/api/v1/places/boundaries.geojson",
        "upload_url": "/api/v1/uploads",
    }
    return render(request, "handling/case.html", context, status=status)


def _photos_left(found: Case, now: datetime) -> int:
    kept = len(found.draft.photos) if found.draft else 0
    return max(0, files.most_photos(on=local_date(now)) - kept)


def _shown(chosen: Verb, form: VerbForm, found: Case) -> dict[str, Any]:
    """What the dialog (or the open form) of a verb needs."""
    then = ""
    if chosen.name == DRAFT:
        then = _("Trình duyệt") if found.approval_needed else _("Trả lời người gửi")
    return {
        "dialog": f"verb-{chosen.name}",
        "label": known_verbs.label(chosen),
        "url": reverse("handling:verb", args=[found.code, chosen.name]),
        "form": form,
        "lead": form.lead,
        "submit": form.submit,
        "then": then,
        "photos": chosen.name == DRAFT,
    }


def form_of(chosen: Verb, found: Case, now: datetime, request: HttpRequest | None = None) -> VerbForm:
    """This will make the form of a verb for this case, filled in from a request or with what is known."""
    assert chosen.form is not None  # noqa: S101  asked before
    initial = {"text": found.draft.text} if chosen.name == DRAFT and found.draft else {}
    if chosen.name == "forward":
        initial = {"asset_class": found.asset_class}
    known = known_of(found, now, chosen.name)
    return chosen.form(
        request.POST if request else None, known=known, initial=initial, auto_id=f"{chosen.name}-%s"
    )


def known_of(found: Case, now: datetime, name: str) -> Known:
    """This will gather the choices that a verb's form offers; only what that verb needs."""
    on, agency = local_date(now), found.report.agency.code
    known: dict[str, Any] = {}
    if name in ("forward", "add_co_handler"):
        known["agencies"] = named_agencies(on, without=agency)
    if name == "forward":
        known["assets"] = [
            (a.code, a.name) for a in agencies.asset_classes(found.report.category.code, on=on)
        ]
        known["hops"] = parameters.value(dated.HOPS, on)
    if name == "ask_citizen":
        known["wait_days"] = parameters.value(dated.WAIT_FOR_CITIZEN, on)
    if name == "assign":
        known["colleagues"] = [(o.key, o.name) for o in accounts.officers(agency, on=on)]
        known["units"] = [(f"unit:{u.code}", u.name) for u in agencies.units(agency, on)]
    if name == "request_extension":
        known["end_of_day"] = end_of_working_day
    return Known(**known)


def named_agencies(on: date, *, without: str = "") -> list[tuple[str, str]]:
    """This will list the agencies to which work can be sent by hand; of two of one name the code tells."""
    found = [a for a in agencies.agencies_at(on=on) if a.kind not in DESKS and a.code != without]
    names = [a.name for a in found]
    return [(a.code, a.name if names.count(a.name) == 1 else f"{a.name} ({a.code})") for a in found]


def end_of_working_day(day: date) -> datetime:
    """This will give the end of office hours of that day, or of the next working day after a free one."""
    before = datetime.combine(day - timedelta(days=1), time(12), VIETNAM)
    return workdays.calendar(workdays.OFFICE).due_after_days(before, 1)


def reporter_rows(reporter: ReporterView) -> list[dict[str, str]]:
    """This will lay out who the reporter is, once, in the answer to the reveal itself."""
    rows = [
        {"label": _("Tên"), "value": reporter.name},
        {"label": _("Số điện thoại"), "value": reporter.phone},
        {"label": _("Thư điện tử"), "value": reporter.email},
    ]
    named = {
        "name": _("Gửi giúp: tên"),
        "phone": _("Gửi giúp: số điện thoại"),
        "email": _("Gửi giúp: thư điện tử"),
        "relation": _("Gửi giúp: là ai với người gửi"),
    }
    for key, value in (reporter.on_behalf_of or {}).items():
        rows.append({"label": named.get(key, key), "value": str(value)})
    return [row for row in rows if row["value"]]
