"""How does the exceptions desk decide what the machine could not, and teach it in the same step?"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tinhso.casework.handling.forms.desk import RulingForm
from tinhso.casework.handling.forms.fields import Known
from tinhso.casework.handling.views import parts, verbs
from tinhso.casework.handling.views import sheet as sheets
from tinhso.casework.handling.views.case import named_agencies
from tinhso.casework.reports import actions, queries
from tinhso.casework.reports.queries.casefile import Case, Unrouted
from tinhso.casework.reports.workflow import REPORT, Duty
from tinhso.casework.rulebook import queries as rulebook
from tinhso.core import clock
from tinhso.core.clock import local_date
from tinhso.core.errors import Conflict, Invalid, NotPermitted, Refused
from tinhso.core.messages import Message
from tinhso.core.roles import Actor, Role
from tinhso.core.translation import say
from tinhso.core.workflow import WrongState
from tinhso.foundation.accounts.requests import actor_of, signed_in
from tinhso.foundation.agencies import queries as agencies
from tinhso.foundation.places import queries as places
from tinhso.foundation.worklist import queries as worklist
from tinhso.ui import formats
from tinhso.ui.fields import Choices


@never_cache
@require_safe
@signed_in(Role.COORDINATOR)
def desk(request: HttpRequest) -> HttpResponse:
    """This will list what waits for the exceptions desk, what may wait least there first."""
    actor, now = actor_of(request), clock.now()
    if not actor.has(Role.COORDINATOR, agencies.exceptions_desk(on=clock.local_date(now)).code):
        raise NotPermitted
    return render(request, "handling/exceptions.html", _list(actor, now))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(Role.COORDINATOR)
def decide(request: HttpRequest, code: str) -> HttpResponse:
    """This will show one report with what the machine saw, and take the desk's decision."""
    actor, now = actor_of(request), clock.now()
    found = queries.case(code, actor, now)
    if not any(step.name == "rule_on_exception" for step in found.verbs):
        if request.method == "POST":
            raise _why_not(found, actor, now)
        messages.info(request, _("Ở trạng thái này không phân công lại được."))
        return redirect("handling:case", code=code)
    if request.method != "POST":
        return _page(request, found, _form(found, now, chosen=request.GET.get("agency", "")), now)
    form = _form(found, now, request)
    if not form.is_valid():
        return _page(request, found, form, now, status=422)
    given = form.cleaned_data
    try:
        row = actions.rule_on_exception(
            report_id=found.id,
            agency=given["agency"],
            category=given["category"],
            asset_class=given["asset_class"],
            reason=given["reason"],
            teach=given["teach"],
            citation=given["citation"],
            by=actor,
            now=now,
        )
    except (Invalid, Conflict) as refused:
        for error in refused.errors if isinstance(refused, Invalid) else ():
            form.add_error(error.field if error.field in form.fields else None, say(error.message))
        if isinstance(refused, Conflict):
            form.add_error(None, say(refused.message))
        return _page(request, found, form, now, status=refused.status)
    name = dict(form.known.agencies).get(given["agency"], given["agency"])
    messages.success(request, _("Đã giao %(agency)s; họ thấy ngay trên bàn làm việc.") % {"agency": name})
    if row is not None:
        messages.success(
            request,
            _("Từ hôm nay máy tự áp dụng cho các phản ánh tương tự (quy tắc %(row)d).") % {"row": row},
        )
    return redirect("handling:exceptions")


def _why_not(found: Case, actor: Actor, now: datetime) -> Refused:
    """Somebody else was faster and the report is past being ruled on, or this is not the desk's person."""
    if not actor.has(Role.COORDINATOR, agencies.exceptions_desk(on=clock.local_date(now)).code):
        return NotPermitted()
    step, state = REPORT.step("rule_on_exception"), REPORT.state(found.report.status.word)
    return WrongState(step=Message(step.label), state=Message(state.label))


def _list(actor: Actor, now: datetime, selected: str = "") -> dict[str, Any]:
    items = worklist.waiting(actor, on=local_date(now), now=now, limit=100).items
    tones = {item.subject: item.tone for item in items if item.duty == Duty.TRIAGE}
    reports = [_row(r, now, tones, selected) for r in queries.exceptions(now=now)]
    others = [_other(item, now) for item in items if not item.subject.startswith("report:")]
    return {"rows": [*others, *reports], "now": now}


def _other(item: worklist.ItemView, now: datetime) -> dict[str, Any]:
    """What another room's machine could not place either; its own page has the verbs."""
    return {
        "url": item.url,
        "title": item.title,
        "summary": item.summary,
        "pill": None,
        "meta": [formats.ago(item.started_at, now)],
        "remaining": formats.remaining(item.due_at, now),
        "tone": item.tone,
        "icon": "",
        "selected": False,
    }


