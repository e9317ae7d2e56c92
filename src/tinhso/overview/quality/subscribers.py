"""What does the index hear? Whatever happens to a dossier says which month of which body to count again."""

from collections.abc import Sequence

from tinhso.casework.onestop import events
from tinhso.core.facts import Recorded, subscribe_to_many
from tinhso.gateway.national import events as national
from tinhso.overview.quality import actions


@subscribe_to_many(
    "quality.months",
    events.DossierReceived,
    events.SupplementAsked,
    events.SupplementGiven,
    events.DueChanged,
    events.ClockPaused,
    events.DossierDecided,
    events.ResultAttached,
    events.ResultReturned,
    events.DossierStopped,
    events.DossierWithdrawn,
    events.DossierReopened,
    events.Objected,
    events.ObjectionAnswered,
    events.DossierRated,
    events.DossierPaid,
    events.FeeReturned,
    national.Told,
    national.GivenUp,
)
def mark(recorded: Sequence[Recorded]) -> None:
    """This will mark what the facts changed."""
    actions.mark(recorded)
