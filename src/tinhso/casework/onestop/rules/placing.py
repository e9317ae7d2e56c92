"""With which body does a dossier lie, and why? The grounds, and when people must decide. Pure."""

from collections.abc import Sequence
from enum import StrEnum

from tinhso.casework.onestop.rules.filing import Channel


class Placed(StrEnum):
    """On what ground a dossier lies with a body; the words are stored and told."""

    CHOSEN = "chosen"
    """An officer named the body while taking it in."""
    PLACE = "place"
    """The body that answers for this procedure in the place that the applicant chose."""
    NAMED = "named"
    """The national portal named the body."""
    UNKNOWN = "unknown"
    """The national portal named a unit that nobody here bears: people decide."""
    FORWARDED = "forwarded"
    """A body that does not answer for it passed it on."""
    LOOPED = "looped"
    """It was passed on too often: people decide."""
    RULED = "ruled"
    """The exceptions desk decided."""


_BY_CHANNEL = {Channel.SITE: Placed.PLACE, Channel.NATIONAL: Placed.NAMED}


def at_the_door(channel: Channel, *, is_unknown: bool) -> Placed:
    """This will give the ground on which a dossier that just came in lies where it lies."""
    return Placed.UNKNOWN if is_unknown else _BY_CHANNEL.get(channel, Placed.CHOSEN)


def passed_on(so_far: Sequence[str], *, by_desk: bool, hops: int) -> Placed:
    """This will give the ground of one more passing on; LOOPED: it goes to the exceptions desk instead.

    `so_far` are the grounds up to now, the oldest first; officers pass on at most `hops` times after it came
    in or after the exceptions desk ruled.
    """
    if by_desk:
        return Placed.RULED
    since = list(so_far)
    if Placed.RULED.value in since:
        since = since[len(since) - since[::-1].index(Placed.RULED.value) :]
    return Placed.FORWARDED if since.count(Placed.FORWARDED.value) < hops else Placed.LOOPED
