"""When may a notice go out, and when is it tried again? Times on the local clock in, times out."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta


def is_quiet(here: datetime, quiet: Sequence[str]) -> bool:
    """This will tell whether a local time lies in the quiet hours ["22:00", "06:00")."""
    start, end = _hours(quiet)
    clock = here.time()
    return start <= clock < end if start <= end else clock >= start or clock < end


def earliest(here: datetime, *, urgent: bool, quiet: Sequence[str]) -> datetime:
    """This will give the first local time from `here` on when a notice may go: urgent ones never wait."""
    if urgent or not is_quiet(here, quiet):
        return here
    end = here.replace(hour=_hours(quiet)[1].hour, minute=_hours(quiet)[1].minute, second=0, microsecond=0)
    if end <= here:
        end += timedelta(days=1)
    return end


def tomorrow(here: datetime, quiet: Sequence[str]) -> datetime:
    """This will give the first local time of the next day outside the quiet hours."""
    midnight = here.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return earliest(midnight, urgent=False, quiet=quiet)


def after_failure(attempts: int, at: datetime, waits: Sequence[float]) -> datetime | None:
    """This will give the moment of the next try after `attempts` failed ones; None: give up.

    `waits` are minutes, one for each repetition: [1, 5, 30, 120, 720].
    """
    if attempts > len(waits):
        return None
    return at + timedelta(minutes=waits[attempts - 1])


def _hours(quiet: Sequence[str]) -> tuple[time, time]:
    start, end = quiet
    return time.fromisoformat(start), time.fromisoformat(end)
