"""Who hears a reporter whose report was refused? A person, once, with the clocks running."""

from datetime import datetime

from django.db import transaction

from tinhso.casework.reports import events
from tinhso.casework.reports.actions import duties
from tinhso.casework.reports.actions.stepping import about, begin, decided, said
from tinhso.casework.reports.models import Note, Report
from tinhso.casework.reports.queries import planning
from tinhso.casework.reports.queries.decided import Decided
from tinhso.casework.reports.queries.publishing import public_words
from tinhso.casework.reports.rules import publicity, refusals
from tinhso.casework.reports.rules.masking import mask
from tinhso.casework.reports.workflow import Duty, Status, Visibility
from tinhso.casework.rulebook import queries as rulebook
from tinhso.core.clock import local_date
from tinhso.core.errors import Conflict
from tinhso.core.facts import Code
from tinhso.core.messages import Message, msg
from tinhso.core.roles import MACHINE, Actor
from tinhso.foundation.agencies import queries as agencies
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.worklist import actions as worklist


class NothingToAppeal(Conflict):
    """It was appealed before, or never refused."""

    code = "nothing-to-appeal"
    sentence = msg("Chỉ đề nghị xem lại được một lần, với phản ánh không được tiếp nhận.")


def appeal(*, report_id: int, by: Actor, now: datetime, text: str = "") -> None:
    """This will bring a refused report to the exceptions desk with new clocks. Raises NothingToAppeal.

    It stays private until the desk has read it.
    """
    told = said("text", text, needed=False)
    with transaction.atomic():
        report = begin("appeal", report_id=report_id, by=by, now=now)
        if not refusals.can_appeal(status=report.status, outcomes=outcomes(report)):
            raise NothingToAppeal
        desk = agencies.exceptions_desk(on=local_date(now))
        ends, calendar = planning.terms(report.category, report.urgent, now)
        report.status, report.calendar = Status.RECEIVED, calendar
        report.agency_code, report.agency_name = desk.code, desk.name
        report.accept_by, report.due_at, report.original_due = ends.accept_by, ends.due_at, ends.due_at
        report.save()
        if told:
            Note.objects.create(report=report, text=told, by=by.key, agency_code=desk.code, at=now)
        opened = [
            duties.item(report, Duty.TRIAGE, due_at=ends.accept_by, started_at=now),
            duties.item(report, Duty.ANSWER, due_at=ends.due_at, started_at=now),
        ]
        worklist.open_items(opened, by=by, now=now)
        heard = Decided("refusal", refusals.APPEALED_OUTCOME, Message(refusals.APPEALED))
        decided(report, heard, by=by, now=now)
        deadline = Decided("deadline", ends.due_at.isoformat(), ends.because, ends.rule, 1.0)
        decided(report, deadline, by=MACHINE, now=now)
        fact = events.ReportAppealed(
            **about(report),
            category=Code(report.category),
            place=Code(report.place_code),
            agency=Code(desk.code),
            accept_by=report.accept_by,
            due_at=report.due_at,
        )
        ledger.append(fact, by=by, now=now)


def dismiss_appeal(*, report_id: int, reason: str, by: Actor, now: datetime) -> None:
    """This will keep a report refused, in the desk's own words, which its reporter reads."""
    because = said("reason", reason)
    with transaction.atomic():
        report = begin("dismiss_appeal", report_id=report_id, by=by, now=now, given=["reason"])
        if not is_appealed(report):
            raise NothingToAppeal
        for duty in (Duty.TRIAGE, Duty.ANSWER):
            worklist.cancel(report.subject, duty, by=by, now=now)
        report.status = Status.REFUSED
        report.save()
        sentence = Message(refusals.DISMISSED, {"reason": because})
        decided(report, Decided("refusal", refusals.DISMISSED_OUTCOME, sentence), by=by, now=now)
        fact = events.AppealDismissed(**about(report), agency=Code(report.agency_code))
        ledger.append(fact, by=by, now=now)


def outcomes(report: Report) -> list[str]:
    """This will list what was decided about taking the report, oldest first."""
    return list(report.decisions.filter(kind="refusal").order_by("pk").values_list("outcome", flat=True))


def is_appealed(report: Report) -> bool:
    """This will tell whether an appeal waits to be heard."""
    known = outcomes(report)
    return bool(known) and known[-1] == refusals.APPEALED_OUTCOME


def uphold(report: Report, *, by: Actor, now: datetime) -> None:
    """This will let an appealed report be seen as any other, in the step by which the desk sends it on."""
    if not is_appealed(report):
        return
    rule = rulebook.publication_of(report.category, local_date(now))
    seen = publicity.visibility(rule, wants_public=report.wants_public, sealed=False)
    report.visibility = seen.value
    report.public_text = mask(report.text) if seen == Visibility.PUBLIC else ""
    report.public_words = public_words(report)
    because = Message(refusals.UPHELD)
    decided(report, Decided("refusal", refusals.UPHELD_OUTCOME, because), by=by, now=now)
