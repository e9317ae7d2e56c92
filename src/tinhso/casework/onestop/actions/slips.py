"""Who has the dossier, since when, until when? One line of the control slip ends as the next one begins."""

from datetime import datetime

from tinhso.casework.onestop.models import Dossier, HandOver
from tinhso.casework.onestop.rules import deadlines
from tinhso.casework.onestop.rules.deadlines import Counting, Verdict
from tinhso.casework.procedures.rules.shapes import ProcedureVersion, Step
from tinhso.core.clock import local_date
from tinhso.core.roles import Actor
from tinhso.foundation.accounts import queries as accounts
from tinhso.foundation.workdays.rules import WorkCalendar

_RECEPTION = "Tiếp nhận, chuyển hồ sơ"


def first(
    dossier: Dossier, version: ProcedureVersion, *, calendar: WorkCalendar, numbers: Counting, by: Actor,
    now: datetime,
) -> None:  # fmt: skip
    """This will open the slip: reception hands on within the day, or first thing on the next working day."""
    until = min(deadlines.hand_over_by(calendar, now, numbers), dossier.current_due or now)
    step = next(iter(version.steps), None)
    dossier.step = step.number if step else 0
    _open(dossier, 1, dossier.step, step.name if step else _RECEPTION, until, by=by, now=now)


def onward(
    dossier: Dossier, version: ProcedureVersion, *, calendar: WorkCalendar, receiver: str = "",
    unit: str = "", note: str = "", by: Actor, now: datetime,
) -> tuple[Step | None, Verdict]:  # fmt: skip
    """This will end the open line and begin the next step's; gives that step (None: the last again) and how
    the ended line stood to its time."""
    how = close(dossier, note=note, now=now)
    following = next((s for s in version.steps if s.number > dossier.step), None)
    step = following or next((s for s in version.steps if s.number == dossier.step), None)
    dossier.step = step.number if step else dossier.step
    dossier.unit = unit
    last = dossier.hand_overs.order_by("-number").values_list("number", flat=True).first() or 0
    available = calendar.working_seconds(now, dossier.current_due or now) / 3600
    left = [s.hours for s in version.steps if s.number >= dossier.step]
    hours = deadlines.fitted(left, max(available, 0.0))[0] if left else 0.0
    until = deadlines.step_due(calendar, now, hours, dossier.current_due or now)
    _open(
        dossier, last + 1, dossier.step, step.name if step else dossier.name, until,
        receiver=receiver, unit=unit, by=by, now=now,
    )  # fmt: skip
    return following, how


def close(dossier: Dossier, *, note: str = "", now: datetime) -> Verdict:
    """This will end the open line; a dossier without one is on time."""
    line = dossier.hand_overs.filter(ended_at__isnull=True).first()
    if line is None:
        return Verdict.ON_TIME
    how = deadlines.verdict(now, line.due_at)
    line.ended_at, line.verdict = now, how.value
    line.note = note[:1000] or line.note
    line.save(update_fields=["ended_at", "verdict", "note"])
    return how


def _open(
    dossier: Dossier, number: int, step: int, name: str, until: datetime, *, by: Actor, now: datetime,
    receiver: str = "", unit: str = "",
) -> None:  # fmt: skip
    HandOver.objects.create(
        dossier=dossier,
        number=number,
        step=step,
        name=name[:300],
        giver=by.key,
        giver_unit=accounts.unit_of(by.key, dossier.intake_agency, on=local_date(now))
        if by.key.startswith("officer:")
        else "",
        receiver=receiver,
        receiver_unit=unit,
        agency_code=dossier.agency_code,
        began_at=now,
        due_at=until,
    )
