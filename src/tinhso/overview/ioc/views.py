"""The pages of the centre: board, league table, wall, the reports behind a figure, and what is new."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tinhso.casework.rulebook import queries as rulebook
from tinhso.core import clock
from tinhso.core.errors import Invalid
from tinhso.core.folding import sort_key
from tinhso.core.parameters import value
from tinhso.core.roles import Actor, Role
from tinhso.foundation.accounts.requests import actor_of, signed_in
from tinhso.foundation.agencies import queries as agencies
from tinhso.foundation.places import queries as places
from tinhso.overview.ioc import behind, dated, queries, shown, watched
from tinhso.overview.ioc import league as table
from tinhso.overview.ioc.forms import ScopeForm
from tinhso.overview.ioc.queries import Scope
from tinhso.ui.shell import NavItem

READERS = (Role.READER, Role.LEADER, Role.COORDINATOR, Role.AUDITOR, Role.ADMINISTRATOR)
WATCHERS = (Role.READER, Role.AUDITOR, Role.ADMINISTRATOR)
POSITION = "X-Position"
FACES = {"board": "ioc/part/live-board.html", "wall": "ioc/part/live-wall.html"}
WALL_ROWS = 7
CATEGORY_ROWS = 12


@require_GET
@signed_in(*READERS)
def board(request: HttpRequest) -> HttpResponse:
    """This will show the period: figures, map, parts by category, agency and commune, and the days."""
    now = clock.now()
    form = _form(request, now)
    found = queries.recent(form.scope(), now=now)
    context = {
        **_page("ioc:board", form, found),
        **_parts(found),
        "agencies": shown.agencies(found),
        "days": shown.by_day(found),
        "decisions": queries.decisions(found.scope, now=now),
        "incidents": watched.incidents(),
        "soon": watched.soon(actor_of(request)),
        "wall_url": _at("ioc:wall", found),
    }
    return render(request, "ioc/board.html", context)


@require_GET
@signed_in(*READERS)
def league(request: HttpRequest) -> HttpResponse:
    """This will show the agencies' table; sorting is by links."""
    now = clock.now()
    form = _form(request, now)
    found = queries.recent(form.scope(), now=now)
    sort = request.GET.get("sort", "")
    bars = shown.agencies(found)
    context = {
        **_page("ioc:league", form, found),
        "finding": bars.title,
        "note": bars.note,
        "sorts": table.tabs(found, sort if sort in table.SORTS else ""),
        **table.table(found, sort),
    }
    return render(request, "ioc/league.html", context)


@require_GET
@signed_in(*READERS)
def wall(request: HttpRequest) -> HttpResponse:
    """This will show the wall: dark, no hands, turning by itself between map, parts and league."""
    now = clock.now()
    form = _form(request, now)
    found = queries.recent(form.scope(), now=now)
    seconds = int(value(dated.WALL_TURN_S, clock.local_date(now)))
    scenes = ("map", "parts", "league")
    scene = request.GET.get("scene", scenes[0])
    scene = scene if scene in scenes else scenes[0]
    following = scenes[(scenes.index(scene) + 1) % len(scenes)]
    context = {
        **_page("ioc:wall", form, found, face="wall"),
        **_wall_parts(found),
        "turn_seconds": seconds,
        "scene": scene,
        # where no script runs, the page itself goes on to the next scene
        "next_url": f"{reverse('ioc:wall')}?{_query(form, found)}&scene={following}",
    }
    return render(request, "ioc/wall.html", context)


@require_GET
@signed_in(*READERS)
def live(request: HttpRequest) -> HttpResponse:
    """This will answer 204 while nothing changed after a position, else the changed parts as a fragment."""
    try:
        after = int(request.GET.get("after", "0"))
    except ValueError:
        after = 0
    position = queries.news()
    if after == position:
        return HttpResponse(status=204, headers={"Cache-Control": "no-store"})
    now = clock.now()
    face = request.GET.get("face", "board")
    found = queries.recent(_form(request, now).scope(), now=now)
    parts = _wall_parts(found) if face == "wall" else _parts(found)
    response = render(request, FACES.get(face, FACES["board"]), {**parts, "now": now})
    response[POSITION] = str(found.position)
    response["Cache-Control"] = "no-store"
    return response


@require_GET
@signed_in(*READERS)
def points(request: HttpRequest) -> HttpResponse:
    """This will give the period's reports as GeoJSON, by commune when they are many."""
    now = clock.now()
    scope = _form(request, now).scope()
    found = queries.points(scope, actor=actor_of(request), now=now)
    drawn = found if isinstance(found, dict) else behind.crowds(found, scope)
    response = HttpResponse(orjson.dumps(drawn), content_type="application/geo+json")
    response["Cache-Control"] = "no-store"
    return response


