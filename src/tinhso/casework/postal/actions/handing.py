"""How is a list handed over? Both sides sign; from then on its envelopes are under way."""

from datetime import datetime

import orjson
from django.db import transaction

from tinhso.casework.onestop.workflow import Duty as DossierDuty
from tinhso.casework.postal import dated, events
from tinhso.casework.postal.actions import opening
from tinhso.casework.postal.actions.packing import NothingToSend, SignedAlready
from tinhso.casework.postal.models import SIGNERS, HandoverList
from tinhso.casework.postal.workflow import Direction, Duty, Stage
from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.core.roles import Actor
from tinhso.foundation.files import actions as files
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.workdays import queries as workdays
from tinhso.foundation.workdays.rules import Term, TermUnit
from tinhso.foundation.worklist import actions as worklist

PAUSE = "with_the_post"


def sign(
    *, code: str, giver: str, receiver: str, sheet: str = "", by: Actor, now: datetime
) -> HandoverList:  # fmt: skip
    """This will hand a list over: who gave and who received, as typed; `sheet` uploads the signed one.

    Raises Missing, SignedAlready, NothingToSend (every envelope was taken off), Invalid.
    """
    with transaction.atomic():
        handover = opening.lock(code, by=by)
        if handover.signed_at or handover.cancelled_at:
            raise SignedAlready
        names = {
            "giver": opening.said("giver", giver, opening.NAME_MAX),
            "receiver": opening.said("receiver", receiver, opening.NAME_MAX),
        }
        is_out = handover.direction == Direction.OUT
        rows = list(handover.envelopes.filter(stage=Stage.PACKED.value))
        if not rows:
            raise NothingToSend
        handover.signed_at, handover.signed_by = now, by.key
        handover.sealed_signers = SIGNERS.seal(orjson.dumps(names).decode())
        if sheet:
            stored = files.attach_papers([sheet], owner=handover.subject, by=by, now=now)
            handover.sheet = stored[0].id
        handover.save()
        for row in rows:
            row.stage = (Stage.OUT if is_out else Stage.BROUGHT).value
            row.save(update_fields=["stage"])
            if is_out:  # nobody in the office can hurry it now
                _dossier_waits(row.dossier_id, by=by, now=now)
        _owe(handover, len(rows), is_out=is_out, by=by, now=now)
        told = events.HandedOver(envelopes=len(rows), **opening.about(handover))
        ledger.append(told, by=by, now=now)
        return handover


def _dossier_waits(dossier_id: int | None, *, by: Actor, now: datetime) -> None:
    worklist.pause(f"dossier:{dossier_id}", DossierDuty.RETURN.value, reason=PAUSE, by=by, now=now)


def _owe(handover: HandoverList, count: int, *, is_out: bool, by: Actor, now: datetime) -> None:
    calendar, on = workdays.calendar(workdays.OFFICE), local_date(now)
    if is_out:
        term = Term(parameters.value(dated.REPORT_DAYS, on), TermUnit.WORKING_DAYS)
        duty, summary = Duty.REPORT, f"Nhận báo phát của bưu chính: {count} phong bì"
    else:
        term = Term(parameters.value(dated.TAKE_IN_HOURS, on), TermUnit.WORKING_HOURS)
        duty, summary = Duty.TAKE_IN, f"Vào hồ sơ giấy tờ bưu chính mang về: {count} phong bì"
    opening.owe(
        handover, duty, title=handover.code, summary=summary, due_at=calendar.due(now, term), by=by, now=now
    )  # fmt: skip
