"""Who sees and judges it: reveals, flags, hiding, ratings, the end?"""

from dataclasses import dataclass
from datetime import datetime

from tinhso.casework.reports.events.about import ReportFact
from tinhso.core.facts import Code, fact


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
    """Who reported was forgotten, on the person's demand or because its time was over; the report stays."""

    because: Code


@fact("reports.wiped")
@dataclass(frozen=True, kw_only=True)
class ReportWiped(ReportFact):
    """A report ended long ago: whatever led to a person is gone, and other rooms let go what they keep.

    `contact` tells whether anything was known.
    """

    contact: bool


@fact("reports.reporter_corrected")
@dataclass(frozen=True, kw_only=True)
class ReporterCorrected(ReportFact):
    """The reporter put right how they are called or reached."""


@fact("reports.made_private")
@dataclass(frozen=True, kw_only=True)
class ReportMadePrivate(ReportFact):
    """The reporter took the report off the public pages; work on it goes on."""

    visibility: Code
