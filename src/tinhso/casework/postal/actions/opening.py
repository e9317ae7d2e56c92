"""May this person touch this list? Every verb begins by locking it and asking here."""

from datetime import datetime
from typing import Any

from tinhso.casework.postal import addresses, events
from tinhso.casework.postal.models import Envelope, HandoverList
from tinhso.casework.postal.workflow import COUNTER, ENVELOPE, UNDERWAY, Duty
from tinhso.core.errors import Invalid, Missing, NotPermitted
from tinhso.core.facts import Code
from tinhso.core.folding import nfc
from tinhso.core.messages import msg
from tinhso.core.roles import Actor
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.worklist import actions as worklist
from tinhso.foundation.worklist.actions import ItemSpec

CONTENTS_MAX, AREA_MAX, TRACKING_MAX, NAME_MAX = 200, 200, 40, 120


def check(agency: str, *, by: Actor) -> None:
    """This will refuse whoever does not sit at the body's counter. Raises NotPermitted."""
    if not any(by.has(role, agency) for role in COUNTER):
        raise NotPermitted


def lock(code: str, *, by: Actor) -> HandoverList:
    """This will lock a list inside the caller's transaction. Raises Missing: none, or another body's."""
    found = HandoverList.objects.select_for_update().filter(code=code).first()
    if found is None or not any(by.has(role, found.agency_code) for role in COUNTER):
        raise Missing
    return found


def envelope(handover: HandoverList, number: int, step: str, *given: str, by: Actor) -> Envelope:
    """This will give one envelope of a locked list if the step may be taken. Raises Missing, WrongState."""
    found = handover.envelopes.filter(number=number).first()
    if found is None:
        raise Missing
    roles = {role for role in COUNTER if by.has(role, handover.agency_code)}
    ENVELOPE.check(step, state=found.stage, roles=roles, given=given)
    return found


def about(handover: HandoverList) -> dict[str, Any]:
    """This will give what every fact of a list says."""
    return {
        "subject": Code(handover.subject),
        "code": Code(handover.code),
        "agency": Code(handover.agency_code),
        "direction": Code(handover.direction),
    }


def tell(
    kind: type[events.EnvelopeFact], handover: HandoverList, row: Envelope, *, by: Actor, now: datetime,
    **more: Any,
) -> None:  # fmt: skip
    """This will append the fact of one envelope."""
    told = kind(envelope=row.number, dossier=Code(row.dossier_code), **about(handover), **more)
    ledger.append(told, by=by, now=now)


def owe(handover: HandoverList, duty: Duty, *, title: str, summary: str, due_at: datetime, by: Actor,
        now: datetime, subject: str = "") -> None:  # fmt: skip
    """This will put a duty on the desk of the list's body."""
    spec = ItemSpec(
        subject=subject or handover.subject, duty=duty.value, agency_code=handover.agency_code, title=title,
        summary=summary, url=addresses.handover(handover.code), due_at=due_at, started_at=now,
        tags=("post",),
    )  # fmt: skip
    worklist.open_items([spec], by=by, now=now)


def close_if_done(handover: HandoverList, *, by: Actor, now: datetime) -> None:
    """This will close a signed list of which nothing is under way any more."""
    if handover.closed_at or handover.signed_at is None:
        return
    if handover.envelopes.filter(stage__in=[s.value for s in UNDERWAY]).exists():
        return
    handover.closed_at = now
    handover.save(update_fields=["closed_at"])
    for duty in (Duty.REPORT, Duty.TAKE_IN):
        worklist.complete(handover.subject, duty.value, by=by, now=now)


def said(field: str, text: str, longest: int, *, needed: bool = True) -> str:
    """This will trim what somebody wrote. Raises Invalid on the field for nothing or too much."""
    trimmed = " ".join(nfc(text or "").replace("\x00", "").split())
    if needed and not trimmed:
        raise Invalid.field(field, msg("Chưa có nội dung."))
    if len(trimmed) > longest:
        raise Invalid.field(field, msg("Dài quá %(longest)s ký tự."), longest=longest)
    return trimmed
