"""Write down how a try ended, and decide what follows: again later, the next way, or no more."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from tinhso.core import parameters
from tinhso.core.clock import local, local_date
from tinhso.core.facts import Code
from tinhso.core.roles import MACHINE
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.notices import dated, reach, recipients, rules
from tinhso.foundation.notices.actions.send import NOWHERE, waiting
from tinhso.foundation.notices.channels.parcel import Outcome
from tinhso.foundation.notices.events import DeliveryGivenUp
from tinhso.foundation.notices.models import Attempt, ChannelDay, Delivery, State, Verdict
from tinhso.foundation.notices.recipients import Address

__all__ = ["NOWHERE", "over_the_limit", "record", "spent", "unreachable"]


def record(delivery: Delivery, outcome: Outcome, now: datetime, *, took_ms: int = 0) -> None:
    """This will keep the attempt, count it for the day, and move the delivery on."""
    attempts = delivery.attempts + 1
    with transaction.atomic():
        Attempt.objects.create(
            delivery=delivery,
            at=now,
            verdict=outcome.verdict,
            kind=outcome.kind,
            detail=outcome.detail[:300],
            reference=outcome.reference,
            price=outcome.price,
            took_ms=took_ms,
            place=outcome.place,
        )
        _count(delivery.channel, outcome, now)
        if outcome.verdict == Verdict.ARRIVED:
            Delivery.objects.filter(pk=delivery.pk).update(
                state=State.SENT, sent_at=now, attempts=attempts, next_try_at=None, last_error=""
            )
        else:
            _failed(delivery, outcome, attempts, now)


def unreachable(delivery: Delivery, reason: str, now: datetime) -> None:
    """This will pass a notice on whose way does not lead to the person any more, or close it."""
    with transaction.atomic():
        on_to = _pass_on(delivery, _address(delivery), now)
        _close(delivery, State.PASSED_ON if on_to else State.SUPPRESSED, reason, delivery.attempts)


def spent(way: str, now: datetime) -> bool:
    """This will tell whether a channel has sent all that the province allows it for the day."""
    on = local_date(now)
    limit = parameters.value(dated.DAILY_LIMITS, on).get(way)
    if limit is None:
        return False
    sent = ChannelDay.objects.filter(channel=way, on=on).values_list("sent", flat=True).first()
    return (sent or 0) >= int(limit)


def over_the_limit(delivery: Delivery, address: Address, now: datetime) -> None:
    """This will pass a notice on, or keep it for tomorrow, because today's number is used up."""
    reason = "daily limit"
    with transaction.atomic():
        if _pass_on(delivery, address, now):
            _close(delivery, State.PASSED_ON, reason, delivery.attempts)
            return
        quiet = parameters.value(dated.QUIET_HOURS, local_date(now))
        Delivery.objects.filter(pk=delivery.pk).update(
            next_try_at=rules.tomorrow(local(now), quiet), last_error=reason
        )


def _failed(delivery: Delivery, outcome: Outcome, attempts: int, now: datetime) -> None:
    on = local_date(now)
    again = None
    if outcome.verdict == Verdict.LATER:
        again = rules.after_failure(attempts, now, parameters.value(dated.RETRY_AFTER, on))
    if _leaves_it(delivery, attempts, final=again is None, now=now):
        _close(delivery, State.PASSED_ON, outcome.detail, attempts)
        return
    if again is None:
        _close(delivery, State.GIVEN_UP, outcome.detail, attempts)
        subject = Code(f"notice:{delivery.notice_id}")
        fact = DeliveryGivenUp(subject=subject, channel=Code(delivery.channel), attempts=attempts)
        ledger.append(fact, by=MACHINE, now=now)
        return
    quiet = parameters.value(dated.QUIET_HOURS, on)
    Delivery.objects.filter(pk=delivery.pk).update(
        state=State.FAILED,
        attempts=attempts,
        last_error=outcome.detail[:300],
        next_try_at=rules.earliest(local(again), urgent=delivery.urgent, quiet=quiet),
    )


def _leaves_it(delivery: Delivery, attempts: int, *, final: bool, now: datetime) -> bool:
    address = _address(delivery)
    way = reach.next_way(delivery.notice, address, now) if address else None
    limit = int(parameters.value(dated.FALL_BACK_AFTER, local_date(now)))
    if way is None or not (
        final or rules.gives_way(attempts, limit, urgent=delivery.notice.urgent, there_is_another=True)
    ):
        return False
    return _pass_on(delivery, address, now)


def _pass_on(delivery: Delivery, address: Address | None, now: datetime) -> bool:
    way = reach.next_way(delivery.notice, address, now) if address else None
    if way is None:
        return False
    after = waiting(delivery.notice, way, now)
    after.notice = delivery.notice
    after.save()
    return True


def _address(delivery: Delivery) -> Address | None:
    try:
        return recipients.address(delivery.notice.recipient)
    except Exception:  # noqa: BLE001 - a resolver that breaks is recorded by whoever asked first
        return None


def _close(delivery: Delivery, state: State, reason: str, attempts: int) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(
        state=state, last_error=reason[:300], next_try_at=None, attempts=attempts
    )


def _count(way: str, outcome: Outcome, now: datetime) -> None:
    on = local_date(now)
    day, _made = ChannelDay.objects.get_or_create(channel=way, on=on)
    arrived = outcome.verdict == Verdict.ARRIVED
    changes = {"price": F("price") + outcome.price}
    changes |= {"sent": F("sent") + 1} if arrived else {"failed": F("failed") + 1}
    if outcome.remaining is not None:
        changes["remaining"] = outcome.remaining  # type: ignore[assignment]
    ChannelDay.objects.filter(pk=day.pk).update(**changes)
