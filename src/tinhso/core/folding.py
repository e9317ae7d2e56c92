"""When are two Vietnamese texts the same to a searcher? When they fold to the same letters."""

import re
import unicodedata
from functools import lru_cache


class _Bare(dict[int, int | None]):
    """A table for `str.translate` that drops combining marks; it learns the letters it meets."""

    def __missing__(self, letter: int) -> int | None:
        bare = None if unicodedata.combining(chr(letter)) else letter
        if letter < _LEARNT:  # what nobody here writes is looked up each time, so that the table stays small
            self[letter] = bare
        return bare


_LEARNT = 0x3000
_BARE = _Bare({ord("đ"): ord("d"), ord("Đ"): ord("d")})
_GAPS = re.compile(r"[^0-9a-z]+")


def nfc(text: str) -> str:
    """This will compose the letters (NFC), as everything that is stored must be."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """This will drop case, accents and đ, and join words by single spaces: "Đường Hoà" -> "duong hoa".

    Tone placement (hoá = hóa, thuỷ = thủy) needs no rule of its own: tones go with the accents.
    """
    return _GAPS.sub(" ", unicodedata.normalize("NFD", text.lower()).translate(_BARE)).strip()


_ALPHABET = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệfghiìỉĩíịjklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvwxyỳỷỹýỵz"
_ORDER = {letter: place for place, letter in enumerate(_ALPHABET)}


@lru_cache(maxsize=5_000)
def sort_key(text: str) -> tuple[tuple[int, ...], str]:
    """This will give a key that sorts as a Vietnamese dictionary does: a ă â … d đ e ê …, then tones.

    Kept, because each page with a choice of communes sorts the same names again.
    """
    letters = nfc(text).lower()
    return tuple(_ORDER.get(c, -1 if not c.isalnum() else 200 + ord(c)) for c in letters), letters
