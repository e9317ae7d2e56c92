"""Who is told of a report that is not theirs? Followers come and go here."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from tinhso.casework.oversight.models import Follower
from tinhso.casework.reports import queries as reports
from tinhso.core.errors import Invalid
from tinhso.core.folding import nfc
from tinhso.core.messages import msg
from tinhso.foundation.notices import actions as notices


def follow(*, code: str, email: str, language: str, now: datetime) -> None:
    """This will tell an address of what becomes of a public report. Raises Missing, Invalid on "email"."""
    report = reports.public_report(code, now=now)
    address = nfc(email).strip()
    if "@" not in address or len(address) > 254 or any(c.isspace() for c in address):
        raise Invalid.field("email", msg("Địa chỉ thư điện tử chưa đúng."))
    Follower.objects.get_or_create(
        report_id=report.id, email=address.lower(), defaults={"language": language[:10], "at": now}
    )


def unfollow(*, code: str, email: str, now: datetime) -> None:
    """This will forget the address; nothing happens where it was not known."""
    report = reports.public_report(code, now=now)
    _forget(Follower.objects.filter(report_id=report.id, email=email.strip().lower()))


def forget_followers(report_id: int) -> int:
    """This will erase whoever followed a report, and what they were told; gives how many."""
    return _forget(Follower.objects.filter(report_id=report_id))


def _forget(rows: QuerySet[Follower]) -> int:
    with transaction.atomic():
        pks = list(rows.values_list("pk", flat=True))
        for pk in pks:
            notices.erase(recipient_key=f"follower:{pk}")
        Follower.objects.filter(pk__in=pks).delete()
    return len(pks)
