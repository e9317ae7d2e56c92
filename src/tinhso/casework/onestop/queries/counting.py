"""How many dossiers of each kind did each body receive for each procedure, by month, or by day where many?

A month of a body and a procedure is one cell. One with more than `MANY` dossiers is cut into its days, so
that whoever counts anew what a dossier changed never counts more than a day. The words are `measuring`'s.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from django.db import connection

from tinhso.casework.onestop.queries import early, measuring
from tinhso.casework.onestop.queries.measuring import KINDS, MEASURES, SUMS

MANY = 500
WHOLE = 0
"""In place of a day of the month: the cell is not cut."""


@dataclass(frozen=True)
class Cell:
    """What was counted of one body and one procedure in a month, or on that `day` of it."""

    month: date
    day: int
    agency: str
    procedure: str
    field: str
    counts: dict[str, int]


def of_months(bounds: Sequence[datetime]) -> list[Cell]:
    """This will count the months between moments that follow each other, from nothing.

    Within a transaction.
    """
    if _one_statement():
        return _counted(bounds[0], bounds[-1], "", [], many=True)
    found: list[Cell] = []
    for since, until in pairwise(bounds):
        found += _counted(since, until, "", [])
    return found


def of_cells(since: datetime, until: datetime, *, agency: str, procedures: Sequence[str]) -> list[Cell]:
    """This will count what a body received for some procedures within one month, or on one day of it."""
    marks = ", ".join(["%s"] * len(procedures))
    where = f" AND d.agency_code = %s AND d.procedure_code IN ({marks})"
    return _counted(since, until, where, [agency, *procedures])


def _counted(
    since: datetime, until: datetime, where: str, values: Sequence[str], *, many: bool = False
) -> list[Cell]:
    table, seen = measuring.seen_once(where, many=many)
    table, refs = measuring.with_refs(table)
    names = [f"n_{measure}" for measure in MEASURES[:-1]]
    sums = ", ".join(f"{word} AS {name}" for word, name in zip(_sums(), names, strict=True))
    again = ", ".join(f"CAST(SUM({name}) AS BIGINT)" for name in names)
    sql = f"""WITH {table}, by_day AS (
            SELECT {_local_day()} AS local, d.agency_code, d.procedure_code,
                MAX(d.field_code) AS field_code, {sums}
            FROM ({seen}) d GROUP BY 1, d.agency_code, d.procedure_code
        ), cut AS (
            SELECT by_day.*, SUBSTR(CAST(local AS TEXT), 1, 7) AS month,
                CASE WHEN SUM(n_received) OVER (
                    PARTITION BY SUBSTR(CAST(local AS TEXT), 1, 7), agency_code, procedure_code
                ) > {MANY} THEN CAST(SUBSTR(CAST(local AS TEXT), 9, 2) AS INTEGER) ELSE {WHOLE} END AS day
            FROM by_day
        )
        SELECT month, day, agency_code, procedure_code, MAX(field_code), {again}
        FROM cut GROUP BY month, day, agency_code, procedure_code"""  # noqa: S608 (own words)
    with connection.cursor() as cursor:
        for wish in _wishes() if many else ():
            cursor.execute(wish)
        cursor.execute(sql, [*refs, measuring.stored(since), measuring.stored(until), *values])
        found = [_cell(row) for row in cursor.fetchall()]
    if any(cell.counts["promised_decided"] for cell in found):
        _add_days_saved(found, early.days_saved(since, until, sorted({cell.agency for cell in found})))
    return found


def _cell(row: Sequence[Any]) -> Cell:
    month, day, agency, procedure, field, *numbers = row
    counts = dict(zip(MEASURES, (*map(int, numbers), 0), strict=True))
    return Cell(date.fromisoformat(f"{month}-01"), int(day), agency, procedure, field, counts)


def _add_days_saved(cells: Sequence[Cell], saved: Mapping[tuple[str, str, date], int]) -> None:
    """Only working calendars know how long a term would have been: these come from Python."""
    found = {(cell.agency, cell.procedure, cell.month, cell.day): cell.counts for cell in cells}
    for (agency, procedure, day), number in saved.items():
        month = day.replace(day=1)
        counts = found.get((agency, procedure, month, day.day)) or found.get(
            (agency, procedure, month, WHOLE)
        )
        if counts is not None:  # a procedure that nobody asked for
            counts["days_saved"] += number


def _sums() -> list[str]:
    sums = [f"SUM(CASE WHEN {word} THEN 1 ELSE 0 END)" for word in KINDS.values()]
    sums += [f"CAST(SUM({word}) AS BIGINT)" for word in SUMS.values()]
    return [*sums, f"CAST(COALESCE(SUM({_took()}), 0) AS BIGINT)"]


# The one place where the databases differ: how they subtract moments, which day a moment is in Vietnam, and
# how they count a million fastest: PostgreSQL hashes what lies beside, SQLite looks it up, month by month.


def _took() -> str:
    if connection.vendor == "postgresql":
        return "EXTRACT(EPOCH FROM (d.decided_at - d.received_at))"
    return "ROUND((julianday(d.decided_at) - julianday(d.received_at)) * 86400)"


def _local_day() -> str:
    if connection.vendor == "postgresql":
        return "CAST(d.received_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)"
    return "date(d.received_at, '+7 hours')"


def _one_statement() -> bool:
    return connection.vendor == "postgresql"


def _wishes() -> Sequence[str]:
    """Until the transaction ends: memory for hashed columns of a million rows; one helper, for each adds up
    by itself what lies beside; and no compiling of a hundred sums, which takes longer than it saves."""
    if connection.vendor != "postgresql":
        return ()
    return (
        "SET LOCAL work_mem = '128MB'", "SET LOCAL max_parallel_workers_per_gather = 1", "SET LOCAL jit = off"
    )  # fmt: skip
