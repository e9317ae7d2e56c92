"""What does the handling body do with a received dossier: begin, hand on, assign, ask for an opinion?"""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from tinhso.casework.onestop import dated, events
from tinhso.casework.onestop.actions import clocks, duties, slips, stepping
from tinhso.casework.onestop.models import Consultation, Dossier, HandOver
from tinhso.casework.onestop.rules import deadlines
from tinhso.casework.onestop.rules.deadlines import Ground, Verdict
from tinhso.casework.onestop.workflow import Business, Duty
from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.core.errors import Conflict, Invalid
from tinhso.core.facts import Code
from tinhso.core.messages import msg
from tinhso.core.roles import Actor
from tinhso.foundation.accounts import queries as accounts
from tinhso.foundation.agencies import queries as agencies
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.workdays.rules import Term, TermUnit
from tinhso.foundation.worklist import actions as worklist


def start(*, dossier_id: int, by: Actor, now: datetime) -> Dossier:
    """This will begin the work on a received dossier."""
    with transaction.atomic():
        dossier = stepping.begin("start", dossier_id=dossier_id, by=by)
        dossier.business = Business.HANDLING.value
        dossier.save(update_fields=["business"])
        ledger.append(events.WorkStarted(step=dossier.step, **stepping.about(dossier)), by=by, now=now)
        return dossier


def hand_over(
    *, dossier_id: int, to: str = "", unit: str = "", note: str = "", by: Actor, now: datetime
) -> Verdict:
    """This will end the present step and begin the next one, with a colleague (`to`) or a room of the body.

    Gives how the ended step stood to its time. After the last step the decision is the leader's. Raises
    NotPermitted where the step is not one of theirs by the pinned version, Invalid on "to" or "unit" for
    somebody or something that the body does not have that day.
    """
    with transaction.atomic():
        dossier = stepping.begin("hand_over", dossier_id=dossier_id, by=by)
        _check_receiver(dossier, to, unit, ("to", "unit"), on=local_date(now))
        had_receiver = bool(dossier.unit) or _open_line(dossier).exclude(receiver="").exists()
        calendar, version = stepping.calendar_of(dossier), stepping.version_of(dossier)
        following, how = slips.onward(
            dossier, version, calendar=calendar, receiver=to, unit=unit,
            note=stepping.said("note", note, needed=False), by=by, now=now,
        )  # fmt: skip
        dossier.business = Business.HANDLING.value
        dossier.save()
        if following is not None and following.role == "leader":
            _owe_approval(dossier, by=by, now=now)
        duties.offer_together(dossier, version, by=by, now=now)
        if to or unit or had_receiver:
            worklist.assign(
                dossier.subject, Duty.HANDLE.value, assignee=to, unit=unit,
                agency_code=dossier.agency_code, by=by, now=now,
            )  # fmt: skip
        fact = events.DossierHandedOver(
            step=dossier.step, to=Code(to or unit or dossier.agency_code), verdict=Code(how.value),
            **stepping.about(dossier),
        )  # fmt: skip
        ledger.append(fact, by=by, now=now)
        return how


def _owe_approval(dossier: Dossier, *, by: Actor, now: datetime) -> None:
    line = _open_line(dossier).first()
    until = line.due_at if line else dossier.current_due or now
    duties.owe(dossier, Duty.APPROVE, due_at=until, by=by, now=now)


def _open_line(dossier: Dossier) -> QuerySet[HandOver]:
    return dossier.hand_overs.filter(ended_at__isnull=True)


def _check_receiver(dossier: Dossier, person: str, unit: str, fields: tuple[str, str], *, on: date) -> None:
    """Who or which room takes a step: one of the body's, that day. Raises Invalid on the field of each."""
    if person and person not in {o.key for o in accounts.officers(dossier.agency_code, on=on)}:
        raise Invalid.field(fields[0], msg("Người được giao không thuộc cơ quan này."))
    if unit and unit not in {u.code for u in agencies.units(dossier.agency_code, on)}:
        raise Invalid.field(fields[1], msg("Cơ quan không có phòng này."))


