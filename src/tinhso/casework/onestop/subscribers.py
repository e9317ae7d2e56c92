"""What does a dossier hear: that it was paid, that the portal brought one, that the portal must be told?"""

from typing import Any

from tinhso.casework.onestop import events
from tinhso.casework.onestop.actions import arriving, holding, mirroring, paying
from tinhso.casework.onestop.rules.mirroring import TOLD
from tinhso.core.facts import Recorded, fact_types, subscribe
from tinhso.core.roles import MACHINE
from tinhso.gateway.national import events as national
from tinhso.gateway.national import owners
from tinhso.gateway.payments import events as payments

_TELLING = tuple(fact_types()[name] for name in TOLD)


@subscribe("onestop.note_payment", payments.OrderPaid)
def note_payment(recorded: Recorded) -> None:
    """This will note that what was owed for a dossier is paid."""
    dossier_id = _dossier(recorded.payload["about"])
    if dossier_id is not None:
        paying.paid(
            dossier_id=dossier_id,
            amount=recorded.payload["amount"],
            route=recorded.payload["route"],
            now=recorded.at,
        )


@subscribe("onestop.note_refund", payments.Refunded)
def note_refund(recorded: Recorded) -> None:
    """This will note that money of a dossier went back."""
    dossier_id = _dossier(recorded.payload["about"])
    if dossier_id is not None:
        paying.refunded(
            dossier_id=dossier_id,
            order=_number(recorded.subject),
            amount=recorded.payload["amount"],
            is_waived=recorded.payload.get("waived", False),
            now=recorded.at,
        )


@subscribe("onestop.take_arrival", national.DossierArrived)
def take_arrival(recorded: Recorded) -> None:
    """This will make a dossier of what the citizen filed at the portal, without waiting for its files."""
    arriving.take_or_hold(arrival=_number(recorded.subject), now=recorded.at)


owners.register_taker(arriving.take)


@subscribe("onestop.owe_arrival", national.ArrivalMalformed)
def owe_arrival(recorded: Recorded) -> None:
    """This will put what nobody can read on a desk: somebody filed it all the same."""
    holding.owe(_number(recorded.subject), now=recorded.at)


@subscribe("onestop.put_arrival_aside", national.ArrivalSetAside)
def put_arrival_aside(recorded: Recorded) -> None:
    """This will take an arrival off the desk that somebody put aside."""
    holding.put_aside(_number(recorded.subject), by=MACHINE, now=recorded.at)


@subscribe("onestop.tell_portal", *_TELLING)
def tell_portal(recorded: Recorded) -> None:
    """This will tell the portal each state of a dossier, in its order."""
    if recorded.type == events.SupplementGiven.type and recorded.payload["due_at"] is None:
        return  # it is to be received or refused again: the portal hears of that
    mirroring.tell(recorded, now=recorded.at)


@subscribe("onestop.note_told", national.Told, national.GivenUp)
def note_told(recorded: Recorded) -> None:
    """This will keep on the dossier whether the portal knows its state."""
    dossier_id = _dossier(recorded.subject)
    if dossier_id is not None:
        mirroring.note(dossier_id=dossier_id, is_told=recorded.type == national.Told.type)


def _dossier(key: Any) -> int | None:
    kind, _, number = str(key).partition(":")
    return int(number) if kind == "dossier" and number.isdigit() else None


def _number(subject: str) -> int:
    return int(subject.partition(":")[2])
