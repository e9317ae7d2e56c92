"""A message comes in: it is kept before anybody reads it, once for each id of its gateway."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from tinhso.casework.doors.events import MessageArrived
from tinhso.casework.doors.models import Arrival, Sender
from tinhso.core.facts import Code
from tinhso.core.roles import CITIZEN
from tinhso.core.values import GeoPoint
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.notices import sealing

TEXT_MOST = 20_000
URLS_MOST = 10


def sender_of(door: str, address: str, *, now: datetime) -> Sender:
    """This will give the row of an address, and note that it was heard of. Call it inside a transaction."""
    digest = sealing.place(f"{door}:{address}")
    while True:
        found, is_new = Sender.objects.get_or_create(
            door=door, digest=digest, defaults={"address": sealing.seal(address), "heard_at": now}
        )
        found.heard_at = max(found.heard_at, now)
        # the row may be forgotten between two looks; then the address gets another
        if is_new or Sender.objects.filter(pk=found.pk, digest=digest).update(heard_at=found.heard_at):
            return found


def arrive(
    *,
    door: str,
    message_id: str,
    address: str,
    text: str,
    now: datetime,
    photo_urls: Sequence[str] = (),
    photos: Sequence[str] = (),
    point: GeoPoint | None = None,
    state: str = "waiting",
    outcome: str = "",
) -> bool:
    """This will keep a message; False where it was here before. Who reads it is the worker."""
    known = {"door": door, "message_id": hashlib.sha256(message_id.encode()).hexdigest()}
    if Arrival.objects.filter(**known).exists():
        return False
    with transaction.atomic():
        sender = sender_of(door, address, now=now)
        row, is_new = Arrival.objects.get_or_create(
            **known,
            defaults={
                "sender": sender,
                "text": sealing.seal(text.replace("\x00", "")[:TEXT_MOST]),
                "photo_urls": [url[:1000] for url in photo_urls[:URLS_MOST]],
                "photos": list(photos),
                "lat": point.lat if point else None,
                "lon": point.lon if point else None,
                "at": now,
                "next_try_at": now,
                "state": state,
                "outcome": outcome,
            },
        )
        if is_new:
            ledger.append(
                MessageArrived(subject=Code(f"message:{row.pk}"), door=Code(door)), by=CITIZEN, now=now
            )
    return is_new
