"""Say something to somebody, once; and let them say that they have read it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from tinhso.core import parameters, rows
from tinhso.core.clock import local, local_date
from tinhso.foundation.notices import dated, reach, recipients, rules, wording
from tinhso.foundation.notices.models import Channel, Delivery, Notice, State
from tinhso.foundation.notices.recipients import Address

NOWHERE = "no address"


def send(
    template: str,
    recipient_key: str,
    values: Mapping[str, Any],
    *,
    idempotency_key: str,
    now: datetime,
    urgent: bool = False,
) -> None:
    """This will write a notice and the ways it shall go; the network is `dispatch`'s work.

    It goes into the inbox, where there is one, and by the first way of the province's order that reaches the
    person; an urgent duty goes by several at once. The same (recipient, template, idempotency key) again
    changes nothing. `values["url"]` is where the inbox leads, `values["code"]` stays whole in an SMS. A
    recipient without any address is recorded as suppressed, without the text.
    Raises UnknownRecipient (nobody registered the prefix), TemplateDoesNotExist.
    """
    _say(template, recipient_key, values, idempotency_key=idempotency_key, now=now, urgent=urgent)


def reply(
    template: str,
    recipient_key: str,
    values: Mapping[str, Any],
    *,
    channel: str,
    idempotency_key: str,
    now: datetime,
) -> None:
    """This will answer somebody by the way they wrote ("sms", "zalo", "email"), at any hour, by no other.

    The room that took the message in registers a prefix whose resolver knows where it came from. Raises as
    `send`, and ValueError for a channel that does not exist.
    """
    _say(
        template,
        recipient_key,
        values,
        idempotency_key=idempotency_key,
        now=now,
        only=Channel(channel).value,
    )


def mark_read(recipient_key: str, *, now: datetime, ids: Sequence[int] | None = None) -> int:
    """This will mark the recipient's notices (all, where no `ids` are named) as read; tell how many."""
    unread = Notice.objects.filter(recipient=recipient_key, read_at__isnull=True)
    if ids is not None:
        unread = unread.filter(pk__in=ids)
    return unread.update(read_at=now)


def _say(
    template: str,
    recipient_key: str,
    values: Mapping[str, Any],
    *,
    idempotency_key: str,
    now: datetime,
    urgent: bool = False,
    only: str = "",
) -> None:
    known: dict[str, Any] = {
        "recipient": recipient_key,
        "template": template,
        "idempotency_key": idempotency_key,
    }
    if rows.first(Notice, **known):
        return
    on = local_date(now)
    address = recipients.address(recipient_key)
    notice = rows.new(
        Notice,
        **known,
        texts=wording.in_every_language(template, values, on=on) if address else {},
        url=str(values.get("url") or "") if address else "",
        urgent=urgent,
        only=only,
        created_at=now,
        expires_at=now + timedelta(days=parameters.value(dated.KEEP_DAYS, on)),
    )
    ways = reach.first_ways(notice, address, now) if address else []
    in_app = bool(address and address.in_app and not only)
    if not ways and not in_app:
        notice.texts, notice.url = {}, ""
    _write(notice, known, _deliveries(notice, address, ways, in_app, now))


def _write(notice: Notice, known: Mapping[str, Any], deliveries: Sequence[Delivery]) -> None:
    try:
        with transaction.atomic():
            rows.insert([notice])
            for delivery in deliveries:
                delivery.notice = notice
            rows.insert(deliveries, with_keys=False)
    except IntegrityError:
        if not rows.first(Notice, **known):  # or else somebody said it a moment ago
            raise


def _deliveries(
    notice: Notice, address: Address | None, ways: Sequence[str], in_app: bool, now: datetime
) -> list[Delivery]:
    found = [waiting(notice, way, now) for way in ways]
    if in_app:
        found.insert(0, Delivery(channel=Channel.IN_APP, state=State.SENT, sent_at=now, urgent=notice.urgent))
    if not found:
        way = notice.only or Channel.EMAIL.value
        found.append(Delivery(channel=way, state=State.SUPPRESSED, last_error=NOWHERE, urgent=notice.urgent))
    return found


def waiting(notice: Notice, way: str, now: datetime) -> Delivery:
    """This will make a delivery that waits for its turn; who is answered need not wait for the morning."""
    at_once = notice.urgent or bool(notice.only)
    quiet = parameters.value(dated.QUIET_HOURS, local_date(now))
    at = rules.earliest(local(now), urgent=at_once, quiet=quiet)
    return Delivery(channel=way, state=State.PENDING, next_try_at=at, urgent=at_once)
