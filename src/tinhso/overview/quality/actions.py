"""How do dossiers become the month's numbers? What a body received is marked when heard of, and counted anew.

Nothing is added up from facts: a fact only says where to look again. So hearing one twice, late or not at all
cannot make a wrong number, and everything can be made from nothing. Counted anew is one body
and procedure: its month, or the marked day where the month is cut into days. No act of a person happens here.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import connection, transaction

from tinhso.casework.onestop.queries import counting, measuring
from tinhso.casework.onestop.queries.counting import Cell
from tinhso.core.clock import day_bounds, local_date
from tinhso.core.facts import Recorded
from tinhso.overview.quality.models import Stale, Tally
from tinhso.overview.quality.rules import months

MARKS_A_TURN = 50


def mark(facts: Sequence[Recorded]) -> int:
    """This will mark the days of the dossiers that facts tell of; gives how many dossiers were received."""
    ids = {int(number) for fact in facts if (number := _dossier(fact.subject))}
    places = measuring.places_of(sorted(ids)) if ids else []
    keys = {(local_date(at), agency, procedure) for at, agency, procedure in places}
    Stale.objects.bulk_create(
        (Stale(day=day, agency=agency, procedure=procedure) for day, agency, procedure in sorted(keys)),
        ignore_conflicts=True,
    )
    return len(places)


def _dossier(subject: str) -> str:
    kind, _sign, number = subject.partition(":")
    return number if kind == "dossier" and number.isdigit() else ""


def refresh(*, now: datetime, most: int = MARKS_A_TURN) -> int:
    """This will count what is marked anew, the oldest marks first; gives how many marks it followed."""
    with transaction.atomic():
        # locked from the oldest on: a second worker waits here, and does not count the same beside
        marks = list(Stale.objects.select_for_update().order_by("id")[:most])
        # the mark goes before the count: what is heard meanwhile marks again
        Stale.objects.filter(pk__in=[one.pk for one in marks]).delete()
        for (first, day, agency), procedures in _spans(marks).items():
            _count(first, day, agency, sorted(procedures))
    return len(marks)


def _spans(marks: Sequence[Stale]) -> dict[tuple[date, int, str], set[str]]:
    """What is to be counted: by month, day of it (0: all of it) and body, the procedures."""
    found: dict[tuple[date, int, str], set[str]] = defaultdict(set)
    cut: dict[tuple[date, str], set[str]] = {}
    for one in marks:
        place = (months.first(one.day), one.agency)
        if place not in cut:
            rows = Tally.objects.filter(month=place[0], agency=one.agency, day__gt=0)
            cut[place] = set(rows.values_list("procedure", flat=True).distinct())
        day = one.day.day if one.procedure in cut[place] else counting.WHOLE
        found[place[0], day, one.agency].add(one.procedure)
    return found


def count_anew(*, since: date, until: date, now: datetime) -> int:
    """This will count every month that the half-open days touch from nothing; gives how many dossiers."""
    wanted = list(months.between(since, until))
    if not wanted:
        return 0
    bounds = [months.bounds(month)[0] for month in wanted] + [months.bounds(wanted[-1])[1]]
    with transaction.atomic():
        Stale.objects.filter(day__gte=wanted[0], day__lt=months.later(wanted[-1], 1)).delete()
        found = counting.of_months(bounds)
        Tally.objects.filter(month__in=wanted).delete()
        return _keep(found)


def count_lately(*, now: datetime) -> int:
    """This will count this month and the two before anew: what nobody told of is found within a day."""
    today = local_date(now)
    since = months.earlier(months.first(today), 2)
    return count_anew(since=since, until=months.later(months.first(today), 1), now=now)


def _count(month: date, day: int, agency: str, procedures: Sequence[str]) -> None:
    since, until = day_bounds(month.replace(day=day)) if day else months.bounds(month)
    cells = counting.of_cells(since, until, agency=agency, procedures=procedures)
    rows = Tally.objects.filter(month=month, agency=agency, procedure__in=list(procedures))
    (rows.filter(day=day) if day else rows).delete()
    # of one day nobody can tell whether the month is to be cut: it stays cut
    _keep([replace(cell, day=day) for cell in cells] if day else cells)


def _keep(cells: Sequence[Cell]) -> int:
    """Writes tallies; through the ORM two thirds of all the time would be its own."""
    columns = ("month", "day", "agency", "procedure", "field", *measuring.MEASURES)
    named = ", ".join(f'"{column}"' for column in columns)
    places = ", ".join(["%s"] * len(columns))
    stored = connection.ops.adapt_datefield_value
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {Tally._meta.db_table} ({named}) VALUES ({places})",  # noqa: S608 (own names)
            [
                (stored(c.month), c.day, c.agency, c.procedure, c.field,
                 *(c.counts[m] for m in measuring.MEASURES))
                for c in cells
            ],
        )  # fmt: skip
    return sum(cell.counts["received"] for cell in cells)
