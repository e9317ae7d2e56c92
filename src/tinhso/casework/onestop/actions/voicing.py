"""What may the applicant say about a dossier: that it is late or wrong, and how it was in the end?"""

from datetime import datetime
from enum import StrEnum

from django.db import transaction

from tinhso.casework.onestop import dated, events
from tinhso.casework.onestop.actions import duties, stepping
from tinhso.casework.onestop.models import APPLICATIONS, Dossier, Objection
from tinhso.casework.onestop.rules import access, deadlines
from tinhso.casework.onestop.workflow import Duty
from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.core.errors import Conflict, Invalid
from tinhso.core.facts import Code
from tinhso.core.messages import msg
from tinhso.core.roles import Actor
from tinhso.foundation.agencies import queries as agencies
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.workdays.rules import Term, TermUnit
from tinhso.foundation.worklist import actions as worklist

MOST = 10
"""Objections to one dossier: enough for whoever has cause, too few to bury a desk."""


class Kind(StrEnum):
    """A petition (phản ánh, kiến nghị) is answered by the body; a complaint (khiếu nại) has its own law."""

    PETITION = "petition"
    COMPLAINT = "complaint"


class About(StrEnum):
    """What is wrong."""

    LATE = "late"
    WRONG = "wrong"
    CONDUCT = "conduct"


class Satisfaction(StrEnum):
    """How it was."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


def object_(*, dossier_id: int, kind: Kind, about: About, text: str, by: Actor, now: datetime) -> Objection:
    """This will take in "chậm / không đúng".

    A petition is a duty of the body above the one that handles (nobody judges their own case); a complaint
    goes to the desk that the law names, sealed, and is never answered as a petition (Luật Khiếu nại
    02/2011/QH13).
    """
    with transaction.atomic():
        dossier = stepping.begin("object", dossier_id=dossier_id, by=by, given=["text"] if text else [])
        on = local_date(now)
        if kind == Kind.COMPLAINT:
            desk = agencies.restricted_desk(on=on).code
        else:
            own = agencies.agency(dossier.agency_code, on=on)
            desk = (own.escalates_to if own else "") or agencies.province_office(on=on).code
        if dossier.objections.count() >= MOST:
            raise Invalid.field(
                "text", msg("Hồ sơ này đã có %(most)s phản ánh, khiếu nại; xin chờ trả lời."), most=MOST
            )
        is_waiting = dossier.objections.filter(agency_code=desk, answered_at__isnull=True).exists()
        days = parameters.value(dated.OBJECTION_DAYS, on)
        until = stepping.calendar_of(dossier).due(now, Term(days, TermUnit.DAYS))
        row = Objection.objects.create(
            dossier=dossier, kind=kind.value, about=about.value,
            sealed_text=APPLICATIONS.seal(stepping.said("text", text)), made_at=now, until=until,
            agency_code=desk, handed_to=desk if kind == Kind.COMPLAINT else "",
        )  # fmt: skip
        if not is_waiting:  # one duty of the desk for all that waits there, by the earliest time
            duties.owe(dossier, Duty.ANSWER_OBJECTION, due_at=until, by=by, now=now, agency=desk)
        fact = events.Objected(
            objection=row.pk, kind=Code(kind.value), until=until, **stepping.about(dossier)
        )
        ledger.append(fact, by=by, now=now)
        return row


def answer_objection(*, objection_id: int, text: str, by: Actor, now: datetime) -> Objection:
    """This will answer a petition, by the body that has it. Raises Conflict for a complaint."""
    with transaction.atomic():
        row = Objection.objects.select_for_update().filter(pk=objection_id).first()
        if row is None or not access.may_answer(by, desk=row.agency_code):
            raise Conflict(msg("Không còn phản ánh nào đang chờ cơ quan này."))
        if row.kind == Kind.COMPLAINT or row.answered_at:
            raise Conflict(msg("Khiếu nại được giải quyết theo Luật Khiếu nại, không trả lời ở đây."))
        row.sealed_answer = APPLICATIONS.seal(stepping.said("text", text))
        row.answered_at, row.answered_by = now, by.key
        row.save(update_fields=["sealed_answer", "answered_at", "answered_by"])
        dossier = row.dossier
        if not dossier.objections.filter(agency_code=row.agency_code, answered_at__isnull=True).exists():
            worklist.complete(
                dossier.subject, Duty.ANSWER_OBJECTION.value, agency_code=row.agency_code, by=by, now=now
            )
        how = deadlines.verdict(now, row.until)
        fact = events.ObjectionAnswered(objection=row.pk, verdict=Code(how.value), **stepping.about(dossier))
        ledger.append(fact, by=by, now=now)
        return row


def rate(*, dossier_id: int, value: str, by: Actor, now: datetime) -> Dossier:
    """This will keep how it was for the applicant, once."""
    with transaction.atomic():
        dossier = stepping.begin("rate", dossier_id=dossier_id, by=by, given=["value"] if value else [])
        if value not in set(Satisfaction):
            raise Invalid.field("value", msg("Chưa chọn mức hài lòng."))
        if dossier.satisfaction:
            raise Conflict(msg("Hồ sơ này đã được đánh giá."))
        dossier.satisfaction = value
        dossier.save(update_fields=["satisfaction"])
        ledger.append(events.DossierRated(value=Code(value), **stepping.about(dossier)), by=by, now=now)
        return dossier
