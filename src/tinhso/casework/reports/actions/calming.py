"""How does a report stop being urgent? Somebody who may says so with a reason; the ordinary terms hold."""

from datetime import datetime

from django.db import transaction

from tinhso.casework.reports import events
from tinhso.casework.reports.actions.stepping import begin, by_agency, decided, said
from tinhso.casework.reports.models import Exchange, Note, Report
from tinhso.casework.reports.queries import planning
from tinhso.casework.reports.queries.decided import Decided
from tinhso.casework.reports.rules import deadlines
from tinhso.casework.reports.workflow import Duty
from tinhso.casework.rulebook import queries as rulebook
from tinhso.core import rows
from tinhso.core.clock import local_date
from tinhso.core.errors import Conflict
from tinhso.core.messages import Message, msg
from tinhso.core.roles import Actor
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.workdays import queries as workdays
from tinhso.foundation.worklist import actions as worklist

STOOD_DOWN = msg("%(agency)s đã xem lại: không khẩn cấp nên xử lý theo hạn thường.")


class NotUrgent(Conflict):
    """It was not urgent, or somebody said so before."""

    code = "not-urgent"
    sentence = msg("Phản ánh này không thuộc diện khẩn cấp.")


class AlwaysUrgent(Conflict):
    """Its category is urgent by rule: another category is found first."""

    code = "always-urgent"
    sentence = msg("Lĩnh vực này luôn khẩn cấp; nếu xếp nhầm lĩnh vực, hãy chuyển để xếp lại.")


def stand_down(*, report_id: int, reason: str, by: Actor, now: datetime) -> None:
    """This will give an urgent report the ordinary terms, counted from its receipt (or its reopening).

    The time in which the sender was asked is added, as if the ordinary clock had stood meanwhile. No end
    moves nearer; the original one stays on record. Raises NotUrgent, AlwaysUrgent, Invalid.
    """
    because = said("reason", reason)
    with transaction.atomic():
        report = begin("stand_down", report_id=report_id, by=by, now=now, given=["reason"])
        if not report.urgent:
            raise NotUrgent
        if rulebook.category_or_code(report.category, local_date(now)).is_emergency:
            raise AlwaysUrgent
        Note.objects.create(report=report, text=because, by=by.key, agency_code=report.agency_code, at=now)
        began, was = worklist.began(report.subject, Duty.ANSWER) or report.received_at, report.due_at
        ends, report.calendar = planning.terms(report.category, False, began)
        ordinary = workdays.calendar(report.calendar)
        answer_by, stood = deadlines.put_off(ordinary, ends.due_at, _pauses(report, began))
        report.urgent = False
        report.accept_by = max(report.accept_by, ends.accept_by)
        report.due_at = max(report.due_at, answer_by)
        rows.update(report, "urgent", "calendar", "accept_by", "due_at")
        taken = {Duty.ACCEPT.value: report.accept_by, Duty.TRIAGE.value: report.accept_by}
        worklist.stand_down(
            report.subject, ends={**taken, Duty.ANSWER.value: report.due_at},
            stood={Duty.ANSWER.value: stood}, calendar=report.calendar, reason=because, by=by, now=now,
        )  # fmt: skip
        told = Message(STOOD_DOWN, {"agency": report.agency_name})
        decided(report, Decided("urgency", "ordinary", told), by=by, now=now)
        until = ends.because if report.due_at == ends.due_at else deadlines.because(False, report.due_at)
        deadline = Decided("deadline", report.due_at.isoformat(), until, ends.rule, 1.0)
        decided(report, deadline, by=by, now=now)
        fact = events.ReportStoodDown(
            **by_agency(report), was=was, accept_by=report.accept_by, due_at=report.due_at
        )
        ledger.append(fact, by=by, now=now)


def _pauses(report: Report, since: datetime) -> list[tuple[datetime, datetime]]:
    """When the answer clock stood and runs again; the worklist counts a pause that lasts when it ends."""
    asked = Exchange.objects.filter(report=report, asked_at__gte=since).order_by("pk")
    return [(one.asked_at, one.ended_at) for one in asked if one.ended_at]
