"""How do a row's clock and alarms follow from its times? Shared by every action that moves a clock."""

from datetime import datetime

from tinhso.core import rows
from tinhso.core.clock import local_date
from tinhso.foundation.workdays import queries as workdays
from tinhso.foundation.workdays.rules import WorkCalendar
from tinhso.foundation.worklist import dated, rules
from tinhso.foundation.worklist.models import WorkItem

WAITING = [s.value for s in rules.OPEN]


def calendar_of(item: WorkItem) -> WorkCalendar:
    """This will give the calendar on which the item's clock runs."""
    return workdays.calendar(item.calendar)


def alarms_of(item: WorkItem, now: datetime) -> list[rules.Alarm]:
    """This will list the item's alarms under the thresholds in force today."""
    return rules.alarms(_clock(item), calendar_of(item), dated.thresholds(local_date(now)))


def set_alarms(item: WorkItem, now: datetime) -> None:
    """This will write into the row when it looks pressing and when the next alarm rings."""
    thresholds = dated.thresholds(local_date(now))
    item.soon_at, alarms = rules.timetable(_clock(item), calendar_of(item), thresholds)
    item.next_alarm_at = None
    if item.state == rules.ItemState.RUNNING:
        item.next_alarm_at = rules.next_alarm(alarms, after=item.alarmed_until)


def locked(subject: str, duty: str, agency_code: str | None = None) -> list[WorkItem]:
    """This will lock the open rows of a duty for change (of one agency where it is named)."""
    found = rows.where(WorkItem, lock=True, null=("done_at",), subject=subject, duty=duty)
    return [item for item in found if agency_code in (None, item.agency_code)]


def end_pause(item: WorkItem, now: datetime) -> None:
    """This will let a standing clock run again: what was left when it stopped is left now."""
    # the constraint paused_item_keeps_its_time says that both are there
    assert item.paused_at is not None  # noqa: S101
    assert item.pause_due_left is not None  # noqa: S101
    calendar, stopped_at, left = calendar_of(item), item.paused_at, item.pause_due_left
    item.due_at = rules.due_after_pause(calendar, due_at=item.due_at, left_s=left, resumed_at=now)
    if left > 0:  # a clock that was late already does not gain by standing
        before, item.paused_s = item.paused_s, item.paused_s + calendar.working_seconds(stopped_at, now)
        if item.alarmed_until is not None:
            # what was told up to some share of the time stays told up to that same share
            ran = calendar.working_seconds(item.started_at, min(item.alarmed_until, stopped_at)) - before
            item.alarmed_until = calendar.after_seconds(item.started_at, max(ran, 0.0) + item.paused_s)
    item.state = rules.ItemState.RUNNING
    item.paused_at, item.pause_due_left, item.pause_reason = None, None, ""


def _clock(item: WorkItem) -> rules.Clock:
    return rules.Clock(item.started_at, item.due_at, item.with_agency_since, item.urgent, item.paused_s)
