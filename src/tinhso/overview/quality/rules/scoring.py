"""How does a share become points, points a score, and scores a table of ranks?

Quyết định 766/QĐ-TTg ngày 23/6/2022: full points from the target on, below it in proportion to it, without a
target in proportion to one. What cannot be measured has no points and its maximum stands aside: a body is
neither blamed nor praised for what nobody counted.
"""

from collections.abc import Sequence
from dataclasses import dataclass


def points(ratio: float | None, *, maximum: float, target: float | None) -> float | None:
    """This will give the points of a share, None for none; a share stands between 0 and 1."""
    if ratio is None:
        return None
    share = min(max(ratio, 0.0), 1.0)
    if not target:
        return share * maximum
    return maximum if share >= target else share / target * maximum


@dataclass(frozen=True)
class Score:
    """Points reached of those that could be measured, and of all that the index knows."""

    points: float
    measured: float
    maximum: float

    @property
    def of_hundred(self) -> float | None:
        """This will give the points as if everything had been measured like this, None for nothing."""
        return 100 * self.points / self.measured if self.measured else None

    @property
    def share(self) -> float | None:
        """This will give the points as 0..1 of what could be measured."""
        return self.points / self.measured if self.measured else None


def score(parts: Sequence[tuple[float | None, float]]) -> Score:
    """This will add up (points, maximum); None points leave their maximum out of what was measured."""
    known = [(got, maximum) for got, maximum in parts if got is not None]
    return Score(
        sum(got for got, _maximum in known),
        sum(maximum for _got, maximum in known),
        sum(maximum for _got, maximum in parts),
    )


def ranks(scores: Sequence[tuple[str, int, float | None]], *, least: int) -> dict[str, int | None]:
    """This will rank (code, cases, score): equals share a rank (1, 2, 2, 4), few cases have none."""
    fit = sorted(
        (-(value or 0), code) for code, cases, value in scores if cases >= least and value is not None
    )
    found: dict[str, int | None] = {code: None for code, _cases, _value in scores}
    for at, (value, code) in enumerate(fit, 1):
        is_equal = at > 1 and fit[at - 2][0] == value
        found[code] = found[fit[at - 2][1]] if is_equal else at
    return found
