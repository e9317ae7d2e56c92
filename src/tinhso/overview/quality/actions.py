"""How do dossiers become the month's numbers? A body's month is marked when heard of, and counted anew.

Nothing is added up from facts: a fact only says where to look again. So hearing one twice, late or not at all
cannot make a wrong number, and everything can be made from nothing. No act of a person happens here.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from tinhso.casework.onestop.queries import measuring
from tinhso.core.clock import local_date
from tinhso.core.facts import Recorded
from tinhso.overview.quality.models import Stale, Tally
from tinhso.overview.quality.rules import months

MARKS_A_TURN = 50


def mark(facts: Sequence[Recorded]) -> int:
    """This will mark the months of the dossiers that facts tell of; gives how many dossiers were received."""
    ids = {int(number) for fact in facts if (number := _dossier(fact.subject))}
    places = measuring.places_of(sorted(ids)) if ids else []
    keys = {(months.first(local_date(at)), agency) for at, agency in places}
    Stale.objects.bulk_create(
        (Stale(month=month, agency=agency) for month, agency in sorted(keys)), ignore_conflicts=True
    )
    return len(places)


def _dossier(subject: str) -> str:
    kind, _sign, number = subject.partition(":")
    return number if kind == "dossier" and number.isdigit() else ""


def refresh(*, now: datetime, most: int = MARKS_A_TURN) -> int:
    """This will count the marked months of bodies anew, the oldest marks first; gives how many it counted."""
    with transaction.atomic():
        marks = list(Stale.objects.order_by("id")[:most])
        # the mark goes before the count: what is heard meanwhile marks again
        Stale.objects.filter(pk__in=[one.pk for one in marks]).delete()
        by_month: dict[date, list[str]] = defaultdict(list)
        for one in marks:
            by_month[one.month].append(one.agency)
        for month, agencies in by_month.items():
            _count(month, agencies)
    return len(marks)


def count_anew(*, since: date, until: date, now: datetime) -> int:
    """This will count every month that the half-open days touch from nothing; gives how many dossiers."""
    found = 0
    for month in months.between(since, until):
        with transaction.atomic():
            Stale.objects.filter(month=month).delete()
            found += _count(month, ())
    return found


def count_lately(*, now: datetime) -> int:
    """This will count this month and the two before anew: what nobody told of is found within a day."""
    today = local_date(now)
    since = months.earlier(months.first(today), 2)
    return count_anew(since=since, until=months.later(months.first(today), 1), now=now)


def _count(month: date, agencies: Sequence[str]) -> int:
    since, until = months.bounds(month)
    cells = measuring.counted(since, until, agencies=agencies)
    kept = Tally.objects.filter(month=month)
    (kept.filter(agency__in=list(agencies)) if agencies else kept).delete()
    Tally.objects.bulk_create(
        (
            Tally(month=month, agency=c.agency, procedure=c.procedure, field=c.field, **c.counts)
            for c in cells
        ),
        batch_size=500,
    )
    return sum(cell.counts["received"] for cell in cells)
