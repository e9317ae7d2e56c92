"""Which values are more than strings? Points, periods, public codes and dates of validity."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from math import asin, cos, isfinite, pi, radians, sin, sqrt

from email_validator import EmailNotValidError, validate_email

EARTH_RADIUS_M = 6_371_008.8
KM_PER_DEGREE = pi * EARTH_RADIUS_M / 180_000
"""Of latitude."""
_DOSSIER_CODE = re.compile(r"[A-Z][A-Z0-9.-]{0,40}-\d{6}-\d{1,6}", re.I | re.A)
"""As the pattern that is shipped writes it."""


@dataclass(frozen=True)
class GeoPoint:
    """A WGS84 position; `accuracy_m` is the device's own radius of doubt in metres, if it told one."""

    lat: float
    lon: float
    accuracy_m: float | None = None

    def __post_init__(self) -> None:
        if not (isfinite(self.lat) and isfinite(self.lon)):
            raise ValueError("a point needs finite numbers")
        if not (-90 <= self.lat <= 90 and -180 <= self.lon <= 180):
            raise ValueError("a point lies within -90..90 and -180..180")

    def distance_m(self, other: "GeoPoint") -> float:
        """This will give the great-circle distance in metres (haversine, mean radius)."""
        dlat, dlon = radians(other.lat - self.lat), radians(other.lon - self.lon)
        h = sin(dlat / 2) ** 2
        h += cos(radians(self.lat)) * cos(radians(other.lat)) * sin(dlon / 2) ** 2
        return 2 * EARTH_RADIUS_M * asin(min(1.0, sqrt(h)))


@dataclass(frozen=True)
class Validity:
    """A half-open period of days: valid_from <= day < valid_to; no valid_to means still valid."""

    valid_from: date
    valid_to: date | None = None

    def covers(self, on: date) -> bool:
        """This will tell whether the period is valid on that day."""
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


@dataclass(frozen=True)
class RuleRef:
    """Which dated rule decided: its key ("competence:41"), its version day, what it cites."""

    key: str
    valid_from: date | None = None
    citation: str = ""
    is_sample: bool = False

    def as_json(self) -> dict[str, object]:
        """This will give the form stored beside a decision."""
        return {
            "key": self.key,
            "valid_from": self.valid_from.isoformat() if self.valid_from else None,
            "citation": self.citation,
            "is_sample": self.is_sample,
        }


_DAMM = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)  # fmt: skip
CODE_DIGITS = 10


def _damm(digits: str) -> int:
    interim = 0
    for digit in digits:
        interim = int(_DAMM[interim][int(digit)])
    return interim


def check_digit(digits: str) -> str:
    """This will give the digit that, put behind `digits`, tells of a slip in them (Damm)."""
    return str(_damm(digits))


def public_code(number: int) -> str:
    """This will make ten digits from a random number below 10^9: nine and a Damm check digit.

    The check digit (H. M. Damm, 2004) finds every single wrong digit and every swap of neighbours,
    the two slips made when a code is read out over a telephone.
    """
    digits = f"{number:09d}"
    if len(digits) != CODE_DIGITS - 1:
        raise ValueError("a public code is made from a number of at most nine digits")
    return digits + str(_damm(digits))


def read_public_code(text: str) -> str | None:
    """This will read a code as people write it (spaces, dots, dashes); None when it cannot be one."""
    digits = "".join(c for c in text if c not in " .-\u00a0\t")
    if len(digits) != CODE_DIGITS or not (digits.isascii() and digits.isdigit()):
        return None
    return digits if _damm(digits) == 0 else None


def names_a_dossier(text: str) -> bool:
    """This will tell whether a text looks like a dossier's code: H57.12-261122-0001, in either case."""
    return _DOSSIER_CODE.fullmatch("".join(text.split())) is not None


def spoken_code(code: str) -> str:
    """This will group a code for reading aloud: 4621 073 582."""
    return f"{code[:4]} {code[4:7]} {code[7:]}"


def is_aware(at: datetime) -> bool:
    """This will tell whether a moment carries its zone."""
    return at.tzinfo is not None and at.utcoffset() is not None


def is_email(text: str) -> bool:
    """This will tell whether a letter could be sent there: RFC 5321 and 5322 without comments and quotes.

    The part before @ is ASCII, as most servers ask; whether the mailbox exists is not looked up.
    """
    try:
        validate_email(text, check_deliverability=False, allow_smtputf8=False, strict=True)
    except EmailNotValidError:
        return False
    return True
