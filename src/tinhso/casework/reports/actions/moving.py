"""How does a report change its agency? The answer's due time never moves; accepting begins anew."""

from datetime import datetime

from tinhso.casework.reports.actions import duties
from tinhso.casework.reports.models import Answer, Extension, Report
from tinhso.casework.reports.queries.shapes import AgencyView
from tinhso.casework.reports.workflow import Duty, Status
from tinhso.casework.rulebook import queries as rulebook
from tinhso.core.clock import local_date
from tinhso.core.errors import Invalid
from tinhso.core.messages import msg
from tinhso.core.roles import Actor
from tinhso.foundation.agencies import queries as agencies
from tinhso.foundation.workdays import queries as workdays
from tinhso.foundation.worklist import actions as worklist

DESKS = (agencies.AgencyKind.EXCEPTIONS_DESK, agencies.AgencyKind.RESTRICTED_DESK)


def named(code: str, *, field: str, now: datetime) -> AgencyView:
    """This will give an agency to which reports may be sent by hand. Raises Invalid on the field."""
    found = agencies.agency(code, on=local_date(now)) if code else None
    if found is None or found.kind in DESKS:
        raise Invalid.field(field, msg("Không có cơ quan này."))
    return AgencyView(found.code, found.name)


def move(report: Report, to: AgencyView, *, status: Status, by: Actor, now: datetime) -> None:
    """This will hand over what is owed and open the new agency's duty to take it; saves the report."""
    duty = Duty.TRIAGE if status == Status.RECEIVED else Duty.ACCEPT
    row = rulebook.service_time_of(report.category, urgent=report.urgent, on=local_date(now))
    accept_by = workdays.calendar(row.calendar).due(now, row.accept)
    is_elsewhere = to.code != report.agency_code
    for ended in (Duty.ACCEPT, Duty.TRIAGE, Duty.APPROVE):
        worklist.cancel(report.subject, ended, by=by, now=now)
    open_ones = Extension.objects.filter(report=report, state=Extension.State.REQUESTED)
    if open_ones.update(state=Extension.State.REFUSED, decided_by=by.key, decided_at=now):
        worklist.cancel(report.subject, Duty.GRANT_EXTENSION, by=by, now=now)
    Answer.objects.filter(report=report, round=report.round, state=Answer.State.SUBMITTED).update(
        state=Answer.State.DRAFT
    )
    if is_elsewhere:
        worklist.hand_over(report.subject, Duty.ANSWER, to_agency=to.code, by=by, now=now)
    report.agency_code, report.agency_name = to.code, to.name
    report.status, report.accept_by = status, accept_by
    report.save()
    item = duties.item(report, duty, due_at=accept_by, started_at=now, calendar=row.calendar)
    worklist.open_items([item], by=by, now=now)


def desk(now: datetime) -> AgencyView:
    """This will give the exceptions desk."""
    found = agencies.exceptions_desk(on=local_date(now))
    return AgencyView(found.code, found.name)
