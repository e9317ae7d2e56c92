"""The public figures: the page, the list behind a figure, the table to count again, a map for others."""

from datetime import date
from urllib.parse import urlencode

import orjson
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from tinhso.casework.rulebook import queries as rulebook
from tinhso.core import clock, limits
from tinhso.core.errors import Invalid, Missing
from tinhso.core.parameters import value
from tinhso.foundation.places import queries as places
from tinhso.overview.ioc import queries as ioc
from tinhso.overview.ioc.queries import Scope
from tinhso.overview.statistics import columns, dated, embedding, shown
from tinhso.overview.statistics.forms import DEFAULT, PartForm, PeriodForm, code_of, period_of, scope_of

PAGE = 30
BOUNDARIES = "/api/v1/places/boundaries.geojson"
POLL_S = 120
EMBEDDED_DAYS = 90
"""One of the periods of the public map."""


def _period(request: HttpRequest, today: date) -> str:
    return period_of(request.GET.get("period", ""), today)


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """This will show how the province is doing, part by part, each figure with its reports."""
    now = clock.now()
    today = clock.local_date(now)
    period = _period(request, today)
    board = ioc.recent(scope_of(period, today), now=now, publicly=True)
    months = ioc.by_day(Scope(*shown.year_of(today)), now=now)
    context = {
        "form": PeriodForm(period, today=today),
        "period": shown.days(board),
        "counted_at": board.now,
        "figures": shown.figures(board, period),
        "months": shown.by_month(months, today),
        "categories": shown.part(board.by_category, "category", period, _("Lĩnh vực")),
        "communes": shown.part(board.by_place, "place", period, _("Xã, phường")),
        "league": shown.league(board, period),
        "decisions": ioc.decisions(board.scope, now=now),
        "small_count": rulebook.small_count(today),
        "table_url": f"{reverse('statistics:table')}?period={period}",
        **_feed_link(),
    }
    return render(request, "statistics/overview.html", context)


def _feed_link(codes: dict[str, str] | None = None) -> dict[str, str]:
    """The feed that follows what the page shows: of a commune before that of a category."""
    for name, route in (("place", "statistics:feed-place"), ("category", "statistics:feed-category")):
        if codes and codes.get(name):
            return {"feed_url": reverse(route, args=[codes[name], "atom"])}
    return {"feed_url": reverse("statistics:feed", args=["atom"])}


@require_safe
def behind(request: HttpRequest) -> HttpResponse:
    """This will list the public reports that a figure counts, and say how many others it counts."""
    now = clock.now()
    today = clock.local_date(now)
    period, kind = _period(request, today), request.GET.get("kind", "received")
    if kind not in shown.TITLES:
        raise Missing
    codes = {name: code_of(request.GET.get(name, "")) for name in ("category", "agency", "place")}
    scope = scope_of(period, today).of(**codes)
    asked = {"kind": kind, "period": period, **scope.codes()}
    cursor = request.GET.get("cursor") or None
    try:
        found = ioc.listed_publicly(kind, scope, now=now, cursor=cursor, limit=PAGE)
    except Invalid:  # a cursor from an old or mistyped address: begin at the beginning
        found = ioc.listed_publicly(kind, scope, now=now, limit=PAGE)
    at = reverse("statistics:behind")
    context = {
        **shown.listing(found, kind, _named(scope, kind, today)),
        "back_url": f"{reverse('statistics:overview')}?period={period}",
        "next_url": f"{at}?{urlencode({**asked, 'cursor': found.next})}" if found.next else "",
        "first_url": f"{at}?{urlencode(asked)}" if cursor else "",
    }
    return render(request, "statistics/behind.html", context)


def _named(scope: Scope, kind: str, today: date) -> list[str]:
    """What narrows the list, in words; what is open is open now, in whatever period it came."""
    names = [ioc.category_names(today)(scope.category)] if scope.category else []
    names += [ioc.agency_name(scope.agency, scope.last, today)] if scope.agency else []
    names += [ioc.place_name(scope.place, scope.last, today)] if scope.place else []
    if not ioc.KINDS[kind][0]:
        return [*names, _("tính đến lúc này")]
    return [*names, f"{scope.since:%d/%m/%Y} – {scope.last:%d/%m/%Y}"]


