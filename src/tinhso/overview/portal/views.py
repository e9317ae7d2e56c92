"""What does a citizen see who looks around: the home, the map, the list, and how it all works."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

import orjson
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from tinhso.casework.reports import queries as reports
from tinhso.casework.rulebook import queries as rulebook
from tinhso.core import clock
from tinhso.core.errors import Invalid
from tinhso.foundation.files import queries as files
from tinhso.foundation.places import queries as places
from tinhso.overview.portal import shown
from tinhso.overview.portal.forms import FilterForm
from tinhso.ui.shell import NavItem

PAGE = 30
HOME_DAYS = 30
"""How far back the home's map and figures look."""
ANSWERED_SHOWN = 6
BOUNDARIES = "/api/v1/places/boundaries.geojson"


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """This will show what this is, the numbers to call, the way to report, the map and what was answered."""
    now = clock.now()
    today = clock.local_date(now)
    province = places.served_province(on=today)
    since = clock.day_bounds(today - timedelta(days=HOME_DAYS - 1))[0]
    found = reports.totals(reports.Filters(since=since), now=now)
    context = {
        "title": (
            _("Phản ánh hiện trường %(province)s") % {"province": province.name}
            if province
            else _("Phản ánh hiện trường")
        ),
        "new_url": reverse("filing:new"),
        "find_url": reverse("filing:find"),
        "map_url": reverse("portal:map"),
        "list_url": reverse("portal:list"),
        "about_url": reverse("portal:about"),
        "privacy_url": reverse("portal:privacy"),
        "points_url": f"{reverse('portal:points')}?period={HOME_DAYS}",
        "boundaries_url": BOUNDARIES,
        "figures_title": _("%(days)d ngày qua") % {"days": HOME_DAYS},
        "figures": shown.figures(found, f"{reverse('portal:list')}?period={HOME_DAYS}"),
        "figures_note": shown.figures_note(found),
        "answered": _answered(now),
    }
    return render(request, "portal/home.html", context)


@require_safe
def reports_map(request: HttpRequest) -> HttpResponse:
    """This will show every public report with a point, narrowed by the filters."""
    form = _form(request)
    context = {
        **_ways("portal:map", form),
        "points_url": _with_query("portal:points", form),
        "boundaries_url": BOUNDARIES,
        "shown_filters": shown.filters_in_words(form),
    }
    return render(request, "portal/map.html", context)


def _points(request: HttpRequest) -> bytes:
    """The GeoJSON of one request, drawn once: the ETag and the body both ask for it."""
    if not hasattr(request, "_points"):
        form = _form(request)
        filters = form.filters(clock.local_date(clock.now()))
        found = reports.gathered_points(filters, _view(request), now=clock.now())
        request._points = orjson.dumps(found)  # type: ignore[attr-defined]
    drawn: bytes = request._points  # type: ignore[attr-defined]
    return drawn


def _view(request: HttpRequest) -> reports.MapView | None:
    """Zoom and bounds of the map that asks; what cannot be read counts as not told."""
    try:
        zoom, *bbox = (float(part) for part in request.GET.get("view", "").split(","))
        west, south, east, north = bbox
        return reports.MapView(max(0, min(int(zoom), 24)), (west, south, east, north))
    except (ValueError, OverflowError):
        return None


def _points_etag(request: HttpRequest) -> str:
    return f'"{sha256(_points(request)).hexdigest()[:32]}"'


@require_safe
@condition(etag_func=_points_etag)
def points(request: HttpRequest) -> HttpResponse:
    """This will give the public reports as GeoJSON; 304 while nothing changed (the map asks every 30 s)."""
    response = HttpResponse(_points(request), content_type="application/geo+json")
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def reports_list(request: HttpRequest) -> HttpResponse:
    """This will show the public reports, newest first, page by page."""
    now = clock.now()
    form = _form(request, hidden=FilterForm.SEARCH)
    filters = form.filters(clock.local_date(now))
    try:
        cursor = request.GET.get("cursor") or None
        page = reports.search(filters, cursor=cursor, limit=PAGE, now=now)
    except Invalid:  # a cursor from an old or mistyped address: begin at the beginning
        page = reports.search(filters, limit=PAGE, now=now)
    context = {
        **_ways("portal:list", form),
        "search_form": _form(request, hidden=FilterForm.FILTERS),
        "shown_filters": shown.filters_in_words(form),
        "rows": [shown.row(r, now) for r in page.items],
        "total": page.total,
        "and_more": page.and_more,
        "next_url": _with_query("portal:list", form, cursor=page.next) if page.next else "",
        "first_url": _with_query("portal:list", form) if request.GET.get("cursor") else "",
    }
    return render(request, "portal/list.html", context)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """This will tell how a report finds its way, who answers, and within which times."""
    today = clock.local_date(clock.now())
    return render(
        request,
        "portal/about.html",
        {"new_url": reverse("filing:new"), "steps": shown.steps(), **shown.terms(today)},
    )


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """This will tell what is kept, who sees it, and what one can do about it."""
    return render(request, "portal/privacy.html")


def _form(request: HttpRequest, hidden: Sequence[str] = ()) -> FilterForm:
    today = clock.local_date(clock.now())
    return FilterForm(
        request.GET,
        categories=[(c.code, c.name) for c in rulebook.categories(today) if c.is_public],
        communes=[(p.code, p.name) for p in places.communes(on=today)],
        hidden=hidden,
    )


def _ways(here: str, form: FilterForm) -> dict[str, Any]:
    """What map and list share: the form and the two ways of looking, which keep the filters."""
    ways = (("portal:map", _("Bản đồ"), "map"), ("portal:list", _("Danh sách"), "list"))
    return {
        "form": form,
        "page_url": reverse(here),
        "new_url": reverse("filing:new"),
        "tabs": [
            NavItem(label=label, url=_with_query(name, form), icon=icon, active=name == here)
            for name, label, icon in ways
        ],
    }


def _with_query(name: str, form: FilterForm, **more: str) -> str:
    given = {k: form.data.get(k, "") for k in form.fields} | more
    query = urlencode({k: v for k, v in given.items() if v})
    return f"{reverse(name)}?{query}" if query else reverse(name)


def _answered(now: datetime) -> list[dict[str, Any]]:
    """The newest answers that can be shown in a picture, and the picture of before where that is public."""
    rows = reports.latest_answered(ANSWERED_SHOWN, now=now)
    before = files.of_owners(f"report:{row.id}" for row, after in rows if row.photo_count)
    return [
        shown.answered(row, [p for p in before.get(f"report:{row.id}", ()) if p.is_masked], after)
        for row, after in rows
    ]
