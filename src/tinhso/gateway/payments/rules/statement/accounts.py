"""Of which account is a bank's file, and are two numbers the same account?"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from tinhso.core.folding import fold

_SEPARATORS = re.compile(r"[\s.\-\u00a0]+")
_CURRENCY = "VND"
_LABEL = re.compile(
    r"(?:so )?(?:tai khoan|tk|stk|account)"
    r"(?: (?:so|no|number|account|tai khoan|thanh toan|tien gui|khach hang))*(?: (?P<rest>.+))?"
)


def normal(number: str) -> str:
    """This will give an account number as two are compared: no spaces, dots or dashes, no currency behind it.

    Leading zeros stay: with and without them are two accounts.
    """
    bare = _SEPARATORS.sub("", number).upper()
    return bare.removesuffix(_CURRENCY) if bare[:1].isdigit() else bare


def of_tag(text: str) -> str:
    """This will read the account out of a :25: of MT940: "VCB/0011001234567" or "0011001234567/VND"."""
    parts = [part for part in map(normal, text.split("/")) if part and part != _CURRENCY]
    return parts[-1] if parts else ""


def named(rows: Iterable[Sequence[Any]]) -> tuple[str, ...]:
    """This will list the accounts that stand above the table of a spreadsheet, by their label.

    A number that the spreadsheet holds as a number has lost its zeros and says nothing.
    """
    found = []
    for row in rows:
        said = [cell for cell in row if cell is not None and str(cell).strip()]
        for place, cell in enumerate(said):
            label = _LABEL.fullmatch(fold(cell)) if isinstance(cell, str) else None
            if label is None:
                continue
            rest = label["rest"]
            following = said[place + 1] if rest is None and place + 1 < len(said) else ""
            number = _leading(rest or (fold(following) if isinstance(following, str) else ""))
            if number:
                found.append(number)
    return tuple(dict.fromkeys(found))


def _leading(text: str) -> str:
    """The number with which a text begins; banks write it in groups and words behind it."""
    words = text.split()
    if words and not words[0].isdigit():
        return normal(words[0]) if any(c.isdigit() for c in words[0]) else ""
    count = next((n for n, word in enumerate(words) if not word.isdigit()), len(words))
    return normal("".join(words[:count]))
