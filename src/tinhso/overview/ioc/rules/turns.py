"""What became of a report, told by its facts alone? Its turns: from receipt (or reopening) to the answer.

A turn (lượt xử lý) is what is counted: a report that is reopened is answered twice, against two deadlines.
The turns are a function of all facts of the report, so hearing a fact twice or late changes nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from tinhso.casework.reports import events
from tinhso.core.facts import Recorded

SEALED = "sealed"
PUBLIC = "public"
REFUSED = "refused"
SATISFACTIONS = ("satisfied", "acceptable", "unsatisfied")
NEVER = date(9999, 12, 31)
"""The due day of what is paused: it waits for the citizen and cannot become overdue."""
DIMENSIONS = 3

Day = Callable[[datetime], date]


@dataclass
class Turn:
    """One turn; `number` counts from 1. `by_hand`: a person had to find or correct the agency.

    `is_refused`: no answer is owed, because it named no matter or was merged into an earlier report.
    """

    number: int
    code: str
    category: str
    place: str
    is_public: bool
    urgent: bool
    began_at: datetime
    agency: str = ""
    due_at: datetime | None = None
    is_paused: bool = False
    is_refused: bool = False
    by_hand: bool = False
    accepted_at: datetime | None = None
    answered_at: datetime | None = None
    in_time: bool | None = None
    rated_at: datetime | None = None
    satisfaction: str = ""

    @property
    def is_open(self) -> bool:
        """This will tell whether an answer is still owed."""
        return self.answered_at is None and not self.is_refused


@dataclass
class _Story:
    turns: list[Turn]
    sealed: bool = False


def turns(facts: Iterable[Recorded]) -> list[Turn]:
    """This will tell the turns of one report from its facts, oldest first; none while it is sealed.

    A sealed report (tố cáo, khiếu nại) leaves no trace here: Luật Tố cáo 25/2018/QH14, Điều 8.
    """
    story = _Story([])
    for fact in facts:
        tell = _TELL.get(fact.type)
        if tell and (story.turns or fact.type == events.ReportReceived.type):
            tell(story, fact, fact.payload)
    known = [t for t in story.turns if t.agency]
    return [] if story.sealed else known


def _received(story: _Story, fact: Recorded, said: dict[str, Any]) -> None:
    story.sealed = said["visibility"] == SEALED
    story.turns = [
        Turn(
            number=1,
            code=said["code"],
            category=said["category"],
            place=said["place"],
            is_public=said["visibility"] == PUBLIC,
            urgent=said["urgent"],
            began_at=fact.at,
        )
    ]


def _routed(story: _Story, fact: Recorded, said: dict[str, Any]) -> None:
    turn = story.turns[-1]
    turn.agency, turn.category, turn.place = said["agency"], said["category"], said["place"]
    turn.urgent, turn.due_at = said["urgent"], _moment(said["due_at"])
    turn.is_refused = said["status"] == REFUSED
    turn.by_hand = turn.by_hand or not said["routed"]


def _refused(story: _Story, fact: Recorded, said: dict[str, Any]) -> None:
    turn = story.turns[-1]
    turn.agency, turn.is_refused, turn.due_at = said["agency"], True, _moment(said["due_at"])


def _appealed(story: _Story, fact: Recorded, said: dict[str, Any]) -> None:
    turn = story.turns[-1]
    turn.agency, turn.is_refused, turn.by_hand = said["agency"], False, True
    turn.due_at = _moment(said["due_at"])


def _ended(story: _Story, fact: Recorded, said: dict[str, Any]) -> None:
    story.turns[-1].is_refused = True


def _unmerged(story: _Story, fact: Recorded, said: dict[str, Any]) -> None:
    turn = story.turns[-1]
    turn.agency, turn.is_refused, turn.is_paused = said["agency"], False, False
    turn.accepted_at, turn.due_at = None, _moment(said["due_at"])


def _sealed(story: _Story, fact: Recorded, said: dict[str, Any]) -> None:
    story.sealed = True


def _unsealed(story: _Story, fact: Recorded, said: dict[str, Any]) -> None:
    story.sealed = False
    story.turns[-1].by_hand = True
    for turn in story.turns:
        turn.is_public = said["visibility"] == PUBLIC


def _made_private(story: _Story, fact: Recorded, said: dict[str, Any]) -> None:
    for turn in story.turns:
        turn.is_public = False


def _accepted(story: _Story, fact: Recorded, said: dict[str, Any]) -> None:
    story.turns[-1].accepted_at = fact.at


def _forwarded(story: _Story, fact: Recorded, said: dict[str, Any]) -> None:
    turn = story.turns[-1]
    turn.agency, turn.by_hand = said["to_agency"], True


def _ruled(story: _Story, fact: Recorded, said: dict[str, Any]) -> None:
    turn = story.turns[-1]
    turn.agency, turn.category, turn.by_hand = said["agency"], said["category"], True
    if said["visibility"] == SEALED:
        story.sealed = True
        return
    for one in story.turns:
        one.is_public = said["visibility"] == PUBLIC


def _asked(story: _Story, fact: Recorded, said: dict[str, Any]) -> None:
    story.turns[-1].is_paused = True


def _goes_on(story: _Story, fact: Recorded, said: dict[str, Any]) -> None:
    turn = story.turns[-1]
    turn.is_paused, turn.due_at = False, _moment(said["due_at"])


def _extended(story: _Story, fact: Recorded, said: dict[str, Any]) -> None:
    story.turns[-1].due_at = _moment(said["due_at"])


def _stood_down(story: _Story, fact: Recorded, said: dict[str, Any]) -> None:
    story.turns[-1].urgent, story.turns[-1].due_at = False, _moment(said["due_at"])


def _answered(story: _Story, fact: Recorded, said: dict[str, Any]) -> None:
    turn = story.turns[-1]
    turn.agency, turn.category, turn.place = said["agency"], said["category"], said["place"]
    turn.answered_at, turn.in_time, turn.is_paused = fact.at, said["in_time"], False
    turn.due_at = _moment(said["due_at"])


def _rated(story: _Story, fact: Recorded, said: dict[str, Any]) -> None:
    for turn in story.turns:
        if turn.number == said["round"]:
            turn.satisfaction, turn.rated_at = said["satisfaction"], fact.at


def _reopened(story: _Story, fact: Recorded, said: dict[str, Any]) -> None:
    last = story.turns[-1]
    story.turns.append(
        Turn(
            number=last.number + 1,
            code=last.code,
            category=last.category,
            place=last.place,
            is_public=last.is_public,
            urgent=last.urgent,
            began_at=fact.at,
            agency=said["agency"],
            due_at=_moment(said["due_at"]),
        )
    )


_TELL: dict[str, Callable[[_Story, Recorded, dict[str, Any]], None]] = {
    events.ReportReceived.type: _received,
    events.ReportRouted.type: _routed,
    events.ReportRefused.type: _refused,
    events.ReportAppealed.type: _appealed,
    events.AppealDismissed.type: _ended,
    events.ReportMerged.type: _ended,
    events.ReportUnmerged.type: _unmerged,
    events.ReportSealed.type: _sealed,
    events.ReportMadePrivate.type: _made_private,
    events.ReportUnsealed.type: _unsealed,
    events.ReportAccepted.type: _accepted,
    events.ReportForwarded.type: _forwarded,
    events.ExceptionRuled.type: _ruled,
    events.CitizenAsked.type: _asked,
    events.CitizenReplied.type: _goes_on,
    events.WaitingEnded.type: _goes_on,
    events.ExtensionGranted.type: _extended,
    events.ReportStoodDown.type: _stood_down,
    events.ReportAnswered.type: _answered,
    events.ReportRated.type: _rated,
    events.ReportReopened.type: _reopened,
}


def _moment(written: str) -> datetime:
    return datetime.fromisoformat(written)


@dataclass(frozen=True)
class Cell:
    """Where something is counted; "" in a dimension counts all of it together."""

    category: str = ""
    agency: str = ""
    place: str = ""
    is_public: bool = True

    @property
    def shape(self) -> int:
        """This will tell which dimensions are named: 1 category, 2 agency, 4 place, added up."""
        return shape(self.category, self.agency, self.place)


def shape(category: object, agency: object, place: object) -> int:
    """This will number a combination of named dimensions."""
    return bool(category) + 2 * bool(agency) + 4 * bool(place)


def cells(turn: Turn) -> Iterator[Cell]:
    """This will name the eight cells in which a turn is counted, from the whole down to its own."""
    for bits in range(2**DIMENSIONS):
        yield Cell(
            turn.category if bits & 1 else "",
            turn.agency if bits & 2 else "",
            turn.place if bits & 4 else "",
            turn.is_public,
        )


def daily(turn: Turn, day: Day) -> Sequence[tuple[date, str, int]]:
    """This will say what a turn adds to which day: (day, measure, number)."""
    began = day(turn.began_at)
    first = turn.number == 1
    added: list[tuple[date, str, int]] = [(began, "received" if first else "reopened", 1)]
    added += [(began, "by_hand", 1)] if first and turn.by_hand else []
    added += [(began, "urgent", 1)] if first and turn.urgent else []
    added += [(began, "refused", 1)] if turn.is_refused else []
    if turn.answered_at is not None:
        answered = day(turn.answered_at)
        added.append((answered, "answered", 1))
        added.append((answered, "on_time" if turn.in_time else "late", 1))
        added.append((answered, "seconds", seconds(turn)))
    if turn.rated_at is not None and turn.satisfaction in SATISFACTIONS:
        added.append((day(turn.rated_at), turn.satisfaction, 1))
    return added


def waiting(turn: Turn, day: Day) -> tuple[date, int, int] | None:
    """This will say under which due day an open turn waits: (due day, 1, urgent 0 or 1)."""
    if not turn.is_open or turn.due_at is None:
        return None
    return (NEVER if turn.is_paused else day(turn.due_at), 1, int(turn.urgent))


class Timed(Protocol):
    """What began and may have ended: a turn that is told here, or its row."""

    @property
    def began_at(self) -> datetime: ...

    @property
    def answered_at(self) -> datetime | None: ...


def seconds(turn: Timed) -> int:
    """This will give the time from the beginning of a turn to its answer."""
    return max(0, int((turn.answered_at - turn.began_at).total_seconds())) if turn.answered_at else 0
