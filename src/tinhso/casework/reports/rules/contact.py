"""When is a telephone number the same number? Spaces, dots and +84 are ways of writing it."""

import re

_NOT_DIGITS = re.compile(r"\D")


def same_number(phone: str) -> str:
    """This will write a number in one way: digits only, with 0 for Vietnam's +84; "" for none."""
    digits = _NOT_DIGITS.sub("", phone)
    if phone.strip().startswith("+84") or (digits.startswith("84") and len(digits) in (11, 12)):
        digits = "0" + digits.removeprefix("84")
    elif digits.startswith("0084"):
        digits = "0" + digits.removeprefix("0084")
    return digits


def masked(text: str) -> str:
    """This will show just enough to be known by who knows it: "09•• ••• 123", "l•••@example.vn"."""
    if "@" in text:
        name, _, host = text.partition("@")
        return f"{name[:1]}•••@{host}"
    return f"{text[:2]}•••{text[-3:]}" if len(text) > 6 else "•••"
