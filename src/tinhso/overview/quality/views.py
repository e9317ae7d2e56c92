"""The pages of quality: scores for everybody, a body's own, the board, the list behind a figure."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tinhso.casework.onestop.queries import behind as dossiers
from tinhso.casework.procedures import queries as procedures
from tinhso.core import clock
from tinhso.core.errors import Invalid, Missing
from tinhso.core.folding import sort_key
from tinhso.core.roles import Actor, Role
from tinhso.foundation.accounts.requests import actor_of, signed_in
from tinhso.foundation.agencies import queries as agencies
from tinhso.overview.quality import board_shown, listing_shown, queries, shown, tables
from tinhso.overview.quality.forms import PeriodForm, ScopeForm
from tinhso.overview.quality.queries import Scope
from tinhso.ui.shell import NavItem

READERS = (Role.READER, Role.LEADER, Role.COORDINATOR, Role.AUDITOR, Role.ADMINISTRATOR)
WATCHERS = (Role.READER, Role.AUDITOR, Role.ADMINISTRATOR)
PAGE = 40


@require_safe
def scores(request: HttpRequest) -> HttpResponse:
    """This will show everybody the province's score, its groups and indicators, and the table of bodies."""
    now = clock.now()
    form = PeriodForm(request.GET, today=clock.local_date(now))
    scope = form.scope()
    found, bodies = queries.scores(scope, now=now)
    least = queries.least_cases(clock.local_date(now))
    context = {
        **_scored(request, found, form),
        "title": _("Chất lượng phục vụ người dân, doanh nghiệp"),
        "league": shown.league(bodies, scope, least),
        "table_url": f"{reverse('quality:scores-table')}?{shown.query(scope)}",
    }
    return render(request, "quality/scores.html", context)


@require_safe
def agency(request: HttpRequest, code: str) -> HttpResponse:
    """This will show everybody one body's score. Raises Missing for a code that no body ever had."""
    now = clock.now()
    today = clock.local_date(now)
    form = PeriodForm(request.GET, today=today)
    scope = form.scope().of(agency=code)
    body = agencies.agency(code, on=min(scope.last, today)) or agencies.agency(code, on=today)
    if body is None:
        raise Missing
    _whole, bodies = queries.scores(scope.of(agency=""), now=now)
    own = next((one for one in bodies if one.code == code), None)
    context = {
        **_scored(request, own.index if own else queries.index(scope, now=now), form),
        "title": body.name,
        "rank": _rank(own, len([one for one in bodies if one.rank is not None])),
        "back_url": f"{reverse('quality:scores')}?{shown.query(scope.of(agency=''))}",
    }
    return render(request, "quality/agency.html", context)


def _rank(own: queries.Standing | None, all_ranked: int) -> str:
    if own is None or own.rank is None:
        return _("Chưa đủ hồ sơ để xếp hạng")
    return _("Hạng %(rank)s trong %(all)s đơn vị") % {"rank": own.rank, "all": all_ranked}


def _scored(request: HttpRequest, found: queries.Index, form: PeriodForm) -> dict[str, Any]:
    actor = actor_of(request)
    only = _bodies_shown(actor, form.today)
    reads = any(grant.role in READERS for grant in actor.grants)

    def opens(kind: str, scope: Scope) -> str:
        may = reads and (only is None or scope.agency in only)
        return board_shown.behind(kind, scope) if may and kind in listing_shown.TITLES else ""

    may_look = reads and (only is None or found.scope.agency in only)
    board = f"{reverse('quality:board')}?{shown.query(found.scope)}"
    return {
        "form": form,
        "period": shown.period(found.scope),
        "hero": shown.hero(found),
        "bars": shown.group_bars(found),
        "groups": shown.groups(found, opens),
        "received": found.counts["received"],
        "counted_at": found.now,
        "board_url": board if may_look else reverse("quality:board") if reads else "",
    }


@require_safe
def scores_table(request: HttpRequest) -> HttpResponse:
    """This will give everybody the scores of the period as CSV."""
    now = clock.now()
    scope = PeriodForm(request.GET, today=clock.local_date(now)).scope()
    found, bodies = queries.scores(scope, now=now)
    lines = tables.scores((_("Toàn tỉnh, thành phố"), found), bodies)
    return _csv(lines, f"chat-luong-phuc-vu_{shown.period_word(scope)}.csv")


