"""How does a dossier end: decided, its result given, stopped, taken back; and how is it opened again?"""

from datetime import datetime

from django.db import transaction

from tinhso.casework.onestop import dated, events
from tinhso.casework.onestop.actions import duties, paying, results, slips, stepping
from tinhso.casework.onestop.models import Dossier
from tinhso.casework.onestop.rules import deadlines
from tinhso.casework.onestop.workflow import Business, Clock, Delivery, Duty, Finance
from tinhso.casework.procedures.rules.shapes import Moment
from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.core.errors import Conflict, Invalid
from tinhso.core.facts import Code
from tinhso.core.messages import msg
from tinhso.core.roles import Actor
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.workdays.rules import Term, TermUnit
from tinhso.foundation.worklist import actions as worklist

GRANTED, REJECTED = "granted", "rejected"


class Forgotten(Conflict):
    """Nobody knows any more whose dossier it was."""

    code = "forgotten"
    sentence = msg("Dữ liệu người nộp đã xoá theo thời hạn lưu nên hồ sơ này không mở lại được.")


class Unpaid(Conflict):
    """A result is not given out while its fee is owed."""

    code = "unpaid"
    sentence = msg("Hồ sơ còn khoản phải nộp; nộp xong mới trả được kết quả.")


class NoResult(Conflict):
    """A granted dossier ends with its result."""

    code = "no-result"
    sentence = msg("Chưa có kết quả đính kèm.")


def decide(*, dossier_id: int, outcome: str, reason: str = "", by: Actor, now: datetime) -> Dossier:
    """This will decide the matter; the clock ends here. A rejection needs its reason.

    Raises Conflict while an opinion that stops the clock is awaited.
    """
    with transaction.atomic():
        dossier = stepping.begin("decide", dossier_id=dossier_id, by=by, given=["outcome"] if outcome else [])
        if outcome not in (GRANTED, REJECTED):
            raise Invalid.field("outcome", msg("Kết quả là đồng ý hoặc không đồng ý."))
        if dossier.clock == Clock.PAUSED:
            raise Conflict(msg("Hồ sơ đang dừng đồng hồ; chưa thể quyết định."))
        dossier.ending = stepping.said("reason", reason, needed=outcome == REJECTED)
        dossier.outcome = outcome
        dossier.business, dossier.clock = Business.DECIDED.value, Clock.ENDED.value
        dossier.decided_at = now
        how = deadlines.verdict(now, dossier.current_due or now)
        dossier.finished_verdict = how.value
        slips.close(dossier, now=now)
        for duty in (Duty.HANDLE, Duty.APPROVE):
            worklist.complete(dossier.subject, duty.value, by=by, now=now)
        worklist.cancel(dossier.subject, Duty.CONSULT.value, by=by, now=now)
        paying.ask(dossier, Moment.RECEIPT, Moment.SUPPLEMENT, Moment.RETURN, by=by, now=now)
        dossier.save()
        days = parameters.value(dated.RETURN_DAYS, local_date(now))
        until = stepping.calendar_of(dossier).due(now, Term(days, TermUnit.WORKING_DAYS))
        # between departments it is the one that asked which takes the result, at its own desk
        taker = dossier.intake_agency if dossier.is_internal else ""
        duties.owe(dossier, Duty.RETURN, due_at=until, by=by, now=now, agency=taker)
        fact = events.DossierDecided(
            outcome=Code(outcome), verdict=Code(how.value), **stepping.about(dossier)
        )
        ledger.append(fact, by=by, now=now)
        return dossier


