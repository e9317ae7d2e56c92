"""How are a million turns counted for the board in seconds? The room's rules once for each original turn.

What a turn adds to which cell on which day comes from `ioc.actions`; a copy adds the same some whole days
earlier (Vietnam knows no summer time). So each original is spread over its copies' days as one vector.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.stencils import Table
from tinhso.core import clock
from tinhso.core.clock import local_date
from tinhso.overview.ioc import actions as ioc
from tinhso.overview.ioc.models import Speed, Tally, Turn, Waiting
from tinhso.overview.ioc.rules.turns import NEVER

_KEYS = ("shape", "category", "agency", "place", "is_public")
_DAY = {Tally: "day", Waiting: "due_on", Speed: "day"}
AHEAD, BACK = 100, 750
"""Days within which what waits is due, and by which copies and originals may lie back."""
Key = tuple[Any, ...]
Lines = dict[Key, dict[str, NDArray[np.int64]]]


class Counters:
    """Counts copies, then adds them to what the counters hold."""

    def __init__(self) -> None:
        self._copies: dict[int, NDArray[np.int64]] = {}
        self._turns: dict[int, Turn] = {}

    def add(self, turn: Turn, days: int) -> None:
        """This will count one copy of a turn."""
        found = self._copies.get(turn.pk)
        if found is None:
            self._turns[turn.pk] = turn
            found = self._copies[turn.pk] = np.zeros(BACK, np.int64)
        found[days] += 1

    def write(self) -> None:
        """This will write the counters anew: what they held, and what the copies add."""
        lines: dict[Any, Lines] = {model: {} for model in _DAY}
        last = local_date(clock.now()).toordinal() + AHEAD
        for pk, copies in self._copies.items():
            for model, key, day, measure, number in _told(self._turns[pk]):
                if day != NEVER:
                    start = last - day.toordinal()
                    _line(lines[model], key, measure)[start : start + BACK] += copies * number
        for model, some in lines.items():
            _rewrite(model, some, last)


def _line(lines: Lines, key: Key, measure: str) -> NDArray[np.int64]:
    """The days of one cell's measure, the last of all days first."""
    measures = lines.setdefault(key, {})
    if measure not in measures:
        measures[measure] = np.zeros(AHEAD + 2 * BACK, np.int64)
    return measures[measure]


def _told(turn: Turn) -> Iterator[tuple[Any, Key, date, str, int]]:
    """What one turn adds: (model, cell and step, day, measure, number)."""
    tallies: ioc.Added = defaultdict(lambda: defaultdict(int))
    waits: ioc.Added = defaultdict(lambda: defaultdict(int))
    speeds: ioc.Added = defaultdict(lambda: defaultdict(int))
    ioc._add(ioc._plain(turn), 1, tallies, waits, speeds)
    for model, some in ((Tally, tallies), (Waiting, waits), (Speed, speeds)):
        for key, numbers in some.items():
            for measure, number in numbers.items():
                if number:
                    yield model, (*key[:5], *key[6:]), key[5], measure, number


def _rewrite(model: Any, lines: Lines, last: int) -> None:
    keys, day = [*_KEYS, *(["step"] if model is Speed else [])], _DAY[model]
    columns = [f.attname for f in model._meta.concrete_fields if not f.primary_key]
    measures = [n for n in columns if n not in (*keys, day)]
    never = []
    for row in model.objects.values_list(*keys, day, *measures).iterator(10_000):
        key, on, numbers = row[: len(keys)], row[len(keys)], row[len(keys) + 1 :]
        if on == NEVER:
            never.append((key, on.isoformat(), numbers))
            continue
        for measure, number in zip(measures, numbers, strict=True):
            if number:
                _line(lines, key, measure)[last - on.toordinal()] += number
    model.objects.all()._raw_delete(using="default")
    shown = _rows(lines, measures, last)
    known = [*keys, day, *measures]
    table, order = Table(model), [known.index(n) for n in columns]
    made = [table.row([*key, on, *numbers], order) for key, on, numbers in chain(never, shown)]
    table.write(made, without_keys=True)


def _rows(lines: Lines, measures: Sequence[str], last: int) -> Iterator[tuple[Key, str, Sequence[int]]]:
    """The days of each cell on which anything was counted, in the order of the cells."""
    for key in sorted(lines):
        known = lines[key]
        zero = np.zeros(AHEAD + 2 * BACK, np.int64)
        side_by_side = np.vstack([known.get(m, zero) for m in measures])
        days = np.nonzero(side_by_side.any(axis=0))[0]
        for at, numbers in zip(days.tolist(), side_by_side[:, days].T.tolist(), strict=True):
            yield key, date.fromordinal(last - at).isoformat(), numbers
