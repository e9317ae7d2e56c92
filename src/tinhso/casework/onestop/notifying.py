"""When is an applicant told of a dossier, and its officer? Code, agency and times; never what it says."""

from datetime import date, datetime
from typing import Any

from tinhso.casework.onestop import addresses, events
from tinhso.casework.onestop.models import Application, Dossier
from tinhso.casework.onestop.rules.versions import Fate
from tinhso.casework.onestop.workflow import Duty
from tinhso.core.clock import local_date
from tinhso.core.days import local
from tinhso.core.facts import Recorded, subscribe
from tinhso.core.roles import Role
from tinhso.foundation.accounts import queries as accounts
from tinhso.foundation.notices import actions as notices
from tinhso.foundation.notices import queries as told
from tinhso.foundation.notices import recipients
from tinhso.foundation.notices.recipients import Address
from tinhso.foundation.worklist import queries as worklist

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


@subscribe("onestop.tell_holder_of_change", events.ChangedAtPortal)
def tell_holder(recorded: Recorded) -> None:
    """This will tell whoever has the dossier in hand that the applicant changed it at the portal.

    Before acceptance too: somebody may be reading what was just replaced.
    """
    dossier = Dossier.objects.filter(pk=int(recorded.subject.partition(":")[2])).first()
    if dossier is None or dossier.is_simulated:
        return
    values = {
        "code": dossier.code,
        "at": _spoken(recorded.at),
        "url": addresses.case(dossier.code),
        "is_beside": recorded.payload["fate"] == Fate.BESIDE,
    }
    for key in sorted(_holders(dossier, local_date(recorded.at))):
        notices.send(
            "onestop/changed_at_portal", key, values, idempotency_key=f"fact:{recorded.id}", now=recorded.at
        )


def _holders(dossier: Dossier, on: date) -> set[str]:
    """Whose open duties it has: who was given them, else those of the body who do such work."""
    found: set[str] = set()
    for item in worklist.items_of(dossier.subject):
        if item.done_at is not None:
            continue
        role = Role.INTAKE if item.duty == Duty.ACCEPT else Role.HANDLER
        officers = accounts.officers(item.agency_code, on=on, role=role)
        in_unit = [one.key for one in officers if item.unit and one.unit == item.unit]
        found |= {item.assignee} if item.assignee else set(in_unit or [one.key for one in officers])
    return found


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
