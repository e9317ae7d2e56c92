"""Carry what waits to mail server, gateways and devices, and remember what became of it.

At least once: a kill between the other side's "OK" and our commit sends the same again, and nothing can rule
that out. Each delivery is therefore committed by itself at once, and carries a key that stays the same at
every try (Message-ID, idempotency key, tracking id, topic), by which the other side drops doubles.
"""

import logging
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from tinhso.core import parameters
from tinhso.core.clock import local, local_date
from tinhso.core.errors import NotPermitted
from tinhso.core.facts import Code
from tinhso.core.roles import Actor, Role
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.notices import channels, dated, reach, recipients, rules
from tinhso.foundation.notices.actions import result
from tinhso.foundation.notices.channels.parcel import LineDown, Outcome, Parcel, later
from tinhso.foundation.notices.events import DeliveryRetried
from tinhso.foundation.notices.models import OPEN, Channel, Delivery, State

log = logging.getLogger(__name__)

TURN_S = 2.5
"""The worker has other duties: no new call by a channel is begun later in its turn than this."""
REST = timedelta(minutes=1)
"""How long the others wait when a gateway does not answer at all, so that it holds nobody else up."""

Carry = Callable[[Parcel], Outcome]


def dispatch(now: datetime, limit: int = 50) -> int:
    """This will try what is due, urgent ones first, each channel over one connection; tell how many arrived.

    In quiet hours only urgent ones go. Failures are tried again after the dated waits, or leave the notice
    to the next way; what no way can carry is given up, which is a fact and stands in the administrator's
    list. A channel that is down holds up no other. Call it from one process at a time, in no transaction.
    """
    return sum(_by(way, now, limit) for way in channels.MODULES)


def retry(delivery_ids: Sequence[int], *, by: Actor, now: datetime) -> int:
    """This will have given-up or failed deliveries tried again from the start; tell how many.

    Raises NotPermitted for anybody but an administrator.
    """
    if not by.has(Role.ADMINISTRATOR):
        raise NotPermitted()
    again = (State.GIVEN_UP, State.FAILED, State.SUPPRESSED, State.PASSED_ON)
    with transaction.atomic():
        chosen = Delivery.objects.select_for_update(of=("self",)).filter(pk__in=delivery_ids, state__in=again)
        # a notice that had no reader when it was written has no text to send
        found = chosen.exclude(channel=Channel.IN_APP).select_related("notice")
        waiting = [d for d in found if d.notice.texts]
        Delivery.objects.filter(pk__in=[d.pk for d in waiting]).update(
            state=State.PENDING, attempts=0, next_try_at=now
        )
        facts = [
            DeliveryRetried(subject=Code(f"notice:{d.notice_id}"), channel=Code(d.channel)) for d in waiting
        ]
        ledger.append_all(facts, by=by, now=now)
    return len(waiting)


def _by(way: str, now: datetime, limit: int) -> int:
    due = Delivery.objects.filter(channel=way, state__in=OPEN, next_try_at__lte=now)
    if rules.is_quiet(local(now), parameters.value(dated.QUIET_HOURS, local_date(now))):
        due = due.filter(urgent=True)
    batch = list(due.select_related("notice").order_by("-urgent", "next_try_at", "pk")[:limit])
    if not batch:
        return 0
    if way not in reach.open_channels(now):
        for delivery in batch:
            result.unreachable(delivery, "switched off or not configured", now)
        return 0
    try:
        with channels.MODULES[way].line() as carry:
            return _carry_all(carry, batch, now)
    except LineDown as down:
        for delivery in batch:
            result.record(delivery, later(str(down)), now)
        return 0


def _carry_all(carry: Carry, batch: Sequence[Delivery], now: datetime) -> int:
    arrived = 0
    until = time.monotonic() + TURN_S
    for delivery in batch:
        began = time.monotonic()
        try:
            arrived += _carry_one(carry, delivery, now)
        except LineDown as broken:
            result.record(delivery, later(str(broken)), now, took_ms=_since(began))
            _let_rest(delivery.channel, now)
            break
        except Exception as bug:
            # a resolver or a text that breaks must not hold back what other rooms have to say
            log.exception("delivery %s broke", delivery.pk)
            result.record(delivery, later(f"{type(bug).__name__}: {bug}"), now, took_ms=_since(began))
        if time.monotonic() > until:
            break
    return arrived


def _carry_one(carry: Carry, delivery: Delivery, now: datetime) -> int:
    address = recipients.address(delivery.notice.recipient)
    if address is None:
        result.unreachable(delivery, result.NOWHERE, now)
        return 0
    parcel = reach.parcel(delivery.notice, address, now, delivery)
    if delivery.channel not in reach.can(delivery.notice, address, now):
        result.unreachable(delivery, result.NOWHERE, now)
        return 0
    if not delivery.urgent and result.spent(delivery.channel, now):
        result.over_the_limit(delivery, address, now)
        return 0
    began = time.monotonic()
    outcome = carry(parcel)
    result.record(delivery, outcome, now, took_ms=_since(began))
    return int(outcome.verdict == "arrived")


def _let_rest(way: str, now: datetime) -> None:
    Delivery.objects.filter(channel=way, state__in=OPEN, next_try_at__lte=now).update(next_try_at=now + REST)


def _since(began: float) -> int:
    return int((time.monotonic() - began) * 1000)
