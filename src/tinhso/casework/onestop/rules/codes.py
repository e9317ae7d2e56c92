"""How is a dossier called? By a pattern that the province sets, from unit, day and that day's number.

Source: the pattern `<unit>-YYMMDD-NNNN` stands in Thông tư 01/2018/TT-VPCP, Điều 19, and in dossiers of
2025-26; the wording of Thông tư 03/2025/TT-VPCP has not been seen, so the pattern is a dated parameter.
"""

from datetime import date, timedelta
from string import Formatter

from tinhso.core.errors import Invalid
from tinhso.core.messages import msg

PARTS = frozenset({"unit", "day", "number"})


def check(pattern: str) -> None:
    """This will refuse a pattern that cannot be read or could give one code twice. Raises Invalid."""
    unread = Invalid.field("pattern", msg("Mẫu mã hồ sơ không đọc được."))
    try:
        named = {name for _text, name, _format, _conversion in Formatter().parse(pattern) if name is not None}
        if not named <= PARTS:
            raise unread
        day = date(2026, 11, 22)
        made = {
            code(pattern, "H57.12", day, 1),
            code(pattern, "H57.12", day, 12345),
            code(pattern, "H57.13", day, 1),
            code(pattern, "H57.12", day + timedelta(days=1), 1),
        }
    except (KeyError, ValueError, IndexError, AttributeError):
        raise unread from None
    if len(made) < len(("one", "another number", "another unit", "another day")):
        raise Invalid.field("pattern", msg("Mẫu mã hồ sơ phải có đủ đơn vị, ngày và số thứ tự."))


def code(pattern: str, unit: str, day: date, number: int) -> str:
    """This will give the code: `{unit}-{day:%y%m%d}-{number:04d}` makes `H57.12-261122-0001`."""
    return pattern.format(unit=unit, day=day, number=number)


def before_day(pattern: str, unit: str) -> str:
    """This will give what stands before the day in a unit's codes: `H57.12-`; "" where no unit does."""
    text = ""
    for literal, name, _format, _conversion in Formatter().parse(pattern):
        text += literal
        if name != "unit":
            break
        text += unit
    return text if unit in text else ""