@require_safe
@signed_in(*READERS)
def board(request: HttpRequest) -> HttpResponse:
    """This will show the dossiers of a period: figures, parts, months, promises kept, money saved."""
    now = clock.now()
    form = _form(request, now)
    found = queries.board(form.scope(), now=now)
    context = {
        "form": form,
        "page_url": reverse("quality:board"),
        "tabs": _tabs("quality:board", form),
        "period": shown.period(found.scope),
        "figures": board_shown.figures(found),
        "early": board_shown.early(found),
        "months": board_shown.by_month(found),
        "parts": board_shown.parts(found),
        "once": board_shown.once_only(found),
        "is_empty": not found.totals["received"],
        "waits": found.waits,
        "table_url": f"{reverse('quality:board-table')}?{shown.query(found.scope)}",
        **board_shown.table(found),
    }
    return render(request, "quality/board.html", context)


@require_safe
@signed_in(*READERS)
def board_table(request: HttpRequest) -> HttpResponse:
    """This will give what was counted of each month, body and procedure as CSV."""
    now = clock.now()
    scope = _form(request, now).scope()
    return _csv(tables.counts(queries.rows(scope)), f"ho-so_{shown.period_word(scope)}.csv")


@require_safe
@signed_in(*READERS)
def behind(request: HttpRequest) -> HttpResponse:
    """This will list the dossiers that a figure counts. Raises Missing for an unknown kind."""
    now = clock.now()
    form = _form(request, now)
    scope, kind = form.scope(), request.GET.get("kind", "received")
    if kind not in listing_shown.TITLES:
        raise Missing
    since, until = scope.moments
    asked: dict[str, Any] = {
        "by": actor_of(request), "now": now, "agency": scope.agency, "codes": queries.codes_of(scope),
        "limit": PAGE,
    }  # fmt: skip
    cursor = request.GET.get("cursor") or None
    try:
        found = dossiers.behind(kind, since, until, cursor=cursor, **asked)
    except Invalid:  # a cursor from an old or mistyped address: begin at the beginning
        cursor, found = None, dossiers.behind(kind, since, until, **asked)
    drawn = listing_shown.listing(found, kind, scope)
    context = {
        **drawn,
        "first_url": drawn["first_url"] if cursor else "",
        "back_url": f"{reverse('quality:board')}?{shown.query(scope)}",
        "tabs": _tabs("", form),
        "total": queries.number(kind, scope, now=now),
    }
    return render(request, "quality/behind.html", context)


def _csv(lines: Iterable[str], name: str) -> HttpResponse:
    response = HttpResponse("".join(lines), content_type="text/csv; charset=utf-8; header=present")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-cache"
    return response


def _form(request: HttpRequest, now: datetime) -> ScopeForm:
    today = clock.local_date(now)
    found = procedures.catalogue(today)
    return ScopeForm(
        request.GET,
        today=today,
        agencies=sorted(
            ((a.code, a.name) for a in agencies.agencies_at(on=today)),
            key=lambda one: sort_key(one[1]),
        ),
        fields=[(f.code, f.name) for f in procedures.all_fields(today) if f.count],
        procedures=[(v.code, procedures.name_of(v)) for v in found],
        only=_bodies_shown(actor_of(request), today),
    )


def _bodies_shown(actor: Actor, on: date) -> list[str] | None:
    """The bodies whose dossiers this reader may list, None for all: a grant reaches as far as its body."""
    desks = agencies.agencies_at(on=on, kind=agencies.AgencyKind.EXCEPTIONS_DESK)
    if any(actor.has(Role.COORDINATOR, desk.code) for desk in desks):
        return None
    if any(actor.has(role, "") for role in WATCHERS):
        return None
    return sorted(actor.bodies(*READERS))


def _tabs(active: str, form: ScopeForm) -> list[NavItem]:
    """The ways to look: dossiers, scores, and the reports of citizens next door."""
    scope = form.scope()
    asked = urlencode({"period": shown.period_word(scope)})
    own = reverse("quality:agency", args=[scope.agency]) if scope.agency else reverse("quality:scores")
    return [
        NavItem(_("Bảng hồ sơ"), f"{reverse('quality:board')}?{shown.query(scope)}", "files",
                active=active == "quality:board"),
        NavItem(_("Điểm và xếp hạng"), f"{own}?{asked}", "list-numbers"),
        NavItem(_("Phản ánh hiện trường"), reverse("ioc:board"), "chart-bar"),
    ]  # fmt: skip
