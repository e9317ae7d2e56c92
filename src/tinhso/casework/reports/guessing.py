"""How often may somebody ask for reports that are not there? Codes are not to be found by trying.

Counted for each network address, by what was not found alone: whoever opens what there is, or what is their
own, is not held up. Once it is too often nothing is looked up any more, so that a report which is there
cannot be told from one which is not.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.http import HttpRequest

from tinhso.casework.reports import dated
from tinhso.core import limits, parameters
from tinhso.core.clock import local_date
from tinhso.core.errors import Missing
from tinhso.core.limits import Limit


@contextmanager
def counted(request: HttpRequest, *, own: bool, now: datetime) -> Iterator[None]:
    """This will count when a look-up inside raises Missing. Raises TooMany before a look-up too many."""
    if own:
        yield
        return
    address = limits.key("reports.unknown", limits.client_address(request))
    limit = Limit(address, parameters.value(dated.UNKNOWN_PER_ADDRESS, local_date(now)))
    limits.refuse_used_up(limit, now=now)
    try:
        yield
    except Missing:
        limits.take_here(limit, now=now)
        raise
