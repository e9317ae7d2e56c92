"""By which code does another scheme know an agency, and which agency does such a code name?"""

from dataclasses import dataclass
from datetime import date

from tinhso.core.revisions import Remembered
from tinhso.core.values import Validity
from tinhso.foundation.agencies.models import TOPIC, Identifier


@dataclass(frozen=True)
class _Name:
    period: Validity
    scheme: str
    value: str
    agency: str


def _load() -> list[_Name]:
    rows = Identifier.objects.select_related("agency").order_by("pk")
    return [_Name(Validity(r.valid_from, r.valid_to), r.scheme, r.value, r.agency.code) for r in rows]


_names = Remembered((TOPIC,), _load)


def identifier(code: str, scheme: str, *, on: date) -> str:
    """This will give the code that a scheme has for an agency on that day, "" where it has none."""
    known = (n.value for n in _names.get() if (n.agency, n.scheme) == (code, scheme) and n.period.covers(on))
    return next(known, "")


def identified(value: str, scheme: str, *, on: date) -> str:
    """This will give the code of the agency that a scheme names so on that day, "" for none."""
    known = (n.agency for n in _names.get() if (n.value, n.scheme) == (value, scheme) and n.period.covers(on))
    return next(known, "")
