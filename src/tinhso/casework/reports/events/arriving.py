"""Where does a report go: received, routed, sealed, forwarded, ruled on?"""

from dataclasses import dataclass
from datetime import datetime

from tinhso.casework.reports.events.about import ReportFact
from tinhso.casework.reports.workflow import Status
from tinhso.core.facts import Code, Digest, fact


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


@fact("reports.refused")
@dataclass(frozen=True, kw_only=True)
class ReportRefused(ReportFact):
    """The machine found no matter in it, for a named reason; `agency` is the desk that hears appeals."""

    category: Code
    place: Code
    agency: Code
    because: Code
    due_at: datetime


@fact("reports.appealed")
@dataclass(frozen=True, kw_only=True)
class ReportAppealed(ReportFact):
    """The reporter asks a person to read it; it waits at the exceptions desk, with clocks from now on."""

    category: Code
    place: Code
    agency: Code
    accept_by: datetime
    due_at: datetime


@fact("reports.appeal_dismissed")
@dataclass(frozen=True, kw_only=True)
class AppealDismissed(ReportFact):
    """The exceptions desk read it and found no matter either."""

    agency: Code


@fact("reports.merged")
@dataclass(frozen=True, kw_only=True)
class ReportMerged(ReportFact):
    """It tells what an earlier report told: `first` is that report; its own clocks end."""

    agency: Code
    first: Code


@fact("reports.unmerged")
@dataclass(frozen=True, kw_only=True)
class ReportUnmerged(ReportFact):
    """It is another matter after all, with clocks of its own from now on."""

    agency: Code
    first: Code
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
