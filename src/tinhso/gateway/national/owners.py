"""Where does a thing that is told of lead, and who takes an arrival in? The rooms above say it."""

from datetime import datetime
from typing import Protocol

from tinhso.core.errors import Missing
from tinhso.core.leading import Pages

_pages = Pages()
register, url = _pages.register, _pages.url


class Taker(Protocol):
    """Makes of an arrival what it is; raises Refused where it cannot."""

    def __call__(self, *, arrival: int, now: datetime) -> None: ...


_takers: list[Taker] = []


def register_taker(taker: Taker) -> None:
    """This will let a room say how it takes arrivals in; called as that room is read."""
    _takers[:] = [taker]


def take(*, arrival: int, now: datetime) -> None:
    """This will have an arrival taken in. Raises Missing where no room does that, and what it raises."""
    if not _takers:
        raise Missing
    _takers[0](arrival=arrival, now=now)
