"""What is asked of the reporter, and how does the clock stand meanwhile?"""

from datetime import datetime

from django.db import transaction

from tinhso.casework.reports import dated, events
from tinhso.casework.reports.actions.stepping import begin, by_agency, said
from tinhso.casework.reports.models import Exchange, Note, Report
from tinhso.casework.reports.rules.lengths import NOTE_MAX, TEXT_MAX
from tinhso.casework.reports.workflow import Duty, Status
from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.core.roles import MACHINE, Actor
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.workdays import queries as workdays
from tinhso.foundation.worklist import actions as worklist
from tinhso.foundation.worklist import queries as duties

PAUSE = "waiting_for_citizen"


def ask_citizen(*, report_id: int, question: str, by: Actor, now: datetime) -> int:
    """This will ask the reporter and stop the answer clock for as long as the dated row allows.

    Gives the id of the question.
    """
    asked = said("question", question)
    with transaction.atomic():
        report = begin("ask_citizen", report_id=report_id, by=by, now=now, given=["question"])
        days = parameters.value(dated.WAIT_FOR_CITIZEN, local_date(now))
        until = workdays.calendar(workdays.OFFICE).due_after_days(now, days)
        row = Exchange.objects.create(
            report=report, question=asked, asked_by=by.key, asked_at=now, until=until
        )
        report.status, report.waiting_until = Status.WAITING_FOR_CITIZEN, until
        report.save(update_fields=["status", "waiting_until"])
        worklist.pause(report.subject, Duty.ANSWER, reason=PAUSE, by=by, now=now)
        fact = events.CitizenAsked(**by_agency(report), exchange=row.pk, until=until)
        ledger.append(fact, by=by, now=now)
        return row.pk


def reply(*, report_id: int, text: str, by: Actor, now: datetime) -> None:
    """This will keep the reporter's reply and start the clock again."""
    written = said("text", text, longest=TEXT_MAX)
    with transaction.atomic():
        report = begin("reply", report_id=report_id, by=by, now=now, given=["text"])
        row = Exchange.objects.filter(report=report, ended_at=None).latest("pk")
        row.reply, row.replied_at, row.ended_at = written, now, now
        row.save(update_fields=["reply", "replied_at", "ended_at"])
        _go_on(report, by, now)
        fact = events.CitizenReplied(**by_agency(report), exchange=row.pk, due_at=report.due_at)
        ledger.append(fact, by=by, now=now)


def tell(*, report_id: int, text: str, by: Actor, now: datetime) -> None:
    """This will keep what the reporter says without being asked: a reply where a question waits, else a note.

    Who the reporter is (cookie, secret, telephone number, key) was proven before.
    """
    if Report.objects.filter(pk=report_id, status=Status.WAITING_FOR_CITIZEN).exists():
        reply(report_id=report_id, text=text, by=by, now=now)
        return
    written = said("text", text, longest=NOTE_MAX)
    with transaction.atomic():
        report = begin("tell", report_id=report_id, by=by, now=now, given=["text"])
        Note.objects.create(report=report, text=written, by=by.key, agency_code=report.agency_code, at=now)
        ledger.append(events.SenderTold(**by_agency(report)), by=by, now=now)


def resume_waiting(now: datetime, limit: int = 200) -> int:
    """This will start the clocks of reports whose reporter did not reply in time; tells how many."""
    late = Report.objects.filter(status=Status.WAITING_FOR_CITIZEN, waiting_until__lte=now)
    done = 0
    for pk in list(late.order_by("waiting_until").values_list("pk", flat=True)[:limit]):
        with transaction.atomic():
            row = Report.objects.select_for_update().get(pk=pk)
            if (
                row.status != Status.WAITING_FOR_CITIZEN
                or row.waiting_until is None
                or row.waiting_until > now
            ):
                continue
            report = begin("resume", report_id=pk, by=MACHINE, now=now)
            # the pause ended when the time was over, even where the worker came later
            ended = min(now, report.waiting_until or now)
            Exchange.objects.filter(report=report, ended_at=None).update(ended_at=ended)
            _go_on(report, MACHINE, ended)
            fact = events.WaitingEnded(**by_agency(report), due_at=report.due_at)
            ledger.append(fact, by=MACHINE, now=now)
            done += 1
    return done


def _go_on(report: Report, by: Actor, at: datetime) -> None:
    worklist.resume(report.subject, Duty.ANSWER, by=by, now=at)
    report.status, report.waiting_until = Status.IN_PROGRESS, None
    report.due_at = answer_due(report, at)
    report.save(update_fields=["status", "waiting_until", "due_at"])


def answer_due(report: Report, now: datetime) -> datetime:
    """This will tell when the answer is due by the worklist, which alone counts pauses."""
    running = [
        i for i in duties.items_of(report.subject, now=now)
        if i.duty == Duty.ANSWER and i.state in ("running", "paused")
    ]  # fmt: skip
    return max(running[-1].due_at, report.original_due) if running else report.due_at
