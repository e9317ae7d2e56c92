"""How does the second listener learn? By `scripts/learn_signs.py`; nothing that is served imports this.

Logistic regression. Each sign is learnt by itself: its texts against ordinary ones and those that only sound
like it. Every text is learnt twice, once without its accents.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from tinhso.casework.reading.rules.hearing import SIGNS, Ear, ear_of, lexicon, traits

PENALTY = 0.5
WEIGHT = 3
"""A missed cry costs more than a call too many."""
ORDINARY = "ordinary"
SMALLEST = 1e-3
"""Weights smaller than this change nothing and are left out."""


@dataclass(frozen=True)
class Told:
    """A text, and the sign it bears, or `ORDINARY`."""

    text: str
    sign: str


def learnt(told: Sequence[Told], concepts: str) -> Ear:
    """This will learn from texts; the same texts in the same order give the same weights."""
    known = lexicon(concepts)
    described = [traits(t.text, known) for t in told] + [traits(t.text, known, accented=False) for t in told]
    keys = np.array(sorted({key for found in described for key in found}), dtype=np.uint32)
    counts = _counted(described, keys)
    bears = np.array([t.sign for t in told] * 2)
    weights = np.zeros((len(keys), len(SIGNS)), dtype=np.float32)
    offset = np.zeros(len(SIGNS), dtype=np.float32)
    for at, sign in enumerate(SIGNS):
        rows = (bears == sign) | (bears == ORDINARY)
        fitted = LogisticRegression(C=PENALTY, max_iter=300, class_weight={True: WEIGHT, False: 1})
        fitted.fit(counts[rows], bears[rows] == sign)
        weights[:, at], offset[at] = fitted.coef_[0], fitted.intercept_[0]
    kept = np.abs(weights).max(axis=1) >= SMALLEST
    return ear_of(concepts, keys[kept], weights[kept], offset)


def _counted(described: Sequence[list[int]], keys: NDArray[np.uint32]) -> sp.csr_matrix:
    starts = np.cumsum([0] + [len(found) for found in described])
    columns = np.searchsorted(keys, np.array([k for found in described for k in found], dtype=np.uint32))
    return sp.csr_matrix((np.ones(len(columns)), columns, starts), shape=(len(described), len(keys)))
