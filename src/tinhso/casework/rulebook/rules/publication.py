"""What may the public see of a category, and when? A dated row says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tinhso.core.values import RuleRef, Validity


class When(StrEnum):
    """From which moment a part is public."""

    AT_ONCE = "at_once"
    ON_ACCEPT = "on_accept"
    NEVER = "never"


@dataclass(frozen=True)
class PublicationRow:
    """A dated row; an empty category means every other one."""

    category: str
    listed: bool
    text: When
    photos: When
    square_m: int
    validity: Validity
    rule: RuleRef


DEFAULT = PublicationRow(
    "",
    True,
    When.AT_ONCE,
    When.ON_ACCEPT,
    0,
    Validity(date(2025, 7, 1)),
    RuleRef("publication:default", is_sample=True),
)


def publication(rows: Sequence[PublicationRow], *, category: str, on: date) -> PublicationRow:
    """This will choose the row in force: of the category, else of all; the later start wins."""
    fitting = [r for r in rows if r.category in ("", category) and r.validity.covers(on)]
    return max(fitting, key=lambda r: (r.category != "", r.validity.valid_from), default=DEFAULT)


def countable(public: int, private: int, *, least: int) -> int:
    """This will count a place: private reports count only where they vanish among `least` or more."""
    return public + private if public + private >= least else public
