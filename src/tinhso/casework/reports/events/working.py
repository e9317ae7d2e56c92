"""What does the agency do: accept, ask, answer, extend, note, ask others for help?"""

from dataclasses import dataclass
from datetime import datetime

from tinhso.casework.reports.events.about import ReportFact
from tinhso.core.facts import Code, fact


@fact("reports.accepted")
@dataclass(frozen=True, kw_only=True)
class ReportAccepted(ReportFact):
    """The agency took it."""

    agency: Code
    in_time: bool


@fact("reports.assigned")
@dataclass(frozen=True, kw_only=True)
class ReportAssigned(ReportFact):
    """Inside the agency a colleague ("officer:12") or a unit got it."""

    agency: Code
    to: Code


@fact("reports.started")
@dataclass(frozen=True, kw_only=True)
class WorkStarted(ReportFact):
    """Work began."""

    agency: Code


@fact("reports.citizen_asked")
@dataclass(frozen=True, kw_only=True)
class CitizenAsked(ReportFact):
    """The agency asked the reporter something; the answer clock pauses until `until` at the latest."""

    agency: Code
    exchange: int
    until: datetime


@fact("reports.citizen_replied")
@dataclass(frozen=True, kw_only=True)
class CitizenReplied(ReportFact):
    """The reporter answered the question; the clock runs again, until the new `due_at`."""

    agency: Code
    exchange: int
    due_at: datetime


@fact("reports.sender_told")
@dataclass(frozen=True, kw_only=True)
class SenderTold(ReportFact):
    """The reporter said more without being asked; the words stand among the notes."""

    agency: Code


@fact("reports.resumed")
@dataclass(frozen=True, kw_only=True)
class WaitingEnded(ReportFact):
    """No reply came in time; the clock runs again, until the new `due_at`."""

    agency: Code
    due_at: datetime


@fact("reports.answer_drafted")
@dataclass(frozen=True, kw_only=True)
class AnswerDrafted(ReportFact):
    """A draft of the answer was saved."""

    agency: Code
    answer: int


@fact("reports.answer_submitted")
@dataclass(frozen=True, kw_only=True)
class AnswerSubmitted(ReportFact):
    """The draft waits for the leader."""

    agency: Code
    answer: int


@fact("reports.answer_returned")
@dataclass(frozen=True, kw_only=True)
class AnswerReturned(ReportFact):
    """The leader gave the draft back."""

    agency: Code
    answer: int


@fact("reports.answered")
@dataclass(frozen=True, kw_only=True)
class ReportAnswered(ReportFact):
    """The answer went out and the clock stopped."""

    agency: Code
    category: Code
    place: Code
    answer: int
    due_at: datetime
    in_time: bool
    approved: bool


@fact("reports.extension_requested")
@dataclass(frozen=True, kw_only=True)
class ExtensionRequested(ReportFact):
    """The handler asked for more time."""

    agency: Code
    until: datetime


@fact("reports.extension_granted")
@dataclass(frozen=True, kw_only=True)
class ExtensionGranted(ReportFact):
    """The leader moved the due time, once."""

    agency: Code
    was: datetime
    due_at: datetime


@fact("reports.extension_refused")
@dataclass(frozen=True, kw_only=True)
class ExtensionRefused(ReportFact):
    """The leader kept the due time."""

    agency: Code


@fact("reports.stood_down")
@dataclass(frozen=True, kw_only=True)
class ReportStoodDown(ReportFact):
    """Read by a person it is not urgent: ordinary terms from receipt; the reason stands among the notes."""

    agency: Code
    was: datetime
    accept_by: datetime
    due_at: datetime


@fact("reports.noted")
@dataclass(frozen=True, kw_only=True)
class NoteAdded(ReportFact):
    """Somebody left an internal note."""

    agency: Code


@fact("reports.co_handler_added")
@dataclass(frozen=True, kw_only=True)
class CoHandlerAdded(ReportFact):
    """A second agency got a work item of its own; the public deadline stays one."""

    agency: Code
    co_agency: Code
    due_at: datetime


@fact("reports.co_handling_finished")
@dataclass(frozen=True, kw_only=True)
class CoHandlingFinished(ReportFact):
    """The second agency did its part."""

    co_agency: Code
