"""What follows an answer? The reporter judges it, perhaps asks again once; silence closes it."""

from datetime import datetime, timedelta

from django.db import transaction

from tinhso.casework.reports import dated, events
from tinhso.casework.reports.actions import duties, heirs
from tinhso.casework.reports.actions.stepping import begin, by_agency, decided, said
from tinhso.casework.reports.models import Note, Rating, Report
from tinhso.casework.reports.queries import planning
from tinhso.casework.reports.queries.decided import Decided
from tinhso.casework.reports.rules import aftermath
from tinhso.casework.reports.workflow import Status
from tinhso.core import parameters, rows
from tinhso.core.clock import local_date
from tinhso.core.errors import Conflict, Invalid
from tinhso.core.facts import Code
from tinhso.core.messages import msg
from tinhso.core.roles import MACHINE, Actor
from tinhso.core.workflow import WrongState
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.worklist import actions as worklist


class NotNow(Conflict):
    """Rated already, too late, or reopened once before."""

    code = "not-now"
    sentence = msg("Câu trả lời này đã được đánh giá hoặc đã quá thời gian.")


class CannotReopen(Conflict):
    """Only once, only after "chưa hài lòng", only for a while."""

    code = "cannot-reopen"
    sentence = msg(
        "Chỉ yêu cầu xử lý lại được một lần, sau khi đánh giá «chưa hài lòng», trong thời gian cho phép."
    )


def rate(*, report_id: int, satisfaction: str, by: Actor, now: datetime, comment: str = "") -> None:
    """This will keep the reporter's judgement of this round. Raises Invalid, NotNow."""
    if satisfaction not in Rating.Satisfaction.values:
        raise Invalid.field("satisfaction", msg("Hãy chọn một mức đánh giá."))
    told = said("comment", comment, needed=False)
    with transaction.atomic():
        report = begin("rate", report_id=report_id, by=by, now=now, given=["satisfaction"])
        days = parameters.value(dated.RATE_WITHIN, local_date(now))
        if not aftermath.can_rate(
            status=report.status, satisfaction=report.satisfaction, answered_at=report.answered_at, days=days,
            now=now,
        ):  # fmt: skip
            raise NotNow
        rating = Rating(
            report=report,
            round=report.round,
            satisfaction=satisfaction,
            comment=told,
            agency_code=report.agency_code,
            at=now,
        )
        rows.insert([rating])
        report.satisfaction = satisfaction
        rows.update(report, "satisfaction")
        fact = events.ReportRated(
            **by_agency(report),
            category=Code(report.category),
            place=Code(report.place_code),
            satisfaction=Code(satisfaction),
            round=report.round,
        )
        ledger.append(fact, by=by, now=now)


def reopen(*, report_id: int, reason: str, by: Actor, now: datetime) -> None:
    """This will give the report back to its agency with new clocks. Raises CannotReopen."""
    because = said("reason", reason)
    with transaction.atomic():
        report = begin("reopen", report_id=report_id, by=by, now=now, given=["reason"])
        days = parameters.value(dated.RATE_WITHIN, local_date(now))
        if not aftermath.can_reopen(
            status=report.status, satisfaction=report.satisfaction, round_=report.round,
            answered_at=report.answered_at, days=days, now=now,
        ):  # fmt: skip
            raise CannotReopen
        ends, calendar = planning.terms(report.category, report.urgent, now)
        report.status, report.round, report.hops = heirs.follow(report, now), report.round + 1, 0
        report.answered_at = report.closed_at = None
        report.satisfaction = ""
        report.calendar = calendar
        report.accept_by, report.due_at, report.original_due = ends.accept_by, ends.due_at, ends.due_at
        report.save()
        Note.objects.create(report=report, text=because, by=by.key, agency_code=report.agency_code, at=now)
        take = duties.Duty.TRIAGE if report.status == Status.RECEIVED else duties.Duty.ACCEPT
        opened = [
            duties.item(report, take, due_at=ends.accept_by, started_at=now),
            duties.item(report, duties.Duty.ANSWER, due_at=ends.due_at, started_at=now),
        ]
        worklist.open_items(opened, by=by, now=now)
        deadline = Decided("deadline", ends.due_at.isoformat(), ends.because, ends.rule, 1.0)
        decided(report, deadline, by=MACHINE, now=now)
        fact = events.ReportReopened(**by_agency(report), accept_by=report.accept_by, due_at=report.due_at)
        ledger.append(fact, by=by, now=now)


def close_silent(now: datetime, limit: int = 200) -> int:
    """This will close answered reports about which nothing was said for seven days; tells how many."""
    days = parameters.value(dated.CLOSE_AFTER, local_date(now))
    silent = Report.objects.filter(status=Status.ANSWERED, answered_at__lte=now - timedelta(days=days))
    done = 0
    for pk in list(silent.order_by("answered_at").values_list("pk", flat=True)[:limit]):
        with transaction.atomic():
            try:
                report = begin("close", report_id=pk, by=MACHINE, now=now)
            except WrongState:  # rated, reopened or closed since it was looked for
                continue
            report.status, report.closed_at = Status.CLOSED, now
            rows.update(report, "status", "closed_at")
            ledger.append(events.ReportClosed(**by_agency(report)), by=MACHINE, now=now)
            done += 1
    return done
