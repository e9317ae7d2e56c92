"""What can the web tell of the worker's jobs and tasks?"""

from datetime import datetime

from django_tasks_db.models import DBTaskResult

from tinhso.core import pulse

FAILED = "failed:"


def failed(job: str, *, now: datetime) -> None:
    """This will note that a job of the worker failed at this moment."""
    pulse.beat(f"{FAILED}{job}"[:40], now=now)


def tasks_waiting() -> int:
    """This will count the background tasks that are ready to run."""
    return int(DBTaskResult.objects.ready().count())
