"""Let notices go: after their time, or because somebody has the right to be forgotten."""

from datetime import datetime

from tinhso.foundation.notices.models import Notice

BATCH = 500


def purge(now: datetime) -> int:
    """This will delete notices whose time of keeping is over, with their deliveries; tell how many."""
    gone = 0
    while pks := list(Notice.objects.filter(expires_at__lte=now).values_list("pk", flat=True)[:BATCH]):
        Notice.objects.filter(pk__in=pks).delete()
        gone += len(pks)
    return gone


def erase(*, recipient_key: str) -> int:
    """This will delete all that was ever said to a recipient, sent or not; tell how many notices.

    Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15. Facts about deliveries stay: they name no person.
    """
    mine = Notice.objects.filter(recipient=recipient_key)
    count = mine.count()
    mine.delete()
    return count
