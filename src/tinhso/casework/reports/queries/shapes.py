"""In which shapes does the room answer? Plain frozen values, so that no template can run a query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tinhso.casework.rulebook.queries import CategoryView
from tinhso.core.values import GeoPoint


@dataclass(frozen=True)
class PlaceView:
    """The commune as it was called when the report came in."""

    code: str
    name: str
    structure: str
    locality: str = ""
    detail: str = ""


@dataclass(frozen=True)
class AgencyView:
    """An agency by the name it had."""

    code: str
    name: str


@dataclass(frozen=True)
class StatusView:
    """A status with its words: `label` in the active language, `tone` one of the house's tones."""

    word: str
    label: str
    tone: str


@dataclass(frozen=True)
class Because:
    """Why something was decided; `reason` is in the active language, `confidence` 0..1 or None."""

    decision: str
    outcome: str
    reason: str
    rule: Mapping[str, Any] | None
    confidence: float | None
    at: datetime
    by: str


@dataclass(frozen=True)
class PhotoView:
    """A photo by its file id; the view that serves it asks `may_see_photo` first."""

    id: str
    width: int
    height: int


@dataclass(frozen=True)
class AnswerView:
    """An approved answer: text, photos, who gave it, when."""

    id: int
    text: str
    photos: Sequence[PhotoView]
    agency: AgencyView
    at: datetime
    round: int
    doubts: Sequence[str] = ()
    """Checks of the pictures that failed, said in the active language."""


@dataclass(frozen=True)
class TimelineEntry:
    """One line of the report's story; `title` and `text` are in the active language."""

    at: datetime
    kind: str
    title: str
    text: str = ""
    actor: str = ""
    icon: str = "point"
    tone: str = "neutral"
    internal: bool = False
    fact_id: int = 0


@dataclass(frozen=True)
class VoiceView:
    """A voice note: where it is heard, its kind ("audio/webm"), its length in seconds."""

    url: str
    kind: str
    seconds: float


@dataclass(frozen=True)
class OwnView:
    """What only the reporter sees and may do."""

    question: str | None
    question_until: datetime | None
    exchanges: Sequence[tuple[str, datetime, str, datetime | None]]
    """Question, asked at, reply ("" if none), replied at."""
    can_reply: bool
    can_rate: bool
    can_reopen: bool
    satisfaction: str
    own_text: str
    has_contact: bool
    can_appeal: bool = False
    can_unmerge: bool = False
    voice: VoiceView | None = None


@dataclass(frozen=True)
class PublicReport:
    """A report's page: what everybody may see, and `own` for its reporter (None for others)."""

    id: int
    code: str
    spoken: str
    url: str
    status: StatusView
    visibility: str
    category: CategoryView
    place: PlaceView
    agency: AgencyView
    point: GeoPoint | None
    urgent: bool
    text: str | None
    text_note: str
    """Why there is no text (not yet, hidden, never), in the active language; "" when it is shown."""
    photos: Sequence[PhotoView]
    photos_note: str
    times_hidden: int
    occurred_at: datetime | None
    occurs_after_receipt: bool
    received_at: datetime
    accepted_at: datetime | None
    accept_by: datetime
    due_at: datetime
    original_due: datetime
    answered_at: datetime | None
    closed_at: datetime | None
    is_late: bool
    answers: Sequence[AnswerView]
    because: Sequence[Because]
    timeline: Sequence[TimelineEntry]
    satisfaction: str
    is_simulated: bool
    merged_into: str = ""
    """The code of the first report of the same matter, where everybody may know that one."""
    own: OwnView | None = None


@dataclass(frozen=True)
class PublicReportRow:
    """A report in a public list or on the map."""

    id: int
    code: str
    spoken: str
    url: str
    status: StatusView
    category: CategoryView
    place: PlaceView
    agency: AgencyView
    point: GeoPoint | None
    text: str | None
    photo_count: int
    urgent: bool
    received_at: datetime
    due_at: datetime
    answered_at: datetime | None
    is_late: bool
    satisfaction: str


@dataclass(frozen=True, kw_only=True)
class Filters:
    """Which reports? Empty means all; periods are half-open, `bbox` is west, south, east, north."""

    status: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    place: str = ""
    agency: str = ""
    bbox: tuple[float, float, float, float] | None = None
    since: datetime | None = None
    until: datetime | None = None
    q: str = ""
    only: str = ""
    """One of open, overdue, late, on_time, urgent, unrouted, or a satisfaction; "" for all."""


@dataclass(frozen=True)
class MapView:
    """What a map shows now: `bbox` is west, south, east, north; `zoom` as in web maps, 0 is the world."""

    zoom: int
    bbox: tuple[float, float, float, float]


@dataclass(frozen=True)
class Figure:
    """One figure and the filter that opens the reports behind it."""

    key: str
    label: str
    value: int
    filters: Filters
    on_time: float | None = None
    overdue: int = 0
    satisfied: float | None = None


@dataclass(frozen=True)
class Totals:
    """Counts of a period; shares are 0..1, None where nothing is there to divide by."""

    total: int
    open: int
    overdue: int
    answered: int
    on_time: float | None
    rated: int
    satisfied: float | None


@dataclass(frozen=True)
class Figures(Totals):
    """The same and its parts."""

    median_hours: float | None
    by_status: Sequence[Figure]
    by_category: Sequence[Figure]
    by_agency: Sequence[Figure]
    by_place: Sequence[Figure]
    by_day: Sequence[Figure]
