"""How does an agency get more time? It asks once, with a reason; its leader says yes or no."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from tinhso.casework.reports import dated, events
from tinhso.casework.reports.actions import duties
from tinhso.casework.reports.actions.stepping import begin, by_agency, decided, said
from tinhso.casework.reports.models import Extension, Report
from tinhso.casework.reports.queries.decided import Decided
from tinhso.casework.reports.workflow import Duty
from tinhso.core import parameters
from tinhso.core.clock import local, local_date
from tinhso.core.errors import Conflict, Invalid
from tinhso.core.messages import Message, msg
from tinhso.core.roles import Actor
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.workdays import queries as workdays
from tinhso.foundation.worklist import actions as worklist

EXTENDED = msg("Được gia hạn một lần, tới %(due)s.")


class AlreadyExtended(Conflict):
    """There was an extension, or one is asked for."""

    code = "already-extended"
    sentence = msg("Mỗi phản ánh chỉ được xin gia hạn một lần.")


class NothingAsked(Conflict):
    """No request for an extension is open."""

    code = "nothing-asked"
    sentence = msg("Không có đề nghị gia hạn nào đang chờ.")


def request_extension(*, report_id: int, until: datetime, reason: str, by: Actor, now: datetime) -> int:
    """This will ask the leader for more time. Raises AlreadyExtended, Invalid on "until"."""
    because = said("reason", reason)
    with transaction.atomic():
        given = ["until", "reason"]
        report = begin("request_extension", report_id=report_id, by=by, now=now, given=given)
        if until <= max(report.due_at, now):
            raise Invalid.field("until", msg("Hạn mới phải muộn hơn hạn đang có."))
        if _of_round(report).exclude(state=Extension.State.REFUSED).exists():
            raise AlreadyExtended
        row = Extension.objects.create(
            report=report,
            round=report.round,
            agency_code=report.agency_code,
            until=until,
            reason=because,
            by=by.key,
            at=now,
        )
        hours = parameters.value(dated.APPROVE_WITHIN, local_date(now))
        due_at = workdays.calendar(report.calendar).due_after_hours(now, hours)
        item = duties.item(report, Duty.GRANT_EXTENSION, due_at=due_at, started_at=now)
        worklist.open_items([item], by=by, now=now)
        ledger.append(events.ExtensionRequested(**by_agency(report), until=until), by=by, now=now)
        return row.pk


def grant_extension(*, report_id: int, by: Actor, now: datetime) -> None:
    """This will move the due time, once and in public. Raises NothingAsked."""
    with transaction.atomic():
        report = begin("grant_extension", report_id=report_id, by=by, now=now)
        row = _open(report)
        was = report.due_at
        row.state, row.decided_by, row.decided_at = Extension.State.GRANTED, by.key, now
        row.save()
        if row.until <= was:
            raise Invalid.field("until", msg("Hạn mới phải muộn hơn hạn đang có."))
        worklist.extend(
            subject=report.subject, duty=Duty.ANSWER, due_at=row.until, reason=row.reason, by=by, now=now
        )
        worklist.complete(report.subject, Duty.GRANT_EXTENSION, by=by, now=now)
        report.due_at = row.until
        report.save(update_fields=["due_at"])
        because = Message(EXTENDED, {"due": f"{local(row.until):%H:%M %d/%m/%Y}"})
        decided(report, Decided("deadline", row.until.isoformat(), because), by=by, now=now)
        fact = events.ExtensionGranted(**by_agency(report), was=was, due_at=row.until)
        ledger.append(fact, by=by, now=now)


def refuse_extension(*, report_id: int, reason: str, by: Actor, now: datetime) -> None:
    """This will keep the due time. Raises NothingAsked."""
    because = said("reason", reason)
    with transaction.atomic():
        report = begin("refuse_extension", report_id=report_id, by=by, now=now, given=["reason"])
        row = _open(report)
        row.state, row.decided_by, row.decided_at = Extension.State.REFUSED, by.key, now
        row.refused_because = because
        row.save()
        worklist.complete(report.subject, Duty.GRANT_EXTENSION, by=by, now=now)
        ledger.append(events.ExtensionRefused(**by_agency(report)), by=by, now=now)


def _of_round(report: Report) -> QuerySet[Extension]:
    return Extension.objects.filter(report=report, round=report.round)


def _open(report: Report) -> Extension:
    row = _of_round(report).filter(state=Extension.State.REQUESTED).first()
    if row is None:
        raise NothingAsked
    return row
