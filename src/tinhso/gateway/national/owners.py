"""Where does a thing that is told of lead, and who takes an arrival in? The rooms above say it."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from tinhso.core.errors import Missing

Address = Callable[[str], str]


class Taker(Protocol):
    """Makes of an arrival what it is; raises Refused where it cannot."""

    def __call__(self, *, arrival: int, now: datetime) -> None: ...


_addresses: dict[str, Address] = {}
_takers: list[Taker] = []


def register_taker(taker: Taker) -> None:
    """This will let a room say how it takes arrivals in; called as that room is read."""
    _takers[:] = [taker]


def take(*, arrival: int, now: datetime) -> None:
    """This will have an arrival taken in. Raises Missing where no room does that, and what it raises."""
    if not _takers:
        raise Missing
    _takers[0](arrival=arrival, now=now)


def register(prefix: str, address: Address) -> None:
    """This will let a room say to which page "dossier:12" leads; called in `apps.ready()`."""
    _addresses[prefix] = address


def url(about: str) -> str:
    """This will give the page of a thing, or "" where no room says so or knows it any more."""
    address = _addresses.get(about.partition(":")[0])
    try:
        return address(about) if address is not None else ""
    except Missing:
        return ""
