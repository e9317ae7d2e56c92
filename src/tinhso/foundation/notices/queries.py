"""What was said to me, what have I not read, and what did not arrive?"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min
from django.utils.translation import get_language

from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.foundation.notices import channels, dated, reach, recipients, wording
from tinhso.foundation.notices.channels import push
from tinhso.foundation.notices.models import (
    OPEN,
    Attempt,
    ChannelDay,
    Delivery,
    Notice,
    Preference,
    PushSubscription,
    ZaloToken,
)
from tinhso.foundation.notices.recipients import Address
from tinhso.foundation.notices.sealing import unseal


@dataclass(frozen=True)
class InboxNotice:
    """A notice as its recipient reads it, in the active language; `url` is where it leads, or ""."""

    id: int
    subject: str
    body: str
    url: str
    urgent: bool
    created_at: datetime
    read_at: datetime | None


@dataclass(frozen=True)
class DeliveryView:
    """A delivery as the administrator sees it: its result, never its text or address."""

    id: int
    recipient: str
    template: str
    channel: str
    state: str
    attempts: int
    next_try_at: datetime | None
    sent_at: datetime | None
    last_error: str


@dataclass(frozen=True)
class AttemptView:
    """One try of a delivery: what the other side said, what it cost."""

    at: datetime
    recipient: str
    template: str
    channel: str
    verdict: str
    kind: str
    detail: str
    reference: str
    price: int
    took_ms: int


@dataclass(frozen=True)
class ChannelView:
    """A channel today: its state, its counts, what is left of the day's numbers, what waits, what failed."""

    channel: str
    state: str
    problem: str
    sent: int
    failed: int
    price: int
    limit: int | None
    remaining: int | None
    waiting: int
    given_up: int


@dataclass(frozen=True)
class Queue:
    """What waits by channel, for how many seconds the oldest is overdue, and today's (sent, failed)."""

    waiting: dict[str, float]
    late_s: dict[str, float]
    today: dict[str, tuple[int, int]]


@dataclass(frozen=True)
class Device:
    """A browser that takes pushes for somebody."""

    id: int
    name: str
    digest: str
    created_at: datetime
    used_at: datetime | None


@dataclass(frozen=True)
class Choice:
    """One way of the province: whether somebody wants it, and whether they left where it leads to."""

    channel: str
    wanted: bool
    leads: bool


@dataclass(frozen=True)
class Choices:
    """How somebody is told: the open ways, their devices, and an officer's own number."""

    ways: list[Choice]
    devices: list[Device]
    phone: str
    push_key: str


def inbox(recipient_key: str, limit: int = 50) -> list[InboxNotice]:
    """This will list the newest notices of a recipient, newest first."""
    language = get_language()
    rows = Notice.objects.filter(recipient=recipient_key).order_by("-created_at", "-pk")[:limit]
    return [_inbox_notice(row, language) for row in rows]


def is_reachable(recipient_key: str, *, now: datetime) -> bool:
    """This will tell whether there is anything by which the recipient could be told, before it is written."""
    address = recipients.address(recipient_key)
    if address is None:
        return False
    if address.in_app:
        return True
    has_device = PushSubscription.objects.filter(recipient=recipient_key).exists
    known = _known(address)
    return any(known.get(way) or (way == "push" and has_device()) for way in reach.open_channels(now))


def unread_count(recipient_key: str) -> int:
    """This will tell how many notices the recipient has not read, with one statement."""
    return Notice.objects.filter(recipient=recipient_key, read_at__isnull=True).count()


def deliveries(
    *, recipient_key: str | None = None, state: str | None = None, limit: int = 100
) -> list[DeliveryView]:
    """This will list deliveries, newest first, of one recipient or in one state where named."""
    rows = Delivery.objects.select_related("notice").order_by("-pk")
    if recipient_key is not None:
        rows = rows.filter(notice__recipient=recipient_key)
    if state is not None:
        rows = rows.filter(state=state)
    return [
        DeliveryView(
            row.pk, row.notice.recipient, row.notice.template, row.channel, row.state, row.attempts,
            row.next_try_at, row.sent_at, row.last_error,
        )
        for row in rows[:limit]
    ]  # fmt: skip


