"""How do dossiers become the month's numbers? A body's month is marked when heard of, and counted anew.

Nothing is added up from facts: a fact only says where to look again. So hearing one twice, late or not at all
cannot make a wrong number, and everything can be made from nothing. No act of a person happens here.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from django.db import connection, transaction

from tinhso.casework.onestop.queries import measuring
from tinhso.casework.onestop.queries.measuring import Cell
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
    wanted = list(months.between(since, until))
    if not wanted:
        return 0
    bounds = [months.bounds(month)[0] for month in wanted] + [months.bounds(wanted[-1])[1]]
    with transaction.atomic():
        Stale.objects.filter(month__in=wanted).delete()
        found = measuring.counted_periods(bounds)
        Tally.objects.filter(month__in=wanted).delete()
        return sum(_keep(month, cells) for month, cells in zip(wanted, found, strict=True))


def count_lately(*, now: datetime) -> int:
    """This will count this month and the two before anew: what nobody told of is found within a day."""
    today = local_date(now)
    since = months.earlier(months.first(today), 2)
    return count_anew(since=since, until=months.later(months.first(today), 1), now=now)


def _count(month: date, agencies: Sequence[str]) -> int:
    since, until = months.bounds(month)
    cells = measuring.counted(since, until, agencies=agencies)
    Tally.objects.filter(month=month, agency__in=list(agencies)).delete()
    return _keep(month, cells)


def _keep(month: date, cells: Sequence[Cell]) -> int:
    """Writes the tallies of a month; through the ORM two thirds of all the time would be its own."""
    columns = ("month", "agency", "procedure", "field", *measuring.MEASURES)
    named = ", ".join(f'"{column}"' for column in columns)
    places = ", ".join(["%s"] * len(columns))
    day = connection.ops.adapt_datefield_value(month)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {Tally._meta.db_table} ({named}) VALUES ({places})",  # noqa: S608 (own names)
            [
                (day, c.agency, c.procedure, c.field, *(c.counts[m] for m in measuring.MEASURES))
                for c in cells
            ],
        )
    return sum(cell.counts["received"] for cell in cells)
