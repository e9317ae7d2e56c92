"""What does the public read: the catalogue, one procedure, events of life, essential services?"""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tinhso.casework.procedures import queries, shown
from tinhso.casework.procedures.forms import CatalogueForm
from tinhso.casework.procedures.queries import NoSuchProcedure, ProcedureVersion
from tinhso.core import clock
from tinhso.core.values import names_a_dossier, read_public_code

MOST_HITS = 20
LONGEST_CODE = 40


def _today() -> date:
    return clock.local_date(clock.now())


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """This will show the catalogue, or what a search by need found; a case's code leads on."""
    on = _today()
    fields = queries.fields(on)
    pairs = [(f.code, f.name) for f in fields]
    form = CatalogueForm(request.GET, fields=pairs, hide=("q",))
    words, chosen = form.words(), form.chosen()
    if names_a_dossier(words) or read_public_code(words):
        return redirect(f"{reverse('filing:find')}?{urlencode({'code': words})}")
    found = queries.search(words, on, MOST_HITS) if words else None
    filtered = any(chosen.values())
    if found is not None:
        listed = [v for v in found.hits if not filtered or v in _narrowed(on, chosen)]
    else:
        listed = _narrowed(on, chosen)
    context = {
        "form": form,
        "search_form": CatalogueForm(request.GET, fields=pairs, hide=CatalogueForm.FILTERS),
        "words": words,
        "page_url": reverse("procedures:catalogue"),
        "asks": [_ask(ask) for ask in found.asks] if found else [],
        "rows": [shown.row(v) for v in listed],
        "total": len(listed),
        "is_filtered": filtered,
        "reports_url": f"{reverse('portal:list')}?{urlencode({'q': words})}" if words else "",
        "is_home": not words and not filtered,
        "fields": [{"field": f, "url": _catalogue_url(field=f.code)} for f in fields],
        "groups": queries.groups(on),
        "essentials_url": reverse("procedures:essentials"),
    }
    return render(request, "procedures/catalogue.html", context)


def _narrowed(on: date, chosen: dict[str, str]) -> list[ProcedureVersion]:
    return queries.catalogue(
        on,
        field=chosen["field"],
        level=chosen["level"],
        audience=chosen["audience"],
        online=chosen["online"],
    )


def _ask(question: queries.Question) -> dict[str, Any]:
    choices = [
        {"label": label, "url": reverse("procedures:one", args=[code])} for label, code in question.choices
    ]
    return {"text": question.text, "choices": choices}


def _catalogue_url(**chosen: str) -> str:
    return f"{reverse('procedures:catalogue')}?{urlencode(chosen)}"


@require_safe
def one(request: HttpRequest, code: str) -> HttpResponse:
    """This will tell one procedure as it is today, or as a version named by `?ban=` was. 404 for none."""
    on = _today()
    version = _version(code, request.GET.get("ban", ""), on)
    asked_on = on if _holds(version, on) else version.valid_from
    context = {
        "version": version,
        "name": queries.name_of(version),
        "eyebrow": _("Mã thủ tục %(code)s · %(field)s")
        % {"code": version.code, "field": queries.field_name(version)},
        "back_url": reverse("procedures:catalogue"),
        "facts": shown.facts(version, asked_on),
        "where": shown.where(version, asked_on),
        "papers": shown.papers(version),
        "fees": shown.fees(version, asked_on) if version.fees else None,
        "steps": shown.steps(version),
        "stages": shown.stages(version, asked_on),
        "total_hours": shown.hours(version.hours),
        "groups": [g for g in queries.groups(asked_on) if version.code in {v.code for v in g.procedures}],
        "versions": _versions(version),
        "is_old": not _holds(version, on),
        "now_url": reverse("procedures:one", args=[code]),
    }
    return render(request, "procedures/one.html", context)


def _version(code: str, ref: str, on: date) -> ProcedureVersion:
    if len(code) > LONGEST_CODE:
        raise NoSuchProcedure(code=code[:LONGEST_CODE])
    if ref:
        pinned = queries.version(ref)
        if pinned.code != code or pinned.is_internal:
            raise NoSuchProcedure(code=code)
        return pinned
    found = queries.version_in_force(code, on)
    if found.is_internal:
        raise NoSuchProcedure(code=code)
    return found


def _holds(version: ProcedureVersion, on: date) -> bool:
    try:
        return queries.version_in_force(version.code, on) == version
    except NoSuchProcedure:
        return False


def _versions(version: ProcedureVersion) -> list[dict[str, Any]]:
    """The other versions; nothing where there is only one."""
    every = queries.versions(version.code)
    if len(every) < 2:
        return []
    base = reverse("procedures:one", args=[version.code])
    return [
        {
            "from": v.valid_from,
            "to": v.valid_to,
            "url": f"{base}?{urlencode({'ban': v.ref})}",
            "is_this": v == version,
        }
        for v in every
    ]


@require_safe
def group(request: HttpRequest, code: str) -> HttpResponse:
    """This will show the procedures of one event of life in their order. 404 for an unknown one."""
    found = next((g for g in queries.groups(_today()) if g.code == code), None)
    if found is None:
        raise NoSuchProcedure(code=code[:LONGEST_CODE])
    context = {
        "group": found,
        "rows": [shown.row(v) for v in found.procedures],
        "back_url": reverse("procedures:catalogue"),
    }
    return render(request, "procedures/group.html", context)


@require_safe
def essentials(request: HttpRequest) -> HttpResponse:
    """This will list the essential services, with a way to those that this catalogue tells of."""
    rows = [[str(e.number), {"text": e.name, "url": _way(e)}, e.body] for e in queries.essentials(_today())]
    context = {
        "columns": [{"label": _("Số"), "numeric": True}, {"label": _("Dịch vụ")}, {"label": _("Cơ quan")}],
        "rows": rows,
        "total": len(rows),
        "back_url": reverse("procedures:catalogue"),
    }
    return render(request, "procedures/essentials.html", context)


def _way(essential: queries.Essential) -> str:
    return reverse("procedures:one", args=[essential.procedures[0].code]) if essential.procedures else ""
