"""In which shapes do those who work on a case see it? Plain frozen values, as in `shapes`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from tinhso.casework.reports.queries.shapes import (
    AgencyView,
    PhotoView,
    PlaceView,
    PublicReport,
    PublicReportRow,
    TimelineEntry,
    VoiceView,
)
from tinhso.core.messages import Message
from tinhso.core.workflow import Transition


@dataclass(frozen=True)
class DraftView:
    """The answer that is being written."""

    id: int
    state: str
    text: str
    author: str
    returned_because: str
    photos: Sequence[PhotoView]
    written_at: datetime
    doubts: Sequence[str] = ()


@dataclass(frozen=True)
class ExtensionView:
    """A request for more time."""

    id: int
    state: str
    until: datetime
    reason: str
    by: str
    at: datetime
    refused_because: str


@dataclass(frozen=True)
class CoHandlingView:
    """A second agency's part."""

    id: int
    agency: AgencyView
    task: str
    due_at: datetime
    finished_at: datetime | None
    outcome: str


@dataclass(frozen=True)
class NoteView:
    """An internal note; `by` is the officer's key."""

    text: str
    by: str
    agency_code: str
    at: datetime


@dataclass(frozen=True)
class FlagView:
    """Somebody's flag on public content."""

    reason: str
    comment: str
    at: datetime
    is_settled: bool


@dataclass(frozen=True)
class Case:
    """An officer's view: everything but the reporter, and the verbs this officer may use now."""

    id: int
    code: str
    spoken: str
    report: PublicReport
    text: str
    """The whole text as sent; `report.text` is the masked public one."""
    photos: Sequence[PhotoView]
    has_contact: bool
    on_behalf: bool
    channel: str
    asset_class: str
    hops: int
    round: int
    approval_needed: bool
    draft: DraftView | None
    exchanges: Sequence[tuple[str, datetime, str, datetime | None]]
    notes: Sequence[NoteView]
    extensions: Sequence[ExtensionView]
    co_handlings: Sequence[CoHandlingView]
    forwardings: Sequence[tuple[AgencyView, AgencyView, str, datetime]]
    flags: Sequence[FlagView]
    items: Sequence[Any]
    """`worklist.queries.ItemView`s of this report."""
    verbs: Sequence[Transition]
    timeline: Sequence[TimelineEntry] = field(default_factory=tuple)
    voice: VoiceView | None = None


@dataclass(frozen=True)
class Unrouted:
    """A report that waits for the exceptions desk: whole text, and until when it may wait there."""

    row: PublicReportRow
    text: str
    is_private: bool
    place_by: datetime


@dataclass(frozen=True)
class ReporterView:
    """Who the reporter is; only `actions.reveal_reporter` gives it."""

    name: str
    phone: str
    email: str
    on_behalf_of: Mapping[str, Any] | None


@dataclass(frozen=True)
class Replayed:
    """Where a point (or a place) and a category would go on a day; nothing is written."""

    on: date
    place: PlaceView | None
    agency: AgencyView | None
    is_routed: bool
    decisions: Sequence[tuple[str, Message, Mapping[str, Any] | None, float | None]]
    candidates: Sequence[Any]
    accept_by: datetime | None
    due_at: datetime | None
