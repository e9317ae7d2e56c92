"""When may an e-mail go out, and when is it tried again? Times on the local clock in, times out."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

MAX_SUBJECT = 200


def is_quiet(here: datetime, quiet: Sequence[str]) -> bool:
    """This will tell whether a local time lies in the quiet hours ["22:00", "06:00")."""
    start, end = _hours(quiet)
    clock = here.time()
    return start <= clock < end if start <= end else clock >= start or clock < end


def earliest(here: datetime, *, urgent: bool, quiet: Sequence[str]) -> datetime:
    """This will give the first local time from `here` on when an e-mail may go: urgent ones never wait."""
    if urgent or not is_quiet(here, quiet):
        return here
    end = here.replace(hour=_hours(quiet)[1].hour, minute=_hours(quiet)[1].minute, second=0, microsecond=0)
    if end <= here:
        end += timedelta(days=1)
    return end


def after_failure(attempts: int, at: datetime, waits: Sequence[float]) -> datetime | None:
    """This will give the moment of the next try after `attempts` failed ones; None: give up.

    `waits` are minutes, one for each repetition: [1, 5, 30, 120, 720].
    """
    if attempts > len(waits):
        return None
    return at + timedelta(minutes=waits[attempts - 1])


def one_line(text: str) -> str:
    """This will make a subject of one line, so that no value can add a header to an e-mail."""
    return " ".join(text.split())[:MAX_SUBJECT]


def _hours(quiet: Sequence[str]) -> tuple[time, time]:
    start, end = quiet
    return time.fromisoformat(start), time.fromisoformat(end)
