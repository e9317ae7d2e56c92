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
from tinhso.overview.ioc.rules import turns as rules

_COLUMNS = [f.name for f in fields(rules.Turn)]
Key = tuple[Any, ...]
Added = dict[Key, dict[str, int]]


def take_in(fact: Recorded) -> bool:
    """This will bring the turns and counters of the fact's report up to date; tells whether they changed.

    For the transaction that also stores the subscriber's position. Two statements where nothing is new.
    """
    report_id = int(fact.subject.partition(":")[2])
    kept = list(Turn.objects.filter(report_id=report_id).order_by("number"))
    if kept and min(row.fact_id for row in kept) >= fact.id:
        return False
    facts = ledger.facts_of(fact.subject)
    told = rules.turns(facts)
    before = [_plain(row) for row in kept]
    _keep(report_id, kept, told, last=max((f.id for f in facts), default=fact.id))
    if before == told:
        return False
    _count(before, told)
    if fact.position:
        News.objects.update_or_create(pk=1, defaults={"position": fact.position})
    return True


def _plain(row: Turn) -> rules.Turn:
    return rules.Turn(**{name: getattr(row, name) for name in _COLUMNS})


def _keep(report_id: int, kept: Sequence[Turn], told: Sequence[rules.Turn], *, last: int) -> None:
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
    if new:
        Turn.objects.bulk_create(new)
    if by_number:
        Turn.objects.filter(pk__in=[row.pk for row in by_number.values()]).delete()


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
            step = rules.speed(rules.seconds(turn))
            speeds[(*at, local_date(turn.answered_at), step)]["answers"] += sign


def _write(model: type[models.Model], ends: tuple[str, ...], added: Mapping[Key, Mapping[str, int]]) -> None:
    """This will add to the counters with one statement, the same in SQLite and PostgreSQL.

    The ORM cannot say "add to the row that is there" in an insert, and reading first would cost a
    statement for each of up to 32 cells.
    """
    rows = {key: numbers for key, numbers in added.items() if any(numbers.values())}
    if not rows:
        return
    keys = ("shape", "category", "agency", "place", "is_public", *ends)
    measures = [f.attname for f in model._meta.concrete_fields if f.attname not in (*keys, "id")]
    table = model._meta.db_table
    places = ", ".join(["(" + ", ".join(["%s"] * (len(keys) + len(measures))) + ")"] * len(rows))
    adding = ", ".join(f"{m} = {table}.{m} + excluded.{m}" for m in measures)
    values = [
        value
        for key, numbers in rows.items()
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
