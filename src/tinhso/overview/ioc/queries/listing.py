"""Which reports stand behind a figure? Exactly those that were counted, newest first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, QuerySet

from tinhso.casework.reports import queries as reports
from tinhso.core.clock import local_date
from tinhso.core.errors import Missing
from tinhso.core.paging import Page, newest_first
from tinhso.core.roles import Actor, Role
from tinhso.core.values import spoken_code
from tinhso.foundation.agencies import queries as agencies
from tinhso.foundation.agencies.queries import AgencyKind
from tinhso.overview.ioc.models import Turn
from tinhso.overview.ioc.queries import sums
from tinhso.overview.ioc.queries.boards import agency_name, category_names, place_name
from tinhso.overview.ioc.queries.scope import KINDS, Scope, turns
from tinhso.overview.ioc.rules import figures as rules

PAGE = 50
OPENS_CASES = (Role.HANDLER, Role.LEADER, Role.READER, Role.AUDITOR, Role.ADMINISTRATOR, Role.COORDINATOR)


@dataclass(frozen=True)
class Row:
    """A counted turn. `opens`: "case", "page", or "" where this reader may know no more than the count."""

    code: str
    spoken: str
    number: int
    category: str
    place: str
    agency: str
    is_public: bool
    urgent: bool
    began_at: datetime
    due_at: datetime | None
    answered_at: datetime | None
    state: str
    """One of overdue, paused, open, refused, late, on_time."""
    satisfaction: str
    opens: str


@dataclass(frozen=True)
class Listed:
    """One page of what a figure counted, and the figure itself."""

    rows: Sequence[Row]
    next: str | None
    total: int
    private: int = 0
    """How many the figure counts besides: they are not public, and no row stands for them."""


def listed(
    kind: str, scope: Scope, *, actor: Actor, now: datetime, cursor: str | None = None, limit: int = PAGE
) -> Listed:
    """This will list the turns that the figure `kind` counts. Raises Missing for no such kind, Invalid."""
    if kind not in KINDS:
        raise Missing
    rows = turns(kind, scope, now)
    if scope.place and not _includes_private(kind, scope, now):
        rows = rows.filter(is_public=True)
    desks = agencies.agencies_at(on=local_date(now), kind=AgencyKind.EXCEPTIONS_DESK)
    coordinates = any(actor.has(Role.COORDINATOR, desk.code) for desk in desks)

    def opens(turn: Turn) -> str:
        return "case" if coordinates else _opens(turn, actor)

    page = _page(kind, rows, opens, now=now, cursor=cursor, limit=limit)
    return Listed(page.items, page.next, rows.count())


def listed_publicly(
    kind: str, scope: Scope, *, now: datetime, cursor: str | None = None, limit: int = PAGE
) -> Listed:
    """This will list the public turns that a figure of one dimension counts, and count the others.

    Where the scope names more than one of category, agency and place, or where few private ones come
    together, nothing is said of them: what is counted that finely could be told apart.
    Raises Missing for no such kind, Invalid.
    """
    if kind not in KINDS:
        raise Missing
    counted = turns(kind, scope, now)
    rows = counted.filter(is_public=True)
    total, narrowed = rows.count(), scope.codes()
    tells = not narrowed or (len(narrowed) == 1 and _is_told(scope, now))
    private = counted.filter(is_public=False).count() if tells else 0
    page = _page(kind, rows, lambda turn: "page", now=now, cursor=cursor, limit=limit, publicly=True)
    return Listed(page.items, page.next, total, private)


def newest_answered(*, category: str = "", place: str = "", limit: int) -> list[str]:
    """This will give the codes of the public reports answered last."""
    codes = {name: code for name, code in (("category", category), ("place", place)) if code}
    rows = Turn.objects.filter(answered_at__isnull=False, is_public=True, **codes)
    return list(rows.order_by("-answered_at", "-id").values_list("code", flat=True)[:limit])


def _page(
    kind: str,
    rows: QuerySet[Turn],
    opens: Callable[[Turn], str],
    *,
    now: datetime,
    cursor: str | None,
    limit: int,
    publicly: bool = False,
) -> Page[Row]:
    """Without what was hidden or sealed since it was counted: turns learn of it from the ledger, later."""
    names = category_names(local_date(now))

    def show(turn: Turn) -> Row:
        return Row(
            code=turn.code,
            spoken=spoken_code(turn.code),
            number=turn.number,
            category=names(turn.category),
            place=place_name(turn.place, local_date(turn.began_at)),
            agency=agency_name(turn.agency, local_date(turn.began_at), local_date(now)),
            is_public=turn.is_public,
            urgent=turn.urgent,
            began_at=turn.began_at,
            due_at=turn.due_at,
            answered_at=turn.answered_at,
            state=_state(turn, now),
            satisfaction=turn.satisfaction,
            opens=opens(turn),
        )

    field = KINDS[kind][0] or "began_at"
    page = newest_first(rows, field=field, cursor=cursor, limit=limit, show=show)
    hidden = reports.hidden_since([row.code for row in page.items], publicly=publicly)
    return replace(page, items=[row for row in page.items if row.code not in hidden])


def _is_told(scope: Scope, now: datetime) -> bool:
    whole = sums.joined(sums.daily(scope), sums.waiting(scope, now))
    return "" in sums.told(whole, now)


def _includes_private(kind: str, scope: Scope, now: datetime) -> bool:
    counted = dict(
        turns(rules.family(kind), scope, now).order_by().values_list("is_public").annotate(Count("pk"))
    )
    return rules.includes_private(counted.get(True, 0), counted.get(False, 0), least=sums.least_of_place(now))


def _state(turn: Turn, now: datetime) -> str:
    if turn.answered_at is not None:
        return "on_time" if turn.in_time else "late"
    if turn.is_refused:
        return "refused"
    if turn.is_paused:
        return "paused"
    return "overdue" if turn.due_at and turn.due_at < now else "open"


def _opens(turn: Turn, actor: Actor) -> str:
    if any(actor.has(role, turn.agency) for role in OPENS_CASES):
        return "case"
    return "page" if turn.is_public else ""
