"""Which facts does the life of a dossier leave in the ledger? Ids, codes, times and amounts only."""

from dataclasses import dataclass
from datetime import datetime

from tinhso.core.facts import Code, Fact, fact


@dataclass(frozen=True, kw_only=True)
class DossierFact(Fact):
    """What each says: the dossier's code, its procedure and the body that handles it."""

    code: Code
    procedure: Code
    agency: Code


@fact("onestop.filed")
@dataclass(frozen=True, kw_only=True)
class DossierFiled(DossierFact):
    """It came in through `channel`; received or sent back by `accept_by`."""

    channel: Code
    accept_by: datetime


@fact("onestop.received")
@dataclass(frozen=True, kw_only=True)
class DossierReceived(DossierFact):
    """It was complete and counts from now."""

    intake: Code
    due_at: datetime
    early: bool


@fact("onestop.forwarded")
@dataclass(frozen=True, kw_only=True)
class DossierForwarded(DossierFact):
    """It was passed on from the body `before`, which does not answer for it; `agency` has it now."""

    before: Code
    ground: Code


@fact("onestop.assigned")
@dataclass(frozen=True, kw_only=True)
class DossierAssigned(DossierFact):
    """The present step was given to an officer or a room of the body; "" is everybody again."""

    to: Code


@fact("onestop.supplement_asked")
@dataclass(frozen=True, kw_only=True)
class SupplementAsked(DossierFact):
    """What is missing was asked for, once and completely; `verdict` is how that stood to the days of notice,
    "early" before it was received."""

    until: datetime
    papers: tuple[Code, ...]
    verdict: Code


@fact("onestop.supplied")
@dataclass(frozen=True, kw_only=True)
class SupplementGiven(DossierFact):
    """What was missing came."""

    due_at: datetime | None


@fact("onestop.changed_at_portal")
@dataclass(frozen=True, kw_only=True)
class ChangedAtPortal(DossierFact):
    """The applicant changed it at the national portal: `fate` is applied (not accepted yet, it stands in the
    place of what was filed), supplied (what was asked for) or beside (kept; nothing was overwritten)."""

    arrival: int
    fate: Code
    fields: int
    papers: int


@fact("onestop.portal_version_seen")
@dataclass(frozen=True, kw_only=True)
class PortalVersionSeen(DossierFact):
    """An officer looked at a version that was kept beside, and took over so many of its papers."""

    arrival: int
    papers: int


@fact("onestop.refused")
@dataclass(frozen=True, kw_only=True)
class DossierRefused(DossierFact):
    """It was not taken in; the reason stands on the paper given to the applicant."""


@fact("onestop.started")
@dataclass(frozen=True, kw_only=True)
class WorkStarted(DossierFact):
    """The handling unit began."""

    step: int


@fact("onestop.handed_over")
@dataclass(frozen=True, kw_only=True)
class DossierHandedOver(DossierFact):
    """One step ended and the next began; `verdict` is how the ended one stood to its time."""

    step: int
    to: Code
    verdict: Code


@fact("onestop.consulted")
@dataclass(frozen=True, kw_only=True)
class OpinionAsked(DossierFact):
    """Another body was asked for its opinion."""

    of: Code
    due_at: datetime
    pauses: bool


@fact("onestop.opinion_given")
@dataclass(frozen=True, kw_only=True)
class OpinionGiven(DossierFact):
    """The body that was asked answered."""

    of: Code
    verdict: Code


@fact("onestop.due_changed")
@dataclass(frozen=True, kw_only=True)
class DueChanged(DossierFact):
    """The end of the time moved: `why` is extension, supplement, payment or consultation."""

    why: Code
    due_before: datetime
    due_at: datetime


@fact("onestop.paused")
@dataclass(frozen=True, kw_only=True)
class ClockPaused(DossierFact):
    """The clock stands for a ground of the law, shown by a document."""

    ground: Code


@fact("onestop.decided")
@dataclass(frozen=True, kw_only=True)
class DossierDecided(DossierFact):
    """The matter is decided: granted or rejected."""

    outcome: Code
    verdict: Code


@fact("onestop.result_attached")
@dataclass(frozen=True, kw_only=True)
class ResultAttached(DossierFact):
    """A result is there; `paper` is its place in the vault."""

    paper: Code
    electronic: bool


@fact("onestop.result_signed")
@dataclass(frozen=True, kw_only=True)
class ResultSigned(DossierFact):
    """A leader signed a result with a key of the house; `paper` is its place in the vault."""

    paper: Code
    key: Code


@fact("onestop.returned")
@dataclass(frozen=True, kw_only=True)
class ResultReturned(DossierFact):
    """The result reached the person."""

    delivery: Code
    verdict: Code


@fact("onestop.stopped")
@dataclass(frozen=True, kw_only=True)
class DossierStopped(DossierFact):
    """The body ended it without a decision."""


@fact("onestop.withdrawn")
@dataclass(frozen=True, kw_only=True)
class DossierWithdrawn(DossierFact):
    """The applicant took it back."""


@fact("onestop.reopened")
@dataclass(frozen=True, kw_only=True)
class DossierReopened(DossierFact):
    """An ended one is worked on again, to correct it."""


@fact("onestop.objected")
@dataclass(frozen=True, kw_only=True)
class Objected(DossierFact):
    """The applicant says it is late or wrong: `kind` is petition (answered) or complaint (its own law)."""

    objection: int
    kind: Code
    until: datetime


@fact("onestop.objection_answered")
@dataclass(frozen=True, kw_only=True)
class ObjectionAnswered(DossierFact):
    """A petition was answered."""

    objection: int
    verdict: Code


@fact("onestop.rated")
@dataclass(frozen=True, kw_only=True)
class DossierRated(DossierFact):
    """The applicant said how it was: good, fair or poor."""

    value: Code


@fact("onestop.paid")
@dataclass(frozen=True, kw_only=True)
class DossierPaid(DossierFact):
    """Everything owed is paid."""

    amount: int
    route: Code


@fact("onestop.applicant_forgotten")
@dataclass(frozen=True, kw_only=True)
class ApplicantForgotten(DossierFact):
    """The time of keeping is over: who applied, what they said and the files that came with it are erased."""

    files: int


@fact("onestop.fee_returned")
@dataclass(frozen=True, kw_only=True)
class FeeReturned(DossierFact):
    """What had been paid went back while the dossier goes on: it is owed again, or `waived`."""

    amount: int
    waived: bool
