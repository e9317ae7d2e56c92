"""When is an applicant told of a dossier, and where? Code, agency and times; never what it says."""

from datetime import datetime
from typing import Any

from tinhso.casework.onestop import addresses, events
from tinhso.casework.onestop.models import Application, Dossier
from tinhso.core.days import local
from tinhso.core.facts import Recorded, subscribe
from tinhso.foundation.notices import actions as notices
from tinhso.foundation.notices import queries as told
from tinhso.foundation.notices import recipients
from tinhso.foundation.notices.recipients import Address

PREFIX = "applicant"
TEMPLATES = {
    events.DossierReceived.type: "received",
    events.SupplementAsked.type: "supplement",
    events.DossierRefused.type: "refused",
    events.DueChanged.type: "extended",
    events.DossierDecided.type: "decided",
    events.ResultReturned.type: "returned",
    events.DossierStopped.type: "stopped",
    events.DossierPaid.type: "paid",
}


@subscribe(
    "onestop.tell_applicant",
    events.DossierReceived,
    events.SupplementAsked,
    events.DossierRefused,
    events.DueChanged,
    events.DossierDecided,
    events.ResultReturned,
    events.DossierStopped,
    events.DossierPaid,
)
def tell_applicant(recorded: Recorded) -> None:
    """This will tell whoever filed, if there is any way to; of moved dates only an extension is news."""
    if recorded.type == events.DueChanged.type and recorded.payload["why"] != "extension":
        return
    dossier = Dossier.objects.filter(pk=int(recorded.subject.partition(":")[2])).first()
    if dossier is None or dossier.is_simulated or dossier.is_internal:
        return
    key = f"{PREFIX}:{dossier.pk}"
    if told.is_reachable(key, now=recorded.at):
        notices.send(
            f"onestop/{TEMPLATES[recorded.type]}", key, _values(dossier, recorded),
            idempotency_key=f"fact:{recorded.id}", now=recorded.at,
        )  # fmt: skip


def _values(dossier: Dossier, recorded: Recorded) -> dict[str, Any]:
    """The times as they were when it happened: a later fact may have moved the row meanwhile."""
    said = recorded.payload
    return {
        "code": dossier.code,
        "agency": dossier.agency_name,
        "due": _spoken(said.get("until") or said.get("due_at")),
        "url": addresses.own(dossier.code),
    }


def _spoken(at: Any) -> str:
    moment = datetime.fromisoformat(at) if isinstance(at, str) and at else at
    return f"{local(moment):%H:%M %d/%m/%Y}" if moment else ""


def applicant_address(key: str) -> Address | None:
    """This will tell where "applicant:<dossier id>" is reached: who filed, else the holder."""
    row = Application.objects.filter(dossier_id=int(key.partition(":")[2])).first()
    if row is None or row.erased_at:
        return None
    said = row.said
    person = said.get("applicant") or said.get("holder") or {}
    return Address(email=str(person.get("email") or ""), phone=str(person.get("phone") or ""))


recipients.register(PREFIX, applicant_address)