@require_safe
def table(request: HttpRequest) -> StreamingHttpResponse:
    """This will give the turns of the period as CSV, line by line. Raises TooMany."""
    now = clock.now()
    today = clock.local_date(now)
    address = limits.key("statistics.table", limits.client_address(request))
    limits.take_here(limits.Limit(address, int(value(dated.TABLES_PER_HOUR, today))), now=now)
    period = _period(request, today)
    scope = scope_of(period, today)
    lines = columns.lines(ioc.counted(scope, now=now), _names(scope, today))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8; header=present")
    name = f"luot-xu-ly_{scope.since}_{scope.last}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    about = f"{reverse('statistics:metadata')}?period={period}"
    response["Link"] = f'<{about}>; rel="describedby"; type="application/csvm+json"'
    response["Cache-Control"] = "no-cache"
    return response


def _names(scope: Scope, today: date) -> columns.Names:
    """Names are looked up once for each code: a table has many rows and few codes."""
    agencies: dict[str, str] = {}
    communes: dict[tuple[str, date], str] = {}

    def agency(code: str) -> str:
        if code not in agencies:
            agencies[code] = ioc.agency_name(code, scope.last, today)
        return agencies[code]

    def commune(code: str, on: date) -> str:
        if (code, on) not in communes:
            communes[code, on] = ioc.place_name(code, on)
        return communes[code, on]

    return columns.Names(ioc.category_names(today), commune, agency, ioc.least_cases(today))


@require_safe
def metadata(request: HttpRequest) -> HttpResponse:
    """This will describe the table's columns for programs, as W3C's CSV on the Web has it."""
    period = _period(request, clock.local_date(clock.now()))
    url = embedding.absolute(f"{reverse('statistics:table')}?period={period}")
    said = orjson.dumps(columns.described(url, _("Lượt xử lý phản ánh hiện trường")))
    return HttpResponse(said, content_type="application/csvm+json")


@require_safe
def reuse(request: HttpRequest) -> HttpResponse:
    """This will say how to take the figures along: table, feeds, and the map for another site."""
    today = clock.local_date(clock.now())
    form = PartForm(request.GET, today=today)
    codes = form.asked()
    feeds: list[tuple[str, list[str], str]] = [("feed", [], _("Toàn tỉnh, thành phố"))]
    if category := codes.get("category"):
        feeds.append(("feed-category", [category], ioc.category_names(today)(category)))
    if place := codes.get("place"):
        feeds.append(("feed-place", [place], ioc.place_name(place, today)))
    context = {
        "form": form,
        "table_url": f"{reverse('statistics:table')}?period={DEFAULT}",
        "metadata_url": reverse("statistics:metadata"),
        "columns": [{"label": _("Cột")}, {"label": _("Kiểu")}, {"label": _("Ý nghĩa")}],
        "rows": columns.dictionary(),
        "feeds": [
            {
                "name": name,
                "atom": reverse(f"statistics:{route}", args=[*args, "atom"]),
                "rss": reverse(f"statistics:{route}", args=[*args, "rss"]),
            }
            for route, args, name in feeds
        ],
        "frame": embedding.frame(codes),
        "back_url": reverse("statistics:overview"),
        **_feed_link(codes),
    }
    return render(request, "statistics/reuse.html", context)


@require_safe
@xframe_options_exempt
def embedded_map(request: HttpRequest) -> HttpResponse:
    """This will show the map for a frame on another site: no visitor is known, no cookie is set."""
    today = clock.local_date(clock.now())
    codes = PartForm(request.GET, today=today).asked()
    place = places.place(codes["place"], on=today) if "place" in codes else places.served_province(on=today)
    box = places.extent(codes["place"], on=today) if "place" in codes else ()
    list_url = f"{reverse('portal:list')}?{urlencode(codes)}"
    context = {
        "place": place.name if place else "",
        "category": ioc.category_names(today)(codes["category"]) if "category" in codes else "",
        "points_url": f"{reverse('portal:points')}?{urlencode({**codes, 'period': EMBEDDED_DAYS})}",
        "boundaries_url": BOUNDARIES,
        "bounds": ",".join(f"{degrees:.5f}" for degrees in box),
        "poll_seconds": POLL_S,
        "list_url": list_url if codes else reverse("portal:list"),
        "new_url": reverse("filing:new"),
    }
    response = render(request, "statistics/embedded-map.html", context)
    response["Content-Security-Policy"] = embedding.POLICY
    return response
