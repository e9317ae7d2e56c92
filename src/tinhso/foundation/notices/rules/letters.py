"""What fits into one line, one SMS, one telephone number? Text in, text out."""

import re
import unicodedata
from collections.abc import Iterable

MAX_SUBJECT = 200
SMS_LENGTH = 160
"""Septets of one SMS in the default alphabet of GSM (3GPP TS 23.038); every letter we use is one septet."""

_GSM = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 \n@$!\"#%&'()*+,-./:;<=>?_")
"""The letters of the default alphabet that carry no accent; its extension costs two septets each."""
_INSTEAD = str.maketrans(
    {
        "đ": "d", "Đ": "D", "–": "-", "—": "-", "‑": "-", "…": "...", "“": '"', "”": '"', "„": '"',
        "‘": "'", "’": "'", "`": "'", "\u00a0": " ", "\t": " ", "[": "(", "]": ")", "{": "(", "}": ")",
        "|": "/", "\\": "/", "~": "-", "^": "", "₫": "d", "·": "-", "•": "-", "×": "x",
    }
)  # fmt: skip
_MOBILE = re.compile(r"(?:\+?84|0)([35789]\d{8})")
_GLUE = "\x1f"


def one_line(text: str) -> str:
    """This will make a subject of one line, so that no value can add a header to an e-mail."""
    return " ".join(text.split())[:MAX_SUBJECT]


def plain(text: str) -> str:
    """This will write a text with the unaccented letters of GSM-7: "Đã trả lời" -> "Da tra loi"."""
    bare = unicodedata.normalize("NFD", text.translate(_INSTEAD))
    return "".join(letter for letter in bare if letter in _GSM)


def sms(text: str, keep: Iterable[str] = ()) -> str:
    """This will make one SMS: unaccented, on one line, at most 160 letters.

    Words go from the end until it fits; those of `keep` (codes) stay whole, and an address is left out
    rather than cut. Raises ValueError when what must be kept is itself too long.
    """
    line = " ".join(plain(text).split())
    if len(line) <= SMS_LENGTH:
        return line
    kept = [" ".join(plain(part).split()) for part in keep if part]
    for part in kept:
        line = line.replace(part, part.replace(" ", _GLUE))
    words = line.split(" ")
    glued = {part.replace(" ", _GLUE) for part in kept}
    for at in range(len(words) - 1, -1, -1):
        if _length(words) <= SMS_LENGTH:
            break
        if not any(part in words[at] for part in glued):
            del words[at]
    if _length(words) > SMS_LENGTH:
        raise ValueError("what must stay whole does not fit into one SMS")
    return " ".join([*words, "..."]).replace(_GLUE, " ")


def mobile(number: str) -> str:
    """This will write a Vietnamese mobile number as "84912345678", or "" for any other number."""
    found = _MOBILE.fullmatch(re.sub(r"[\s.\-()]", "", number))
    return f"84{found[1]}" if found else ""


def _length(words: list[str]) -> int:
    return len(" ".join([*words, "..."]))
