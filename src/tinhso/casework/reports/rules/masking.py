"""Which parts of a public text would give a person away? Numbers of phones, cards, accounts, plates; e-mail.

Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15: only what is needed is made public.
"""

import re

PHONE = "[số điện thoại]"
EMAIL = "[thư điện tử]"
IDENTITY = "[số định danh]"
ACCOUNT = "[số tài khoản]"
PLATE = "[biển số xe]"

_UNSEEN = re.compile(
    r"[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]|(?<=\d)[\u200c\u200d](?=\d)"
)
"""Letters without a shape, which would part a number for us and for nobody who reads it."""
_GAP = r"[ .\-\u00a0]?"
_EMAIL = re.compile(
    r"[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+"
    r"(?:(?:\.[\w-]+)+|\s?\.\s?(?:com|net|org|edu|gov|vn)(?:\s?\.\s?vn)?\b)",
    re.IGNORECASE,
)
_PLATE = re.compile(
    r"(?<![\w.])\d{2}" + _GAP + r"[A-ZĐ]{1,2}\d?" + _GAP + r"[ ]?(?:\d{3}[.,]?\d{2}|\d{4})(?![\w]|[.,]\d)",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    r"((?:s[ốôo]\s+)?(?:t[àa]i\s+kho[ảa]n|stk|tk)(?:\s+\w+){0,4}?\s*[:.]?\s*)((?:\d[ .\-]?){5,18}\d)",
    re.IGNORECASE,
)
_IDENTITY_NAMED = re.compile(
    r"((?:cccd|cmnd|cmt|căn cước(?: công dân)?|can cuoc(?: cong dan)?|chứng minh(?: nhân dân| thư)?|"
    r"định danh|dinh danh|hộ chiếu|ho chieu)(?:\s+\w+){0,3}?\s*[:.]?\s*)([A-Z]?(?:\d[ .\-]?){6,12}\d)",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\d.,])(?:\+?\s?84|0)(?:" + _GAP + r"\(?\d\)?){9,10}(?!\d|[.,]\d)"
    r"|(?<![\d.,])\(0\d{2,3}\)\s?(?:\d" + _GAP + r"){6,7}\d(?!\d)"
)
_IDENTITY = re.compile(
    r"(?<![\d.,])0\d{2}" + _GAP + r"\d{3}" + _GAP + r"\d{3}" + _GAP + r"\d{3}(?!\d|[.,]\d)"
)
_LONG = re.compile(r"(?<![\d.,/])(?:\d[ .\-]?){8,18}\d(?!\d|[.,/]\d)")
_MONEY = re.compile(r"\s*(?:đồng|dong|đ\b|vnđ|vnd|triệu|trieu|tỷ|tỉ|usd|m2|m²)", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}(?:[. ]\d{3})+")
_TELLING = re.compile(r"\d|@|[(\[]at[)\]]", re.IGNORECASE)
"""Without one of these nothing is found below: every number has a digit, every address its sign."""
_DATE = re.compile(r"\d{1,2}[.\-]\d{1,2}[.\-]\d{4}|\d{4}-\d{2}-\d{2}")


def mask(text: str) -> str:
    """This will put a bracketed word in the place of each telling number or address."""
    text = _UNSEEN.sub("", text)
    if not _TELLING.search(text):
        return text
    text = _EMAIL.sub(EMAIL, text)
    text = _IDENTITY_NAMED.sub(lambda m: m[1] + IDENTITY + _tail(m[2]), text)
    text = _ACCOUNT.sub(lambda m: m[1] + ACCOUNT + _tail(m[2]), text)
    text = _PHONE.sub(lambda m: m[0] if _is_money(m) else PHONE, text)
    text = _IDENTITY.sub(IDENTITY, text)
    text = _PLATE.sub(PLATE, text)
    return _LONG.sub(_long, text)


def _long(match: re.Match[str]) -> str:
    """Long runs of digits that are no sum of money, no date and no public code are treated as accounts."""
    found = match[0]
    if _is_money(match) or _DATE.search(found) or len(re.sub(r"\D", "", found)) < 9:
        return found
    return ACCOUNT + _tail(found)


def _is_money(match: re.Match[str]) -> bool:
    is_grouped = bool(_GROUPED.fullmatch(match[0].strip()))
    return is_grouped and bool(_MONEY.match(match.string, match.end()))


def _tail(found: str) -> str:
    return found[len(found.rstrip(" .-")) :]