def _row(found: Unrouted, now: datetime, tones: Mapping[str, str], selected: str) -> dict[str, Any]:
    """The clock is this desk's own; the day that the citizen was told stands below it."""
    row = found.row
    return {
        "url": reverse("handling:exception", args=[row.code]),
        "title": f"{row.category.name} – {row.place.name}",
        "summary": found.text,
        "pill": {"label": _("Không công khai"), "tone": "neutral", "icon": "eye-off"}
        if found.is_private
        else None,
        "meta": [
            formats.public_code(row.code),
            formats.ago(row.received_at, now),
            _("hạn trả lời %(due)s") % {"due": formats.datetime_vn(row.due_at)},
        ],
        "remaining": formats.remaining(found.place_by, now),
        "tone": tones.get(f"report:{row.id}") or ("late" if found.place_by < now else "calm"),
        "icon": "urgent" if row.urgent else "",
        "selected": row.code == selected,
    }


def asset_choices(categories: Choices, on: date) -> dict[str, list[tuple[str, str]]]:
    """This will list the asset classes of each category."""
    return {
        code: [(a.code, a.name) for a in agencies.asset_classes(code, on=on)] for code, _name in categories
    }


def _form(found: Case, now: datetime, request: HttpRequest | None = None, chosen: str = "") -> RulingForm:
    on = local_date(now)
    categories = [(c.code, c.name) for c in rulebook.categories(on)]
    code = found.report.category.code
    if code not in dict(categories):
        categories.append((code, found.report.category.name))
    known = Known(agencies=named_agencies(on), categories=categories)
    return RulingForm(
        request.POST if request else None,
        known=known,
        assets=asset_choices(categories, on),
        place=places.in_sentence(found.report.place.name),
        initial={
            "category": code,
            "asset_class": found.asset_class,
            "agency": dict(known.agencies).get(chosen, ""),
        },
    )


def _page(
    request: HttpRequest, found: Case, form: RulingForm, now: datetime, status: int = 200
) -> HttpResponse:
    context = {
        **_list(actor_of(request), now, found.code),
        "case_open": True,
        "list_url": reverse("handling:exceptions"),
        "sheet": sheets.case_sheet(found, (), now=now),
        "kind": kind_of(found, now),
        "because": [parts.reason(b) for b in found.report.because],
        "candidates": candidates(found),
        "form": form,
        "case_url": reverse("handling:case", args=[found.code]),
        "boundaries_url": "/api/v1/places/boundaries.geojson",
        "dismiss_url": reverse("handling:verb", args=[found.code, "dismiss_appeal"])
        if verbs.is_appealed(found)
        else "",
    }
    return render(request, "handling/exception.html", context, status=status)


def kind_of(found: Case, now: datetime) -> dict[str, str]:
    """This will say why a person is asked: passed on too often, not sure enough, or nobody is named."""
    if found.report.status.word != "received":
        return {"label": _("Đang ở %(agency)s") % {"agency": found.report.agency.name}, "tone": "info"}
    if verbs.is_appealed(found):
        return {"label": _("Người gửi đề nghị xem lại việc không tiếp nhận"), "tone": "warning"}
    if found.hops >= queries.certainty(local_date(now)).hops:
        return {"label": _("Chuyển nhiều lần, chưa ai nhận"), "tone": "warning"}
    last = [b for b in found.report.because if b.decision == "agency"]
    if last and last[-1].confidence:
        return {"label": _("Chưa đủ chắc chắn"), "tone": "warning"}
    return {"label": _("Chưa tìm được cơ quan"), "tone": "warning"}


def candidates(found: Case) -> list[dict[str, Any]]:
    """This will list, in the machine's order, whom the table of competence named when it last looked."""
    report = found.report
    looked = [b.at for b in report.because if b.decision == "agency"]
    on = local_date(looked[-1] if looked else report.received_at)
    seen = agencies.answers_for(
        category=report.category.code,
        sub_kind=None,
        asset_class=found.asset_class or None,
        place_code=report.place.code,
        on=on,
        category_name=report.category.name,
        place_name=places.in_sentence(report.place.name),
    )
    refused = {f.code for f, _to, _why, _at in found.forwardings}
    return [candidate(c, refused) for c in seen[:8]]


def candidate(seen: agencies.Candidate, refused: frozenset[str] | set[str] = frozenset()) -> dict[str, Any]:
    """This will show one candidate with its rule."""
    return {
        "code": seen.agency.code,
        "agency": seen.agency.name,
        "sentence": say(seen.because),
        "confidence": seen.confidence,
        "rule": seen.rule.citation,
        "key": seen.rule.key,
        "sample": seen.rule.is_sample,
        "refused": seen.agency.code in refused,
    }
