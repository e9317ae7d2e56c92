"""How does a dossier's clock stand, go on, start anew, get more time? Each time with a ground and a paper."""

from datetime import date, datetime

from django.db import transaction

from tinhso.casework.onestop import events
from tinhso.casework.onestop.actions import stepping
from tinhso.casework.onestop.models import Dossier
from tinhso.casework.onestop.rules import deadlines
from tinhso.casework.onestop.rules.deadlines import Ground
from tinhso.casework.onestop.workflow import Clock, Duty
from tinhso.core.errors import Conflict
from tinhso.core.facts import Code
from tinhso.core.messages import msg
from tinhso.core.roles import Actor
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.worklist import actions as worklist


class ExtendedAlready(Conflict):
    """The law allows one new appointment."""

    code = "extended-already"
    sentence = msg("Hồ sơ này đã gia hạn một lần; chỉ được hẹn lại một lần.")


def pause(dossier: Dossier, ground: Ground, *, by: Actor, now: datetime) -> None:
    """This will let the clock of a received dossier stand; one that stands already keeps its first ground."""
    if dossier.clock != Clock.RUNNING:
        return
    dossier.clock, dossier.paused_at, dossier.pause_ground = Clock.PAUSED.value, now, ground.value
    worklist.pause(dossier.subject, Duty.HANDLE.value, reason=ground.value, by=by, now=now)
    ledger.append(events.ClockPaused(ground=Code(ground.value), **stepping.about(dossier)), by=by, now=now)


def resume(dossier: Dossier, *, document: str, by: Actor, now: datetime) -> None:
    """This will let a standing clock go on with the working time that was left."""
    if dossier.clock != Clock.PAUSED or dossier.paused_at is None or dossier.current_due is None:
        return
    due_at = deadlines.resumed(
        stepping.calendar_of(dossier), dossier.current_due, stepping.term_of(dossier),
        paused_at=dossier.paused_at, at=now,
    )  # fmt: skip
    _go_on(dossier, due_at, why=dossier.pause_ground, document=document, by=by, now=now)


def recount(dossier: Dossier, due_at: datetime, *, by: Actor, now: datetime) -> None:
    """This will let a standing clock start anew, because only now the dossier is complete."""
    _go_on(dossier, due_at, why=Ground.SUPPLEMENT.value, document=f"Mẫu 02 {dossier.code}", by=by, now=now)


def _go_on(dossier: Dossier, due_at: datetime, *, why: str, document: str, by: Actor, now: datetime) -> None:
    before = stepping.note_due(dossier, due_at, why=why, document=document, by=by, now=now)
    dossier.clock, dossier.paused_at, dossier.pause_ground = Clock.RUNNING.value, None, ""
    worklist.resume(dossier.subject, Duty.HANDLE.value, by=by, now=now)
    _told(dossier, before, due_at, why=why, reason=why, by=by, now=now)


def extend(*, dossier_id: int, to: date, reason: str, by: Actor, now: datetime) -> Dossier:
    """This will apologise and put the end off once (Mẫu 04), at the latest one working day before it.

    Raises ExtendedAlready, TooLateToExtend, Invalid.
    """
    with transaction.atomic():
        dossier = stepping.begin(
            "extend", dossier_id=dossier_id, by=by, given=["due_at", *(["reason"] if reason else [])]
        )
        if dossier.extended_at:
            raise ExtendedAlready
        if dossier.clock != Clock.RUNNING or dossier.current_due is None:
            raise Conflict(msg("Đồng hồ của hồ sơ đang dừng; chưa cần gia hạn."))
        why = stepping.said("reason", reason)
        due_at = deadlines.extended(stepping.calendar_of(dossier), dossier.current_due, to=to, now=now)
        before = stepping.note_due(
            dossier, due_at, why="extension", document=f"Mẫu 04 {dossier.code}", reason=why, by=by, now=now
        )
        dossier.extended_at = now
        dossier.save()
        _told(dossier, before, due_at, why="extension", reason=why, by=by, now=now)
        return dossier


def _told(
    dossier: Dossier, before: datetime | None, due_at: datetime, *, why: str, reason: str, by: Actor,
    now: datetime,
) -> None:  # fmt: skip
    """The worklist counts what was left by the second; a dossier's term ends with its day."""
    if before is None or before == due_at:
        return
    for item in worklist_items(dossier):
        if item.due_at < due_at:
            worklist.extend(item_id=item.id, due_at=due_at, reason=reason, by=by, now=now)
    fact = events.DueChanged(why=Code(why), due_before=before, due_at=due_at, **stepping.about(dossier))
    ledger.append(fact, by=by, now=now)


def worklist_items(dossier: Dossier) -> list:
    """This will list the open duties whose end is the dossier's own."""
    from tinhso.foundation.worklist import queries as waiting

    own = {Duty.HANDLE.value, Duty.APPROVE.value}
    return [
        i for i in waiting.items_of(dossier.subject) if i.duty in own and i.state in ("running", "paused")
    ]
