"""What time is it? The only place that reads the machine's clock; views and tasks pass it down."""

from datetime import UTC, datetime

from tinhso.core.days import VIETNAM, day_bounds, local, local_date

__all__ = ["VIETNAM", "day_bounds", "local", "local_date", "now"]


def now() -> datetime:
    """This will tell the present moment, aware, in UTC."""
    return datetime.now(UTC)
