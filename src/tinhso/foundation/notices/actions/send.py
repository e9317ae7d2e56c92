"""Say something to somebody, once; and let them say that they have read it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from tinhso.core import parameters
from tinhso.core.clock import local, local_date
from tinhso.foundation.notices import dated, recipients, rules, wording
from tinhso.foundation.notices.models import Channel, Delivery, Notice, State

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

    The same (recipient, template, idempotency key) again changes nothing. `values["url"]` is where the
    inbox leads. A recipient without any address is recorded as suppressed, without the text.
    Raises UnknownRecipient (nobody registered the prefix), TemplateDoesNotExist.
    """
    known = {"recipient": recipient_key, "template": template, "idempotency_key": idempotency_key}
    if Notice.objects.filter(**known).exists():
        return
    on = local_date(now)
    address = recipients.address(recipient_key)
    reachable = address is not None and (address.in_app or address.email)
    said = {
        "texts": wording.in_every_language(template, values) if reachable else {},
        "url": str(values.get("url") or "") if reachable else "",
        "urgent": urgent,
        "created_at": now,
        "expires_at": now + timedelta(days=parameters.value(dated.KEEP_DAYS, on)),
    }
    with transaction.atomic():
        notice, is_new = Notice.objects.get_or_create(**known, defaults=said)
        if is_new:
            Delivery.objects.bulk_create(_ways(notice, address, now))


def mark_read(recipient_key: str, *, now: datetime, ids: Sequence[int] | None = None) -> int:
    """This will mark the recipient's notices (all, where no `ids` are named) as read; tell how many."""
    unread = Notice.objects.filter(recipient=recipient_key, read_at__isnull=True)
    if ids is not None:
        unread = unread.filter(pk__in=ids)
    return unread.update(read_at=now)


def _ways(notice: Notice, address: recipients.Address | None, now: datetime) -> list[Delivery]:
    ways = []
    if address and address.in_app:
        ways.append(Delivery(notice=notice, channel=Channel.IN_APP, state=State.SENT, sent_at=now))
    if address and address.email:
        quiet = parameters.value(dated.QUIET_HOURS, local_date(now))
        at = rules.earliest(local(now), urgent=notice.urgent, quiet=quiet)
        ways.append(Delivery(notice=notice, channel=Channel.EMAIL, state=State.PENDING, next_try_at=at))
    elif not ways:
        ways.append(
            Delivery(notice=notice, channel=Channel.EMAIL, state=State.SUPPRESSED, last_error=NOWHERE)
        )
    for way in ways:
        way.urgent = notice.urgent
    return ways
