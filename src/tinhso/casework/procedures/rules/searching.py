"""Which procedure does somebody mean who says it in everyday words? Folded words against names and synonyms.

A question (ask back) comes before any guess: where the words are those of a row, law knows more than one
procedure and only the citizen can tell which. Otherwise each saying of a procedure (its name, its other
words) is weighed by how rare its words are and how much of it, and of the question, is said.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from tinhso.casework.procedures.rules.shapes import ProcedureVersion
from tinhso.core.folding import fold

MOST_WORDS = 30
ENOUGH = 0.4
"""Below this share of what was asked a procedure is not shown."""
UNKNOWN = 2.0
"""The weight of a word that no procedure knows: it speaks against all of them."""
_NOTHING_SAID = """
a ai anh ao ba bac bao bi biet ban ca cac cach cai can chi cho chau co con chua cua cu da dang dau de den
di duoc dum em gi gium giup ha hay ho hoi khi khong la lam len luon ma minh moi mot muon nay nao nen neu
ngay nha nhe nhieu nhu no o oi ong phai ra rang roi sao sap se ta the thi thu thuc toi tot trong tu tui
tuc u va vay ve vi viec voi vua xem xin y
"""
_POLITELY_SAID = """
toi tui em anh chi minh muon can cho hoi xin o dau nhu the nao sao voi a da giup gium thu tuc ve thi phai
gi ha nhe vay viec de duoc khong ban oi
"""
EMPTY = frozenset(_NOTHING_SAID.split())
"""Words that say nothing by themselves: they never find a procedure alone, but count inside a saying."""
POLITE = frozenset(_POLITELY_SAID.split())
"""Words around a wish: without them a question's way of speaking and what was said are compared."""


@dataclass(frozen=True)
class Saying:
    """One way of naming a procedure, folded."""

    code: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Asking:
    """A question to ask back, with the folded ways of speaking that lead to it."""

    key: str
    ways: tuple[str, ...]


@dataclass(frozen=True)
class Hit:
    """A procedure and how well it fits, 0 to 1."""

    code: str
    score: float


class Index:
    """All sayings of the procedures of a day, ready to be searched."""

    def __init__(self, versions: Sequence[ProcedureVersion], askings: Sequence[Asking]) -> None:
        self._sayings: list[Saying] = []
        for version in versions:
            for text in (version.name, version.name_en, *version.words):
                if words := tuple(fold(text).split()):
                    self._sayings.append(Saying(version.code, words))
        seen = Counter(word for saying in self._sayings for word in set(saying.words))
        total = len(self._sayings) + 1
        self._weights = {word: _weight(word, log(total / count)) for word, count in seen.items()}
        self._by_word: dict[str, list[int]] = {}
        for place, saying in enumerate(self._sayings):
            for word in set(saying.words):
                self._by_word.setdefault(word, []).append(place)
        self._codes = {fold(v.code): v.code for v in versions}
        self._askings = askings

    def asked(self, text: str) -> list[str]:
        """This will name the questions to ask back: whose way of speaking is (nearly) all that was said."""
        said = _telling(fold(text).split())
        return [a.key for a in self._askings if any(_telling(way.split()) == said for way in a.ways)]

    def hits(self, text: str, limit: int) -> list[Hit]:
        """This will list procedures, the best first. A code finds itself; an empty text nothing."""
        folded = fold(text[:400])
        if folded in self._codes:
            return [Hit(self._codes[folded], 1.0)]
        words = folded.split()[:MOST_WORDS]
        telling = [w for w in words if w not in EMPTY and w in self._by_word]
        whole = sum(self._weight(w) for w in set(words))
        if not telling or not whole:
            return []
        best: dict[str, float] = {}
        for place in {place for word in telling for place in self._by_word[word]}:
            saying = self._sayings[place]
            score = self._score(saying, words, whole)
            best[saying.code] = max(score, best.get(saying.code, 0.0))
        found = [Hit(code, round(score, 4)) for code, score in best.items() if score >= ENOUGH]
        return sorted(found, key=lambda h: (-h.score, h.code))[:limit]

    def _score(self, saying: Saying, words: Sequence[str], whole: float) -> float:
        common = set(saying.words) & set(words)
        said = sum(self._weight(w) for w in common)
        of_saying = said / sum(self._weight(w) for w in set(saying.words))
        pairs = set(pairwise(words)) & set(pairwise(saying.words))
        order = len(pairs) / max(1, len(saying.words) - 1)
        return (0.5 * said / whole + 0.35 * of_saying + 0.15 * order) if said else 0.0

    def _weight(self, word: str) -> float:
        return self._weights.get(word, 0.15 if word in EMPTY else UNKNOWN)


def _weight(word: str, rarity: float) -> float:
    return 0.15 if word in EMPTY else max(0.3, rarity)


def _telling(words: Sequence[str]) -> frozenset[str]:
    """What is left of a sentence without the words that say nothing."""
    return frozenset(words) - POLITE


def asking(key: str, words: Sequence[str]) -> Asking:
    """This will fold the ways of speaking of a question."""
    return Asking(key, tuple(fold(w) for w in words))
