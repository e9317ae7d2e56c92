"""Who still has to hear what happened? Every subscriber takes in the facts at its own pace."""

import logging
import time
from collections.abc import Sequence
from datetime import datetime

from django.db import Error as DatabaseTrouble
from django.db import transaction

from tinhso.core import clock, facts
from tinhso.core.errors import Conflict, Missing
from tinhso.core.facts import Code, Subscriber
from tinhso.core.messages import msg
from tinhso.core.roles import Actor
from tinhso.foundation.ledger import events, models, queries, rules
from tinhso.foundation.ledger.actions.appending import append, append_all

log = logging.getLogger("tinhso.ledger")

BATCH = 20
WINDOW = 20_000
"""How many positions one look covers, so that a new subscriber with rare facts takes short turns too."""
TURN_S = 0.02
"""How long one transaction goes on taking facts; SQLite's other writers wait for its end."""


class StillFailing(Conflict):
    """The subscriber refused the fact again."""

    code = "still-failing"
    sentence = msg("Vẫn chưa xử lý được: %(error)s")


def deliver(limit: int = 500, *, now: datetime | None = None, at_once: int | None = None) -> int:
    """This will let each subscriber take in up to `limit` facts and give how many were taken in.

    `at_once` are read for one transaction; more than usual pays where nobody else waits to write.

    A fact and the subscriber's new position are committed together; what the subscriber does outside
    the database may happen again after a crash (at least once). A subscriber whose fact fails waits
    alone, then sets it aside as a dead letter and goes on.
    """
    now = now or clock.now()
    head = queries.last_position()
    stored = {s.name: s for s in models.Subscription.objects.all()}
    taken = 0
    idle: dict[int, list[str]] = {}
    for subscriber in facts.subscribers():
        subscription = stored.get(subscriber.name) or _welcome(subscriber, head)
        if subscription.position >= head or _is_waiting(subscription, now):
            continue
        end = min(head, subscription.position + WINDOW)
        if _has_facts(subscriber, subscription.position, end):
            taken += _take_in(subscriber, limit, head, now, at_once or BATCH)
        else:
            idle.setdefault(end, []).append(subscriber.name)
    # Those with nothing to hear move on together, with one statement for each end.
    for end, names in idle.items():
        models.Subscription.objects.filter(name__in=names, position__lt=end).update(position=end)
    return taken


def pass_over(names: Sequence[str], *, by: Actor, now: datetime) -> None:
    """This will move subscribers to the end of the numbered facts without letting them hear any.

    For history that was played and not lived: people must get no notices of it, and asking a subscriber
    about each fact only to be told "simulated" costs more than playing it. One fact for each tells of it.
    Raises Missing for a name that nobody bears.
    """
    known = {s.name: s for s in facts.subscribers()}
    if not set(names) <= set(known):
        raise Missing
    with transaction.atomic():
        head = queries.last_position()
        for name in names:
            _welcome(known[name], head)
            moved = models.Subscription.objects.filter(name=name, position__lt=head)
            moved.update(position=head, attempts=0, retry_at=None)
        passed = [events.FactsPassedOver(subject=Code(f"subscriber:{name}"), position=head) for name in names]
        append_all(passed, by=by, now=now)


def retry(dead_letter_id: int, *, by: Actor, now: datetime) -> None:
    """This will let the subscriber take in a fact that was set aside.

    It comes out of its order, after later facts of the same subject. Raises Missing for an unknown,
    already settled or orphaned letter, StillFailing when the subscriber refuses again.
    """
    letter = models.DeadLetter.objects.filter(pk=dead_letter_id, retried_at__isnull=True).first()
    if letter is None:
        raise Missing
    subscriber = next((s for s in facts.subscribers() if s.name == letter.subscriber), None)
    fact = models.Fact.objects.filter(position=letter.position).first()
    if subscriber is None or fact is None:
        raise Missing
    try:
        with transaction.atomic():
            letter = models.DeadLetter.objects.select_for_update().get(pk=dead_letter_id)
            if letter.retried_at is not None:
                raise Missing
            subscriber.react(queries.recorded(fact))
            models.DeadLetter.objects.filter(pk=letter.pk).update(retried_at=now)
            retried = events.DeadLetterRetried(
                subject=Code(f"dead-letter:{letter.pk}"),
                subscriber=Code(subscriber.name),
                position=letter.position,
            )
            append(retried, by=by, now=now)
    except Missing:
        raise
    except Exception as error:
        models.DeadLetter.objects.filter(pk=dead_letter_id).update(
            attempts=letter.attempts + 1, last_error=_told(error)
        )
        raise StillFailing(error=_told(error)) from error


