"""What may the reporter do about their own data?

Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, Điều 4: to know, to correct, to withdraw, to have a copy, to have it
erased. Each takes effect at once, so no clock has to run.
"""

from datetime import datetime

from django.db import transaction

from tinhso.casework.reports import events
from tinhso.casework.reports.actions.stepping import about, begin
from tinhso.casework.reports.actions.wiping import ON_DEMAND, forget
from tinhso.casework.reports.models import Reporter
from tinhso.casework.reports.rules.submission import contact_of
from tinhso.casework.reports.workflow import Visibility
from tinhso.core.errors import Conflict
from tinhso.core.facts import Code
from tinhso.core.messages import msg
from tinhso.core.roles import Actor
from tinhso.foundation.ledger import actions as ledger


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
    """This will forget who reported, voice included; the report stays. Tells whether anything was known.

    On the person's demand, by themselves or through the administrator.
    """
    with transaction.atomic():
        report = begin("erase_reporter", report_id=report_id, by=by, now=now)
        return forget(report, because=ON_DEMAND, by=by, now=now)
