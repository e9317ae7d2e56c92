"""How fast does each agency work? Most in half the time they have; a few are always late."""

import random
from dataclasses import dataclass

LATE_AGENCIES = 0.14


@dataclass(frozen=True)
class Pace:
    """How an agency works: the share of its time it uses, and how often it forgets."""

    mean: float
    forgets: float


class Paces:
    """The pace of every agency, drawn when it is first asked for."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._known: dict[str, Pace] = {}

    def of(self, agency: str) -> Pace:
        """This will tell how an agency works."""
        if agency not in self._known:
            slow = self._dice.random() < LATE_AGENCIES
            mean = self._dice.uniform(0.8, 1.0) if slow else self._dice.uniform(0.3, 0.55)
            self._known[agency] = Pace(mean, 0.03 if slow else 0.006)
        return self._known[agency]
