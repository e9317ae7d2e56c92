"""What does this room announce? Facts about reports, as codes, ids and times; never text, names or points."""

from dataclasses import dataclass
from datetime import datetime

from tinhso.casework.reports.workflow import Status
from tinhso.core.facts import Code, Digest, Fact, fact


@dataclass(frozen=True, kw_only=True)
class ReportFact(Fact):
    """What every fact of a report says: subject "report:<id>", and the public code people know it by."""

    code: Code


@fact("reports.received")
@dataclass(frozen=True, kw_only=True)
class ReportReceived(ReportFact):
    """A report came in; `content` and `reporter` are salted digests whose salts lie in erasable rows."""

    category: Code
    place: Code
    structure: Code
    channel: Code
    visibility: Code
    urgent: bool
    occurred_at: datetime | None
    content: Digest
    reporter: Digest


@fact("reports.routed")
@dataclass(frozen=True, kw_only=True)
class ReportRouted(ReportFact):
    """The machine chose an agency (or, unrouted, the exceptions desk)."""

    agency: Code
    category: Code
    place: Code
    rule: Code
    routed: bool
    urgent: bool
    hop: int
    status: Status
    accept_by: datetime
    due_at: datetime


@fact("reports.sealed")
@dataclass(frozen=True, kw_only=True)
class ReportSealed(ReportFact):
    """It looks like a denunciation or a complaint; only the restricted desk sees it from now on."""

    rule: Code


@fact("reports.unsealed")
@dataclass(frozen=True, kw_only=True)
class ReportUnsealed(ReportFact):
    """The restricted desk found an ordinary report and gave it back to the ordinary way."""

    visibility: Code


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


@fact("reports.forwarded")
@dataclass(frozen=True, kw_only=True)
class ReportForwarded(ReportFact):
    """Not mine: from one agency to another; the answer's due time stays."""

    from_agency: Code
    to_agency: Code
    hop: int
    chosen_by: Code
    status: Status
    accept_by: datetime


@fact("reports.exception_ruled")
@dataclass(frozen=True, kw_only=True)
class ExceptionRuled(ReportFact):
    """The exceptions desk decided; `competence` names the dated rule it made, if it made one."""

    agency: Code
    category: Code
    visibility: Code
    competence: Code
    accept_by: datetime


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


@fact("reports.reporter_revealed")
@dataclass(frozen=True, kw_only=True)
class ReporterRevealed(ReportFact):
    """An officer saw who the reporter is; the reason stands in the erasable row `reveal`."""

    agency: Code
    reveal: int


@fact("reports.flagged")
@dataclass(frozen=True, kw_only=True)
class ReportFlagged(ReportFact):
    """Somebody said that the public text or photos should not be public."""

    reason: Code


@fact("reports.hidden")
@dataclass(frozen=True, kw_only=True)
class ContentHidden(ReportFact):
    """Text or photos were taken from the public page, with a named reason; undoable, counted publicly."""

    part: Code
    reason: Code


@fact("reports.unhidden")
@dataclass(frozen=True, kw_only=True)
class ContentShown(ReportFact):
    """Hidden content is public again."""

    part: Code


@fact("reports.rated")
@dataclass(frozen=True, kw_only=True)
class ReportRated(ReportFact):
    """The reporter judged the answer."""

    agency: Code
    category: Code
    place: Code
    satisfaction: Code
    round: int


@fact("reports.reopened")
@dataclass(frozen=True, kw_only=True)
class ReportReopened(ReportFact):
    """The reporter was not content and asks for it to be done again (once)."""

    agency: Code
    accept_by: datetime
    due_at: datetime


@fact("reports.closed")
@dataclass(frozen=True, kw_only=True)
class ReportClosed(ReportFact):
    """Nothing more was said; the report is finished."""

    agency: Code


@fact("reports.reporter_erased")
@dataclass(frozen=True, kw_only=True)
class ReporterErased(ReportFact):
    """Who reported was forgotten, on the person's demand; the report stays."""


@fact("reports.reorganised")
@dataclass(frozen=True, kw_only=True)
class ReportReorganised(ReportFact):
    """Its commune or agency passed into another by decision; `how` says by what the new one was found.

    `due_at` stands there because it did not move.
    """

    from_place: Code
    from_structure: Code
    place: Code
    structure: Code
    from_agency: Code
    agency: Code
    how: Code
    due_at: datetime
