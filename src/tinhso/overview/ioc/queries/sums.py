"""How many? Sums over counters, a few rows each, however many reports there are."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q, Sum

from tinhso.casework.rulebook import queries as rulebook
from tinhso.core.clock import day_bounds, local_date
from tinhso.overview.ioc.models import News, Speed, Tally, Turn, Waiting
from tinhso.overview.ioc.queries.scope import KINDS, Scope, turns
from tinhso.overview.ioc.rules import figures as rules

DAILY = (
    "received", "reopened", "by_hand", "urgent", "refused", "answered", "on_time", "late", "satisfied",
    "acceptable", "unsatisfied", "seconds",
)  # fmt: skip
RATED = ("satisfied", "acceptable", "unsatisfied")
Sums = dict[Any, dict[bool, dict[str, int]]]
"""By group (a code or a day; "" for all together), then public or private: measure -> number."""


def _empty() -> Sums:
    return defaultdict(lambda: {True: defaultdict(int), False: defaultdict(int)})


def daily(scope: Scope, by: str = "") -> Sums:
    """This will sum what happened in the period, grouped by "category", "agency", "place" or "day"."""
    rows = Tally.objects.filter(
        shape=scope.shape(by), day__gte=scope.since, day__lt=scope.until, **scope.codes()
    )
    group = [by] if by else []
    found = _empty()
    summed = rows.order_by().values_list(*group, "is_public").annotate(*(Sum(m) for m in DAILY))
    for row in summed:
        key = row[0] if by else ""
        counts = found[key][row[len(group)]]
        for measure, number in zip(DAILY, row[len(group) + 1 :], strict=True):
            counts[measure] += number or 0
        counts["rated"] = sum(counts[m] for m in RATED)
    return found


def waiting(scope: Scope, now: datetime, by: str = "") -> Sums:
    """This will sum what is open now: "open", "urgent_open", and "overdue", grouped as `daily` groups."""
    today = local_date(now)
    group = [by] if by else []
    rows = Waiting.objects.filter(shape=scope.shape(by), **scope.codes()).order_by()
    summed = rows.values_list(*group, "is_public").annotate(
        n_open=Sum("open"), n_urgent=Sum("urgent"), n_overdue=Sum("open", filter=Q(due_on__lt=today))
    )
    found = _empty()
    for row in summed:
        counts = found[row[0] if by else ""][row[len(group)]]
        for measure, number in zip(("open", "urgent_open", "overdue"), row[len(group) + 1 :], strict=True):
            counts[measure] += number or 0
    # of the day that is going on only those whose hour has passed
    today_rows = turns("overdue", scope, now).filter(due_at__gte=day_bounds(today)[0]).order_by()
    for row in today_rows.values_list(*group, "is_public").annotate(Count("pk")):
        found[row[0] if by else ""][row[len(group)]]["overdue"] += row[-1]
    return found


def before(scope: Scope, now: datetime) -> Sums:
    """This will sum the equal period before, up to the same hour where the period still goes on.

    Otherwise every morning would look like a collapse: half a day beside a whole one.
    """
    past = scope.before()
    found = daily(past)
    if scope.until <= local_date(now):
        return found
    end = day_bounds(past.until - timedelta(days=1))[1]
    same_hour = now - timedelta(days=scope.days)
    for kinds in (("received", "by_hand", "reopened"), ("answered", "on_time", "late"), RATED):
        moment = KINDS[kinds[0]][0]
        rows = Turn.objects.filter(
            **scope.codes(), **{f"{moment}__gte": same_hour, f"{moment}__lt": end}
        ).order_by()
        counted = {k: Count("pk", filter=KINDS[k][1]) for k in kinds}
        for is_public, *numbers in rows.values_list("is_public").annotate(**counted):
            for kind, number in zip(kinds, numbers, strict=True):
                found[""][is_public][kind] -= number
    for counts in found[""].values():
        counts["rated"] = sum(counts[m] for m in RATED)
    return found


def steps(scope: Scope) -> dict[bool, dict[int, int]]:
    """This will count answers of the period by how long they took, public and private apart.

    What the shape does not name is empty, and saying so lets the index go straight to the days: after two
    years it would walk over 60,000 counts for the 3,000 of a month.
    """
    cell = {"category": scope.category, "agency": scope.agency, "place": scope.place}
    rows = Speed.objects.filter(shape=scope.shape(), day__gte=scope.since, day__lt=scope.until, **cell)
    found: dict[bool, dict[int, int]] = {True: {}, False: {}}
    for is_public, step, n in rows.order_by().values_list("is_public", "step").annotate(Sum("answers")):
        found[is_public][step] = n
    return found


def least_of_place(now: datetime) -> int:
    """This will give the count below which a place's figure holds no private report."""
    return rulebook.small_count(local_date(now))


def merged(sums: Sums, key: Any, *, least: int | None) -> dict[str, int]:
    """This will give one group's counts, private reports included where that is allowed.

    `least` is None for what is not of a place.
    """
    parts = sums.get(key) or {True: {}, False: {}}
    return rules.together(parts[True], parts[False], least=least)


def told(sums: Sums, now: datetime) -> frozenset[Any]:
    """This will name the groups whose private reports everybody may be told of."""
    least = rulebook.small_count(local_date(now))
    return frozenset(key for key, parts in sums.items() if rules.vanishes(parts[False], least=least))


def joined(*some: Sums) -> Sums:
    """This will lay several sums beside each other: their measures differ."""
    found = _empty()
    for sums in some:
        for key, parts in sums.items():
            for is_public, counts in parts.items():
                found[key][is_public].update(counts)
    return found


def news() -> int:
    """This will give the ledger position of the last fact that changed a figure, 0 for none."""
    return News.objects.filter(pk=1).values_list("position", flat=True).first() or 0


def days_of(scope: Scope) -> Iterable[date]:
    """This will walk over the days of the period."""
    return (scope.since + timedelta(days=n) for n in range(scope.days))
