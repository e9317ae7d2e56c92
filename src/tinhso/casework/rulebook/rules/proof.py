"""Must an answer of this category show a picture of what was done, and how near to the pin? A dated rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tinhso.core.values import RuleRef, Validity


@dataclass(frozen=True)
class ProofRow:
    """A dated row; an empty category means every other one. `near_m` in metres, `bits` of 64 may differ."""

    category: str
    needed: bool
    near_m: int
    bits: int
    validity: Validity
    rule: RuleRef


DEFAULT = ProofRow("", False, 300, 3, Validity(date(2025, 7, 1)), RuleRef("proof:default", is_sample=True))


def proof(rows: Sequence[ProofRow], *, category: str, on: date) -> ProofRow:
    """This will choose the row in force: of the category, else of all; the later start wins."""
    fitting = [r for r in rows if r.category in ("", category) and r.validity.covers(on)]
    return max(fitting, key=lambda r: (r.category != "", r.validity.valid_from), default=DEFAULT)
