"""Let a person choose how they are told, and which of their devices take pushes."""

import json
from collections.abc import Collection, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction

from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.core.errors import Invalid
from tinhso.core.facts import Code
from tinhso.core.messages import msg
from tinhso.core.roles import Actor
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.notices import channels, dated, rules, sealing
from tinhso.foundation.notices.channels import outside, push
from tinhso.foundation.notices.events import DeviceAdded, DeviceRemoved, WaysChosen
from tinhso.foundation.notices.models import Preference, PushSubscription

_KEY_BYTES, _AUTH_BYTES = 65, 16


def choose(
    recipient_key: str,
    *,
    wanted: Collection[str],
    offered: Collection[str],
    phone: str | None = None,
    by: Actor,
    now: datetime,
) -> None:
    """This will keep which of the offered ways somebody wants and, where given, an officer's mobile number.

    Ways that were not offered keep what was chosen before. Raises Invalid("phone") for a number that no SMS
    reaches.
    """
    if phone and not rules.mobile(phone):
        raise Invalid.field("phone", msg("Số này không phải số di động Việt Nam."))
    refused = (set(offered) - set(wanted)) & set(channels.MODULES)
    with transaction.atomic():
        row, _made = Preference.objects.get_or_create(recipient=recipient_key, defaults={"changed_at": now})
        row.off = sorted((set(row.off) - set(offered)) | refused)
        row.changed_at = now
        if phone is not None:
            row.phone = sealing.seal(phone)
        row.save()
        fact = WaysChosen(subject=Code(recipient_key), off=tuple(Code(way) for way in row.off))
        ledger.append(fact, by=by, now=now)


def subscribe(
    recipient_key: str, subscription: Mapping[str, Any], *, device: str = "", by: Actor, now: datetime
) -> int:
    """This will let a browser take pushes for somebody; tell its number. The same one again changes nothing.

    `subscription` is what `PushSubscription.toJSON()` gives. One device too many, and the oldest goes.
    Raises Invalid("subscription") for what no push service gave.
    """
    endpoint, p256dh, auth = _checked(subscription)
    digest = sha256(endpoint.encode()).hexdigest()
    keys = {"endpoint": sealing.seal(endpoint), "p256dh": p256dh, "auth": sealing.seal(auth)}
    most = int(parameters.value(dated.DEVICES, local_date(now)))
    with transaction.atomic():
        row, is_new = PushSubscription.objects.update_or_create(
            recipient=recipient_key,
            digest=digest,
            defaults=keys,
            create_defaults={**keys, "device": device[:60], "created_at": now},
        )
        if is_new:
            mine = PushSubscription.objects.filter(recipient=recipient_key).order_by("-created_at", "-pk")
            PushSubscription.objects.filter(pk__in=list(mine.values_list("pk", flat=True)[most:])).delete()
            ledger.append(DeviceAdded(subject=Code(recipient_key)), by=by, now=now)
    return row.pk


def unsubscribe(
    recipient_key: str, *, device_id: int | None = None, endpoint: str = "", by: Actor, now: datetime
) -> int:
    """This will end pushes to one device of somebody, named by its number or its address; tell how many."""
    mine = PushSubscription.objects.filter(recipient=recipient_key)
    digest = sha256(endpoint.encode()).hexdigest()
    chosen = mine.filter(pk=device_id) if device_id is not None else mine.filter(digest=digest)
    with transaction.atomic():
        gone, _kinds = chosen.delete()
        if gone:
            ledger.append(DeviceRemoved(subject=Code(recipient_key)), by=by, now=now)
    return gone


def take_device(recipient_key: str, sent: bytes, *, user_agent: str, by: Actor, now: datetime) -> bool:
    """This will carry out what a browser sent, {"subscription": …} or {"remove": endpoint}; tell if it is on.

    Raises Invalid("subscription") for anything else.
    """
    try:
        told = json.loads(sent)
    except (ValueError, RecursionError):
        told = None
    given = told if isinstance(told, dict) else {}
    if isinstance(given.get("remove"), str):
        unsubscribe(recipient_key, endpoint=given["remove"], by=by, now=now)
        return False
    wanted = given.get("subscription")
    subscription = wanted if isinstance(wanted, dict) else {}
    subscribe(recipient_key, subscription, device=rules.device(user_agent), by=by, now=now)
    return True


def _checked(subscription: Mapping[str, Any]) -> tuple[str, str, str]:
    wrong = Invalid.field("subscription", msg("Trình duyệt này không nhận được thông báo đẩy."))
    keys = subscription.get("keys")
    found = (
        [subscription.get("endpoint"), *(keys.get(k) for k in ("p256dh", "auth"))]
        if isinstance(keys, dict)
        else []
    )
    if len(found) != 3 or not all(isinstance(v, str) and 0 < len(v) <= 1000 for v in found):
        raise wrong
    endpoint, p256dh, auth = (str(v) for v in found)
    try:
        push.check(endpoint)
        point, secret = push.decoded(p256dh), push.decoded(auth)
        push.point_on_curve(point)
    except (outside.NotAllowed, ValueError) as refused:
        raise wrong from refused
    if len(point) != _KEY_BYTES or len(secret) != _AUTH_BYTES:
        raise wrong
    return endpoint, p256dh, auth
