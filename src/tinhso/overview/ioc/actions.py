"""How do facts become figures? The turns of a report are told anew, the counters follow the difference.

No act of a person happens here, so no fact is appended: the room only remembers what others announced.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from django.db import connection, models

from tinhso.core.clock import local_date
from tinhso.core.facts import Recorded
from tinhso.foundation.ledger import queries as ledger
from tinhso.overview.ioc.models import News, Speed, Tally, Turn, Waiting
from tinhso.overview.ioc.rules import speed
from tinhso.overview.ioc.rules import turns as rules

_COLUMNS = [f.name for f in fields(rules.Turn)]
Key = tuple[Any, ...]
Added = dict[Key, dict[str, int]]
ROWS_AT_ONCE = 500
"""SQLite binds at most 32,766 values; a tally has eighteen."""


def take_in(fact: Recorded) -> bool:
    """This will take in one fact, as `take_in_all` does."""
    return take_in_all([fact])


def take_in_all(facts: Sequence[Recorded]) -> bool:
    """This will bring turns and counters of the facts' reports up to date; tells whether any changed.

    For the transaction that also stores the subscriber's position. One statement where nothing is new;
    otherwise as many for a hundred reports as for one, because all their differences are added first.
    """
    latest = {_report_id(fact.subject): fact.id for fact in facts}
    kept: dict[int, list[Turn]] = {report_id: [] for report_id in latest}
    for row in Turn.objects.filter(report_id__in=latest).order_by("report_id", "number"):
        kept[row.report_id].append(row)
    behind = [f"report:{pk}" for pk, last in latest.items() if _is_behind(kept[pk], last)]
    before: list[rules.Turn] = []
    after: list[rules.Turn] = []
    new: list[Turn] = []
    for subject, known in (ledger.facts_of_many(behind) if behind else {}).items():
        report_id = _report_id(subject)
        were, told = [_plain(row) for row in kept[report_id]], rules.turns(known)
        last = max((f.id for f in known), default=latest[report_id])
        new += _keep(report_id, kept[report_id], told, last=last)
        if were != told:
            before += were
            after += told
    Turn.objects.bulk_create(new)
    if not before and not after:
        return False
    _count(before, after)
    if position := max((fact.position or 0 for fact in facts), default=0):
        News.objects.update_or_create(pk=1, defaults={"position": position})
    return True


def _is_behind(kept: Sequence[Turn], last: int) -> bool:
    return not kept or min(row.fact_id for row in kept) < last


def _report_id(subject: str) -> int:
    return int(subject.partition(":")[2])


def _plain(row: Turn) -> rules.Turn:
    return rules.Turn(**{name: getattr(row, name) for name in _COLUMNS})


def _keep(report_id: int, kept: Sequence[Turn], told: Sequence[rules.Turn], *, last: int) -> list[Turn]:
    """Changes and deletes rows of one report; gives those that are to be created."""
    by_number = {row.number: row for row in kept}
    new, changed = [], []
    for turn in told:
        values = {name: getattr(turn, name) for name in _COLUMNS}
        row = by_number.pop(turn.number, None)
        if row is None:
            new.append(Turn(report_id=report_id, fact_id=last, **values))
            continue
        row.fact_id = last
        for name, value in values.items():
            setattr(row, name, value)
        changed.append(row)
    for row in changed:
        row.save(force_update=True)
    if by_number:
        Turn.objects.filter(pk__in=[row.pk for row in by_number.values()]).delete()
    return new


def _count(before: Iterable[rules.Turn], told: Iterable[rules.Turn]) -> None:
    tallies: Added = defaultdict(lambda: defaultdict(int))
    waits: Added = defaultdict(lambda: defaultdict(int))
    speeds: Added = defaultdict(lambda: defaultdict(int))
    for sign, some in ((-1, before), (1, told)):
        for turn in some:
            _add(turn, sign, tallies, waits, speeds)
    _write(Tally, ("day",), tallies)
    _write(Waiting, ("due_on",), waits)
    _write(Speed, ("day", "step"), speeds)
    # a due day on which nothing waits any more is read by nobody
    if gone := [key for key, numbers in waits.items() if numbers["open"] < 0]:
        days = {key[5] for key in gone}
        Waiting.objects.filter(shape__in=range(8), due_on__in=days, open=0, urgent=0).delete()


def _add(turn: rules.Turn, sign: int, tallies: Added, waits: Added, speeds: Added) -> None:
    happened = rules.daily(turn, local_date)
    due = rules.waiting(turn, local_date)
    for cell in rules.cells(turn):
        at = (cell.shape, cell.category, cell.agency, cell.place, cell.is_public)
        for day, measure, number in happened:
            tallies[(*at, day)][measure] += sign * number
        if due:
            due_on, number, urgent = due
            waits[(*at, due_on)]["open"] += sign * number
            waits[(*at, due_on)]["urgent"] += sign * urgent
        if turn.answered_at is not None:
            step = speed.speed(rules.seconds(turn))
            speeds[(*at, local_date(turn.answered_at), step)]["answers"] += sign


def _write(model: type[models.Model], ends: tuple[str, ...], added: Mapping[Key, Mapping[str, int]]) -> None:
    """This will add to the counters with one statement, the same in SQLite and PostgreSQL.

    The ORM cannot say "add to the row that is there" in an insert, and reading first would cost a
    statement for each of up to 32 cells.
    """
    rows = [(key, numbers) for key, numbers in added.items() if any(numbers.values())]
    for start in range(0, len(rows), ROWS_AT_ONCE):
        _upsert(model, ends, rows[start : start + ROWS_AT_ONCE])


def _upsert(
    model: type[models.Model], ends: tuple[str, ...], rows: Sequence[tuple[Key, Mapping[str, int]]]
) -> None:
    keys = ("shape", "category", "agency", "place", "is_public", *ends)
    measures = [f.attname for f in model._meta.concrete_fields if f.attname not in (*keys, "id")]
    table = model._meta.db_table
    places = ", ".join(["(" + ", ".join(["%s"] * (len(keys) + len(measures))) + ")"] * len(rows))
    adding = ", ".join(f"{m} = {table}.{m} + excluded.{m}" for m in measures)
    values = [
        value
        for key, numbers in rows
        for value in (*map(_adapted, key), *(numbers.get(m, 0) for m in measures))
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join((*keys, *measures))}) VALUES {places} "  # noqa: S608 (own names)
            f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {adding}",
            values,
        )


def _adapted(value: Any) -> Any:
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
