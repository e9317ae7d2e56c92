"""What may the reporter do about their own data, and what is forgotten by itself?

Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, Điều 4: to know, to correct, to withdraw, to have a copy, to have it
erased. Each takes effect at once, so no clock has to run.
"""

from datetime import datetime, timedelta

from django.db import transaction

from tinhso.casework.reports import dated, events
from tinhso.casework.reports.actions.stepping import about, begin
from tinhso.casework.reports.models import Report, Reporter
from tinhso.casework.reports.rules.masking import mask
from tinhso.casework.reports.rules.submission import contact_of
from tinhso.casework.reports.workflow import Status, Visibility
from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.core.errors import Conflict
from tinhso.core.facts import Code
from tinhso.core.messages import msg
from tinhso.core.roles import MACHINE, Actor
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.notices import actions as notices

ON_DEMAND, IN_TIME = "demand", "time"


class NotPublic(Conflict):
    """There is nothing to withdraw from the public (409)."""

    code = "not-public"
    sentence = msg("Phản ánh này không ở diện công khai.")


def correct_reporter(*, report_id: int, name: str, phone: str, email: str, by: Actor, now: datetime) -> None:
    """This will put right how the reporter is called and reached. Raises Invalid naming the field."""
    contact = contact_of({"name": name or None, "phone": phone or None, "email": email or None})
    with transaction.atomic():
        report = begin("correct_reporter", report_id=report_id, by=by, now=now)
        row = Reporter.objects.filter(report=report).first()
        said = {"name": contact.name, "phone": contact.phone, "email": contact.email}
        columns = Reporter.seal(**said, on_behalf_of=row.on_behalf_of if row else None)
        salt = bytes(row.salt) if row else report.nonce
        Reporter.objects.update_or_create(
            report=report, defaults=columns, create_defaults={**columns, "salt": salt}
        )
        ledger.append(events.ReporterCorrected(**about(report)), by=by, now=now)


def make_private(*, report_id: int, by: Actor, now: datetime) -> None:
    """This will take the reporter's report off every public page, list and map; work on it goes on.

    Raises NotPublic.
    """
    with transaction.atomic():
        report = begin("make_private", report_id=report_id, by=by, now=now)
        if report.visibility != Visibility.PUBLIC:
            raise NotPublic
        report.visibility, report.wants_public = Visibility.PRIVATE.value, False
        report.public_text, report.public_words = "", ""
        report.save(update_fields=["visibility", "wants_public", "public_text", "public_words"])
        fact = events.ReportMadePrivate(**about(report), visibility=Code(report.visibility))
        ledger.append(fact, by=by, now=now)


def erase_reporter(*, report_id: int, by: Actor, now: datetime) -> bool:
    """This will forget who reported; the report stays. Tells whether there was anything to forget.

    On the person's demand, by themselves or through the administrator. The digest of the request goes too,
    because it covers the contact, and so do the numbers that stood in the text itself.
    """
    with transaction.atomic():
        report = begin("erase_reporter", report_id=report_id, by=by, now=now)
        return _forget(report, because=ON_DEMAND, by=by, now=now)


def forget_reporters(now: datetime, limit: int = 200) -> int:
    """This will forget the reporters of reports that ended long enough ago; tells how many."""
    days = parameters.value(dated.KEEP_CONTACT, local_date(now))
    ended = Report.objects.filter(
        status__in=(Status.CLOSED, Status.REFUSED),
        reporter__isnull=False,
        received_at__lte=now - timedelta(days=days),
    ).exclude(closed_at__gt=now - timedelta(days=days))
    done = 0
    for pk in list(ended.order_by("pk").values_list("pk", flat=True)[:limit]):
        with transaction.atomic():
            report = begin("erase_reporter", report_id=pk, by=MACHINE, now=now)
            if report.status in (Status.CLOSED, Status.REFUSED):
                done += _forget(report, because=IN_TIME, by=MACHINE, now=now)
    return done


def _forget(report: Report, *, because: str, by: Actor, now: datetime) -> bool:
    erased, _ = Reporter.objects.filter(report=report).delete()
    notices.erase(recipient_key=f"reporter:{report.pk}")
    if erased:
        report.request_digest, report.text = "", mask(report.text)
        report.save(update_fields=["request_digest", "text"])
        ledger.append(events.ReporterErased(**about(report), because=Code(because)), by=by, now=now)
    return bool(erased)
