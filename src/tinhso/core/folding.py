"""When are two Vietnamese texts the same to a searcher? When they fold to the same letters."""

import re
import unicodedata

_D = str.maketrans({"đ": "d", "Đ": "d"})
_GAPS = re.compile(r"[^0-9a-z]+")


def nfc(text: str) -> str:
    """This will compose the letters (NFC), as everything that is stored must be."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """This will drop case, accents and đ, and join words by single spaces: "Đường Hoà" -> "duong hoa".

    Tone placement (hoá = hóa, thuỷ = thủy) needs no rule of its own: tones go with the accents.
    """
    stripped = (c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return _GAPS.sub(" ", "".join(stripped).translate(_D)).strip()


_ALPHABET = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệfghiìỉĩíịjklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvwxyỳỷỹýỵz"
_ORDER = {letter: place for place, letter in enumerate(_ALPHABET)}


def sort_key(text: str) -> tuple[tuple[int, ...], str]:
    """This will give a key that sorts as a Vietnamese dictionary does: a ă â … d đ e ê …, then tones."""
    letters = nfc(text).lower()
    return tuple(_ORDER.get(c, -1 if not c.isalnum() else 200 + ord(c)) for c in letters), letters
