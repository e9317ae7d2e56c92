"""When is a telling tried again, what kills it, and how long does the line rest? Plain values."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

AWAY = frozenset({408, 425, 429, 502, 503, 504})
"""The portal, or what stands before it, is busy or down: nothing is wrong with the telling."""
NOT_US = frozenset({401, 403})
"""The deployment's access is refused, the same for every telling: not the telling's fault either."""
RIGHT = frozenset({"0", "00"})


class Verdict(StrEnum):
    """What became of one call."""

    TAKEN = "taken"
    AWAY = "away"
    BROKEN = "broken"
    REFUSED = "refused"


def verdict(status: int, error_code: str | None) -> Verdict:
    """This will judge an answer by its HTTP status and the portal's `error_code` (None: none readable).

    An answer that cannot be read proves nothing: the telling is tried again, the portal knows its key.
    """
    if status in AWAY or status in NOT_US:
        return Verdict.AWAY
    if status >= 500 or 300 <= status < 400:
        return Verdict.BROKEN
    if status >= 400:
        return Verdict.REFUSED
    if error_code is None:
        return Verdict.BROKEN
    return Verdict.TAKEN if error_code in RIGHT else Verdict.REFUSED


def next_try(attempts: int, now: datetime, waits_min: Sequence[float]) -> datetime:
    """This will tell when to try again after that many attempts; the last wait is repeated."""
    wait = waits_min[min(attempts, len(waits_min)) - 1] if waits_min else 1
    return now + timedelta(minutes=wait)


def is_worn_out(verdict: Verdict, attempts: int, waits_min: Sequence[float]) -> bool:
    """This will tell whether a telling goes to the dead letters: refused, or broken at every try.

    A portal that is away kills nothing, however long it lasts.
    """
    return verdict == Verdict.REFUSED or (verdict == Verdict.BROKEN and attempts > len(waits_min))


def rests_until(failures: int, now: datetime, after: int, rests_min: Sequence[float]) -> datetime | None:
    """This will tell until when nobody calls, after that many failures in a row; None: go on calling."""
    if failures < after or not rests_min:
        return None
    return now + timedelta(minutes=rests_min[min(failures - after, len(rests_min) - 1)])
