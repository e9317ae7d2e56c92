"""Which decisions does a person look at again, and what does their judgement say of all the others?"""

import hashlib
import hmac
from dataclasses import dataclass
from math import sqrt

KINDS = ("place", "category", "agency", "duplicate", "refusal", "asked")
Z = 1.959964
"""The 97.5 % point of the normal distribution: intervals of 95 %."""


def is_sampled(key: bytes, fact_id: int, kind: str, *, share: float) -> bool:
    """This will choose a share (0..1) of the decisions, the same ones each time it is asked.

    The key keeps anybody from knowing beforehand which of them will be looked at.
    """
    drawn = hmac.new(key, f"oversight.sample:{fact_id}:{kind}".encode(), hashlib.sha256).digest()
    return int.from_bytes(drawn[:8], "big") < share * 2**64


@dataclass(frozen=True)
class Precision:
    """Of `judged` decisions (right or wrong, not the unsure) this share was right, between the bounds."""

    right: int
    judged: int
    share: float | None
    low: float | None
    high: float | None


def precision(right: int, wrong: int) -> Precision:
    """This will give the share with Wilson's interval of 95 % (1927); None where nothing was judged."""
    n = right + wrong
    if not n:
        return Precision(0, 0, None, None, None)
    p = right / n
    middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
    return Precision(right, n, p, max(0.0, middle - half), min(1.0, middle + half))
