"""How do 3,000 played reports become 100,000? Copies with codes, places in time and points of their own.

A copy is a row of each table that a list, a desk, a map or a board reads: report (with its search words),
decisions, answers, ratings, work items, and the centre's turns with their counters. Copies have no facts:
the pages measured here read none. Finished reports are copied again and again over one year; of the open
ones every tenth copy stays open, so desks and boards carry a pile of forgotten work as in life.
"""

import random
import secrets
import time
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Max, Model

from benchmarks.reading import RARE_WORD
from tinhso.casework.reports.models import Answer, Decision, Rating, Report
from tinhso.casework.reports.workflow import OPEN, Status
from tinhso.core import rows
from tinhso.core.values import public_code
from tinhso.foundation.worklist.models import WorkItem
from tinhso.overview.ioc import actions as ioc
from tinhso.overview.ioc.models import Turn
from tinhso.overview.ioc.rules import turns

YEAR = 365
AT_ONCE = 5_000
OPEN_EVERY = 10
RARE_EVERY = 5_000
_HANGING = (Decision, Answer, Rating)


def grow(to: int, *, seed: int = 1) -> int:
    """This will copy until there are `to` reports and give how many were added."""
    dice = random.Random(seed)
    base = _Base()
    missing = to - Report.objects.count()
    added = 0
    for number, (original, days) in enumerate(base.copies(dice)):
        if number % AT_ONCE == 0:
            if number:
                added += base.write(dice)
            if added >= missing:
                break
        base.wanted.append((original, days))
        if added + len(base.wanted) == missing:
            added += base.write(dice)
            break
    _settle()
    return added


class _Base:
    """The played reports, read once, and the copies to be written next."""

    def __init__(self) -> None:
        self.reports = list(Report.objects.order_by("pk"))
        self.hanging = {model: _by(model.objects.all(), "report_id") for model in _HANGING}
        self.items = _by(WorkItem.objects.order_by("pk"), "subject")
        self.turns = _by(Turn.objects.order_by("pk"), "report_id")
        self.wanted: list[tuple[Report, timedelta]] = []
        self.number = 0
        self.codes = set(Report.objects.values_list("code", flat=True))

    def copies(self, dice: random.Random) -> Iterator[tuple[Report, timedelta]]:
        """This will give originals with the time by which their copy lies further back, without an end."""
        while True:
            for original in self.reports:
                # The worker would wake copies that wait for a reply, and they have no facts to go on from.
                if original.status == Status.WAITING_FOR_CITIZEN:
                    continue
                if original.status not in OPEN or dice.randrange(OPEN_EVERY) == 0:
                    yield original, timedelta(days=dice.randrange(1, YEAR))

    def write(self, dice: random.Random) -> int:
        """This will write the wanted copies in one transaction and give how many."""
        wanted, self.wanted = self.wanted, []
        with transaction.atomic():
            made = _write(Report, [self._report(o, days, dice) for o, days in wanted])
            told: list[turns.Turn] = []
            hanging: dict[type[Model], list[Model]] = defaultdict(list)
            for (original, days), new in zip(wanted, made, strict=True):
                for model in _HANGING:
                    hanging[model] += (
                        _copied(row, days, report_id=new.pk)
                        for row in self.hanging[model].get(original.pk, ())
                    )
                hanging[WorkItem] += (
                    _copied(row, days, subject=new.subject, next_alarm_at=None)
                    for row in self.items.get(original.subject, ())
                )
                for row in self.turns.get(original.pk, ()):
                    turn = _copied(row, days, report_id=new.pk, code=new.code)
                    hanging[Turn].append(turn)
                    told.append(ioc._plain(turn))
            for model, some in hanging.items():
                _write(model, some)
            ioc._count([], told)
        return len(made)

    def _report(self, original: Report, days: timedelta, dice: random.Random) -> Report:
        self.number += 1
        ended: dict[str, Any] = {}
        if original.status == Status.ANSWERED:
            # The worker closes after seven days of silence; a copy is closed already.
            ended = {"status": Status.CLOSED.value, "closed_at": original.answered_at - days}
        words = original.public_words
        if words and self.number % RARE_EVERY == 0:
            words = f"{words} {RARE_WORD}"
        return _copied(
            original,
            days,
            **ended,
            client_id=uuid.uuid4(),
            nonce=secrets.token_bytes(16),
            code=self._new_code(),
            public_words=words,
            **_elsewhere(original, dice),
        )

    def _new_code(self) -> str:
        # among 100,000 random codes of 10^9 some five meet
        while (code := public_code(secrets.randbelow(10**9))) in self.codes:
            pass
        self.codes.add(code)
        return code


def _elsewhere(original: Report, dice: random.Random) -> dict[str, float]:
    """Some way off; what the public sees moves along, unless it is the middle of a square."""
    if original.lat is None or original.lon is None:
        return {}
    lat, lon = original.lat + dice.uniform(-0.002, 0.002), original.lon + dice.uniform(-0.002, 0.002)
    is_shown_exactly = (original.public_lat, original.public_lon) == (original.lat, original.lon)
    shown = {"public_lat": lat, "public_lon": lon} if is_shown_exactly else {}
    return {"lat": lat, "lon": lon, **shown}


def _by(rows: Iterable[Any], name: str) -> dict[Any, list[Any]]:
    found = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found


def _copied(row: Any, days: timedelta, **changes: Any) -> Any:
    """This will give an unsaved copy whose every moment lies `days` further back."""
    values = {
        name: value - days if type(value) is datetime else value
        for name, value in row.__dict__.items()
        if name != "_state"
    }
    values["id"] = None
    return rows.new(type(row), **{**values, **changes})


def _write(model: type[Model], new: list[Any]) -> list[Any]:
    """This will write new rows with keys that follow the last one: by COPY, on SQLite by INSERT."""
    first = (model._default_manager.aggregate(last=Max("pk"))["last"] or 0) + 1
    for number, row in enumerate(new, first):
        row.pk = number
    fields = list(model._meta.concrete_fields)
    table = ", ".join(connection.ops.quote_name(f.column) for f in fields)
    name = connection.ops.quote_name(model._meta.db_table)
    prepared = rows._Columns(fields)
    values = (prepared.values(row, connection) for row in new)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {name} ({table}) FROM STDIN") as copy:
                for one in values:
                    copy.write_row(one)
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {name} ({table}) VALUES ({marks})", list(values))
    return new


def _settle() -> None:
    """What autovacuum does by itself in a minute or two; SQLite has nothing of the kind and gets nothing.

    The keys were given by hand, so the sequences are set behind them.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(
                no_style(), [Report, WorkItem, Turn, *_HANGING]
            ):
                cursor.execute(statement)
            cursor.execute("VACUUM ANALYZE")


def inside(to: str) -> dict[str, float]:
    """This will grow the service's database and tell how long it took."""
    began = time.monotonic()
    added = grow(int(to))
    return {"added": added, "seconds": round(time.monotonic() - began, 1)}
