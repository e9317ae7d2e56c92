"""Which dossiers does a figure speak of? Whole months, and at most one body, procedure, field."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from tinhso.core.clock import day_bounds
from tinhso.overview.quality.rules import months


@dataclass(frozen=True)
class Scope:
    """A half-open period of whole months, and codes that narrow it ("" = all)."""

    since: date
    until: date
    agency: str = ""
    procedure: str = ""
    field: str = ""

    @property
    def last(self) -> date:
        """This will give the last day of the period."""
        return self.until - timedelta(days=1)

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """This will give the period as half-open moments."""
        return day_bounds(self.since)[0], day_bounds(self.until)[0]

    @property
    def months(self) -> int:
        """This will count the months."""
        return (self.until.year - self.since.year) * 12 + self.until.month - self.since.month

    def before(self) -> "Scope":
        """This will give the equal period just before."""
        return replace(self, since=months.earlier(self.since, self.months), until=self.since)

    def of(self, **codes: str) -> "Scope":
        """This will narrow the scope to codes, or widen it with an empty one."""
        return replace(self, **codes)  # type: ignore[arg-type]

    def codes(self) -> dict[str, str]:
        """This will give the codes that narrow."""
        named = {"agency": self.agency, "procedure": self.procedure, "field": self.field}
        return {name: code for name, code in named.items() if code}
