"""When do people apply, and how long does each office take? Weekdays, holidays, a quiet Tết, slow offices."""

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from tinhso.core import clock
from tinhso.foundation.workdays import queries as workdays

BY_DAY = (7, 8, 9, 10, 13, 14, 15, 16)
AT_COUNTERS = (14, 22, 20, 13, 8, 14, 12, 5)
"""How lively each hour at a counter is; nobody takes anything in at noon."""
ONLINE = (1, 0, 0, 0, 0, 1, 3, 6, 10, 12, 10, 7, 5, 5, 8, 9, 8, 5, 4, 6, 9, 9, 5, 2)
AT_HOME = 0.22
"""How many apply on a day off, all of them online, for each on a working day."""
QUIET = 0.4
"""How lively the days around a long holiday are."""
LONG_HOLIDAY = 4
GROWTH = 0.9
"""How much livelier the last day is than the first: more and more is applied for online."""
LATELY, LATELY_MORE = 45, 1.5
"""So many of the last days are denser, by so much."""


def busy_days(
    dice: random.Random, *, number: int, first: datetime, until: datetime
) -> Iterator[tuple[datetime, int]]:
    """This will give the begin of each day, oldest first, and how many of `number` people come on it."""
    days = list(_days(clock.local_date(first), clock.local_date(until)))
    weights = [
        _liveliness(day, place / max(1, len(days) - 1), len(days) - place) for place, day in enumerate(days)
    ]
    total = sum(weights)
    for day, weight in zip(days, weights, strict=True):
        mean = number * weight / total
        yield clock.day_bounds(day)[0], max(0, round(dice.gauss(mean, mean**0.5 * 0.7)))


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += timedelta(days=1)


def _liveliness(day: date, place: float, left: int) -> float:
    base = 1.0 if works(day) else AT_HOME
    around = [works(day + timedelta(days=n)) for n in range(-6, 7)]
    if _longest_off(around) >= LONG_HOLIDAY:
        base *= QUIET
    return base * (1 + GROWTH * place) * (LATELY_MORE if left <= LATELY else 1.0)


def _longest_off(around: list[bool]) -> int:
    longest = run = 0
    for is_working in around:
        run = 0 if is_working else run + 1
        longest = max(longest, run)
    return longest


def works(day: date) -> bool:
    """This will tell whether offices are open on a day."""
    return workdays.calendar(workdays.OFFICE).works_on(clock.day_bounds(day)[0] + timedelta(hours=12))


def working_day(at: datetime) -> date:
    """This will give the day of a moment, or the working day before it."""
    day = clock.local_date(at)
    while not works(day):
        day -= timedelta(days=1)
    return day


def moment(dice: random.Random, start: datetime, *, online: bool) -> datetime:
    """This will draw when on the day that begins at `start` somebody applies."""
    if online:
        hour = dice.choices(range(24), ONLINE)[0]
        return start + timedelta(hours=hour, seconds=dice.randrange(3600))
    hour = dice.choices(BY_DAY, AT_COUNTERS)[0]
    # the counters open at half past seven and close at half past eleven and half past four
    return start + timedelta(
        hours=hour, seconds=dice.randrange(1800, 3600) if hour == 7 else dice.randrange(1700)
    )


def working(at: datetime, seconds: float) -> datetime:
    """This will give the moment so many working seconds later."""
    return workdays.calendar(workdays.OFFICE).after_seconds(at, max(1.0, seconds))


def left(at: datetime, due: datetime) -> float:
    """This will give the working seconds from a moment to another."""
    return workdays.calendar(workdays.OFFICE).working_seconds(at, due)