def attempts(limit: int = 100) -> list[AttemptView]:
    """This will list the newest tries of all channels, newest first."""
    rows = Attempt.objects.select_related("delivery__notice").order_by("-pk")[:limit]
    return [
        AttemptView(
            row.at, row.delivery.notice.recipient, row.delivery.notice.template, row.delivery.channel,
            row.verdict, row.kind, row.detail, row.reference, row.price, row.took_ms,
        )
        for row in rows
    ]  # fmt: skip


def channel_states(now: datetime) -> dict[str, str]:
    """This will tell of each channel: on, switched_off, not_configured, misconfigured or failing."""
    on = local_date(now)
    off = set(parameters.value(dated.SWITCHED_OFF, on))
    order = parameters.value(dated.ORDER, on)
    return {way: _state(way, closed=way in off or way not in order) for way in channels.MODULES}


def channel_days(now: datetime) -> list[ChannelView]:
    """This will give each channel's day so far, for the administrator."""
    on = local_date(now)
    limits = parameters.value(dated.DAILY_LIMITS, on)
    days = {day.channel: day for day in ChannelDay.objects.filter(on=on)}
    return [
        _channel_view(way, state, days.get(way), limits.get(way))
        for way, state in channel_states(now).items()
    ]


def queue(now: datetime) -> Queue:
    """This will tell what waits to be sent, for whoever watches the deployment, with two statements."""
    rows = Delivery.objects.filter(state__in=OPEN).values_list("channel")
    found = list(rows.annotate(number=Count("pk"), first=Min("next_try_at")))
    days = ChannelDay.objects.filter(on=local_date(now)).values_list("channel", "sent", "failed")
    return Queue(
        waiting={channel: float(number) for channel, number, _ in found},
        late_s={channel: max(0.0, (now - first).total_seconds()) for channel, _, first in found},
        today={channel: (sent, failed) for channel, sent, failed in days},
    )


def new_push_key() -> str:
    """This will make a private key as `TINHSO_VAPID_KEY` wants it; devices subscribe with its public half."""
    return push.new_key()


def choices(recipient_key: str, *, now: datetime) -> Choices:
    """This will tell by which of the province's ways somebody may be told, and what they chose."""
    row = Preference.objects.filter(recipient=recipient_key).first()
    off = set(row.off) if row else set()
    devices = PushSubscription.objects.filter(recipient=recipient_key).order_by("-created_at")
    address = recipients.address(recipient_key)
    leads = (_known(address) if address else {}) | {"push": bool(devices)}
    return Choices(
        ways=[Choice(way, way not in off, bool(leads.get(way))) for way in reach.open_channels(now)],
        devices=[Device(d.pk, d.device, d.digest, d.created_at, d.used_at) for d in devices],
        phone=unseal(row.phone) if row else "",
        push_key=push.public_key() if "push" in reach.open_channels(now) else "",
    )


def _known(address: Address) -> dict[str, str]:
    return {"email": address.email, "sms": address.phone, "zalo": address.phone or address.zalo}


def _state(way: str, *, closed: bool) -> str:
    module = channels.MODULES[way]
    if module.problem():
        return "misconfigured"
    if not module.configured():
        return "not_configured"
    if closed:
        return "switched_off"
    if way == "zalo" and ZaloToken.objects.exclude(problem="").exists():
        return "failing"
    return "on"


def _token_problem() -> str:
    return ZaloToken.objects.exclude(problem="").values_list("problem", flat=True).first() or ""


def _channel_view(way: str, state: str, day: ChannelDay | None, limit: int | None) -> ChannelView:
    rows = Delivery.objects.filter(channel=way)
    return ChannelView(
        channel=way,
        state=state,
        problem=channels.MODULES[way].problem() or (_token_problem() if state == "failing" else ""),
        sent=day.sent if day else 0,
        failed=day.failed if day else 0,
        price=day.price if day else 0,
        limit=limit,
        remaining=day.remaining if day else None,
        waiting=rows.filter(state__in=("pending", "failed")).count(),
        given_up=rows.filter(state="given_up").count(),
    )


def _inbox_notice(row: Notice, language: str | None) -> InboxNotice:
    said = wording.in_language(row.texts, language)
    return InboxNotice(
        row.pk, said["subject"], said["body"], row.url, row.urgent, row.created_at, row.read_at
    )
