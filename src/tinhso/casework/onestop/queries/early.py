"""By how many days before the procedure's own term were those dossiers decided that were promised early?"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from tinhso.casework.onestop.models import Dossier
from tinhso.casework.procedures import queries as procedures
from tinhso.core.clock import local_date
from tinhso.core.errors import Missing
from tinhso.foundation.workdays import queries as workdays


def days_saved(since: datetime, until: datetime, agencies: Sequence[str]) -> dict[tuple[str, str, date], int]:
    """This will add up by (body, procedure, day of receipt) the days from decision to plain end."""
    rows = Dossier.objects.filter(
        is_early=True, is_internal=False, received_at__gte=since, received_at__lt=until,
        decided_at__isnull=False,
    )  # fmt: skip
    rows = rows.filter(agency_code__in=list(agencies))
    plain: dict[tuple[str, str, date], date | None] = {}
    found: dict[tuple[str, str, date], int] = defaultdict(int)
    columns = ("agency_code", "procedure_code", "version_ref", "calendar", "received_at", "decided_at")
    for agency, procedure, ref, calendar, received_at, decided_at in rows.values_list(*columns):
        key = (ref, calendar, local_date(received_at))
        if key not in plain:
            plain[key] = _plain_end(ref, calendar, received_at)
        ends = plain[key]
        if ends is not None and decided_at is not None:
            found[agency, procedure, local_date(received_at)] += (ends - local_date(decided_at)).days
    return found


def _plain_end(ref: str, calendar: str, received_at: datetime) -> date | None:
    """The day on which the term of the procedure itself would have ended; None where nothing can be said."""
    try:
        version = procedures.version(ref)
    except Missing:
        return None
    if version.term is None:
        return None
    return local_date(workdays.calendar(calendar).due(received_at, version.term))
