"""Under which name does a body issue a paper: its own, the one above it, the place before the date?"""

from datetime import date

from tinhso.casework.onestop.papers.shapes import Office
from tinhso.foundation.agencies import queries as agencies
from tinhso.foundation.places import queries as places


def office(code: str, *, on: date) -> Office:
    """This will name the body that issues, the one above it, its place and how it is reached."""
    body = agencies.agency(code, on=on)
    above = agencies.agency(body.escalates_to, on=on) if body and body.escalates_to else None
    contact = agencies.contact(code)
    province = places.served_province(on=on)
    return Office(
        parent=above.name if above else "",
        name=body.name if body else code,
        place=_short(province.name) if province else "",
        address=contact.address if contact else "",
        phone=contact.phone if contact else "",
    )


def _short(name: str) -> str:
    """The place before the date is named without its kind (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""
    for kind in ("Thành phố ", "Tỉnh "):
        if name.startswith(kind):
            return name.removeprefix(kind)
    return name
