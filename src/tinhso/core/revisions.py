"""How does a process know that the rules it remembers have changed? It compares a number.

Rules are read a thousand times for each time they are written, so rooms keep them in memory as plain
values. Every save of a `DatedRule` gives its topic a new number in the same transaction; whoever
remembers the topic looks at the numbers at most once a second and builds anew when they differ.

The numbers are random: counting on would give the same number twice when a transaction is rolled back. And
what a transaction sees of its own unfinished change stays with its thread, so no other thread remembers
old rules under the new number.
"""

import secrets
import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from django.conf import settings
from django.db import connection, models, transaction
from django.db.models.signals import post_delete, post_save

from tinhso.core.models import Revision

T = TypeVar("T")

_seen: dict[str, int] = {}
_look_again_at = float("-inf")
_look = threading.Lock()


class _Mine(threading.local):
    may_have_touched = False


_mine = _Mine()


def touch(*topics: str) -> None:
    """This will tell every process, once the transaction commits, that `topics` have changed.

    Bulk writes must call it themselves; single saves of a `DatedRule` do so by signal.
    """
    for topic in sorted(set(topics)):
        number = secrets.randbits(62)
        changed = Revision.objects.filter(topic=topic).update(number=number)
        if not changed:
            Revision.objects.get_or_create(topic=topic, defaults={"number": number})
    forget()
    transaction.on_commit(_Touched(topics))
    _mine.may_have_touched = True


def forget() -> None:
    """This will make this process look at the numbers again at once."""
    global _look_again_at
    _look_again_at = float("-inf")


class _Touched:
    """Waits for the commit of a transaction that changed rules; what is rolled back takes its own away."""

    def __init__(self, topics: tuple[str, ...]) -> None:
        self.topics = frozenset(topics)
        self.serial = secrets.randbits(62)

    def __call__(self) -> None:
        forget()


def _unfinished() -> list[_Touched] | None:
    """What the open transaction of this thread changed itself, None where it changed no rules."""
    waiting = connection.run_on_commit if connection.in_atomic_block else []
    found = [call[1] for call in waiting if isinstance(call[1], _Touched)]
    _mine.may_have_touched = bool(found)
    return found or None


def _numbers() -> dict[str, int]:
    global _look_again_at, _seen
    if time.monotonic() >= _look_again_at:
        with _look:
            if time.monotonic() >= _look_again_at:
                fresh = dict(Revision.objects.values_list("topic", "number"))
                if fresh != _seen:
                    _seen = fresh
                _look_again_at = time.monotonic() + settings.RULES_LOOK_EVERY_S
    return _seen


class Remembered(Generic[T]):
    """A value built from tables and kept until one of its topics changes.

    >>> calendars = Remembered(("workdays",), load_calendars)
    >>> calendars.get()["office"]
    """

    def __init__(self, topics: tuple[str, ...], build: Callable[[], T]) -> None:
        self._topics = topics
        self._build = build
        self._kept: tuple[dict[str, int], tuple[int, ...], T] | None = None
        self._lock = threading.Lock()
        self._aside = threading.local()

    def get(self) -> T:
        """This will give the value, building it anew when the tables behind it have changed."""
        # asked thirty times for each report that comes in, so the short way is first
        if _mine.may_have_touched and (touched := _unfinished()):
            return self._get_unfinished(touched)
        numbers = _numbers()
        kept = self._kept
        if kept is not None and kept[0] is numbers:
            return kept[2]
        stamp = tuple(numbers.get(t, 0) for t in self._topics)
        with self._lock:
            kept = self._kept
            value = kept[2] if kept is not None and kept[1] == stamp else self._build()
            self._kept = (numbers, stamp, value)
            return value

    def _get_unfinished(self, touched: list[_Touched]) -> T:
        stamp = tuple(t.serial for t in touched if t.topics.intersection(self._topics))
        # what this transaction did not touch is looked at once in it
        stamp = stamp or (touched[0].serial,)
        kept: tuple[tuple[int, ...], T] | None = getattr(self._aside, "kept", None)
        if kept is None or kept[0] != stamp:
            kept = (stamp, self._build())
            self._aside.kept = kept
        return kept[1]


def _saved(sender: type[models.Model], **_: object) -> None:
    if topic := getattr(sender, "revision_topic", ""):
        touch(topic)


def connect() -> None:
    """This will listen to the saves and deletions of every model that has a `revision_topic`."""
    post_save.connect(_saved, dispatch_uid="revisions.saved")
    post_delete.connect(_saved, dispatch_uid="revisions.deleted")
