"""What is taken from the public page, and who was shown the reporter? Always with a reason, always a fact."""

from datetime import datetime

from django.db import transaction

from tinhso.casework.reports import events
from tinhso.casework.reports.actions.stepping import about, begin, by_agency, said
from tinhso.casework.reports.models import Flag, Hiding, Report, Reporter, Reveal
from tinhso.casework.reports.queries.casefile import ReporterView
from tinhso.casework.reports.queries.publishing import public_words
from tinhso.casework.reports.rules.publicity import FLAG_REASONS, HIDING_REASONS
from tinhso.casework.reports.workflow import Visibility
from tinhso.core.errors import Invalid, Missing
from tinhso.core.facts import Code
from tinhso.core.messages import msg
from tinhso.core.roles import Actor, Role
from tinhso.foundation.ledger import actions as ledger

PARTS = ("text", "photos")
FLAGS_MOST = 50
"""Open flags kept for one report; more tell nothing new."""


def flag(*, report_id: int, reason: str, by: Actor, now: datetime, comment: str = "") -> None:
    """This will note that public content should perhaps not be public. Raises Missing, Invalid."""
    if reason not in FLAG_REASONS:
        raise Invalid.field("reason", msg("Hãy chọn một lý do."))
    told = said("comment", comment, needed=False)
    with transaction.atomic():
        report = begin("flag", report_id=report_id, by=by, now=now, given=["reason"])
        if by.has(Role.CITIZEN) and report.visibility != Visibility.PUBLIC:
            raise Missing
        if Flag.objects.filter(report=report, settled_at=None).count() >= FLAGS_MOST:
            return
        Flag.objects.create(report=report, reason=reason, comment=told, by=by.key, at=now)
        ledger.append(events.ReportFlagged(**about(report), reason=Code(reason)), by=by, now=now)


def hide(*, report_id: int, part: str, reason: str, by: Actor, now: datetime, comment: str = "") -> None:
    """This will take the text or the photos from the public page. Raises Invalid on "part", "reason"."""
    if reason not in HIDING_REASONS:
        raise Invalid.field("reason", msg("Hãy chọn một lý do."))
    told = said("comment", comment, needed=False)
    with transaction.atomic():
        report = begin("hide", report_id=report_id, by=by, now=now, given=["part", "reason"])
        if _is_hidden(report, part):
            return
        Hiding.objects.create(report=report, part=part, reason=reason, comment=told, by=by.key, at=now)
        Flag.objects.filter(report=report, settled_at=None).update(settled_at=now)
        report.times_hidden += 1
        _set(report, part, hidden=True)
        fact = events.ContentHidden(**about(report), part=Code(part), reason=Code(reason))
        ledger.append(fact, by=by, now=now)


def unhide(*, report_id: int, part: str, reason: str, by: Actor, now: datetime) -> None:
    """This will show hidden content again."""
    because = said("reason", reason)
    with transaction.atomic():
        report = begin("unhide", report_id=report_id, by=by, now=now, given=["reason"])
        if not _is_hidden(report, part):
            return
        Hiding.objects.filter(report=report, part=part, undone_at=None).update(
            undone_at=now, undone_by=by.key, undone_because=because
        )
        _set(report, part, hidden=False)
        ledger.append(events.ContentShown(**about(report), part=Code(part)), by=by, now=now)


def _is_hidden(report: Report, part: str) -> bool:
    if part not in PARTS:
        raise Invalid.field("part", msg("Chỉ ẩn được nội dung hoặc ảnh."))
    return report.text_hidden if part == "text" else report.photos_hidden


def _set(report: Report, part: str, *, hidden: bool) -> None:
    if part == "text":
        report.text_hidden = hidden
        report.public_words = public_words(report)
    else:
        report.photos_hidden = hidden
    report.save(update_fields=["text_hidden", "photos_hidden", "public_words", "times_hidden"])


def reveal_reporter(*, report_id: int, reason: str, by: Actor, now: datetime) -> ReporterView | None:
    """This will show who the reporter is (None: said nothing) and record that it was shown, and why."""
    because = said("reason", reason)
    with transaction.atomic():
        report = begin("reveal_reporter", report_id=report_id, by=by, now=now, given=["reason"])
        row = Reporter.objects.filter(report=report).first()
        if row is None:
            return None
        shown = Reveal.objects.create(report=report, by=by.key, reason=because, at=now)
        ledger.append(events.ReporterRevealed(**by_agency(report), reveal=shown.pk), by=by, now=now)
        return ReporterView(row.name, row.phone, row.email, row.on_behalf_of)
