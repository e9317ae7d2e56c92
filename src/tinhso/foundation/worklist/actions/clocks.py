"""How is a running clock stopped, started again, or given more time?"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from tinhso.core import rows
from tinhso.core.errors import Conflict, Invalid
from tinhso.core.facts import Code
from tinhso.core.messages import msg
from tinhso.core.roles import Actor
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.worklist import events
from tinhso.foundation.worklist.actions import timing
from tinhso.foundation.worklist.models import WorkItem
from tinhso.foundation.worklist.rules import ItemState


class NoSuchItem(Conflict):
    """The duty was ended, or went to another agency, in the meantime."""

    code = "no-such-item"
    sentence = msg("Việc này đã xong hoặc không còn ở cơ quan này; xin tải lại trang.")


class EarlierThanBefore(Invalid):
    """An extension must give more time."""

    code = "earlier-than-before"


def pause(
    subject: str, duty: str, *, reason: str, agency_code: str | None = None, by: Actor, now: datetime
) -> int:
    """This will stop the clock of a duty; the working time that is left is kept. `reason` is a code.

    A clock that stands already stays as it is. Gives how many were stopped.
    """
    with transaction.atomic():
        found = timing.locked(subject, duty, agency_code)
        items = [item for item in found if item.state == ItemState.RUNNING]
        for item in items:
            item.state, item.paused_at, item.pause_reason = ItemState.PAUSED, now, reason
            item.pause_due_left = timing.calendar_of(item).working_seconds(now, item.due_at)
            if item.due_at < now:
                item.pause_due_left = min(item.pause_due_left, 0.0)
            item.next_alarm_at = None
            item.save(update_fields=["state", "paused_at", "pause_reason", "pause_due_left", "next_alarm_at"])
        facts = [events.ItemPaused(reason=Code(reason), **said(item)) for item in items]
        if facts:
            ledger.append_all(facts, by=by, now=now)
        return len(items)


def resume(subject: str, duty: str, *, agency_code: str | None = None, by: Actor, now: datetime) -> int:
    """This will start a standing clock again; its end moves, its original end never does."""
    with transaction.atomic():
        found = timing.locked(subject, duty, agency_code)
        items = [item for item in found if item.state == ItemState.PAUSED]
        for item in items:
            timing.end_pause(item, now)
            timing.set_alarms(item, now)
            item.save()
        if items:
            ledger.append_all([events.ItemResumed(**said(item)) for item in items], by=by, now=now)
        return len(items)


def extend(
    *,
    due_at: datetime,
    reason: str,
    by: Actor,
    now: datetime,
    item_id: int | None = None,
    subject: str | None = None,
    duty: str | None = None,
    agency_code: str | None = None,
) -> int:
    """This will put off the end of one item, or of the duty of a subject. Gives how many were put off.

    `reason` is text for people and stays in the row; the original end is kept.
    Raises NoSuchItem, EarlierThanBefore.
    """
    with transaction.atomic():
        if item_id is not None:
            items = rows.where(WorkItem, lock=True, null=("done_at",), id=item_id)
        else:
            items = timing.locked(subject or "", duty or "", agency_code)
        if not items:
            raise NoSuchItem()
        facts = [_extend(item, due_at, reason, now) for item in items]
        ledger.append_all(facts, by=by, now=now)
        return len(items)


def began(subject: str, duty: str) -> datetime | None:
    """This will tell since when the open duty of a subject counts; None where none is open."""
    return next((item.started_at for item in timing.locked(subject, duty)), None)


def stand_down(
    subject: str,
    *,
    ends: Mapping[str, datetime],
    stood: Mapping[str, float],
    calendar: str,
    reason: str,
    by: Actor,
    now: datetime,
) -> int:
    """This will take urgency off every open duty of a subject; `ends` and `calendar` hold for those named.

    `stood`: how many working seconds of that calendar a duty's clock stood, in pauses that are over; `ends`
    has them added already. A clock that stands now goes on from its new end when it is resumed. No end moves
    nearer, the original one is kept. Gives how many were urgent.
    """
    with transaction.atomic():
        found = rows.where(WorkItem, lock=True, null=("done_at",), subject=subject)
        urgent = [one for one in found if one.urgent]
        facts = []
        for item in urgent:
            item.urgent = False
            if item.duty in ends:
                item.calendar, item.paused_s = calendar, stood.get(item.duty, 0.0)
                if ends[item.duty] > item.due_at:
                    facts.append(_extend(item, ends[item.duty], reason, now))
                    continue
                _keep_left(item)
            timing.set_alarms(item, now)
            item.save()
        if facts:
            ledger.append_all(facts, by=by, now=now)
        return len(urgent)


def _keep_left(item: WorkItem) -> None:
    """What is left of a clock that stands is counted on its calendar, to its end."""
    if item.state == ItemState.PAUSED and item.paused_at is not None:
        item.pause_due_left = timing.calendar_of(item).working_seconds(item.paused_at, item.due_at)


def _extend(item: WorkItem, due_at: datetime, reason: str, now: datetime) -> events.ItemExtended:
    before = item.due_at
    if due_at <= before:
        raise EarlierThanBefore.field("due_at", msg("Hạn mới phải muộn hơn hạn đang có."))
    item.due_at, item.extension_reason = due_at, reason[:1000]
    _keep_left(item)
    # what was told about the old end is past; the new end has alarms of its own
    item.alarmed_until, item.alarm_stage = now, ""
    timing.set_alarms(item, now)
    item.save()
    return events.ItemExtended(due_before=before, **said(item))


def said(item: WorkItem) -> dict:
    """This will give what every fact says of an item."""
    return {
        "subject": Code(item.subject),
        "item": item.pk,
        "duty": Code(item.duty),
        "agency": Code(item.agency_code),
        "due_at": item.due_at,
    }