def _welcome(subscriber: Subscriber, head: int) -> models.Subscription:
    start = head if subscriber.from_now else 0
    return models.Subscription.objects.get_or_create(name=subscriber.name, defaults={"position": start})[0]


def _is_waiting(subscription: models.Subscription, now: datetime) -> bool:
    return subscription.retry_at is not None and now < subscription.retry_at


def _has_facts(subscriber: Subscriber, after: int, end: int) -> bool:
    return models.Fact.objects.filter(
        position__gt=after, position__lte=end, type__in=subscriber.types
    ).exists()


def _take_in(subscriber: Subscriber, limit: int, head: int, now: datetime, at_once: int) -> int:
    # who takes facts one by one ends its turn by the clock: what was read beyond that was read in vain
    taken, size = 0, at_once if subscriber.react_to_all else BATCH
    while taken < limit:
        try:
            done, goes_on = _batch(subscriber, min(size, limit - taken), head, now)
        except DatabaseTrouble as error:
            # The database refused the whole batch, as for a key checked only at commit: one by one the
            # guilty fact shows, and only that one counts as failed.
            log.warning("subscriber %s: a batch was refused", subscriber.name, exc_info=True)
            if size == 1:
                _fail_next(subscriber, error, now)
                return taken
            size = 1
            continue
        taken += done
        if not goes_on:
            break
    return taken


def _batch(subscriber: Subscriber, size: int, head: int, now: datetime) -> tuple[int, bool]:
    """One transaction: how many facts were taken in, and whether there may be more."""
    with transaction.atomic():
        mine = models.Subscription.objects.select_for_update().get(name=subscriber.name)
        started = time.monotonic()
        if _is_waiting(mine, now) or mine.position >= head:
            return 0, False
        end = min(head, mine.position + WINDOW)
        coming = list(
            models.Fact.objects.filter(
                position__gt=mine.position, position__lte=end, type__in=subscriber.types
            ).order_by("position")[:size]
        )
        if len(coming) > 1 and _all_at_once(subscriber, coming):
            mine.position, mine.attempts, mine.retry_at = coming[-1].position or 0, 0, None
            one_by_one = []
        else:
            one_by_one = coming
        for number, fact in enumerate(one_by_one):
            if number and time.monotonic() - started > TURN_S:
                mine.save()
                return number, True
            try:
                with transaction.atomic():
                    subscriber.react(queries.recorded(fact))
            except Exception as error:  # noqa: BLE001 -- whatever a room's reaction raises, others go on
                _failed(mine, fact.position or 0, error, now)
                mine.save()
                return number, mine.retry_at is None
            mine.position, mine.attempts, mine.retry_at = fact.position or 0, 0, None
        if len(coming) < size:
            mine.position = end
        mine.save()
        return len(coming), len(coming) == size or end < head


def _all_at_once(subscriber: Subscriber, coming: Sequence[models.Fact]) -> bool:
    """Whether the subscriber takes batches and took this one; what it did of a batch it refused is undone."""
    if subscriber.react_to_all is None:
        return False
    try:
        with transaction.atomic():
            subscriber.react_to_all([queries.recorded(fact) for fact in coming])
    except Exception:
        log.warning("subscriber %s: a batch failed, one by one now", subscriber.name, exc_info=True)
        return False
    return True


def _fail_next(subscriber: Subscriber, error: Exception, now: datetime) -> None:
    with transaction.atomic():
        mine = models.Subscription.objects.select_for_update().get(name=subscriber.name)
        position = (
            models.Fact.objects.filter(position__gt=mine.position, type__in=subscriber.types)
            .order_by("position")
            .values_list("position", flat=True)
            .first()
        )
        if position is not None:
            _failed(mine, position, error, now)
            mine.save()


def _failed(mine: models.Subscription, position: int, error: Exception, now: datetime) -> None:
    """Wait longer and longer; when that was enough, set the fact aside where a person sees it."""
    log.error("subscriber %s failed at position %s", mine.name, position, exc_info=error)
    mine.attempts += 1
    mine.retry_at = rules.retry_at(mine.attempts, now)
    if mine.retry_at is None:
        models.DeadLetter.objects.update_or_create(
            subscriber=mine.name,
            position=position,
            defaults={"attempts": mine.attempts, "last_error": _told(error), "at": now, "retried_at": None},
        )
        mine.position, mine.attempts = position, 0


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:500]
