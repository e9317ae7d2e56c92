"""Which duties does a dossier put on the worklist, in which words? Code and procedure, never a name."""

from datetime import datetime

from tinhso.casework.onestop import addresses
from tinhso.casework.onestop.models import Dossier
from tinhso.casework.onestop.rules import access
from tinhso.casework.onestop.workflow import Duty
from tinhso.casework.procedures.rules.shapes import ProcedureVersion
from tinhso.core.roles import Actor, Role
from tinhso.foundation.worklist import actions as worklist
from tinhso.foundation.worklist.actions import ItemSpec

LABELS = {
    Duty.ACCEPT: "Tiếp nhận",
    Duty.HANDLE: "Giải quyết",
    Duty.CONSULT: "Cho ý kiến",
    Duty.APPROVE: "Quyết định",
    Duty.SIGN: "Ký số kết quả",
    Duty.RETURN: "Trả kết quả",
    Duty.ANSWER_OBJECTION: "Trả lời phản ánh về hồ sơ",
}
TOGETHER = {Duty.ACCEPT: "receive", Duty.HANDLE: "hand_over"}
"""Which duties a desk does for many dossiers at once, by which step. What is signed is read one by one."""


def offer_together(dossier: Dossier, version: ProcedureVersion, *, by: Actor, now: datetime) -> None:
    """This will let a desk hand over the present step with others only while it is one of a handler's."""
    theirs = Role.HANDLER in access.holders(version, dossier.step)
    worklist.group(
        dossier.subject, Duty.HANDLE.value, bulk_url=addresses.many(TOGETHER[Duty.HANDLE]) if theirs else "",
        by=by, now=now,
    )  # fmt: skip


def owe(
    dossier: Dossier,
    duty: Duty,
    *,
    due_at: datetime,
    by: Actor,
    now: datetime,
    agency: str = "",
    unit: str = "",
    summary: str = "",
) -> None:
    """This will put one duty on the desk of the dossier's body, or of another one."""
    spec = ItemSpec(
        subject=dossier.subject,
        duty=duty.value,
        agency_code=agency or dossier.agency_code,
        unit=unit,
        title=f"{dossier.code} – {dossier.name}"[:300],
        summary=summary or LABELS[duty],
        url=addresses.case(dossier.code),
        bulk_url=addresses.many(TOGETHER[duty]) if duty in TOGETHER else "",
        calendar=dossier.calendar,
        due_at=due_at,
        started_at=now,
        tags=("dossier", dossier.field_code),
    )
    prepared = worklist.prepare([spec], now=now)
    worklist.open_prepared(prepared, subject=dossier.subject, by=by, now=now)


def clear(dossier: Dossier, *, by: Actor, now: datetime) -> None:
    """This will take off whatever is still owed for a dossier that ended."""
    for duty in Duty:
        if duty != Duty.ANSWER_OBJECTION:
            worklist.cancel(dossier.subject, duty.value, by=by, now=now)
