"""Is an officer on duty at this moment?"""

from dataclasses import dataclass
from datetime import date, datetime, time

from tinhso.core.values import Validity


@dataclass(frozen=True)
class Shift:
    """When an officer is on duty: one period of time, or every week on some ISO weekdays ("1".."7")."""

    agency_code: str
    officer: str
    validity: Validity
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    weekdays: str = ""
    from_time: time | None = None
    to_time: time | None = None


def is_on_duty(shift: Shift, here: datetime) -> bool:
    """This will tell whether the shift covers the moment `here`, aware and on a Vietnamese clock.

    Weekly hours are Vietnamese clock time; `to_time` at or before `from_time` means the next morning, and
    such a shift belongs to the day on which it starts.
    """
    if shift.starts_at and shift.ends_at:
        return shift.starts_at <= here < shift.ends_at
    if not (shift.from_time and shift.to_time):
        return False
    day, clock = here.date(), here.time()
    if shift.from_time < shift.to_time:
        return _works(shift, day) and shift.from_time <= clock < shift.to_time
    if clock >= shift.from_time:
        return _works(shift, day)
    return clock < shift.to_time and _works(shift, date.fromordinal(day.toordinal() - 1))


def _works(shift: Shift, day: date) -> bool:
    return str(day.isoweekday()) in shift.weekdays and shift.validity.covers(day)
