"""Must a leader approve this answer? A dated rule per agency and category; by default yes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tinhso.core.values import RuleRef, Validity


@dataclass(frozen=True)
class ApprovalRow:
    """A dated row; empty agency or category means every one."""

    agency: str
    category: str
    needed: bool
    validity: Validity
    rule: RuleRef


def approval_needed(rows: Sequence[ApprovalRow], *, agency: str, category: str, on: date) -> bool:
    """This will follow the narrowest row in force (agency before category, later start before earlier)."""
    fitting = [
        r for r in rows if r.agency in ("", agency) and r.category in ("", category) and r.validity.covers(on)
    ]
    if not fitting:
        return True
    return max(fitting, key=lambda r: (r.agency != "", r.category != "", r.validity.valid_from)).needed
