"""What does each day of a calendar look like? Weekly hours and special days, laid out day by day. Pure."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from itertools import pairwise

from tinhso.core.values import Validity

FIRST, LAST = date(2015, 1, 1), date(2060, 12, 31)
"""The days a calendar can answer for; wide enough for migrated files and the longest terms."""
SECOND = 1_000_000
DAY = 86_400 * SECOND

Spans = tuple[tuple[int, int], ...]
"""Working time of one day: (from, to) in microseconds after local midnight, sorted, disjoint."""


class DayKind(StrEnum):
    """Why a day differs from its week; `normal` takes back a special day that was entered wrongly."""

    HOLIDAY = "holiday"
    SWAP_WORK = "swap_work"
    HALF_DAY = "half_day"
    CLOSED = "closed"
    NORMAL = "normal"


@dataclass(frozen=True)
class Hours:
    """Weekly hours: weekday 0 = Monday; `ends` 00:00 is midnight at the end of that day."""

    weekday: int
    starts: time
    ends: time
    validity: Validity


@dataclass(frozen=True)
class SpecialDay:
    """A day that differs; `starts`/`ends` are its own hours (needed for half days, optional for swaps)."""

    day: date
    kind: DayKind
    starts: time | None = None
    ends: time | None = None
    is_sample: bool = False
    """Reckoned from the law, not read in an announcement."""


@dataclass(frozen=True)
class Table:
    """A calendar laid out: spans[i] of day i, before[i] working microseconds before day i, working days."""

    spans: list[Spans]
    before: list[int]
    working: list[int]


def tabulate(hours: tuple[Hours, ...], days: tuple[SpecialDay, ...]) -> Table:
    """This will lay a calendar out, once for each change of it."""
    spans = _weekly_spans(hours)
    for special in days:
        if FIRST <= special.day <= LAST:
            index = (special.day - FIRST).days
            spans[index] = _special_spans(special, hours, spans[index])
    before, total = [0], 0
    for of_day in spans:
        for starts, ends in of_day:
            total += ends - starts
        before.append(total)
    return Table(spans, before, [i for i, of_day in enumerate(spans) if of_day])


def _weekly_spans(hours: tuple[Hours, ...]) -> list[Spans]:
    """Week patterns change only on days named by a validity, so each stretch between is one pattern."""
    named = {h.validity.valid_from for h in hours} | {h.validity.valid_to for h in hours}
    after_last = LAST + timedelta(days=1)
    edges = sorted({FIRST, after_last} | {d for d in named if d is not None and FIRST < d < after_last})
    spans: list[Spans] = []
    for edge, following in pairwise(edges):
        week = [_merged(_pairs(hours, weekday, edge)) for weekday in range(7)]
        first = edge.weekday()
        spans.extend(week[(first + i) % 7] for i in range((following - edge).days))
    return spans


def _special_spans(special: SpecialDay, hours: tuple[Hours, ...], weekly: Spans) -> Spans:
    if special.kind in (DayKind.HOLIDAY, DayKind.CLOSED):
        return ()
    if special.kind == DayKind.NORMAL:
        return weekly
    if special.starts is not None and special.ends is not None:
        return _merged([_pair(special.starts, special.ends)])
    if special.kind == DayKind.SWAP_WORK and not weekly:
        # a weekend worked instead of another day has the hours of the first day of the working week
        for weekday in range(7):
            if pairs := _pairs(hours, weekday, special.day):
                return _merged(pairs)
    return weekly


def _pairs(hours: tuple[Hours, ...], weekday: int, on: date) -> list[tuple[int, int]]:
    return [_pair(h.starts, h.ends) for h in hours if h.weekday == weekday and h.validity.covers(on)]


def _pair(starts: time, ends: time) -> tuple[int, int]:
    return _time_of_day(starts), _time_of_day(ends) or DAY


def _time_of_day(at: time) -> int:
    return ((at.hour * 60 + at.minute) * 60 + at.second) * SECOND + at.microsecond


def _merged(pairs: list[tuple[int, int]]) -> Spans:
    """Rows typed by people may touch or overlap; no second may count twice."""
    merged: list[tuple[int, int]] = []
    for starts, ends in sorted(p for p in pairs if p[0] < p[1]):
        if merged and starts <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], ends))
        else:
            merged.append((starts, ends))
    return tuple(merged)