def return_result(*, dossier_id: int, by: Actor, now: datetime) -> Dossier:
    """This will give the result out and end the dossier. Raises Unpaid, NoResult, Unsigned."""
    with transaction.atomic():
        dossier = stepping.begin("return_result", dossier_id=dossier_id, by=by)
        if dossier.finance == Finance.DUE:
            raise Unpaid
        owes_paper = dossier.outcome == GRANTED and stepping.version_of(dossier).results
        if owes_paper and not dossier.results.exists():
            raise NoResult
        if dossier.outcome == GRANTED:
            results.check_signed(dossier, on=local_date(now))
        dossier.business, dossier.ended_at = Business.RETURNED.value, now
        dossier.save()
        worklist.complete(dossier.subject, Duty.RETURN.value, by=by, now=now)
        worklist.cancel(dossier.subject, Duty.SIGN.value, by=by, now=now)
        fact = events.ResultReturned(
            delivery=Code(Delivery(dossier.delivery).value),
            verdict=Code(dossier.finished_verdict),
            **stepping.about(dossier),
        )
        ledger.append(fact, by=by, now=now)
        return dossier


def stop(*, dossier_id: int, reason: str, by: Actor, now: datetime) -> Dossier:
    """This will end the handling without a decision, with its reason (Mẫu 05)."""
    with transaction.atomic():
        dossier = stepping.begin("stop", dossier_id=dossier_id, by=by, given=["reason"] if reason else [])
        dossier.ending = stepping.said("reason", reason)
        _end(dossier, Business.STOPPED, by=by, now=now)
        ledger.append(events.DossierStopped(**stepping.about(dossier)), by=by, now=now)
        return dossier


def withdraw(*, dossier_id: int, reason: str, by: Actor, now: datetime) -> Dossier:
    """This will take the dossier back on the applicant's word."""
    with transaction.atomic():
        dossier = stepping.begin("withdraw", dossier_id=dossier_id, by=by, given=["reason"] if reason else [])
        dossier.ending = stepping.said("reason", reason)
        _end(dossier, Business.WITHDRAWN, by=by, now=now)
        ledger.append(events.DossierWithdrawn(**stepping.about(dossier)), by=by, now=now)
        return dossier


def _end(dossier: Dossier, state: Business, *, by: Actor, now: datetime) -> None:
    slips.close(dossier, now=now)
    dossier.business, dossier.clock, dossier.ended_at = state.value, Clock.ENDED.value, now
    dossier.paused_at, dossier.pause_ground = None, ""
    paying.let_go(dossier, now=now)
    if dossier.fees.filter(paid_at__isnull=False, due__gt=0).exists():
        dossier.finance = Finance.REFUND.value
    elif dossier.finance == Finance.DUE:
        dossier.finance = Finance.NOTHING.value
    dossier.save()
    duties.clear(dossier, by=by, now=now)


def reopen(*, dossier_id: int, reason: str, by: Actor, now: datetime) -> Dossier:
    """This will take an ended dossier up again to correct it; what was promised and reached stays.

    Raises Forgotten where nobody knows any more whose it was.
    """
    with transaction.atomic():
        dossier = stepping.begin("reopen", dossier_id=dossier_id, by=by, given=["reason"] if reason else [])
        if dossier.application.erased_at:
            raise Forgotten
        dossier.ending = stepping.said("reason", reason)
        dossier.business, dossier.clock, dossier.ended_at = (
            Business.HANDLING.value, Clock.RUNNING.value, None,
        )  # fmt: skip
        due_at = deadlines.due(
            stepping.calendar_of(dossier), now, stepping.term_of(dossier), stepping.counting(now)
        )
        stepping.note_due(
            dossier, due_at, why="reopened", document=f"Mở lại {dossier.code}", reason=dossier.ending,
            by=by, now=now,
        )  # fmt: skip
        version = stepping.version_of(dossier)
        slips.onward(dossier, version, calendar=stepping.calendar_of(dossier), by=by, now=now)
        paying.take_up(dossier, now=now)
        dossier.save()
        duties.owe(dossier, Duty.HANDLE, due_at=due_at, by=by, now=now)
        ledger.append(events.DossierReopened(**stepping.about(dossier)), by=by, now=now)
        return dossier
