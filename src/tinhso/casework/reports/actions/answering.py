"""How does an answer come about? Drafted, submitted, approved or given back; the clock stops at approval."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from tinhso.casework.reports import dated, events
from tinhso.casework.reports.actions import duties
from tinhso.casework.reports.actions.stepping import begin, by_agency, said
from tinhso.casework.reports.models import Answer, Extension, Report
from tinhso.casework.reports.queries import showing
from tinhso.casework.reports.rules import proof
from tinhso.casework.reports.rules.lengths import TEXT_MAX
from tinhso.casework.reports.workflow import Duty, Status
from tinhso.casework.rulebook import queries as rulebook
from tinhso.core import parameters, rows
from tinhso.core.clock import local_date
from tinhso.core.errors import Invalid, Refused
from tinhso.core.facts import Code
from tinhso.core.messages import Message, msg
from tinhso.core.roles import Actor
from tinhso.foundation.files import actions as files
from tinhso.foundation.files import queries as pictures
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.workdays import queries as workdays
from tinhso.foundation.worklist import actions as worklist

_WRITTEN = ("text", "author", "written_at", "state", "agency_code", "agency_name")


def draft_answer(*, report_id: int, text: str, by: Actor, now: datetime, photos: Sequence[str] = ()) -> int:
    """This will save the draft of this round's answer and add photos to it. Gives the answer's id."""
    written = said("text", text, longest=TEXT_MAX)
    with transaction.atomic():
        report = begin("draft_answer", report_id=report_id, by=by, now=now, given=["text"])
        answer = _draft(report) or Answer(report=report, round=report.round)
        answer.text, answer.author, answer.written_at = written, by.key, now
        answer.state = Answer.State.DRAFT
        answer.agency_code, answer.agency_name = report.agency_code, report.agency_name
        if answer.pk is None:
            rows.insert([answer])
        else:
            rows.update(answer, *_WRITTEN)
        if photos:
            files.attach(photos, owner=f"answer:{answer.pk}", by=by, now=now)
        _look_at_proof(report, answer, now)
        if report.status != Status.IN_PROGRESS:
            report.status = Status.IN_PROGRESS
            rows.update(report, "status")
        ledger.append(events.AnswerDrafted(**by_agency(report), answer=answer.pk), by=by, now=now)
        return answer.pk


def submit_for_approval(*, report_id: int, by: Actor, now: datetime) -> Status:
    """This will give the draft to the leader; where no approval is needed it goes out at once.

    Gives the new status. Raises Invalid on "answer" where there is no draft.
    """
    with transaction.atomic():
        report = begin("submit_for_approval", report_id=report_id, by=by, now=now, given=["answer"])
        answer = _draft(report)
        if answer is None or not answer.text:
            raise Invalid.field("answer", msg("Chưa có câu trả lời để trình."))
        on = local_date(now)
        _check_proof(report, answer, on)
        if not rulebook.is_approval_needed(report.agency_code, report.category, on):
            begin("answer", report_id=report_id, by=by, now=now, given=["answer"])
            _give(report, answer, is_approved=False, by=by, now=now)
            return Status.ANSWERED
        answer.state, answer.submitted_at = Answer.State.SUBMITTED, now
        rows.update(answer, "state", "submitted_at")
        report.status = Status.WAITING_FOR_APPROVAL
        rows.update(report, "status")
        hours = parameters.value(dated.APPROVE_WITHIN, on)
        due_at = workdays.calendar(report.calendar).due_after_hours(now, hours)
        item = duties.to_approve(report, answer.text, due_at=due_at, started_at=now)
        worklist.open_items([item], by=by, now=now)
        ledger.append(events.AnswerSubmitted(**by_agency(report), answer=answer.pk), by=by, now=now)
        return Status.WAITING_FOR_APPROVAL


def approve(*, report_id: int, by: Actor, now: datetime) -> None:
    """This will let the answer go out; only here does the clock stop."""
    with transaction.atomic():
        report = begin("approve", report_id=report_id, by=by, now=now, given=["answer"])
        answer = _stored(report)
        worklist.complete(report.subject, Duty.APPROVE, by=by, now=now)
        _give(report, answer, is_approved=True, by=by, now=now)


def approve_all(*, report_ids: Sequence[int], by: Actor, now: datetime) -> list[tuple[int, Message | None]]:
    """This will approve many, each in its own transaction: the ids, and why not where it was refused."""
    done: list[tuple[int, Message | None]] = []
    for report_id in dict.fromkeys(report_ids):
        try:
            approve(report_id=report_id, by=by, now=now)
            done.append((report_id, None))
        except Refused as refused:
            done.append((report_id, refused.message))
    return done


def return_answer(*, report_id: int, reason: str, by: Actor, now: datetime) -> None:
    """This will give the draft back to the handlers with what is missing."""
    because = said("reason", reason)
    with transaction.atomic():
        report = begin("return_answer", report_id=report_id, by=by, now=now, given=["reason"])
        answer = _stored(report)
        answer.state, answer.returned_because = Answer.State.RETURNED, because
        rows.update(answer, "state", "returned_because")
        report.status = Status.IN_PROGRESS
        rows.update(report, "status")
        worklist.complete(report.subject, Duty.APPROVE, by=by, now=now)
        ledger.append(events.AnswerReturned(**by_agency(report), answer=answer.pk), by=by, now=now)


def _look_at_proof(report: Report, answer: Answer, now: datetime) -> None:
    """Keep what is doubtful about the draft's pictures, for the leader now and for everybody later."""
    owner = f"answer:{answer.pk}"
    rule = rulebook.proof_of(report.category, local_date(now))
    shots = [
        proof.Shot(
            p.taken_at,
            p.gps,
            [a.owner for a in pictures.alike(p.perceptual, most=rule.bits, but_owners=[owner])],
        )
        for p in pictures.of_owners([owner])[owner]
    ]
    found = proof.doubts(
        shots,
        report=report.subject,
        received_at=report.received_at,
        pin=showing.point(report, exact=True),
        near_m=rule.near_m,
    )
    kept = [d.as_json() for d in found]
    if kept != answer.doubts:
        answer.doubts = kept
        rows.update(answer, "doubts")


