"""How is what is missing asked for, once and completely, and how does it come in?"""

from collections.abc import Sequence
from datetime import datetime
from typing import TypedDict

from django.db import transaction

from tinhso.casework.onestop import dated, events
from tinhso.casework.onestop.actions import clocks, duties, stepping
from tinhso.casework.onestop.actions.submit import keep_components
from tinhso.casework.onestop.models import Dossier, Supplement
from tinhso.casework.onestop.rules import deadlines
from tinhso.casework.onestop.rules.deadlines import Ground, Verdict
from tinhso.casework.onestop.rules.filing import Given
from tinhso.casework.onestop.workflow import Business, Duty
from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.core.errors import Conflict, Invalid
from tinhso.core.facts import Code
from tinhso.core.messages import msg
from tinhso.core.roles import Actor
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.workdays.rules import Term, TermUnit
from tinhso.foundation.worklist import actions as worklist


class AskedAlready(Conflict):
    """The law allows one complete request."""

    code = "asked-already"
    sentence = msg("Đã yêu cầu bổ sung một lần; chỉ được yêu cầu một lần, đầy đủ.")


class Wanted(TypedDict):
    """One thing asked for: the component's code ("" for a correction) and what to do, in words."""

    code: str
    text: str


def ask_supplement(*, dossier_id: int, papers: Sequence[Wanted], by: Actor, now: datetime) -> Dossier:
    """This will ask the applicant for what is missing (Mẫu 02); a running clock stands until it comes.

    Raises AskedAlready, Invalid for a request without a word to act on.
    """
    with transaction.atomic():
        dossier = stepping.begin(
            "ask_supplement", dossier_id=dossier_id, by=by, given=["papers"] if papers else []
        )
        if Supplement.objects.filter(dossier=dossier).exists():
            raise AskedAlready
        known = {one.code for one in stepping.version_of(dossier).components}
        wanted = []
        for place, one in enumerate(papers):
            if one["code"] and one["code"] not in known:
                raise Invalid.field(f"papers.{place}.code", msg("Thủ tục này không có thành phần hồ sơ đó."))
            wanted.append({"code": one["code"], "text": stepping.said(f"papers.{place}.text", one["text"])})
        days = parameters.value(dated.SUPPLEMENT_DAYS, local_date(now))
        until = stepping.calendar_of(dossier).due(now, Term(days, TermUnit.DAYS))
        Supplement.objects.create(dossier=dossier, papers=wanted, asked_at=now, asked_by=by.key, until=until)
        if dossier.received_at:
            clocks.pause(dossier, Ground.SUPPLEMENT, by=by, now=now)
        else:
            worklist.complete(dossier.subject, Duty.ACCEPT.value, by=by, now=now)
        dossier.business = Business.SUPPLEMENTING.value
        dossier.supplement_asked_at = now
        dossier.save()
        fact = events.SupplementAsked(
            until=until, papers=tuple(Code(one["code"]) for one in wanted),
            verdict=Code(_how(dossier, now).value), **stepping.about(dossier),
        )  # fmt: skip
        ledger.append(fact, by=by, now=now)
        return dossier


def supply(*, dossier_id: int, given: Sequence[Given], by: Actor, now: datetime) -> Dossier:
    """This will take in what was asked for.

    A dossier that was not received yet is to be received or refused within the same hours again. One that was
    is counted from the beginning, because only now it is complete; where the lack was told after the days of
    notice the law gives no new count, and its clock goes on with what was left.
    """
    with transaction.atomic():
        dossier = stepping.lock(dossier_id)
        step = "supply" if dossier.received_at else "file_again"
        dossier = stepping.begin(step, dossier_id=dossier_id, by=by)
        if not given:
            raise Invalid.field("given", msg("Chưa có giấy tờ nào được bổ sung."))
        version = stepping.version_of(dossier)
        keep_components(dossier, version, tuple(given), by=by, now=now)
        return go_on(dossier, by=by, now=now)


def go_on(dossier: Dossier, *, by: Actor, now: datetime) -> Dossier:
    """This will let a locked dossier go on whose missing papers came, as `supply` says."""
    with transaction.atomic():
        Supplement.objects.filter(dossier=dossier).update(supplied_at=now)
        calendar, numbers = stepping.calendar_of(dossier), stepping.counting(now)
        if dossier.received_at:
            dossier.business = Business.HANDLING.value
            if _how(dossier, dossier.supplement_asked_at or now) == Verdict.LATE:
                clocks.resume(dossier, document=f"Mẫu 02 {dossier.code}", by=by, now=now)
            else:
                due_at = deadlines.due(calendar, now, stepping.term_of(dossier), numbers)
                clocks.recount(dossier, due_at, by=by, now=now)
        else:
            dossier.business = Business.FILED.value
            dossier.accept_by = deadlines.accept_by(calendar, now, numbers)
            duties.owe(
                dossier, Duty.ACCEPT, due_at=dossier.accept_by, by=by, now=now, agency=dossier.intake_agency
            )
        dossier.save()
        due = dossier.current_due if dossier.received_at else None
        ledger.append(events.SupplementGiven(due_at=due, **stepping.about(dossier)), by=by, now=now)
        return dossier


def _how(dossier: Dossier, asked_at: datetime) -> Verdict:
    """How a request stands to the days of notice; those count from receipt, before it there are none."""
    if dossier.received_at is None:
        return Verdict.EARLY
    numbers = stepping.counting(dossier.received_at)
    until = deadlines.notice_by(stepping.calendar_of(dossier), dossier.received_at, numbers)
    return deadlines.verdict(asked_at, until)
