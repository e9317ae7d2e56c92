"""How does an envelope end: brought to its person, brought back, or taken into a dossier?"""

from datetime import datetime, timedelta

from django.db import transaction

from tinhso.casework.onestop import actions as onestop
from tinhso.casework.onestop.workflow import Duty as DossierDuty
from tinhso.casework.postal import dated, events
from tinhso.casework.postal.actions import opening
from tinhso.casework.postal.actions.packing import own_dossier
from tinhso.casework.postal.models import Envelope, HandoverList
from tinhso.casework.postal.workflow import REASONS, Direction, Duty, Reason, Stage
from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.core.errors import Invalid
from tinhso.core.facts import Code
from tinhso.core.messages import msg
from tinhso.core.roles import MACHINE, Actor
from tinhso.foundation.files import actions as files
from tinhso.foundation.workdays import queries as workdays
from tinhso.foundation.workdays.rules import Term, TermUnit
from tinhso.foundation.worklist import actions as worklist

A_TURN = 500


def deliver(*, code: str, number: int, by: Actor, now: datetime) -> Envelope:
    """This will note that the post brought the result, and so return it: the dossier ends.

    Raises Missing, WrongState, and what `onestop.return_result` raises.
    """
    with transaction.atomic():
        handover = opening.lock(code, by=by)
        row = opening.envelope(handover, number, "deliver", by=by)
        _ended(row, Stage.DELIVERED, by, now)
        onestop.return_result(dossier_id=row.dossier_id or 0, by=by, now=now)
        opening.tell(events.EnvelopeDelivered, handover, row, by=by, now=now)
        opening.close_if_done(handover, by=by, now=now)
        return row


def fail(*, code: str, number: int, reason: str, by: Actor, now: datetime) -> Envelope:
    """This will note that the post brought a result back, and why: the counter has to reach its person.

    Raises Missing, WrongState, Invalid on "reason".
    """
    with transaction.atomic():
        handover = opening.lock(code, by=by)
        if reason not in set(Reason):
            raise Invalid.field("reason", msg("Hãy chọn lý do không phát được."))
        row = opening.envelope(handover, number, "fail", "reason", by=by)
        row.reason = reason
        _ended(row, Stage.UNDELIVERED, by, now)
        subject = f"dossier:{row.dossier_id}"
        worklist.resume(subject, DossierDuty.RETURN.value, by=by, now=now)
        days = Term(parameters.value(dated.AGAIN_DAYS, local_date(now)), TermUnit.WORKING_DAYS)
        opening.owe(
            handover, Duty.AGAIN, title=row.dossier_code,
            summary=f"Liên hệ lại người nhận: {REASONS[Reason(reason)]}",
            due_at=workdays.calendar(workdays.OFFICE).due(now, days), by=by, now=now, subject=subject,
        )  # fmt: skip
        opening.tell(events.EnvelopeCameBack, handover, row, by=by, now=now, reason=Code(reason))
        opening.close_if_done(handover, by=by, now=now)
        return row


def take_in(*, code: str, number: int, dossier: str, by: Actor, now: datetime) -> Envelope:
    """This will note into which dossier something that the post brought was taken.

    Raises Missing, WrongState, Invalid on "dossier".
    """
    with transaction.atomic():
        handover = opening.lock(code, by=by)
        row = opening.envelope(handover, number, "take_in", "dossier", by=by)
        row.dossier_id, row.dossier_code = own_dossier(
            dossier.strip() or row.dossier_code, handover.agency_code
        )
        _taken_in(handover, row, by, now)
        return row


def note_returned(*, dossier_id: int, by: Actor, now: datetime) -> None:
    """This will end what is under way of a dossier whose result was given out otherwise; again is no harm."""
    with transaction.atomic():
        worklist.complete(f"dossier:{dossier_id}", Duty.AGAIN.value, by=by, now=now)
        for row in _of(dossier_id, Direction.OUT, Stage.PACKED, Stage.OUT):
            handover = HandoverList.objects.select_for_update().get(pk=row.handover_id)
            was_out = row.stage == Stage.OUT
            _ended(row, Stage.DELIVERED if was_out else Stage.DROPPED, by, now)
            told = events.EnvelopeDelivered if was_out else events.EnvelopeDropped
            opening.tell(told, handover, row, by=by, now=now)
            opening.close_if_done(handover, by=by, now=now)


def note_supplied(*, dossier_id: int, by: Actor, now: datetime) -> None:
    """This will note that papers which the post brought for a dossier are in it; again is no harm."""
    with transaction.atomic():
        for row in _of(dossier_id, Direction.IN, Stage.BROUGHT):
            _taken_in(HandoverList.objects.select_for_update().get(pk=row.handover_id), row, by, now)


def _of(dossier_id: int, direction: Direction, *stages: Stage) -> list[Envelope]:
    words = [one.value for one in stages]
    rows = Envelope.objects.select_for_update().filter(dossier_id=dossier_id, stage__in=words)
    return list(rows.filter(handover__direction=direction.value))


def _taken_in(handover: HandoverList, row: Envelope, by: Actor, now: datetime) -> None:
    _ended(row, Stage.TAKEN_IN, by, now)
    opening.tell(events.EnvelopeTakenIn, handover, row, by=by, now=now)
    opening.close_if_done(handover, by=by, now=now)


def _ended(row: Envelope, stage: Stage, by: Actor, now: datetime) -> None:
    row.stage, row.ended_at, row.ended_by = stage.value, now, by.key
    row.save()


def forget(*, now: datetime, limit: int = A_TURN) -> int:
    """This will forget who signed lists that were closed long ago, and their sheets; tells how many lists."""
    days = parameters.value(dated.KEEP_SIGNERS, local_date(now))
    old = HandoverList.objects.filter(closed_at__lt=now - timedelta(days=days)).exclude(sealed_signers="")
    found = list(old[:limit])
    for handover in found:
        with transaction.atomic():
            handover.sealed_signers, handover.sheet = "", ""
            handover.save(update_fields=["sealed_signers", "sheet"])
            files.erase(owner=handover.subject, by=MACHINE, now=now)
    return len(found)