@require_GET
@signed_in(*READERS)
def reports(request: HttpRequest) -> HttpResponse:
    """This will list the reports behind a figure: exactly those that it counts."""
    now = clock.now()
    form = _form(request, now)
    scope, kind = form.scope(), request.GET.get("kind", "received")
    actor, cursor = actor_of(request), request.GET.get("cursor") or None
    try:
        found = queries.listed(kind, scope, actor=actor, now=now, cursor=cursor)
    except Invalid:  # a cursor from an old or mistyped address: begin at the beginning
        found = queries.listed(kind, scope, actor=actor, now=now)
    context = {
        **behind.listing(found, kind, scope, now),
        "back_url": f"{reverse('ioc:board')}?{shown.query(scope)}",
        "tabs": _tabs("", f"?{shown.query(scope)}", form),
    }
    return render(request, "ioc/reports.html", context)


def _form(request: HttpRequest, now: datetime) -> ScopeForm:
    today = clock.local_date(now)
    return ScopeForm(
        request.GET,
        today=today,
        categories=[(c.code, c.name) for c in rulebook.categories(today)],
        agencies=sorted(
            ((a.code, a.short_name or a.name) for a in agencies.agencies_at(on=today)),
            key=lambda one: sort_key(one[1]),
        ),
        communes=[(p.code, p.name) for p in places.communes(on=today)],
        only=_bodies_shown(actor_of(request), today),
    )


def _bodies_shown(actor: Actor, on: date) -> list[str] | None:
    """The bodies whose figures this reader may see, None for all: a grant reaches as far as its body.

    A leader sees their agency's figures; how it stands among the others is on the public page of figures.
    """
    desks = agencies.agencies_at(on=on, kind=agencies.AgencyKind.EXCEPTIONS_DESK)
    if any(actor.has(Role.COORDINATOR, desk.code) for desk in desks):
        return None
    if any(actor.has(role, "") for role in WATCHERS):
        return None
    return sorted(actor.bodies(*READERS))


def _page(name: str, form: ScopeForm, found: queries.Board, face: str = "board") -> dict[str, Any]:
    asked = _query(form, found)
    return {
        "form": form,
        "page_url": reverse(name),
        "tabs": _tabs(name, f"?{asked}", form),
        "period": shown.period(found.scope),
        "updated_at": found.now,
        "position": found.position,
        "live_url": f"{reverse('ioc:live')}?{asked}&face={face}",
        "points_url": f"{reverse('ioc:points')}?{asked}",
    }


def _query(form: ScopeForm, found: queries.Board) -> str:
    """The period as it was asked: "7 days" moves on at midnight, days chosen by hand stay."""
    period = form.data.get("period", "")
    return shown.moving(found.scope, period) if period and not form.errors else shown.query(found.scope)


def _at(name: str, found: queries.Board) -> str:
    return f"{reverse(name)}?{shown.query(found.scope)}"


def _tabs(active: str, asked: str, form: ScopeForm) -> list[NavItem]:
    """The ways to look; a league of one's own agency would be one line, so the public one stands there."""
    ways = (
        (_("Tổng quan"), "ioc:board", "chart-bar"),
        (_("Bảng xếp hạng"), "ioc:league", "list-numbers"),
        (_("Màn hình lớn"), "ioc:wall", "device-desktop"),
    )
    tabs = [NavItem(label, reverse(name) + asked, icon, active=name == active) for label, name, icon in ways]
    if form.only is not None:
        tabs[1] = replace(tabs[1], url=reverse("statistics:overview"))
    return [*tabs, NavItem(_("Hồ sơ thủ tục hành chính"), reverse("quality:board"), "files")]


def _parts(found: queries.Board) -> dict[str, Any]:
    return {
        "figures": shown.figures(found),
        "categories": shown.categories(found, CATEGORY_ROWS),
        "communes": shown.communes(found),
    }


def _wall_parts(found: queries.Board) -> dict[str, Any]:
    today = clock.local_date(found.now)
    day = Scope(today, today + timedelta(days=1), **found.scope.codes())
    return {
        "left": shown.wall_left(found, queries.recent(day, now=found.now)),
        "right": shown.wall_right(found),
        "categories": shown.categories(found, WALL_ROWS),
        "communes": shown.communes(found, WALL_ROWS),
        "agencies": shown.agencies(found, WALL_ROWS),
        "best": shown.best_agencies(found, WALL_ROWS),
        "period": shown.period(found.scope),
        "updated_at": found.now,
    }
