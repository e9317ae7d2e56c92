"""How is a payment order named, so that nobody guesses one and no bank loses it?

"TT" and twelve digits: eleven drawn by chance and a Damm check digit. Banks put blanks and line ends into the
text of a transfer and people leave out letters, so a number is looked for in what remains without them.
"""

import re
from collections.abc import Iterator

from tinhso.core.values import check_digit

PREFIX = "TT"
RANDOM_BELOW = 10**11
_SIGNS = re.compile(r"[^0-9A-Z]+")
_NUMBER = re.compile(r"TT([0-9]{12})")


def number(drawn: int) -> str:
    """This will make an order's number from a number below 10^11 drawn by chance."""
    if not 0 <= drawn < RANDOM_BELOW:
        raise ValueError("an order's number is made from at most eleven digits")
    digits = f"{drawn:011d}"
    return f"{PREFIX}{digits}{check_digit(digits)}"


def read(text: str) -> str | None:
    """This will read a number as people write it (blanks, dots, small letters, no TT); None otherwise."""
    bare = _SIGNS.sub("", text.upper())
    bare = bare if bare.startswith(PREFIX) else f"{PREFIX}{bare}"
    return bare if _NUMBER.fullmatch(bare) and _holds(bare) else None


def found_in(text: str) -> Iterator[str]:
    """This will give every order's number in the text of a transfer, however the bank has broken it up."""
    seen: set[str] = set()
    for match in re.finditer(r"(?=TT([0-9]{12}))", _SIGNS.sub("", text.upper())):
        one = PREFIX + match.group(1)
        if one not in seen and _holds(one):
            seen.add(one)
            yield one


def spoken(text: str) -> str:
    """This will group a number for reading: TT 4621 0735 8213."""
    return " ".join((text[:2], text[2:6], text[6:10], text[10:]))


def _holds(text: str) -> bool:
    return check_digit(text[len(PREFIX) : -1]) == text[-1]
