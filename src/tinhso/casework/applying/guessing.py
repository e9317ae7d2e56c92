"""How often may somebody try codes and second factors? Neither is to be found by trying.

Counted for each network address, each dossier and each second factor, by what was wrong alone; once it is too
often nothing is looked up any more, so that a right answer cannot be told from a wrong one. Codes follow each
other and a neighbour's telephone number is no secret, so from many addresses neither may be tried on and on.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.http import HttpRequest

from tinhso.casework.applying import dated
from tinhso.core import limits, parameters
from tinhso.core.clock import local_date
from tinhso.core.errors import Missing, TooMany
from tinhso.core.limits import Limit


@contextmanager
def counted(request: HttpRequest, *, code: str, factor: str, now: datetime) -> Iterator[None]:
    """This will count when a look-up inside raises Missing. Raises TooMany before a look-up too many."""
    on = local_date(now)
    address = Limit(
        limits.key("applying.unknown", limits.client_address(request)),
        parameters.value(dated.UNKNOWN_PER_ADDRESS, on),
    )
    dossier = Limit(limits.key("applying.wrong", code), parameters.value(dated.WRONG_PER_DOSSIER, on))
    person = Limit(limits.key("applying.factor", factor), parameters.value(dated.WRONG_PER_FACTOR, on))
    for one in (address, dossier, person):
        limits.refuse_used_up(one, now=now)
    try:
        yield
    except Missing:
        for one in (address, dossier, person):
            try:
                limits.take_here(one, now=now)
            except TooMany:
                continue
        raise
