"""Let notices go: after their time, because somebody has the right to be forgotten, or must not know."""

from collections.abc import Collection
from datetime import datetime

from tinhso.foundation.notices.models import Notice, Preference, PushSubscription

BATCH = 500


def purge(now: datetime) -> int:
    """This will delete notices whose time of keeping is over, with their deliveries; tell how many."""
    gone = 0
    while pks := list(Notice.objects.filter(expires_at__lte=now).values_list("pk", flat=True)[:BATCH]):
        Notice.objects.filter(pk__in=pks).delete()
        gone += len(pks)
    return gone


def erase(*, recipient_key: str) -> int:
    """This will delete all that was ever said to a recipient, devices and choices too; tell how many.

    Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15. Facts about deliveries stay: they name no person.
    """
    mine = Notice.objects.filter(recipient=recipient_key)
    count = mine.count()
    mine.delete()
    PushSubscription.objects.filter(recipient=recipient_key).delete()
    Preference.objects.filter(recipient=recipient_key).delete()
    return count


def withdraw(*, url: str, prefix: str, kept_for: Collection[str] = ()) -> int:
    """This will take back what leads to `url` from the inboxes of recipients "<prefix>:…"; tell how many.

    For a matter that was sealed after it had been told: the notices of those outside go, sent or not, and
    letters that still wait are not sent. What lies in somebody's mailbox cannot be called back.
    """
    told = Notice.objects.filter(url=url, recipient__startswith=f"{prefix}:").exclude(recipient__in=kept_for)
    count = told.count()
    told.delete()
    return count
