"""How does the second listener learn? By `scripts/learn_signs.py`; nothing that is served imports this.

Each sign is learnt by itself: its texts against ordinary ones and those that only sound like it. Two linear
models are added up, as in `training`: a logistic regression over descriptions of length one, and the log
ratios of a naive Bayes, which knows what to make of a word seen once. Every text is learnt twice, once
without its accents. How sure the sum may be is learnt from texts left out (`calibrated`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

from tinhso.casework.reading.rules.hearing import SIGNS, Ear, ear_of, lexicon, traits

PENALTY = 10.0
WEIGHT = 3
"""A missed cry costs more than a call too many."""
SMOOTHING = 0.1
SHARE = 2.0
"""How much the log ratios count beside the regression."""
TURNS = 5
ORDINARY = "ordinary"
SMALLEST = 1e-3
"""Weights smaller than this change nothing and are left out."""

Line = tuple[NDArray[np.float64], float]
"""Weights and offset of one sign."""


@dataclass(frozen=True)
class Told:
    """A text, and the sign it bears, or `ORDINARY`. `is_way`: a way of saying, no report."""

    text: str
    sign: str
    is_way: bool = False


@dataclass(frozen=True)
class Lesson:
    """Texts as counts: first each as written, then each without its accents."""

    told: Sequence[Told]
    keys: NDArray[np.uint32]
    counts: sp.csr_matrix

    def bears(self) -> NDArray[np.str_]:
        """This will give the sign of every row."""
        return np.array([t.sign for t in self.told] * 2)


def lesson(told: Sequence[Told], concepts: str) -> Lesson:
    """This will describe texts once for all models that learn from them."""
    known = lexicon(concepts)
    described = [traits(t.text, known) for t in told] + [traits(t.text, known, accented=False) for t in told]
    keys = np.array(sorted({key for found in described for key in found}), dtype=np.uint32)
    starts = np.cumsum([0] + [len(found) for found in described])
    columns = np.searchsorted(keys, np.array([k for found in described for k in found], dtype=np.uint32))
    ones = np.ones(len(columns))
    return Lesson(told, keys, sp.csr_matrix((ones, columns, starts), shape=(len(described), len(keys))))


def _line(counts: sp.csr_matrix, is_so: NDArray[np.bool_]) -> Line:
    fitted = LogisticRegression(C=PENALTY, max_iter=200, tol=1e-3, class_weight={True: WEIGHT, False: 1})
    fitted.fit(normalize(counts), is_so)
    seen, unseen = (np.asarray(counts[of].sum(axis=0)).ravel() + SMOOTHING for of in (is_so, ~is_so))
    ratio = np.log((seen / seen.sum()) / (unseen / unseen.sum()))
    return fitted.coef_[0] + SHARE * ratio, float(fitted.intercept_[0])


def left_out(of: Lesson, turns: NDArray[np.intp]) -> NDArray[np.float64]:
    """This will give what is said of every row when its text's turn was not learnt: rows x `SIGNS`, raw."""
    turn, bears = np.tile(turns, 2), of.bears()
    said = np.zeros((len(turn), len(SIGNS)))
    for at, sign in enumerate(SIGNS):
        for asked in range(TURNS):
            rows = (turn != asked) & ((bears == sign) | (bears == ORDINARY))
            weights, offset = _line(of.counts[rows], bears[rows] == sign)
            said[turn == asked, at] = normalize(of.counts[turn == asked]) @ weights + offset
    return said


def calibrated(of: Lesson, said: NDArray[np.float64]) -> tuple[tuple[float, float], ...]:
    """This will give per sign slope and shift that make a probability of what was said of texts left out."""
    bears, is_report = of.bears(), np.tile([not t.is_way for t in of.told], 2)
    found = []
    for at, sign in enumerate(SIGNS):
        rows = is_report & ((bears == sign) | (bears == ORDINARY))
        fitted = LogisticRegression(C=1e3).fit(said[rows, at : at + 1], bears[rows] == sign)
        found.append((float(fitted.coef_[0, 0]), float(fitted.intercept_[0])))
    return tuple(found)


def learnt(of: Lesson, concepts: str, scale: tuple[tuple[float, float], ...] = ((1, 0), (1, 0))) -> Ear:
    """This will learn from texts; the same texts in the same order give the same weights."""
    bears = of.bears()
    weights = np.zeros((len(of.keys), len(SIGNS)), dtype=np.float32)
    offset = np.zeros(len(SIGNS), dtype=np.float32)
    for at, sign in enumerate(SIGNS):
        rows = (bears == sign) | (bears == ORDINARY)
        of_sign, zero = _line(of.counts[rows], bears[rows] == sign)
        slope, shift = scale[at]
        weights[:, at], offset[at] = of_sign * slope, zero * slope + shift
    kept = np.abs(weights).max(axis=1) >= SMALLEST
    return ear_of(concepts, of.keys[kept], weights[kept], offset)
