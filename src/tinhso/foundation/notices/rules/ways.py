"""By which ways does a notice go, in which order? Names of channels in, names out."""

from collections.abc import Collection, Sequence


def first(
    order: Sequence[str], can: Collection[str], *, urgent: bool, at_once: Collection[str], only: str = ""
) -> list[str]:
    """This will name the ways to begin with: the first possible one; for an urgent duty several at once.

    `only` leaves a single way, as for an answer to somebody who wrote by it.
    """
    possible = [way for way in order if way in can]
    if only:
        return [only] if only in can else []
    together = [way for way in possible if way in at_once] if urgent else []
    return together or possible[:1]


def following(order: Sequence[str], can: Collection[str], tried: Collection[str]) -> str | None:
    """This will name the way to fall back to when one failed, or None when all were tried."""
    return next((way for way in order if way in can and way not in tried), None)


def gives_way(attempts: int, limit: int, *, urgent: bool, there_is_another: bool) -> bool:
    """This will tell whether a way that failed `attempts` times leaves the notice to the next one.

    The last way is tried for hours; one with another behind it only `limit` times, since what arrives
    tomorrow by telephone is worth less than what arrives now by e-mail. Urgent ones went every way anyhow.
    """
    return there_is_another and (urgent or attempts >= limit)
