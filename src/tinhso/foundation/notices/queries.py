"""What was said to me, what have I not read, and what did not arrive?"""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language

from tinhso.foundation.notices import wording
from tinhso.foundation.notices.models import Delivery, Notice


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


def inbox(recipient_key: str, limit: int = 50) -> list[InboxNotice]:
    """This will list the newest notices of a recipient, newest first."""
    language = get_language()
    rows = Notice.objects.filter(recipient=recipient_key).order_by("-created_at", "-pk")[:limit]
    return [_inbox_notice(row, language) for row in rows]


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


def _inbox_notice(row: Notice, language: str | None) -> InboxNotice:
    said = wording.in_language(row.texts, language)
    return InboxNotice(
        row.pk, said["subject"], said["body"], row.url, row.urgent, row.created_at, row.read_at
    )
