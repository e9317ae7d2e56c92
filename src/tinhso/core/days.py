"""Which Vietnamese day and hour is a moment? Pure: the moment is given, no clock is read."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def local(at: datetime) -> datetime:
    """This will show an aware moment on a Vietnamese clock."""
    return at.astimezone(VIETNAM)


def local_date(at: datetime) -> date:
    """This will tell which Vietnamese calendar day an aware moment belongs to."""
    return at.astimezone(VIETNAM).date()


def day_bounds(day: date) -> tuple[datetime, datetime]:
    """This will give the half-open UTC period [from, to) of one Vietnamese calendar day."""
    start = datetime.combine(day, time.min, VIETNAM).astimezone(UTC)
    end = datetime.combine(day + timedelta(days=1), time.min, VIETNAM).astimezone(UTC)
    return start, end
