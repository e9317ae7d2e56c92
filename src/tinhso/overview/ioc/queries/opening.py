"""Which turns may everybody have, one by one, so that each figure can be counted again by hand?

A turn that is not public stands there with its agency, its days and its result, and nothing else: no code,
category, place or hour; and without its agency where that one has few of them, as in the public league.
Sealed ones were never kept.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from tinhso.casework.reports import queries as reports
from tinhso.core.clock import day_bounds, local_date
from tinhso.overview.ioc.models import Turn
from tinhso.overview.ioc.queries import sums
from tinhso.overview.ioc.queries.scope import Scope
from tinhso.overview.ioc.rules.turns import seconds

AT_ONCE = 2_000


@dataclass(frozen=True)
class Counted:
    """One turn, and in which figures of the period it counts; codes and moments are empty unless public."""

    is_public: bool
    code: str
    number: int
    category: str
    place: str
    agency: str
    urgent: bool | None
    began_on: date
    began_at: datetime | None
    due_at: datetime | None
    answered_on: date | None
    answered_at: datetime | None
    in_time: bool | None
    seconds: int | None
    rated_on: date | None
    satisfaction: str
    counts_received: bool
    counts_answered: bool
    counts_rated: bool
    is_open: bool
    is_overdue: bool


def counted(scope: Scope, *, now: datetime) -> Iterator[Counted]:
    """This will give every turn that a figure of the period counts, public ones first, page by page.

    Each page is a statement of its own, so that a slow reader holds no transaction open. Private turns come
    after all public ones: between two public ones their place in the row would tell their hour.
    """
    since, until = day_bounds(scope.since)[0], day_bounds(scope.until)[0]
    told = sums.told(sums.joined(sums.daily(scope, "agency"), sums.waiting(scope, now, "agency")), now)
    for is_public in (True, False):
        after = 0
        while rows := list(_rows(scope, since, until, is_public).filter(pk__gt=after)[:AT_ONCE]):
            # what was hidden or sealed meanwhile is left out until it is counted anew
            hidden = reports.hidden_since([turn.code for turn in rows], publicly=is_public)
            yield from (_counted(turn, since, until, now, told) for turn in rows if turn.code not in hidden)
            after = rows[-1].pk


def _rows(scope: Scope, since: datetime, until: datetime, is_public: bool) -> QuerySet[Turn]:
    happened = Q(answered_at__isnull=True, is_refused=False)
    for moment in ("began_at", "answered_at", "rated_at"):
        happened |= Q(**{f"{moment}__gte": since, f"{moment}__lt": until})
    return Turn.objects.filter(happened, is_public=is_public, **scope.codes()).order_by("pk")


def _counted(turn: Turn, since: datetime, until: datetime, now: datetime, told: Collection[str]) -> Counted:
    def within(moment: datetime | None) -> bool:
        return moment is not None and since <= moment < until

    def if_public(value: str) -> str:
        return value if turn.is_public else ""

    is_open = turn.answered_at is None and not turn.is_refused
    is_late = turn.due_at is not None and turn.due_at < now
    return Counted(
        is_public=turn.is_public,
        code=if_public(turn.code),
        number=turn.number,
        category=if_public(turn.category),
        place=if_public(turn.place),
        agency=turn.agency if turn.is_public or turn.agency in told else "",
        urgent=turn.urgent if turn.is_public else None,
        began_on=local_date(turn.began_at),
        began_at=turn.began_at if turn.is_public else None,
        due_at=turn.due_at if turn.is_public else None,
        answered_on=local_date(turn.answered_at) if turn.answered_at else None,
        answered_at=turn.answered_at if turn.is_public else None,
        in_time=turn.in_time,
        seconds=seconds(turn) if turn.answered_at else None,
        rated_on=local_date(turn.rated_at) if turn.rated_at else None,
        satisfaction=turn.satisfaction,
        counts_received=turn.number == 1 and within(turn.began_at),
        counts_answered=within(turn.answered_at),
        counts_rated=within(turn.rated_at) and turn.satisfaction != "",
        is_open=is_open,
        is_overdue=is_open and not turn.is_paused and is_late,
    )
