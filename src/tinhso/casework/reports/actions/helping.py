"""How does a second agency help? With a work item of its own; the public deadline stays one."""

from datetime import datetime

from django.db import transaction

from tinhso.casework.reports import dated, events
from tinhso.casework.reports.actions import duties, moving
from tinhso.casework.reports.actions.stepping import about, begin, by_agency, lock, said
from tinhso.casework.reports.models import CoHandling
from tinhso.casework.reports.queries import visible
from tinhso.casework.reports.rules import access
from tinhso.casework.reports.rules.lengths import NOTE_MAX
from tinhso.casework.reports.workflow import Duty, Visibility
from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.core.errors import Conflict, Invalid, Missing, NotPermitted
from tinhso.core.facts import Code
from tinhso.core.messages import msg
from tinhso.core.roles import Actor
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.workdays import queries as workdays
from tinhso.foundation.worklist import actions as worklist


class AlreadyHelping(Conflict):
    """The agency has the report, or helps already."""

    code = "already-helping"
    sentence = msg("Đơn vị này đã tham gia xử lý.")


def add_co_handler(*, report_id: int, agency: str, by: Actor, now: datetime, task: str = "") -> int:
    """This will ask a second agency for its part. Raises Invalid on "agency", AlreadyHelping."""
    wanted = said("task", task, needed=False)
    with transaction.atomic():
        report = begin("add_co_handler", report_id=report_id, by=by, now=now, given=["agency"])
        if report.visibility == Visibility.SEALED:
            raise Invalid.field("agency", msg("Đơn thư diện hạn chế không chuyển phối hợp."))
        to = moving.named(agency, field="agency", now=now)
        if to.code == report.agency_code:
            raise AlreadyHelping
        if CoHandling.objects.filter(report=report, agency_code=to.code).exists():
            raise AlreadyHelping
        days = parameters.value(dated.CO_HANDLE_WITHIN, local_date(now))
        due_at = workdays.calendar(report.calendar).due_after_days(now, days)
        if report.due_at > now:
            due_at = min(due_at, report.due_at)
        row = CoHandling.objects.create(
            report=report,
            agency_code=to.code,
            agency_name=to.name,
            task=wanted,
            by=by.key,
            at=now,
            due_at=due_at,
        )
        item = duties.item(report, Duty.CO_HANDLE, due_at=due_at, started_at=now, agency=to.code)
        worklist.open_items([item], by=by, now=now)
        fact = events.CoHandlerAdded(**by_agency(report), co_agency=Code(to.code), due_at=due_at)
        ledger.append(fact, by=by, now=now)
        return row.pk


def finish_co_handling(*, co_handling_id: int, by: Actor, now: datetime, outcome: str = "") -> None:
    """This will say that the second agency has done its part. Raises Missing, NotPermitted."""
    told = said("outcome", outcome, needed=False, longest=NOTE_MAX)
    with transaction.atomic():
        found = CoHandling.objects.filter(pk=co_handling_id).first()
        if found is None:
            raise Missing
        report = lock(found.report_id)
        row = CoHandling.objects.get(pk=co_handling_id)
        if row.agency_code not in access.helps(by, visible.standing(report, now, (row.agency_code,))):
            raise NotPermitted
        if row.finished_at is not None:
            return
        row.finished_at, row.finished_by, row.outcome = now, by.key, told
        row.save()
        worklist.complete(report.subject, Duty.CO_HANDLE, agency_code=row.agency_code, by=by, now=now)
        fact = events.CoHandlingFinished(**about(report), co_agency=Code(row.agency_code))
        ledger.append(fact, by=by, now=now)
