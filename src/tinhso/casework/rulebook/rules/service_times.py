"""Within which terms must a report be accepted and answered? The dated row of its category says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tinhso.core.values import RuleRef, Validity


@dataclass(frozen=True)
class ServiceTimeRow:
    """A dated row: within which `workdays.rules.Term`s. An empty category means every other one."""

    category: str
    urgent: bool
    calendar: str
    accept: Any
    answer: Any
    validity: Validity
    rule: RuleRef


class NoServiceTime(LookupError):
    """No dated row covers the day: a deployment without service times cannot promise anything."""


def service_time(rows: Sequence[ServiceTimeRow], *, category: str, urgent: bool, on: date) -> ServiceTimeRow:
    """This will choose the row: of the category, else of all; the later start wins. Raises NoServiceTime."""
    fitting = [
        r for r in rows if r.urgent == urgent and r.category in ("", category) and r.validity.covers(on)
    ]
    if not fitting:
        raise NoServiceTime(category, urgent, on)
    return max(fitting, key=lambda r: (r.category != "", r.validity.valid_from))
