"""Who carries a dossier's result, under which number? The room of the public post says so when it starts.

This room knows that a result goes by post, and no envelope: without such a room nothing is told of the way.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Carried:
    """One envelope on its way to the applicant; `tracking` is "" where the post gave no number."""

    carrier: str
    tracking: str
    state: str
    """A sentence to be said in the reader's language, as `why` is."""
    tone: str
    why: str
    """Why it could not be delivered; "" where it was, or is under way."""
    at: datetime | None
    """When it was handed to the post, or when its way ended."""


Way = Callable[[int], Sequence[Carried]]

_ways: list[Way] = []


def tell(way: Way) -> None:
    """This will let a room tell of the envelopes of a dossier; called in `apps.ready()`."""
    if way not in _ways:
        _ways.append(way)


def carried(dossier_id: int) -> list[Carried]:
    """This will list what carries a dossier's results to the applicant, newest first."""
    return [one for way in _ways for one in way(dossier_id)]
