"""Did a hand only run over the keys? A text of which no single word could be a word of any language here.

Reports come in Vietnamese with and without accents, in English, and in the Latin spelling of Mông
("ntsuj", "tshav"), full of abbreviations; other scripts are never judged.
"""

import re
import unicodedata

from tinhso.core.folding import fold

EMERGENCY_NUMBERS = frozenset({"112", "113", "114", "115"})
"""Whoever can type no more than one of these is not sent away."""

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWEL = re.compile(r"[aeiouyw]")
_JOINED = re.compile(r"ngh|ntsh|tsh|nts|ntx|npl|nph|nkh|ndl|ng|nh|ch|th|tr|ph|kh|gh|ts|tx|hl|pl|dl|nt|nk|np")
_CONSONANTS = re.compile(r"[^aeiouyw]{4,}")
_REPEATED = re.compile(r"(.)\1{2,}|(..)\2{2,}|(...)\3+")
_TOKENS = re.compile(r"[^\W\d_]+")


def is_empty(text: str) -> bool:
    """This will tell whether a text holds neither a letter nor a picture sign nor an emergency number."""
    if any(unicodedata.category(c)[0] == "L" or unicodedata.category(c) == "So" for c in text):
        return False
    return not EMERGENCY_NUMBERS & set(re.findall(r"\d+", text))


def is_gibberish(text: str) -> bool:
    """This will tell whether none of the words could be one; False where there is no word to judge."""
    tokens = _TOKENS.findall(unicodedata.normalize("NFC", text))
    return bool(tokens) and not any(could_be_a_word(t) for t in tokens)


def could_be_a_word(token: str) -> bool:
    """This will judge one run of letters; single letters and short letters without vowel say nothing."""
    bare = fold(token).replace(" ", "")
    if len(bare) != len(token) or not bare.isascii():
        return True  # another script
    if len(bare) < 2 or _REPEATED.fullmatch(bare) or _runs_over_keys(bare):
        return False
    if token.isupper() and len(token) <= 8:
        return True  # UBND, THPT, CSGT
    if not _VOWEL.search(bare):
        return False
    return not (len(bare) >= 5 and _CONSONANTS.search(_JOINED.sub("h", bare)))


def _runs_over_keys(bare: str) -> bool:
    """Neighbouring keys one after the other, in one direction: asdf, poiuyt, and by threes forward: asd."""
    for row in _ROWS:
        if len(bare) >= 3 and bare in row:
            return True
        if len(bare) >= 4 and bare[::-1] in row:
            return True
    return len(bare) >= 6 and all(_runs_over_keys(bare[i : i + 3]) for i in range(0, len(bare) - 2, 3))
