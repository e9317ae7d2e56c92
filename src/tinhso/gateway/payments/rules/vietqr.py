"""What stands in a VietQR code, and is a code read back one of ours?

EMVCo merchant-presented mode in the NAPAS profile: a row of fields, each two digits of name, two digits of
length in bytes, and the value; the last field is a CRC-16/CCITT-FALSE over all before it.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

NAPAS = "A000000727"
TO_ACCOUNT = "QRIBFTTA"
TO_CARD = "QRIBFTTC"
DONG = "704"
PURPOSE_MOST = 25
MOST_AMOUNT = 9_999_999_999_999
"""Thirteen digits, as EMVCo's field 54 takes."""
_BIN = re.compile(r"[0-9]{6}")
_ACCOUNT = re.compile(r"[0-9A-Za-z]{1,19}")
_NOT_PLAIN = re.compile(r"[^0-9A-Za-z ./-]+")


class NotVietQr(ValueError):
    """The text is no VietQR code: damaged, cut off, or of another kind."""


@dataclass(frozen=True)
class VietQr:
    """Where money goes: bank (BIN), account or card, đồng (None where the payer fills them in), purpose."""

    bin: str
    account: str
    amount: int | None
    purpose: str
    service: str = TO_ACCOUNT

    def __post_init__(self) -> None:
        if not _BIN.fullmatch(self.bin):
            raise ValueError("a bank is named by six digits")
        if not _ACCOUNT.fullmatch(self.account):
            raise ValueError("an account has 1 to 19 letters and digits")
        if self.amount is not None and not 0 < self.amount <= MOST_AMOUNT:
            raise ValueError("an amount has 1 to 13 digits")
        if self.purpose != purpose(self.purpose):
            raise ValueError("a purpose has at most 25 plain letters, digits and spaces")
        if self.service not in (TO_ACCOUNT, TO_CARD):
            raise ValueError("money goes to an account or to a card")


def purpose(text: str) -> str:
    """This will write a purpose as every bank takes it: no accents, at most 25 plain characters."""
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    bare = "".join(c for c in bare if not unicodedata.combining(c))
    return " ".join(_NOT_PLAIN.sub(" ", bare).split())[:PURPOSE_MOST].strip()


def crc(text: str) -> str:
    """This will give CRC-16/CCITT-FALSE (0x1021 from 0xFFFF, unreflected) as four upper-case digits."""
    register = 0xFFFF
    for byte in text.encode():
        register ^= byte << 8
        for _bit in range(8):
            register = (register << 1) ^ (0x1021 if register & 0x8000 else 0)
            register &= 0xFFFF
    return f"{register:04X}"


def write(code: VietQr) -> str:
    """This will give the text that the picture holds; with an amount it is good for one payment (12)."""
    payee = _field("00", code.bin) + _field("01", code.account)
    body = (
        _field("00", "01")
        + _field("01", "11" if code.amount is None else "12")
        + _field("38", _field("00", NAPAS) + _field("01", payee) + _field("02", code.service))
        + _field("53", DONG)
        + ("" if code.amount is None else _field("54", str(code.amount)))
        + _field("58", "VN")
        + (_field("62", _field("08", code.purpose)) if code.purpose else "")
        + "6304"
    )
    return body + crc(body)


def read(text: str) -> VietQr:
    """This will read a code back. Raises NotVietQr."""
    if len(text) < 8 or text[-8:-4] != "6304" or crc(text[:-4]) != text[-4:].upper():
        raise NotVietQr("the checksum does not fit")
    found = _fields(text)
    payee = _fields(_given(found, "38"))
    if _given(payee, "00") != NAPAS or _given(found, "53") != DONG or found.get("00") != "01":
        raise NotVietQr("not a code for a transfer in đồng")
    to = _fields(_given(payee, "01"))
    amount = found.get("54")
    if amount is not None and not (amount.isascii() and amount.isdecimal()):
        raise NotVietQr("the amount is no whole number")
    try:
        return VietQr(
            bin=_given(to, "00"),
            account=_given(to, "01"),
            amount=None if amount is None else int(amount),
            purpose=_fields(found.get("62", "")).get("08", ""),
            service=_given(payee, "02"),
        )
    except NotVietQr:
        raise
    except ValueError as wrong:
        raise NotVietQr(str(wrong)) from wrong


def _field(name: str, value: str) -> str:
    size = len(value.encode())
    if not 0 < size <= 99:
        raise ValueError(f"field {name} has 1 to 99 bytes")
    return f"{name}{size:02d}{value}"


def _fields(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    rest = text.encode()
    while rest:
        head, size = rest[:2], rest[2:4]
        if not (head.isdigit() and size.isdigit() and len(rest) >= 4 + int(size)):
            raise NotVietQr("a field is cut off")
        try:
            found[head.decode()] = rest[4 : 4 + int(size)].decode()
        except UnicodeDecodeError as broken:
            raise NotVietQr("a letter is cut in two") from broken
        rest = rest[4 + int(size) :]
    return found


def _given(found: Mapping[str, str], name: str) -> str:
    try:
        return found[name]
    except KeyError as missing:
        raise NotVietQr(f"field {name} is missing") from missing
