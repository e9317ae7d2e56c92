"""Which of a hundred rows could a text hold at all? Asked before any row is looked for by itself.

A text holds a row only where it holds, as whole words, one way of each of the row's steps. So the ways of all
rows are kept by their rarest word; the words of the text say which ways stand in it, and only the rows left
are compared in earnest (`phrases.says`). What is sifted out would not have been found: same answers, a tenth
of the time.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tinhso.casework.rulebook.rules import phrases
from tinhso.casework.rulebook.rules.phrases import Phrase, Spoken

Steps = Sequence[Sequence[str]]


@dataclass(frozen=True)
class _Way:
    """A way of saying, between spaces ("" where its one word is the key), and whose it is: steps, bits."""

    padded: str
    rows: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class _Table:
    ways: Mapping[str, Sequence[_Way]]
    """By the rarest word of each way."""
    without: tuple[int, ...]
    """Bits of the rows that have fewer steps than so many."""
    holding: int
    """Bits of the rows that have a step at all."""

    def held(self, text: str) -> int:
        """This will give the bits of the rows of which every step stands somewhere in the text."""
        found, padded = list(self.without), f" {text} "
        for word in self.ways.keys() & text.split(" "):
            for way in self.ways[word]:
                if way.padded in padded:
                    for step, rows in way.rows:
                        found[step] |= rows
        left = self.holding
        for rows in found:
            left &= rows
        return left


class Sieve:
    """The rows of a rulebook, ready to be sifted; `phrases` are in their order."""

    def __init__(self, rows: Sequence[Phrase]) -> None:
        self.rows = tuple(rows)
        self._exact = sum(1 << n for n, row in enumerate(rows) if row.exact)
        self._folded = _table([phrases.steps_of(row.pattern, toned=False) for row in rows])
        self._toned = _table([phrases.steps_of(row.pattern, toned=True) if row.exact else [] for row in rows])
        self._last: tuple[str, float, Spoken, list[Phrase]] | None = None

    def heard(self, text: str, *, marked_share: float) -> tuple[Spoken, list[Phrase]]:
        """This will prepare a text and sift the rows; the last text is remembered, for it is asked again."""
        last = self._last
        if last is None or last[:2] != (text, marked_share):
            heard = phrases.spoken(text, marked_share=marked_share)
            self._last = last = (text, marked_share, heard, self.possible(heard))
        return last[2:]

    def possible(self, heard: Spoken) -> list[Phrase]:
        """This will give the rows that a text may hold, in their order; no other row is held by it."""
        left = self._folded.held(heard.folded)
        if heard.has_accents:
            left = left & ~self._exact | self._toned.held(heard.toned)
        found = []
        while left:
            lowest = left & -left
            found.append(self.rows[lowest.bit_length() - 1])
            left ^= lowest
        return found


def _table(rows: Sequence[Steps]) -> _Table:
    longest = max(map(len, rows), default=0)
    whose: dict[str, list[int]] = {}
    for number, steps in enumerate(rows):
        for step, ways in enumerate(steps):
            for way in ways:
                whose.setdefault(way, [0] * longest)[step] |= 1 << number
    often = Counter(word for way in whose for word in set(way.split(" ")))
    kept: dict[str, list[_Way]] = {}
    for way, bits in whose.items():
        words = way.split(" ")
        rarest = min(words, key=lambda word: (often[word], -len(word)))
        kept.setdefault(rarest, []).append(_Way(
            f" {way} " if len(words) > 1 else "", tuple((n, b) for n, b in enumerate(bits) if b)
        ))  # fmt: skip
    return _Table(
        kept,
        tuple(sum(1 << n for n, steps in enumerate(rows) if len(steps) <= step) for step in range(longest)),
        sum(1 << n for n, steps in enumerate(rows) if steps),
    )
