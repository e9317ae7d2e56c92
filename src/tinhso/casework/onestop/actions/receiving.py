"""How is a filed dossier taken in or turned away? Received with its end and its fees, or refused."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from tinhso.casework.onestop import events
from tinhso.casework.onestop.actions import duties, paying, slips, stepping
from tinhso.casework.onestop.actions.submit import is_online
from tinhso.casework.onestop.models import Dossier
from tinhso.casework.onestop.queries import wanting
from tinhso.casework.onestop.rules import deadlines
from tinhso.casework.onestop.workflow import Business, Clock, Duty
from tinhso.casework.procedures import queries as procedures
from tinhso.casework.procedures.rules.shapes import Channel
from tinhso.core.clock import local_date
from tinhso.core.errors import Invalid
from tinhso.core.facts import Code
from tinhso.core.messages import msg
from tinhso.core.roles import Actor
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.worklist import actions as worklist


def receive(
    *, dossier_id: int, by: Actor, now: datetime, anyway: bool = False, grounds: Collection[str] | None = None
) -> Dossier:
    """This will receive a complete dossier: its time starts, its fees are due, its first step begins.

    With `anyway` an officer takes it in although a paper is missing, as the law allows where it can be had
    from a register. Whoever claims online to owe less is believed when an officer has looked: `grounds` are
    those of the claimed ones that hold. Raises Invalid naming what is missing, and what `begin` raises.
    """
    with transaction.atomic():
        dossier = stepping.begin("receive", dossier_id=dossier_id, by=by)
        version = stepping.version_of(dossier)
        if not anyway and (missing := wanting.missing(dossier, version)):
            names = "; ".join(one.name for one in missing)
            raise Invalid.field("given", msg("Còn thiếu: %(names)s."), names=names)
        granted = _granted(dossier, grounds)
        on, numbers, calendar = local_date(now), stepping.counting(now), stepping.calendar_of(dossier)
        channel = Channel.ONLINE if is_online(dossier.channel) else Channel.COUNTER
        promised = procedures.early_term(version, channel=channel, on=on)
        term = promised[0] if promised else version.term
        due_at = deadlines.due(calendar, now, term, numbers)
        dossier.term_amount = term.amount if term else None
        dossier.term_unit = term.unit.value if term else ""
        dossier.is_early = promised is not None
        dossier.business, dossier.clock = Business.RECEIVED.value, Clock.RUNNING.value
        dossier.received_at = now
        dossier.original_due = due_at
        stepping.note_due(
            dossier, due_at, why="receipt", document=f"Mẫu 01 {dossier.code}",
            rule=promised[1] if promised else None, by=by, now=now,
        )  # fmt: skip
        worklist.complete(dossier.subject, Duty.ACCEPT.value, by=by, now=now)
        slips.first(dossier, version, calendar=calendar, numbers=numbers, by=by, now=now)
        paying.assess(dossier, version, channel=channel, grounds=granted, by=by, now=now)
        dossier.save()
        duties.owe(dossier, Duty.HANDLE, due_at=due_at, by=by, now=now, unit=dossier.unit)
        fact = events.DossierReceived(
            intake=Code(dossier.intake_agency), due_at=due_at, early=dossier.is_early,
            **stepping.about(dossier),
        )  # fmt: skip
        ledger.append(fact, by=by, now=now)
        return dossier


def _granted(dossier: Dossier, seen: Collection[str] | None) -> frozenset[str]:
    """The grounds on which less is owed: at a counter the officer wrote them down with the paper in hand."""
    claimed = frozenset(dossier.application.said.get("grounds", ()))
    if not claimed or not is_online(dossier.channel):
        return claimed
    if seen is None:
        raise Invalid.field(
            "grounds", msg("Người nộp xin miễn, giảm phí: hãy đối chiếu giấy tờ rồi đánh dấu diện đúng.")
        )
    return claimed & frozenset(seen)


def refuse(*, dossier_id: int, reason: str, by: Actor, now: datetime) -> Dossier:
    """This will turn a filed dossier away with its reason (Mẫu 03)."""
    with transaction.atomic():
        dossier = stepping.begin("refuse", dossier_id=dossier_id, by=by, given=["reason"] if reason else [])
        dossier.ending = stepping.said("reason", reason)
        dossier.business, dossier.clock = Business.REFUSED.value, Clock.ENDED.value
        dossier.ended_at = now
        dossier.save()
        worklist.complete(dossier.subject, Duty.ACCEPT.value, by=by, now=now)
        duties.clear(dossier, by=by, now=now)
        ledger.append(events.DossierRefused(**stepping.about(dossier)), by=by, now=now)
        return dossier
