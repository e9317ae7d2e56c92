"""What does the post hear of dossiers? That a result was given out otherwise, that brought papers are in."""

from tinhso.casework.onestop import events
from tinhso.casework.postal import actions
from tinhso.core.facts import Recorded, subscribe
from tinhso.core.roles import MACHINE


@subscribe("postal.note_returned", events.ResultReturned)
def note_returned(recorded: Recorded) -> None:
    """This will end what is under way of a dossier that was returned."""
    actions.note_returned(dossier_id=_dossier(recorded), by=MACHINE, now=recorded.at)


@subscribe("postal.note_supplied", events.SupplementGiven)
def note_supplied(recorded: Recorded) -> None:
    """This will note that what the post brought for a supplement is in the dossier."""
    actions.note_supplied(dossier_id=_dossier(recorded), by=MACHINE, now=recorded.at)


def _dossier(recorded: Recorded) -> int:
    return int(recorded.subject.partition(":")[2])
