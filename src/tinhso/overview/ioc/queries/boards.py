"""What does the board show? Totals with the period before, parts by category, agency, commune and day."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import get_language

from tinhso.casework.rulebook import queries as rulebook
from tinhso.core.clock import local_date
from tinhso.core.parameters import value
from tinhso.foundation.agencies import queries as agencies
from tinhso.foundation.places import queries as places
from tinhso.overview.ioc import dated
from tinhso.overview.ioc.queries import sums
from tinhso.overview.ioc.queries.scope import Scope
from tinhso.overview.ioc.rules import figures as rules
from tinhso.overview.ioc.rules.figures import Standing
from tinhso.overview.ioc.rules.speed import median_hours


@dataclass(frozen=True)
class Totals:
    """Counts of one group. The first row belongs to the period, open and overdue to this moment.

    Shares are 0..1, None where there is nothing to divide by; `seconds` is summed over the answers.
    """

    received: int = 0
    reopened: int = 0
    by_hand: int = 0
    urgent: int = 0
    refused: int = 0
    answered: int = 0
    on_time: int = 0
    late: int = 0
    seconds: int = 0
    rated: int = 0
    satisfied: int = 0
    acceptable: int = 0
    unsatisfied: int = 0
    open: int = 0
    overdue: int = 0
    urgent_open: int = 0

    @property
    def on_time_share(self) -> float | None:
        """This will give the answers in time among all answers."""
        return rules.share(self.on_time, self.answered)

    @property
    def content_share(self) -> float | None:
        """This will give those content (satisfied, or acceptable for now) among those who rated."""
        return rules.share(self.satisfied + self.acceptable, self.rated)

    @property
    def by_machine_share(self) -> float | None:
        """This will give the reports that found their agency with no person in between."""
        return rules.share(self.received - self.by_hand, self.received)

    @property
    def reopened_share(self) -> float | None:
        """This will give the turns begun again among the answers of the period."""
        return rules.share(self.reopened, self.answered)

    @property
    def mean_hours(self) -> float | None:
        """This will give the mean time from receipt to answer, in hours."""
        return self.seconds / self.answered / 3600 if self.answered else None


_MEASURES = tuple(f.name for f in fields(Totals))


@dataclass(frozen=True)
class Line:
    """One category or commune."""

    code: str
    name: str
    totals: Totals


@dataclass(frozen=True)
class AgencyLine:
    """One agency in the league; `standing.rank` is None below the least number of cases."""

    code: str
    name: str
    totals: Totals
    standing: Standing


@dataclass(frozen=True)
class DayLine:
    """One day of the period."""

    day: date
    totals: Totals


@dataclass(frozen=True)
class Board:
    """Everything on the board; parts are in falling order of what was received, agencies by rank."""

    scope: Scope
    now: datetime
    totals: Totals
    before: Totals
    median_hours: float | None
    on_time_target: float
    content_target: float
    by_hand_limit: float
    least_cases: int
    by_category: Sequence[Line]
    by_agency: Sequence[AgencyLine]
    by_place: Sequence[Line]
    by_day: Sequence[DayLine]
    position: int


KEPT_FOR = timedelta(seconds=5)
KEPT_MOST = 64
_kept: dict[Hashable, Board] = {}


def recent(scope: Scope, *, now: datetime, publicly: bool = False) -> Board:
    """This will give the board, counted once for all who look at it within five seconds.

    Any news makes it count again: only what the clock alone changes may be five seconds old.
    """
    key = (scope, publicly, sums.news(), get_language())
    known = _kept.get(key)
    if known and timedelta(0) <= now - known.now < KEPT_FOR:
        return known
    if len(_kept) >= KEPT_MOST:
        _kept.clear()
    found = _kept[key] = board(scope, now=now, publicly=publicly)
    return found


def board(scope: Scope, *, now: datetime, publicly: bool = False) -> Board:
    """This will count everything for the period; about a dozen statements over counters.

    `publicly`: no part counts private reports of which fewer come together than a dated parameter says.
    """
    on = local_date(now)
    position = sums.news()
    small = _small(scope, now)
    whole = sums.joined(sums.daily(scope), sums.waiting(scope, now))
    totals = _totals(whole, "", small)
    least = least_cases(on)
    return Board(
        scope=scope,
        now=now,
        totals=totals,
        before=_totals(sums.before(scope, now), "", small),
        median_hours=_median(scope, whole, small),
        on_time_target=float(value(dated.ON_TIME_TARGET, on)),
        content_target=float(value(dated.SATISFACTION_TARGET, on)),
        by_hand_limit=float(value(dated.BY_HAND_LIMIT, on)),
        least_cases=least,
        by_category=_lines(_parts(scope, now, "category", publicly), category_names(on)),
        by_agency=_league(_parts(scope, now, "agency", publicly), scope, now, least),
        by_place=_lines(_parts(scope, now, "place", publicly), lambda code: place_name(code, scope.last, on)),
        by_day=_days(scope, small),
        position=position,
    )


def _small(scope: Scope, now: datetime, by: str = "") -> int | None:
    """The count among which private reports vanish where something is said of a place, else None."""
    return sums.least_of_place(now) if scope.place or by == "place" else None


def _totals(found: sums.Sums, key: Any, small: int | None) -> Totals:
    counts = sums.merged(found, key, least=small)
    return Totals(**{m: counts.get(m, 0) for m in _MEASURES})


def _median(scope: Scope, whole: sums.Sums, small: int | None) -> float | None:
    found = sums.steps(scope)
    public, private = (whole[""][who].get("answered", 0) for who in (True, False))
    steps = dict(found[True])
    if small is None or rules.includes_private(public, private, least=small):
        for step, n in found[False].items():
            steps[step] = steps.get(step, 0) + n
    return median_hours({step: n for step, n in steps.items() if n > 0})


def _parts(scope: Scope, now: datetime, by: str, publicly: bool) -> dict[str, Totals]:
    found = sums.joined(sums.daily(scope, by), sums.waiting(scope, now, by))
    if publicly:
        for code in found.keys() - sums.told(found, now):
            found[code][False].clear()
    small = None if publicly else _small(scope, now, by)
    told = {code: _totals(found, code, small) for code in found}
    return {code: t for code, t in told.items() if t != Totals()}


def _lines(parts: dict[str, Totals], name: Callable[[str], str]) -> list[Line]:
    lines = [Line(code, name(code), totals) for code, totals in parts.items()]
    return sorted(lines, key=lambda line: (-line.totals.received, -line.totals.open, line.code))


def _league(parts: dict[str, Totals], scope: Scope, now: datetime, least: int) -> list[AgencyLine]:
    standings = rules.ranked([(c, t.answered, t.on_time_share) for c, t in parts.items()], least=least)
    return [
        AgencyLine(s.code, agency_name(s.code, scope.last, local_date(now)), parts[s.code], s)
        for s in standings
    ]


def least_cases(on: date) -> int:
    """This will give the number of answers from which on an agency is ranked that day."""
    return int(value(dated.LEAST_CASES, on))


def by_day(scope: Scope, *, now: datetime) -> list[DayLine]:
    """This will count day by day, one statement for the period."""
    return _days(scope, _small(scope, now))


def _days(scope: Scope, small: int | None) -> list[DayLine]:
    found = sums.daily(scope, "day")
    return [DayLine(day, _totals(found, day, small)) for day in sums.days_of(scope)]


def category_names(on: date) -> Callable[[str], str]:
    """This will give a function that names categories as of a day, in the active language."""
    names = {c.code: c.name for c in rulebook.categories(on)}
    return lambda code: names.get(code, code)


def agency_name(code: str, *days: date) -> str:
    """This will name an agency as it was called on the first of the days on which it was there."""
    found = next((a for on in days if (a := agencies.agency(code, on=on))), None)
    return found.short_name or found.name if found else code


def place_name(code: str, *days: date) -> str:
    """This will name a commune as it was called on the first of the days on which it was there."""
    found = next((p for on in days if (p := places.place(code, on=on))), None)
    return found.name if found else code