def _check_proof(report: Report, answer: Answer, on: date) -> None:
    owner = f"answer:{answer.pk}"
    if rulebook.proof_of(report.category, on).needed and not pictures.of_owners([owner])[owner]:
        raise Invalid.field("photos", msg("Lĩnh vực này cần ít nhất một ảnh kết quả."))


def _stored(report: Report) -> Answer:
    """The answer that the workflow says is there; were it not, that is a bug."""
    if (answer := _draft(report)) is None:
        raise Answer.DoesNotExist
    return answer


def _draft(report: Report) -> Answer | None:
    return rows.first(Answer, report_id=report.pk, round=report.round)


def _give(report: Report, answer: Answer, *, is_approved: bool, by: Actor, now: datetime) -> None:
    answer.state, answer.approver, answer.approved_at = Answer.State.APPROVED, by.key, now
    answer.agency_code, answer.agency_name = report.agency_code, report.agency_name
    rows.update(answer, "state", "approver", "approved_at", "agency_code", "agency_name")
    report.status, report.answered_at = Status.ANSWERED, now
    rows.update(report, "status", "answered_at")
    worklist.complete(report.subject, Duty.ANSWER, by=by, now=now)
    asked = rows.where(Extension, lock=True, report=report.pk, state=Extension.State.REQUESTED.value)
    for extension in asked:
        extension.state, extension.decided_by, extension.decided_at = Extension.State.REFUSED, "machine", now
        rows.update(extension, "state", "decided_by", "decided_at")
    if asked:
        worklist.cancel(report.subject, Duty.GRANT_EXTENSION, by=by, now=now)
    fact = events.ReportAnswered(
        **by_agency(report),
        category=Code(report.category),
        place=Code(report.place_code),
        answer=answer.pk,
        due_at=report.due_at,
        in_time=now <= report.due_at,
        approved=is_approved,
    )
    ledger.append(fact, by=by, now=now)
