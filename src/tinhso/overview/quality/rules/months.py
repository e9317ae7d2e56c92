"""Which months are there between two days? A month is named by its first Vietnamese calendar day."""

from collections.abc import Iterator
from datetime import date, datetime

from tinhso.core.days import day_bounds


def first(day: date) -> date:
    """This will name the month of a day."""
    return day.replace(day=1)


def later(month: date, number: int) -> date:
    """This will give the month so many months later, or earlier where the number is negative."""
    count = month.year * 12 + month.month - 1 + number
    return date(count // 12, count % 12 + 1, 1)


def earlier(month: date, number: int) -> date:
    """This will give the month so many months before."""
    return later(month, -number)


def between(since: date, until: date) -> Iterator[date]:
    """This will walk over the months that the half-open days touch."""
    month = first(since)
    while month < until:
        yield month
        month = later(month, 1)


def bounds(month: date) -> tuple[datetime, datetime]:
    """This will give the half-open moments of a month."""
    return day_bounds(month)[0], day_bounds(later(month, 1))[0]
