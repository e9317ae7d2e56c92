"""Is everything right before it is sent? The whole application once more, its fees, and the one button."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from tinhso.casework.applying import actions, ownership, queries
from tinhso.casework.applying.rules import drafting
from tinhso.casework.applying.rules.drafting import Application
from tinhso.casework.applying.views import costs, doors, papers, writing
from tinhso.casework.applying.views.sending import also_by_script
from tinhso.casework.procedures import queries as procedures
from tinhso.casework.procedures.rules import forms
from tinhso.core import limits
from tinhso.core.errors import Invalid, Missing
from tinhso.core.roles import CITIZEN
from tinhso.core.translation import say
from tinhso.ui import formats


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@also_by_script
def review(request: HttpRequest, procedure: str, token: str) -> HttpResponse:
    """This will show the whole application, and send it exactly once."""
    door = doors.door(request, procedure)
    said = writing.draft_of(door, token)
    if not isinstance(said, Application):
        return said
    unready = _unready(request, door, said)
    if unready is not None:
        return unready
    if request.method == "POST":
        return _send(request, door, said)
    return _page(request, door, said, [])


def _unready(request: HttpRequest, door: doors.Door, said: Application) -> HttpResponse | None:
    """Back to the first page that is not whole yet: an address may be opened before its turn."""
    if writing.check(door, said).any:
        return redirect("applying:write", procedure=door.version.code, token=said.token)
    is_whole = not forms.validate(door.rest_schema, said.rest)
    if not is_whole or drafting.lacking(papers.asked(door, said), said):
        return redirect("applying:papers", procedure=door.version.code, token=said.token)
    return None


def _send(request: HttpRequest, door: doors.Door, said: Application) -> HttpResponse:
    agency = queries.body(door.version, said.area, door.on)
    if agency is None:
        raise Missing
    codes = frozenset(one.code for one in papers.asked(door, said))
    filing = drafting.filing(
        said, procedure=door.version.code, agency=agency.code, identity=door.identity, asked=codes
    )  # fmt: skip
    try:
        sent = actions.send(
            token=said.token, filing=filing, assurance=door.assurance,
            address=limits.client_address(request), by=CITIZEN, now=door.now,
        )  # fmt: skip
    except Invalid as wrong:
        return _page(request, door, said, [{"href": "", "message": say(e.message)} for e in wrong.errors])
    ownership.remember(request, sent.code, now=door.now)
    return redirect("applying:page", code=sent.code)


@require_POST
def drop(request: HttpRequest, procedure: str, token: str) -> HttpResponse:
    """This will throw a draft away."""
    door = doors.door(request, procedure)
    said = writing.draft_of(door, token)
    if not isinstance(said, Application):
        return said
    actions.drop_draft(token=token)
    messages.success(request, _("Đã bỏ bản nháp."))
    return redirect("applying:find")


def _page(
    request: HttpRequest, door: doors.Door, said: Application, errors: list[dict[str, str]]
) -> HttpResponse:
    agency = queries.body(door.version, said.area, door.on)
    codes = [door.version.code, said.token]
    context = {
        "name": procedures.name_of(door.version),
        "errors": errors,
        "people": _people(door, said),
        "answers": answers(door.version.form_schema, said.data),
        "papers": _papers(door, said),
        "rest": answers(door.rest_schema, said.rest),
        "costs": costs.costs(door, said.grounds),
        "total": costs.total(door, said.grounds),
        "agency": agency.name if agency else "",
        "accept": _accept(door),
        "facts": costs.essentials(door),
        "write_url": reverse("applying:write", args=codes),
        "papers_url": reverse("applying:papers", args=codes),
        "drop_url": reverse("applying:drop", args=codes),
        "steps": writing.steps("review"),
        "is_sample": door.version.is_sample,
    }
    return render(request, "applying/review.html", context, status=422 if errors else 200)


def _accept(door: doors.Door) -> str:
    ruled = procedures.accept_term(door.version, on=door.on)
    return costs.term_words(ruled[0]) if ruled else ""


def _people(door: doors.Door, said: Application) -> list[dict[str, str]]:
    known = door.identity
    rows = []
    if known:
        rows = [(_("Họ và tên"), known.name), (_("Số định danh cá nhân"), known.number)]
    return [{"label": a, "value": b} for a, b in rows if b] + answers(door.people_schema, said.people)


def answers(schema: Any, data: Any, above: str = "") -> list[dict[str, str]]:
    """This will list the answers of a form in words, in the order in which they were asked."""
    rows: list[dict[str, str]] = []
    for field in forms.fields(schema, data, language=doors.language()) if schema else []:
        value = data.get(field.path)
        if value is None or value in ("", [], {}):
            continue
        label = f"{above}{field.title}"
        if field.kind == "group":
            rows += _inside(field, value, f"{label} – ")
        elif field.kind == "list":
            for number, row in enumerate(value, 1):
                rows += _inside(field, row, f"{label} {number} – ")
        else:
            rows.append({"label": label, "value": _words(field, value)})
    return rows


def _inside(field: forms.Field, data: Any, above: str) -> list[dict[str, str]]:
    found = []
    for one in field.fields:
        value = data.get(one.path) if isinstance(data, dict) else None
        if value not in (None, "", [], {}):
            found.append({"label": f"{above}{one.title}", "value": _words(one, value)})
    return found


def _words(field: forms.Field, value: Any) -> str:
    if field.choices:
        return str(next((label for one, label in field.choices if one == value), value))
    if isinstance(value, bool):
        return _("Có") if value else _("Không")
    if field.kind == "date" and isinstance(value, str):
        return formats.date_vn(date.fromisoformat(value))
    return formats.number(value) if isinstance(value, int | float) else str(value)


def _papers(door: doors.Door, said: Application) -> list[dict[str, str]]:
    rows = []
    for one in papers.asked(door, said):
        chosen = said.papers.get(one.code)
        text = _("Chưa có; cơ quan tra trong cơ sở dữ liệu") if one.register else _("Không nộp")
        if chosen and chosen.paper:
            text = _("Dùng lại từ kho: %(title)s") % {"title": chosen.name}
        elif chosen:
            text = chosen.name or _("Đã tải lên")
        rows.append({"label": (doors.language() == "en" and one.name_en) or one.name, "value": text})
    return rows
