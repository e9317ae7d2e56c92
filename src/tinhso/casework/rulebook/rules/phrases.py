"""Do the words speak of danger to life, look like a denunciation, advertise, or say nothing but abuse?

A pattern is a row of `PhraseRule`: ways of saying it parted by "|", steps parted by ".." between which up
to eight other words may stand: "chủ tịch|phó chủ tịch .. ăn chặn|nhận tiền". Words are compared folded, so
texts without accents are caught too. Where folding makes another word of it ("tố cáo" and "cây to cao") the
row is `exact`: a text that is written with accents must then have the right ones, wherever the tone stands.
Law: Luật Tố cáo 25/2018/QH14, Điều 2; Luật Khiếu nại 02/2011/QH13, Điều 2.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from tinhso.core.folding import fold
from tinhso.core.values import RuleRef, Validity

BETWEEN = r"(?: \S+){0,8}? "
_TONES = str.maketrans({"\u0300": "1", "\u0301": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"})
_WORD = re.compile(r"\w+")


class Kind(StrEnum):
    """What a phrase is a sign of."""

    DANGER = "danger"
    DENUNCIATION = "denunciation"
    COMPLAINT = "complaint"
    ADVERTISING = "advertising"
    OBSCENITY = "obscenity"
    NOTHING = "nothing"
    RULE_COMMENT = "rule_comment"


@dataclass(frozen=True)
class Phrase:
    """One dated row."""

    kind: Kind
    pattern: str
    unless: str
    exact: bool
    validity: Validity
    rule: RuleRef


@dataclass(frozen=True)
class Spoken:
    """A text prepared for many comparisons."""

    folded: str
    toned: str
    has_accents: bool


def spoken(text: str, *, marked_share: float) -> Spoken:
    """This will prepare a text: folded, and with its tones moved to the ends of the words.

    A text of whose words `marked_share` (0..1) or more bear marks is taken as written with accents.
    """
    words = _WORD.findall(unicodedata.normalize("NFC", text).lower())
    marked = len(words) - sum(map(str.isascii, words))
    toned = " ".join(map(_toned, words))
    return Spoken(fold(text), toned, bool(words) and marked / len(words) >= marked_share)


@lru_cache(maxsize=10_000)
def _toned(word: str) -> str:
    """Hoà and hòa become the same: the letters without tone, then the tone as a digit."""
    letters = unicodedata.normalize("NFD", word)
    tones = "".join(c for c in letters.translate(_TONES) if c in "12345" and c not in word)
    bare = "".join(c for c in letters if ord(c) not in _TONES)
    return unicodedata.normalize("NFC", bare) + tones


@lru_cache(maxsize=2048)
def _compiled(pattern: str, toned: bool) -> re.Pattern[str]:
    # the longest first, so that what is left beside a phrase is counted right
    steps = [
        "(?:" + "|".join(re.escape(w) for w in sorted(ways, key=len, reverse=True)) + ")"
        for ways in steps_of(pattern, toned=toned)
    ]
    if not steps:
        return re.compile(r"(?!)")
    return re.compile(r"(?:^| )" + BETWEEN.join(steps) + r"(?= |$)")


def steps_of(pattern: str, *, toned: bool) -> list[list[str]]:
    """This will give the ways of each step as they stand in `Spoken`; steps that say nothing are left out."""
    steps = ([w for w in (_prepared(way, toned) for way in s.split("|")) if w] for s in pattern.split(".."))
    return [ways for ways in steps if ways]


def _prepared(way: str, toned: bool) -> str:
    if not toned:
        return fold(way)
    return " ".join(_toned(w) for w in _WORD.findall(unicodedata.normalize("NFC", way).lower()))


def says(heard: Spoken, phrase: Phrase) -> bool:
    """This will tell whether a text holds the phrase and none of its exceptions."""
    toned = phrase.exact and heard.has_accents
    text = heard.toned if toned else heard.folded
    if not _compiled(phrase.pattern, toned).search(text):
        return False
    return not (phrase.unless and _compiled(phrase.unless, False).search(heard.folded))


def says_surely(heard: Spoken, phrase: Phrase) -> bool:
    """This will tell the same where a mistake must not happen: without accents no `exact` row counts.

    "vai lon bia" may be several cans; nobody is refused for how a word might have been meant.
    """
    return not (phrase.exact and not heard.has_accents) and says(heard, phrase)


def words_beside(heard: Spoken, phrase: Phrase) -> int:
    """This will count the words, numbers aside, outside every place where the text holds the phrase."""
    toned = phrase.exact and heard.has_accents
    text = heard.toned if toned else heard.folded
    beside = _compiled(phrase.pattern, toned).sub(" ", text).split()
    return sum(not word.isdecimal() for word in beside)


def first(heard: Spoken, phrases: Sequence[Phrase], on: date, *kinds: Kind) -> Phrase | None:
    """This will give the first row in force that day, of one of `kinds`, that the text holds."""
    for phrase in phrases:
        if phrase.kind in kinds and phrase.validity.covers(on) and says(heard, phrase):
            return phrase
    return None
