"""How does the portal misbehave? By a seeded plan: the same requests meet the same mishaps every time."""

import random
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class Mishap(StrEnum):
    """What befalls one call."""

    NONE = "none"
    SLOW_BEFORE = "slow_before"
    SLOW_AFTER = "slow_after"
    FAIL_BEFORE = "fail_before"
    FAIL_AFTER = "fail_after"
    CUT_BEFORE = "cut_before"
    CUT_AFTER = "cut_after"
    HALF = "half"
    EXPIRED = "expired"
    AWAY = "away"
    FORGET = "forget"


M = Mishap
CHANCES: dict[str, tuple[tuple[Mishap, float], ...]] = {
    "slow": ((M.SLOW_BEFORE, 0.02), (M.SLOW_AFTER, 0.05)),
    "errors": ((M.FAIL_BEFORE, 0.2), (M.FAIL_AFTER, 0.15)),
    "cuts": ((M.CUT_BEFORE, 0.1), (M.CUT_AFTER, 0.25)),
    "half": ((M.HALF, 0.3),),
    "expired": ((M.EXPIRED, 0.3),),
    "forgets": ((M.FORGET, 0.15),),
    "down": (),
    "doubles": (),
    "disorder": (),
    "broken": (),
    "storm": (
        (M.FAIL_BEFORE, 0.06), (M.FAIL_AFTER, 0.06), (M.CUT_BEFORE, 0.04), (M.CUT_AFTER, 0.08),
        (M.HALF, 0.08), (M.EXPIRED, 0.06), (M.SLOW_AFTER, 0.02),
    ),
}  # fmt: skip
NAMES = tuple(CHANCES)
DOWN_EVERY, DOWN_FROM, DOWN_TO = 30, 5, 17
"""In minutes: from five past the hour the portal is away for twelve of them, and so each half hour."""
WRONG_LINES: tuple[Any, ...] = (
    None,
    "không phải hồ sơ",
    {"CapNhatLuc": "hôm qua", "HoSo": None},
    {"CapNhatLuc": "20261301000000", "HoSo": {"MaHoSo": "mã có dấu", "TrangThaiHoSo": "99"}},
    {"HoSo": {"TaiLieuNop": {"a": [1]}, "NgayNopHoSo": "01/02/2026", "TrangThaiHoSo": True}},
)


@dataclass
class Plan:
    """Which mishaps are possible, and the dice that choose among them."""

    names: frozenset[str] = frozenset()
    dice: random.Random = field(default_factory=lambda: random.Random(1))  # noqa: S311 -- a game
    calls: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def parse(cls, given: str) -> "Plan":
        """This will read "cuts", "cuts:7" or "cuts+doubles:7". Raises ValueError for an unknown name."""
        names, _, seed = given.partition(":")
        chosen = frozenset(name for name in names.split("+") if name and name != "none")
        if unknown := chosen - set(NAMES):
            raise ValueError(f"no such plan: {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
        return cls(chosen, random.Random(int(seed or 1)))  # noqa: S311 -- a game

    def has(self, name: str) -> bool:
        """This will tell whether a mishap of lists is in the plan; a storm has them all."""
        return name in self.names or "storm" in self.names

    def next(self, *, tells: bool, at: datetime) -> Mishap:
        """This will throw the dice for one call; only what `tells` something can be forgotten."""
        with self.lock:
            self.calls += 1
            if self.has("down") and DOWN_FROM <= at.minute % DOWN_EVERY < DOWN_TO:
                return M.AWAY
            thrown = self.dice.random()
        for name in sorted(self.names):
            for mishap, chance in CHANCES[name]:
                if thrown < chance:
                    return mishap if tells or mishap != M.FORGET else M.NONE
                thrown -= chance
        return M.NONE

    def disturbed(self, lines: Sequence[Any], *, feed: bool) -> list[Any]:
        """This will double, mix up and spoil the lines of a list as the plan has it."""
        found = list(lines)
        with self.lock:
            if self.has("doubles"):
                found += self.dice.sample(found, k=len(found) // 2)
            if feed and self.has("broken"):
                found.append(self.dice.choice(WRONG_LINES))
            if self.has("disorder"):
                self.dice.shuffle(found)
        return found
