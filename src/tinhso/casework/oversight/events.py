"""What does this room announce? What was found alike and judged, and when many became one incident."""

from dataclasses import dataclass
from datetime import datetime

from tinhso.core.facts import Code, Fact, fact


@fact("oversight.likeness_found")
@dataclass(frozen=True, kw_only=True)
class LikenessFound(Fact):
    """A report may tell what `first` tells (too little to merge), or comes back after its answer.

    `kind`: suggestion or recurrence; `agency` is that of the first one's answer; `percent` how alike.
    """

    kind: Code
    first: Code
    agency: Code
    percent: int


@fact("oversight.judged")
@dataclass(frozen=True, kw_only=True)
class DecisionJudged(Fact):
    """A person looked at a sampled decision of the machine: right, wrong or unsure."""

    kind: Code
    decided_by: int
    verdict: Code


@fact("oversight.incident_opened")
@dataclass(frozen=True, kw_only=True)
class IncidentOpened(Fact):
    """Similar reports of an area stand as one line from now on; by a rule or by a person."""

    group: Code
    place: Code
    reports: int
    rule: Code


@fact("oversight.incident_closed")
@dataclass(frozen=True, kw_only=True)
class IncidentClosed(Fact):
    """They stand alone again."""

    group: Code
    place: Code
    reports: int
    opened_at: datetime
