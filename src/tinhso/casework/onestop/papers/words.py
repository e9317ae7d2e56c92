"""How are days, moments, sums and rules written on a paper? In Vietnamese, whoever reads."""

from datetime import date, datetime
from io import BytesIO

import segno

from tinhso.casework.onestop.papers import shapes
from tinhso.core.days import local
from tinhso.core.values import RuleRef

UNCHECKED = "minh hoạ – chưa đối chiếu văn bản"

PACES = {
    shapes.Pace.EARLY: "Trước hạn",
    shapes.Pace.ON_TIME: "Đúng hạn",
    shapes.Pace.LATE: "Quá hạn",
}


def day(on: date | None) -> str:
    """This will write 05/01/2027, or "" for no day."""
    return on.strftime("%d/%m/%Y") if on else ""


def clock(at: datetime | None) -> str:
    """This will write 08:05, Vietnamese time, or ""."""
    return local(at).strftime("%H:%M") if at else ""


def local_day(at: datetime | None) -> str:
    """This will write the Vietnamese day of a moment, or ""."""
    return day(local(at).date()) if at else ""


def moment(at: datetime | None) -> str:
    """This will write "08:05 ngày 05/01/2027", or ""."""
    return f"{clock(at)} ngày {local_day(at)}" if at else ""


def place_and_day(place: str, at: datetime) -> str:
    """This will write "Huế, ngày 05 tháng 01 năm 2027".

    Days below 10, January and February have a leading 0 (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.4).
    """
    on = local(at)
    month = f"{on.month:02d}" if on.month < 3 else str(on.month)
    return f"{place}, ngày {on.day:02d} tháng {month} năm {on.year}"


def money(amount: int) -> str:
    """This will write 1.250.000 đồng."""
    return f"{amount:,}".replace(",", ".") + "\u00a0đồng"


def count(number: int) -> str:
    """This will write a count with two digits at least; "" for none."""
    return f"{number:02d}" if number else ""


def rule(ref: RuleRef) -> str:
    """This will cite a rule, and say where nobody has held it against the text."""
    if not ref.is_sample:
        return ref.citation
    return f"{ref.citation} ({UNCHECKED})" if ref.citation else UNCHECKED[0].upper() + UNCHECKED[1:]


def rules(refs: tuple[RuleRef, ...]) -> list[str]:
    """This will cite each rule once, in the order given."""
    return list(dict.fromkeys(text for ref in refs if (text := rule(ref))))


def qr(address: str) -> str:
    """This will draw an address as a QR code, in SVG without a quiet zone: the paper around is white."""
    drawn = BytesIO()
    segno.make(address, micro=False, error="m").save(
        drawn, kind="svg", border=0, omitsize=True, xmldecl=False
    )
    return drawn.getvalue().decode()
