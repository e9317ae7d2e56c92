"""Into which pieces is a text cut before it is weighed? Single words and pairs, twice.

Once folded, so that "o ga giua duong" and "ổ gà giữa đường" are the same; and once with accents, for texts
that bear them: then "cháy", "chảy" and "chạy" are told apart. A piece is known by a hash of 32 bits.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from tinhso.core.folding import fold, nfc

LONGEST = 400
"""Words that are read: the longest text allowed has about so many."""
MARKED_SHARE = 0.35
"""A text of which so many words bear marks is taken as written with accents."""
_WORD = re.compile(r"[^\W_]+")
_TONES = {"\u0300": "1", "\u0301": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}


@dataclass(frozen=True)
class Cut:
    """A text in pieces: its words as written; where each folded or accented gram stands, and how often."""

    words: tuple[str, ...]
    folded: dict[int, tuple[int, int, int]]
    """Hash -> how often, first word, word after the last."""
    accented: dict[int, tuple[int, int, int]]


@dataclass(frozen=True)
class Words:
    """The words of a text, folded and with their tones; numbers are all "0"; how many bear marks (0..1)."""

    bare: list[str]
    toned: list[str]
    marked_share: float


def words_of(text: str) -> Words:
    """This will give a text's words, ready to be compared."""
    words = _WORD.findall(nfc(text))
    marked = 1 - sum(map(str.isascii, words)) / len(words) if words else 0.0
    return Words([_bare(w) for w in words], [_toned(w) for w in words], marked)


def cut(text: str) -> Cut:
    """This will cut a text; numbers are all the same piece "0"."""
    words, bare = [], []
    for word in _WORD.findall(nfc(text[: LONGEST * 8]))[:LONGEST]:
        folded = fold(word).replace(" ", "")
        if folded:
            words.append(word)
            bare.append("0" if folded.isdigit() else folded)
    marked = sum(not w.isascii() for w in words)
    has_accents = bool(words) and marked / len(words) >= MARKED_SHARE
    accented = _hashed("t", [_with_tone(w) for w in words]) if has_accents else {}
    return Cut(tuple(words), _hashed("f", bare), accented)


@lru_cache(maxsize=10_000)
def _bare(word: str) -> str:
    return "0" if word.isdigit() else fold(word).replace(" ", "")


@lru_cache(maxsize=10_000)
def _toned(word: str) -> str:
    return _with_tone(word)


def _with_tone(word: str) -> str:
    """Hoà and hòa become the same: the letters without their tone, then the tone as a digit."""
    if word.isascii():
        return "0" if word.isdigit() else word.lower()
    letters = unicodedata.normalize("NFD", word.lower())
    tone = "".join(_TONES[c] for c in letters if c in _TONES)
    return unicodedata.normalize("NFC", "".join(c for c in letters if c not in _TONES)) + tone


def _hashed(kind: str, words: list[str]) -> dict[int, tuple[int, int, int]]:
    found: dict[int, tuple[int, int, int]] = {}
    last = ""
    for at, word in enumerate(words):
        pieces = [(f"{kind} {word}", at)]
        if at:
            pieces.append((f"{kind} {last} {word}", at - 1))
        for piece, start in pieces:
            key = crc32(piece.encode())
            times, first, end = found.get(key, (0, start, at + 1))
            found[key] = (times + 1, first, end)
        last = word
    return found
