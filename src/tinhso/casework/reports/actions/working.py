"""How does an agency work on a report? It takes it, gives it to somebody, begins, writes notes."""

from datetime import datetime

from django.db import transaction

from tinhso.casework.reports import events
from tinhso.casework.reports.actions.stepping import begin, by_agency, lock, said
from tinhso.casework.reports.models import Note
from tinhso.casework.reports.queries import visible
from tinhso.casework.reports.queries.publishing import public_words
from tinhso.casework.reports.rules import access
from tinhso.casework.reports.rules.lengths import NOTE_MAX
from tinhso.casework.reports.workflow import REPORT, Duty, Status
from tinhso.core import rows
from tinhso.core.errors import Invalid, Missing, NotPermitted
from tinhso.core.facts import Code
from tinhso.core.messages import msg
from tinhso.core.roles import Actor
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.worklist import actions as worklist


def accept(*, report_id: int, by: Actor, now: datetime) -> None:
    """This will take the report for its agency: the accept clock ends, photos may become public."""
    with transaction.atomic():
        report = begin("accept", report_id=report_id, by=by, now=now)
        report.status, report.accepted_at = Status.ACCEPTED, now
        report.public_words = public_words(report)
        rows.update(report, "status", "accepted_at", "public_words")
        worklist.complete(report.subject, Duty.ACCEPT, by=by, now=now)
        fact = events.ReportAccepted(**by_agency(report), in_time=now <= report.accept_by)
        ledger.append(fact, by=by, now=now)


def assign(*, report_id: int, to: str, by: Actor, now: datetime) -> None:
    """This will give the duties of the agency to `to`: "officer:12", or "unit:<code>"; "" to everybody.

    Raises Invalid on "assignee" for somebody of another agency.
    """
    kind, _, code = to.partition(":")
    if to and (kind not in ("officer", "unit") or not code or not to.isascii()):
        raise Invalid.field("to", msg("Hãy chọn người hoặc phòng được giao."))
    whom = {"assignee": to if kind == "officer" else None, "unit": code if kind == "unit" else None}
    with transaction.atomic():
        report = begin("assign", report_id=report_id, by=by, now=now, given=["to"])
        duties = [Duty.ANSWER, Duty.ACCEPT] if report.status == Status.ASSIGNED else [Duty.ANSWER]
        for duty in duties:
            worklist.assign(report.subject, duty, agency_code=report.agency_code, by=by, now=now, **whom)
        ledger.append(events.ReportAssigned(**by_agency(report), to=Code(to)), by=by, now=now)


def start(*, report_id: int, by: Actor, now: datetime) -> None:
    """This will say that work has begun."""
    with transaction.atomic():
        report = begin("start", report_id=report_id, by=by, now=now)
        report.status = Status.IN_PROGRESS
        rows.update(report, "status")
        ledger.append(events.WorkStarted(**by_agency(report)), by=by, now=now)


def note(*, report_id: int, text: str, by: Actor, now: datetime) -> int:
    """This will leave an internal note; agencies that help may write too. Gives its id."""
    written = said("text", text, longest=NOTE_MAX)
    with transaction.atomic():
        report = lock(report_id)
        helpers = tuple(report.co_handlings.values_list("agency_code", flat=True))
        standing = visible.standing(report, now, helpers)
        helped = access.helps(by, standing)
        if helped:
            agency = sorted(helped)[0]
        else:
            roles = access.roles(by, standing)
            if not roles:
                raise Missing if report.visibility == "sealed" else NotPermitted
            REPORT.check("note", state=report.status, roles=roles, given=["text"])
            agency = report.agency_code
        row = Note.objects.create(report=report, text=written, by=by.key, agency_code=agency, at=now)
        ledger.append(events.NoteAdded(**{**by_agency(report), "agency": Code(agency)}), by=by, now=now)
        return row.pk
