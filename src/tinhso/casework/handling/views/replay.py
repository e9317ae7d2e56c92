"""Where would something go on a day, and why was a past decision made? Read only: nothing is written."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tinhso.casework.handling.forms.desk import CodeForm, ReplayForm
from tinhso.casework.handling.views import parts
from tinhso.casework.handling.views.exceptions import asset_choices, candidate
from tinhso.casework.reports import queries
from tinhso.casework.reports.queries.casefile import Replayed
from tinhso.casework.reports.queries.shapes import Because
from tinhso.casework.reports.rules.submission import GivenPlace
from tinhso.casework.rulebook import queries as rulebook
from tinhso.casework.rulebook.rules.service_times import NoServiceTime
from tinhso.core import clock
from tinhso.core.clock import local_date
from tinhso.core.errors import Invalid, Missing, Refused
from tinhso.core.roles import Role
from tinhso.core.translation import say
from tinhso.foundation.accounts import queries as accounts
from tinhso.foundation.accounts.requests import actor_of, signed_in
from tinhso.foundation.places import queries as places
from tinhso.ui import formats

ON_FORM = {"point": "place", "place.code": "place", "place": "place", "category": "category"}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(Role.ADMINISTRATOR, Role.AUDITOR)
def replay(request: HttpRequest) -> HttpResponse:
    """This will replay a routing (POST, so that no text stands in an address) or explain a report by code."""
    now = clock.now()
    on = local_date(now)
    asked = "code" in request.GET
    code_form = CodeForm(request.GET if asked else None)
    explained = _explained(request, code_form, now) if asked else None
    form = _form(on, request.POST if request.method == "POST" else None)
    found = _replayed(form, now) if request.method == "POST" and form.is_valid() else None
    province = places.served_province(on=on)
    context = {
        "form": form,
        "code_form": code_form,
        "found": _shown(found) if found else None,
        "explained": explained,
        "centre": places.label_point(province.code, on=on) if province else None,
        "boundaries_url": "/api/v1/places/boundaries.geojson",
        "locate_url": "/api/v1/places/locate",
    }
    wrong = form.errors if form.is_bound else code_form.errors
    return render(request, "handling/replay.html", context, status=422 if wrong else 200)


def _form(on: date, data: Any) -> ReplayForm:
    categories = [(c.code, c.name) for c in rulebook.categories(on)]
    return ReplayForm(
        data,
        communes=[(p.code, p.name) for p in places.communes(on=on)],
        categories=categories,
        assets=asset_choices(categories, on),
        initial={"on": on},
    )


def _replayed(form: ReplayForm, now: datetime) -> Replayed | None:
    given = form.cleaned_data
    try:
        return queries.replay(
            point=given["point"],
            place=GivenPlace(given["place"]) if given["place"] else None,
            category=given["category"] or None,
            asset_class=given["asset_class"],
            text=given["text"],
            now=form.moment(now),
        )
    except Invalid as wrong:
        for error in wrong.errors:
            form.add_error(ON_FORM.get(error.field), say(error.message))
    except NoServiceTime:
        form.add_error("on", _("Ngày này chưa có quy tắc thời hạn nào có hiệu lực."))
    except Refused as refused:
        form.add_error(None, say(refused.message))
    return None


def _shown(found: Replayed) -> dict[str, Any]:
    rows = [
        (_("Địa bàn"), found.place.name if found.place else ""),
        (_("Cơ quan phụ trách"), found.agency.name if found.agency else ""),
        (_("Phải nhận trước"), formats.datetime_vn(found.accept_by) if found.accept_by else ""),
        (_("Hạn trả lời"), formats.datetime_vn(found.due_at) if found.due_at else ""),
    ]
    return {
        "on": found.on,
        "is_routed": found.is_routed,
        "facts": [{"label": label, "value": value} for label, value in rows if value],
        "decisions": [
            _decision(kind, say(why), rule, confidence) for kind, why, rule, confidence in found.decisions
        ],
        "candidates": [candidate(c) for c in found.candidates],
    }


def _decision(kind: str, sentence: str, rule: Any, confidence: float | None, **when: Any) -> dict[str, Any]:
    rule = rule or {}
    since = rule.get("valid_from")
    return {
        "kind": parts.decision(kind),
        "sentence": sentence,
        "key": rule.get("key", ""),
        "since": date.fromisoformat(since) if since else None,
        "citation": rule.get("citation", ""),
        "sample": rule.get("is_sample", False),
        "confidence": confidence,
        **when,
    }


def _explained(request: HttpRequest, form: CodeForm, now: datetime) -> dict[str, Any] | None:
    if not form.is_valid():
        return None
    code = form.cleaned_data["code"]
    try:
        found = queries.explain(code, actor_of(request), now)
    except Missing:
        form.add_error("code", _("Không tìm thấy phản ánh có mã này."))
        return None
    names = {key: o.name for key, o in accounts.officers_of({b.by for b in found}).items()}
    names |= {"machine": _("Hệ thống"), "citizen": _("Người gửi")}
    return {"code": code, "decisions": [_past(b, names) for b in found]}


def _past(because: Because, names: Mapping[str, str]) -> dict[str, Any]:
    return _decision(
        because.decision,
        because.reason,
        because.rule,
        because.confidence,
        at=because.at,
        by=names.get(because.by, because.by),
    )
