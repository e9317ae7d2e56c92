"""How does a duty come onto the worklist, and how does it leave it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db import transaction

from tinhso.core import rows
from tinhso.core.folding import fold, nfc
from tinhso.core.roles import Actor
from tinhso.foundation.worklist.actions import timing
from tinhso.foundation.worklist.models import WorkItem
from tinhso.foundation.worklist.rules import ItemState


@dataclass(frozen=True, kw_only=True)
class ItemSpec:
    """A duty to be opened. Title and summary must not say who reported; `calendar` is a code.

    To `bulk_url` a desk posts the ticked `subject`s of several such duties; "" where each is done alone.
    """

    subject: str
    duty: str
    agency_code: str
    title: str
    due_at: datetime
    started_at: datetime
    calendar: str = "office"
    summary: str = ""
    url: str = ""
    bulk_url: str = ""
    unit: str | None = None
    assignee: str | None = None
    urgent: bool = False
    tags: tuple[str, ...] = ()


def open_items(specs: Sequence[ItemSpec], *, by: Actor, now: datetime) -> list[int]:
    """This will put duties on the worklist with one INSERT and give their ids in order.

    The room that opens them tells so with its own fact. Raises workdays' NoSuchCalendar.
    """
    return [item.pk for item in rows.insert(prepare(specs, now=now).items)]


@dataclass(frozen=True)
class Prepared:
    """Duties worked out and not yet written; only `open_prepared` looks inside."""

    items: list[WorkItem]


def prepare(specs: Sequence[ItemSpec], *, now: datetime) -> Prepared:
    """This will work out alarms and search words before the transaction, which others wait for.

    The subject may still be unknown then. Raises workdays' NoSuchCalendar.
    """
    return Prepared([_item(spec, now) for spec in specs])


def open_prepared(prepared: Prepared, *, subject: str, by: Actor, now: datetime) -> None:
    """This will put prepared duties of one subject on the worklist; it waits for no ids."""
    for item in prepared.items:
        item.subject = subject
    rows.insert(prepared.items, with_keys=False)


def _item(spec: ItemSpec, now: datetime) -> WorkItem:
    item = rows.new(
        WorkItem,
        subject=spec.subject,
        duty=spec.duty,
        agency_code=spec.agency_code,
        unit=spec.unit or "",
        assignee=spec.assignee or "",
        calendar=spec.calendar,
        urgent=spec.urgent,
        bulk_url=spec.bulk_url,
        started_at=spec.started_at,
        with_agency_since=spec.started_at,
        due_at=spec.due_at,
        original_due=spec.due_at,
        state=ItemState.RUNNING.value,
    )
    describe(item, title=spec.title, summary=spec.summary, url=spec.url, tags=spec.tags)
    timing.set_alarms(item, now)
    return item


def describe(item: WorkItem, *, title: str, summary: str, url: str, tags: Sequence[str]) -> None:
    """This will write what the desk shows of an item, and the folded text in which it is searched."""
    item.title, item.summary, item.url = nfc(title)[:300], nfc(summary)[:1000], url
    item.tags = list(tags)
    item.folded = _searched(item.title, item.summary, tuple(tags))


@lru_cache(maxsize=1)  # the duties of one report follow each other and are called the same
def _searched(title: str, summary: str, tags: tuple[str, ...]) -> str:
    return fold(" ".join((title, summary, *tags)))


def complete(subject: str, duty: str, *, agency_code: str | None = None, by: Actor, now: datetime) -> int:
    """This will end a duty as done, in time or late; done again it changes nothing. Gives how many ended."""
    return _end(subject, duty, agency_code, ItemState.DONE, now)


def cancel(subject: str, duty: str, *, agency_code: str | None = None, by: Actor, now: datetime) -> int:
    """This will take a duty off the worklist without counting it as done. Gives how many were taken off."""
    return _end(subject, duty, agency_code, ItemState.CANCELLED, now)


def _end(subject: str, duty: str, agency_code: str | None, state: ItemState, now: datetime) -> int:
    with transaction.atomic(savepoint=False):  # a duty ends with the act that ends it, or not at all
        items = timing.locked(subject, duty, agency_code)
        for item in items:
            if item.state == ItemState.PAUSED:
                timing.end_pause(item, now)
            item.state, item.done_at, item.next_alarm_at = state, now, None
            item.on_time = now <= item.due_at if state == ItemState.DONE else None
            rows.update(item, *_ENDING)
        return len(items)


_ENDING = (
    "state", "done_at", "on_time", "next_alarm_at",
    "due_at", "paused_s", "paused_at", "pause_due_left", "pause_reason",
)  # fmt: skip
