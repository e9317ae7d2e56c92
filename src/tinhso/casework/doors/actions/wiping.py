"""What came in is let go: words after their days, all of it once the report's reporter is forgotten.

A message stays as a tombstone (its door, its time, a digest of its id, so that it never comes twice) and a
sender as a number without an address. Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from tinhso.casework.doors import dated
from tinhso.casework.doors.events import MessageWiped
from tinhso.casework.doors.models import Arrival, Confirmation, PhoneMark, Sender
from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.core.facts import Code
from tinhso.core.roles import MACHINE
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.notices import actions as notices

BATCH = 500
UNREAD = ("waiting", "gathering", "kept")
ERASED = "erased"


def wipe(*, report_id: int, code: str, now: datetime) -> None:
    """This will let go the messages and the number that a report came from; again is no matter."""
    with transaction.atomic():
        PhoneMark.objects.filter(report_id=report_id).delete()
        rows = list(Arrival.objects.filter(report_code=code))
        _bury(rows, now=now)
        Arrival.objects.filter(pk__in=[row.pk for row in rows]).update(report_code="")
    _forget(Sender.objects.filter(pk__in={row.sender_id for row in rows}))


def forget_old(*, now: datetime) -> int:
    """This will let go what is older than its days: words, senders, codes of confirmations; tells how many.

    A message that waits for a person has longer; which report came from whom stays as long as the report's
    reporter is known.
    """
    on = local_date(now)
    before = now - timedelta(days=parameters.value(dated.KEPT_DAYS, on))
    long_before = now - timedelta(days=parameters.value(dated.UNREAD_DAYS, on))
    Confirmation.objects.filter(expires_at__lt=before).delete()
    old = Arrival.objects.filter(Q(at__lt=before) & ~Q(state__in=UNREAD) | Q(at__lt=long_before))
    done = 0
    while rows := list(old.exclude(state=ERASED)[:BATCH]):
        with transaction.atomic():
            _bury(rows, now=now)
        done += len(rows)
    _forget(Sender.objects.filter(heard_at__lt=before))
    return done


def _bury(rows: Sequence[Arrival], *, now: datetime) -> None:
    fresh = [row for row in rows if row.state != ERASED]
    Arrival.objects.filter(pk__in=[row.pk for row in fresh]).update(
        text="", lat=None, lon=None, photos=[], photo_urls=[], state=ERASED
    )
    ledger.append_all([MessageWiped(subject=Code(f"message:{row.pk}")) for row in fresh], by=MACHINE, now=now)


def _forget(senders: QuerySet[Sender]) -> None:
    """Those from whom nothing waits and no report is known: a row that writes again is another."""
    needed = Arrival.objects.filter(Q(state__in=UNREAD) | ~Q(report_code=""), sender=OuterRef("pk"))
    idle = senders.exclude(address="").filter(confirmations=None).exclude(Exists(needed))
    for pk in list(idle.values_list("pk", flat=True)):
        with transaction.atomic():
            # locked before it is looked at again: `sender_of` locks it too
            if Sender.objects.select_for_update().filter(pk=pk).exists() and idle.filter(pk=pk).exists():
                Sender.objects.filter(pk=pk).update(address="", digest=f"gone:{pk}")
                notices.erase(recipient_key=f"sender:{pk}")
