"""May this person take this step on this dossier now? Every verb begins by locking and asking here."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from tinhso.casework.onestop import dated
from tinhso.casework.onestop.models import Dossier, DueChange
from tinhso.casework.onestop.rules import access
from tinhso.casework.onestop.rules.deadlines import Counting
from tinhso.casework.onestop.workflow import COUNTER, DOSSIER
from tinhso.casework.procedures import queries as procedures
from tinhso.casework.procedures.rules.shapes import ProcedureVersion
from tinhso.core import parameters, rows
from tinhso.core.clock import local_date
from tinhso.core.errors import Invalid, Missing, NotPermitted
from tinhso.core.facts import Code
from tinhso.core.folding import nfc
from tinhso.core.messages import msg
from tinhso.core.roles import Actor, Role
from tinhso.core.values import RuleRef
from tinhso.foundation.workdays import queries as workdays
from tinhso.foundation.workdays.rules import Term, TermUnit, WorkCalendar

TEXT_MAX = 2000


def begin(step: str, *, dossier_id: int, by: Actor, given: Iterable[str] = ()) -> Dossier:
    """This will lock the dossier inside the caller's transaction and let the step pass.

    Raises Missing (none, or not this person's to know of), NotPermitted, WrongState, Invalid.
    """
    dossier = lock(dossier_id)
    DOSSIER.check(step, state=dossier.business, roles=_roles(step, dossier, by), given=given)
    return dossier


def lock(dossier_id: int) -> Dossier:
    """This will lock one dossier. Raises Missing."""
    dossier = rows.locked(Dossier, dossier_id)
    if dossier is None:
        raise Missing
    return dossier


def _roles(step: str, dossier: Dossier, by: Actor) -> frozenset[Role]:
    for alone in (Role.CITIZEN, Role.MACHINE):
        if by.has(alone):
            return frozenset({alone})
    # nearly every step is that of the body which handles it: only others are looked up among those asked
    asked = frozenset[str]()
    holding = access.holders(version_of(dossier), dossier.step) if step == "hand_over" else COUNTER
    found = access.roles(
        step, by, agency=dossier.agency_code, intake=dossier.intake_agency, consulted=asked, holding=holding
    )
    if not found:
        asked = consulted(dossier)
        found = access.roles(
            step, by, agency=dossier.agency_code, intake=dossier.intake_agency, consulted=asked,
            holding=holding,
        )  # fmt: skip
    if not found and not access.may_see(
        by, agency=dossier.agency_code, intake=dossier.intake_agency, consulted=asked
    ):
        raise Missing
    if not found:
        raise NotPermitted
    return found


def consulted(dossier: Dossier) -> frozenset[str]:
    """This will name the bodies whose opinion is asked and not yet given."""
    return frozenset(
        dossier.consultations.filter(answered_at__isnull=True).values_list("agency_code", flat=True)
    )


def about(dossier: Dossier) -> dict[str, Any]:
    """This will give what every fact of a dossier says."""
    return {
        "subject": Code(dossier.subject),
        "code": Code(dossier.code),
        "procedure": Code(dossier.procedure_code),
        "agency": Code(dossier.agency_code),
    }


def said(field: str, text: str, *, needed: bool = True, longest: int = TEXT_MAX) -> str:
    """This will trim what somebody wrote. Raises Invalid on the field for nothing or too much."""
    trimmed = nfc(text or "").replace("\x00", "").strip()
    if needed and not trimmed:
        raise Invalid.field(field, msg("Chưa có nội dung."))
    if len(trimmed) > longest:
        raise Invalid.field(field, msg("Dài quá %(longest)s ký tự."), longest=longest)
    return trimmed


def counting(at: datetime) -> Counting:
    """This will give the numbers of the count that are in force on the day of a moment."""
    on = local_date(at)
    return Counting(
        cutoff=time.fromisoformat(parameters.value(dated.CUTOFF, on)),
        accept_hours=parameters.value(dated.ACCEPT_HOURS, on),
        morning_hours=parameters.value(dated.MORNING_HOURS, on),
        notice_days=parameters.value(dated.NOTICE_DAYS, on),
    )


def calendar_of(dossier: Dossier) -> WorkCalendar:
    """This will give the calendar on which its time is counted."""
    return workdays.calendar(dossier.calendar)


def term_of(dossier: Dossier) -> Term | None:
    """This will give the pinned term; None is "within the day"."""
    if dossier.term_amount is None:
        return None
    return Term(dossier.term_amount, TermUnit(dossier.term_unit))


def version_of(dossier: Dossier) -> ProcedureVersion:
    """This will give the procedure as it was pinned."""
    return procedures.version(dossier.version_ref)


def note_due(
    dossier: Dossier,
    due_at: datetime,
    *,
    why: str,
    document: str,
    reason: str = "",
    rule: RuleRef | None = None,
    by: Actor,
    now: datetime,
) -> datetime | None:
    """This will move the dossier's end and keep the move on its list; gives the end before. An end that
    stays where it was, because a clock stood for less than a day, is no move."""
    before, dossier.current_due = dossier.current_due, due_at
    if before == due_at:
        return before
    DueChange.objects.create(
        dossier=dossier,
        at=now,
        by=by.key,
        why=why,
        reason=reason[:1000],
        document=document[:200],
        due_before=before,
        due_after=due_at,
        rule=rule.as_json() if rule else None,
    )
    return before
