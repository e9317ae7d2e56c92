"""May this person take this step on this report now? Every verb begins by locking and asking here."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from tinhso.casework.reports.models import Decision, Report
from tinhso.casework.reports.queries import visible
from tinhso.casework.reports.queries.decided import Decided
from tinhso.casework.reports.rules import access
from tinhso.casework.reports.rules.lengths import LINE_MAX
from tinhso.casework.reports.workflow import REPORT
from tinhso.core import rows
from tinhso.core.errors import Invalid, Missing, NotPermitted
from tinhso.core.facts import Code
from tinhso.core.folding import nfc
from tinhso.core.messages import msg
from tinhso.core.roles import Actor, Role


def begin(step: str, *, report_id: int, by: Actor, now: datetime, given: Iterable[str] = ()) -> Report:
    """This will lock the report inside the caller's transaction and let the step pass.

    Raises Missing (no such report, or a sealed one for other eyes), NotPermitted, WrongState, Invalid.
    """
    report = lock(report_id)
    REPORT.check(step, state=report.status, roles=_roles(report, by, now), given=given)
    return report


def lock(report_id: int) -> Report:
    """This will lock one report. Raises Missing."""
    report = rows.locked(Report, report_id)
    if report is None:
        raise Missing
    return report


def _roles(report: Report, by: Actor, now: datetime) -> frozenset[Role]:
    if by.has(Role.CITIZEN):
        return frozenset({Role.CITIZEN})
    found = access.roles(by, visible.standing(report, now))
    if not found:
        raise Missing if report.visibility == "sealed" else NotPermitted
    return found


def may(step: str, *, report: Report, by: Actor, now: datetime) -> bool:
    """This will answer what `begin` would raise about, for a row in hand."""
    roles = access.roles(by, visible.standing(report, now))
    return REPORT.can(step, state=report.status, roles=roles)


def about(report: Report) -> dict[str, Any]:
    """This will give what every fact of a report says."""
    return {"subject": Code(report.subject), "code": Code(report.code)}


def by_agency(report: Report) -> dict[str, Any]:
    """This will give the same with the agency that has the report."""
    return {**about(report), "agency": Code(report.agency_code)}


def said(field: str, text: str, *, needed: bool = True, longest: int = LINE_MAX) -> str:
    """This will trim what somebody wrote. Raises Invalid on the field for nothing or too much."""
    trimmed = nfc(text or "").replace("\x00", "").strip()
    if needed and not trimmed:
        raise Invalid.field(field, msg("Chưa có nội dung."))
    if len(trimmed) > longest:
        raise Invalid.field(field, msg("Dài quá %(longest)s ký tự."), longest=longest)
    return trimmed


def decided(report: Report, decision: Decided, *, by: Actor, now: datetime) -> None:
    """This will keep one decision beside the report."""
    kept = rows.new(
        Decision,
        report_id=report.pk,
        kind=decision.kind,
        outcome=decision.outcome[:120],
        reason=decision.because.as_json(),
        rule=decision.rule.as_json() if decision.rule else None,
        confidence=decision.confidence,
        inputs=decision.inputs,
        at=now,
        by=by.key,
    )
    rows.insert([kept], with_keys=False)