def assign(*, dossier_id: int, to: str, by: Actor, now: datetime) -> Dossier:
    """This will give the present step to an officer of the body, or to a room of it ("unit:<code>").

    Raises Invalid on "to" for somebody or something that the body does not have.
    """
    with transaction.atomic():
        dossier = stepping.begin("assign", dossier_id=dossier_id, by=by, given=["to"] if to else [])
        unit = to.removeprefix("unit:") if to.startswith("unit:") else ""
        person = "" if unit else to
        _check_receiver(dossier, person, unit, ("to", "to"), on=local_date(now))
        _open_line(dossier).update(receiver=person, receiver_unit=unit)
        dossier.unit = unit
        dossier.save(update_fields=["unit"])
        worklist.assign(
            dossier.subject, Duty.HANDLE.value, assignee=person, unit=unit,
            agency_code=dossier.agency_code, by=by, now=now,
        )  # fmt: skip
        ledger.append(
            events.DossierAssigned(to=Code(unit or person), **stepping.about(dossier)), by=by, now=now
        )
        return dossier


def consult(
    *, dossier_id: int, agency: str, question: str, pauses: bool = False, by: Actor, now: datetime
) -> Consultation:
    """This will ask another body for its opinion, a duty on its desk. The clock stands only where the law of
    the field lets it (`pauses`). Raises Invalid; Conflict where that body is asked already."""
    with transaction.atomic():
        dossier = stepping.begin(
            "consult", dossier_id=dossier_id, by=by,
            given=[name for name, value in (("agency", agency), ("question", question)) if value],
        )  # fmt: skip
        on = local_date(now)
        asked = agencies.agency(agency, on=on)
        if asked is None or asked.code == dossier.agency_code:
            raise Invalid.field("agency", msg("Xin chọn một cơ quan khác."))
        if asked.code in stepping.consulted(dossier):
            raise Conflict(msg("Cơ quan này đang được lấy ý kiến."))
        days = parameters.value(dated.CONSULT_DAYS, on)
        until = stepping.calendar_of(dossier).due(now, Term(days, TermUnit.WORKING_DAYS))
        row = Consultation.objects.create(
            dossier=dossier, agency_code=asked.code, agency_name=asked.name,
            question=stepping.said("question", question), asked_at=now, asked_by=by.key, due_at=until,
            pauses=pauses,
        )  # fmt: skip
        duties.owe(
            dossier, Duty.CONSULT, due_at=until, by=by, now=now, agency=asked.code, summary=row.question[:200]
        )
        if pauses:
            clocks.pause(dossier, Ground.CONSULTATION, by=by, now=now)
            dossier.save()
        fact = events.OpinionAsked(
            of=Code(asked.code), due_at=until, pauses=pauses, **stepping.about(dossier)
        )
        ledger.append(fact, by=by, now=now)
        return row


def answer_consultation(*, dossier_id: int, text: str, by: Actor, now: datetime) -> Consultation:
    """This will give the opinion of the body that was asked, by one of its people."""
    with transaction.atomic():
        dossier = stepping.begin(
            "answer_consultation", dossier_id=dossier_id, by=by, given=["text"] if text else []
        )
        row = (
            dossier.consultations.select_for_update()
            .filter(answered_at__isnull=True, agency_code__in=by.bodies())
            .first()
        )
        if row is None:
            raise Conflict(msg("Không còn ý kiến nào đang chờ cơ quan này."))
        row.answer, row.answered_at, row.answered_by = (
            stepping.said("text", text, longest=20_000),
            now,
            by.key,
        )
        row.save(update_fields=["answer", "answered_at", "answered_by"])
        worklist.complete(dossier.subject, Duty.CONSULT.value, agency_code=row.agency_code, by=by, now=now)
        if row.pauses and not dossier.consultations.filter(answered_at__isnull=True, pauses=True).exists():
            clocks.resume(dossier, document=f"Ý kiến của {row.agency_name}", by=by, now=now)
            dossier.save()
        how = deadlines.verdict(now, row.due_at)
        fact = events.OpinionGiven(
            of=Code(row.agency_code), verdict=Code(how.value), **stepping.about(dossier)
        )
        ledger.append(fact, by=by, now=now)
        return row
