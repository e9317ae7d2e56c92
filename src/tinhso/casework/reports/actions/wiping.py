"""What is forgotten, and when? Who reported: on demand at once, and of every report some time after its end.

A report stays, with what was decided and answered; the tombstone is its fact, so the chain still verifies.
Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Model, Q

from tinhso.casework.reports import dated, events
from tinhso.casework.reports.actions.stepping import about, lock
from tinhso.casework.reports.models import Exchange, Note, Rating, Report, Reporter, Reveal
from tinhso.casework.reports.rules.masking import mask
from tinhso.casework.reports.workflow import Status
from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.core.facts import Code
from tinhso.core.roles import MACHINE, Actor
from tinhso.foundation.files import actions as files
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.notices import actions as notices

ON_DEMAND, IN_TIME = "demand", "time"
ENDED = (Status.CLOSED, Status.REFUSED)
SAID: tuple[tuple[type[Model], str], ...] = (
    (Exchange, "question"), (Exchange, "reply"), (Note, "text"), (Rating, "comment"), (Reveal, "reason"),
)  # fmt: skip
"""Where people write beside the text, and may have written a number."""


def wipe_ended(now: datetime, limit: int = 200) -> int:
    """This will wipe reports that ended long enough ago, oldest first; tells how many.

    Contact, voice and the numbers in what was written go here, and other rooms let go what they keep when
    they hear of it. A merged report ends with the one it follows.
    """
    before = now - timedelta(days=parameters.value(dated.KEEP_CONTACT, local_date(now)))
    ended = Report.objects.filter(wiped_at=None, received_at__lte=before).filter(
        _ended("", before) | Q(status=Status.MERGED) & _ended("merged_into__", before)
    )
    done = 0
    for pk in list(ended.order_by("received_at").values_list("pk", flat=True)[:limit]):
        with transaction.atomic():
            lock(pk)
            report = ended.filter(pk=pk).first()  # reopened or appealed meanwhile: not now
            if report is not None:
                _wipe(report, now=now)
                done += 1
    return done


def _ended(of: str, before: datetime) -> Q:
    long_ago = Q(**{f"{of}closed_at__lte": before}) | Q(
        **{f"{of}closed_at": None, f"{of}received_at__lte": before}
    )
    return Q(**{f"{of}status__in": ENDED}) & long_ago


def _wipe(report: Report, *, now: datetime) -> None:
    known = forget(report, because=IN_TIME, by=MACHINE, now=now)
    for owner in (report.subject, *(f"answer:{pk}" for pk in report.answers.values_list("pk", flat=True))):
        files.erase_originals(owner=owner, by=MACHINE, now=now)
    report.wiped_at = now
    report.save(update_fields=["wiped_at"])
    ledger.append(events.ReportWiped(**about(report), contact=known), by=MACHINE, now=now)


def forget(report: Report, *, because: str, by: Actor, now: datetime) -> bool:
    """This will forget who sent a locked report, inside the caller's transaction; tells whether it was known.

    The digest of the request goes too, because it covers the contact, and so do the voice and the numbers
    that stood in what was written.
    """
    erased, _ = Reporter.objects.filter(report=report).delete()
    voices = files.erase_sounds(owner=report.subject, by=by, now=now)
    notices.erase(recipient_key=f"reporter:{report.pk}")
    report.request_digest, report.text = "", mask(report.text)
    report.save(update_fields=["request_digest", "text"])
    for model, field in SAID:
        _mask(model, field, report)
    if erased or voices:
        ledger.append(events.ReporterErased(**about(report), because=Code(because)), by=by, now=now)
    return bool(erased or voices)


def _mask(model: type[Model], field: str, report: Report) -> None:
    for row in model._default_manager.filter(report=report).exclude(**{field: ""}):
        written = getattr(row, field)
        if (kept := mask(written)) != written:
            setattr(row, field, kept)
            row.save(update_fields=[field])
