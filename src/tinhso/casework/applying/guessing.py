"""How often may somebody try codes and second factors? Neither is to be found by trying.

Counted by what was wrong alone; once it is too often nothing is looked up any more, so that a right answer
cannot be told from a wrong one. The narrow limits are a caller's own: 20 wrong ones an hour altogether, 10
with one code, 10 with one second factor; who guesses from one network stands in nobody's way but their own.

Codes follow each other and a neighbour's telephone number is no secret, so there is a wider total from
everywhere, which takes at least twelve networks (four, for a factor) to use up:

- 120 wrong factors an hour for a code. A telephone number has nine free digits, of which prefixes leave some
  10^8: 95 years of hours. An identity number has twelve digits; who knows birthplace, sex and year of birth
  still has six to guess, 10^6: 347 days without a pause for all of them, half of that on average.
- 40 wrong codes an hour for a factor: two days of a busy ward's codes, which are a day and four digits.

Who is signed in as the holder, or opened the dossier before, is not asked (`ownership.prove`), and the
holder's other factor is counted apart.
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
    on, caller = local_date(now), limits.client_address(request)
    counters = [
        Limit(limits.key(f"applying.{purpose}", identity), parameters.value(most, on))
        for purpose, identity, most in (
            ("unknown", caller, dated.UNKNOWN_PER_ADDRESS),
            ("wrong-here", f"{code} {caller}", dated.WRONG_PER_CALLER),
            ("factor-here", f"{factor} {caller}", dated.WRONG_PER_CALLER),
            ("wrong", code, dated.WRONG_PER_DOSSIER),
            ("factor", factor, dated.WRONG_PER_FACTOR),
        )
    ]
    for one in counters:
        limits.refuse_used_up(one, now=now)
    try:
        yield
    except Missing:
        for one in counters:
            try:
                limits.take_here(one, now=now)
            except TooMany:
                continue
        raise
