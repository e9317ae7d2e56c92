"""Of what is an opened dossier made? Plain values, so that no page reads a table."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tinhso.casework.onestop.models import Dossier
from tinhso.casework.onestop.rules.versions import Changed, Fate
from tinhso.casework.onestop.workflow import Business, Clock, Finance, national
from tinhso.core.workflow import State
from tinhso.gateway.national.workflow import Status as National


@dataclass(frozen=True)
class Line:
    """One line of the control slip."""

    number: int
    step: int
    name: str
    giver: str
    receiver: str
    unit: str
    agency_code: str
    began_at: datetime
    due_at: datetime
    ended_at: datetime | None
    verdict: str
    note: str


@dataclass(frozen=True)
class Paper:
    """One paper given for a component."""

    code: str
    name: str
    form: str
    quantity: int
    source: str
    file: str
    owner: str
    paper: str
    paper_version: int | None
    given_at: datetime
    id: int = 0
    part: int = 1
    """Which file of its component."""
    refused_for: str = ""
    """Why the file that the portal names was not kept: nothing was given here."""
    is_awaited: bool = False
    """Its file is still to be fetched from the portal."""


@dataclass(frozen=True)
class Later:
    """A later version that the portal brought: what it says differently, its papers, what became of it."""

    at: datetime
    fate: str
    changed: tuple[Changed, ...]
    data: tuple[dict[str, Any], dict[str, Any]]
    """The answers of the form before and after."""
    new: tuple[Paper, ...]
    gone: tuple[Paper, ...]
    seen_at: datetime | None
    seen_by: str

    @property
    def waits(self) -> bool:
        """Whether nobody who handles the dossier has looked at it."""
        return self.fate == Fate.BESIDE and self.seen_at is None


@dataclass(frozen=True)
class Move:
    """One move of the end of the time."""

    at: datetime
    why: str
    reason: str
    document: str
    due_before: datetime | None
    due_after: datetime


@dataclass(frozen=True)
class Placing:
    """With which body it lies since when, and why: `ground` as in `rules/placing.Placed`."""

    at: datetime
    by: str
    ground: str
    agency_name: str
    named: str
    reason: str
    citation: str
    is_sample: bool


@dataclass(frozen=True)
class Owed:
    """One fee: in full, what is due of it, and its payment order."""

    code: str
    name: str
    full: int
    due: int
    when: str
    order: str
    paid_at: datetime | None
    citation: str


@dataclass(frozen=True)
class Given:
    """One result."""

    paper_type: str
    title: str
    number: str
    paper: str
    paper_version: int | None
    file: str
    owner: str
    signature: dict[str, Any] | None
    """As `signing.queries.told` wrote it; None where nobody has signed."""
    waits: bool
    """An electronic result that is still to be signed."""
    attached_at: datetime


@dataclass(frozen=True)
class Opinion:
    """One opinion asked of another body."""

    agency_code: str
    agency_name: str
    question: str
    asked_at: datetime
    due_at: datetime
    answer: str
    answered_at: datetime | None


@dataclass(frozen=True)
class Complaint:
    """One objection; its text only for those who may read it."""

    id: int
    kind: str
    about: str
    made_at: datetime
    until: datetime
    agency_code: str
    text: str
    answer: str
    answered_at: datetime | None


@dataclass(frozen=True)
class Case:
    """A whole dossier. `said` is the application: holder, applicant, helper and the form's data."""

    row: Dossier
    state: State
    said: dict[str, Any]
    lines: tuple[Line, ...]
    papers: tuple[Paper, ...]
    moves: tuple[Move, ...]
    placings: tuple[Placing, ...]
    owed: tuple[Owed, ...]
    results: tuple[Given, ...]
    opinions: tuple[Opinion, ...]
    objections: tuple[Complaint, ...]
    wanted: tuple[dict[str, str], ...]
    supplement_until: datetime | None
    supplied_at: datetime | None
    versions: tuple[Later, ...] = ()

    @property
    def has_moved(self) -> bool:
        """Whether the end was ever put elsewhere than where the receipt had put it."""
        return any(one.due_before not in (None, one.due_after) for one in self.moves)

    @property
    def national(self) -> National:
        """The portal's number for where it stands."""
        row = self.row
        return national(Business(row.business), Clock(row.clock), Finance(row.finance))
