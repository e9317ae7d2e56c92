"""How do two reports of one matter become one, and two again? The later keeps its page and its reporter."""

from datetime import datetime

from django.db import transaction

from tinhso.casework.reports import events
from tinhso.casework.reports.actions import duties, heirs
from tinhso.casework.reports.actions.stepping import begin, by_agency, decided
from tinhso.casework.reports.models import Report
from tinhso.casework.reports.queries import planning
from tinhso.casework.reports.queries.decided import Decided
from tinhso.casework.reports.workflow import OPEN, Duty, Status, Visibility
from tinhso.core import rows
from tinhso.core.errors import Invalid
from tinhso.core.facts import Code
from tinhso.core.messages import Message, msg
from tinhso.core.roles import MACHINE, Actor
from tinhso.core.values import read_public_code
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.worklist import actions as worklist

MERGED = msg("Cùng việc với phản ánh %(code)s đã có trước; theo dõi và trả lời ở đó.")
SEPARATE = msg("Không phải cùng việc với phản ánh %(code)s; có hạn riêng từ bây giờ.")


def merge(
    *,
    report_id: int,
    first: str,
    by: Actor,
    now: datetime,
    confidence: float | None = None,
    because: Message | None = None,
) -> None:
    """This will end the clocks of a report that tells what `first` (a public code) told before.

    Its page leads to the first one, its reporter is told of that one's answers. Raises Invalid on "first"
    for what is unknown, later, not public, no longer open, or the report itself.
    """
    with transaction.atomic():
        report = begin("merge", report_id=report_id, by=by, now=now, given=["first"])
        origin = _first(report, first)
        for duty in Duty:
            worklist.cancel(report.subject, duty, by=by, now=now)
        report.status, report.merged_into, report.waiting_until = Status.MERGED.value, origin, None
        rows.update(report, "status", "merged_into", "waiting_until")
        sentence = because or Message(MERGED, {"code": origin.code})
        decided(report, Decided("duplicate", origin.code, sentence, None, confidence), by=by, now=now)
        ledger.append(events.ReportMerged(**by_agency(report), first=Code(origin.subject)), by=by, now=now)


def _first(report: Report, code: str) -> Report:
    clean = read_public_code(code)
    found = rows.first(Report, code=clean) if clean else None
    if found is not None and found.merged_into_id is not None:
        found = rows.first(Report, id=found.merged_into_id)
    if found is None or found.pk == report.pk or found.visibility != Visibility.PUBLIC:
        raise Invalid.field("first", msg("Không có phản ánh công khai nào khác mang mã này."))
    if report.visibility == Visibility.SEALED:
        raise Invalid.field("first", msg("Đơn thư diện hạn chế không gộp với phản ánh khác."))
    if found.status not in OPEN or found.pk > report.pk:
        raise Invalid.field("first", msg("Chỉ gộp vào phản ánh có trước và đang được xử lý."))
    if rows.first(Report, merged_into=report.pk) is not None:
        raise Invalid.field("first", msg("Phản ánh này đang là nơi gộp của phản ánh khác."))
    return found


def unmerge(*, report_id: int, by: Actor, now: datetime) -> None:
    """This will give a merged report its own way again, to its agency, with new clocks."""
    with transaction.atomic():
        report = begin("unmerge", report_id=report_id, by=by, now=now)
        origin = report.merged_into
        ends, calendar = planning.terms(report.category, report.urgent, now)
        report.status, report.merged_into, report.calendar = heirs.follow(report, now), None, calendar
        report.accept_by, report.due_at, report.original_due = ends.accept_by, ends.due_at, ends.due_at
        report.accepted_at = None
        report.save()
        take = Duty.TRIAGE if report.status == Status.RECEIVED else Duty.ACCEPT
        opened = [
            duties.item(report, take, due_at=ends.accept_by, started_at=now),
            duties.item(report, Duty.ANSWER, due_at=ends.due_at, started_at=now),
        ]
        worklist.open_items(opened, by=by, now=now)
        sentence = Message(SEPARATE, {"code": origin.code if origin else ""})
        decided(report, Decided("duplicate", "separate", sentence), by=by, now=now)
        deadline = Decided("deadline", ends.due_at.isoformat(), ends.because, ends.rule, 1.0)
        decided(report, deadline, by=MACHINE, now=now)
        fact = events.ReportUnmerged(
            **by_agency(report),
            first=Code(origin.subject if origin else ""),
            accept_by=report.accept_by,
            due_at=report.due_at,
        )
        ledger.append(fact, by=by, now=now)
