"""Is a new report the matter of an earlier one? Likeness is found here, and acted on where it is sure."""

from datetime import datetime, timedelta

from django.db import transaction

from tinhso.casework.oversight import dated, events, queries
from tinhso.casework.oversight.models import Likeness
from tinhso.casework.oversight.rules import likeness
from tinhso.casework.reports import actions as cases
from tinhso.casework.reports import queries as reports
from tinhso.casework.reports.queries import Likened
from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.core.errors import Invalid
from tinhso.core.facts import Code
from tinhso.core.messages import Message, msg
from tinhso.core.roles import MACHINE
from tinhso.core.workflow import WrongState
from tinhso.foundation.ledger import actions as ledger

ALIKE = msg("Giống phản ánh %(code)s, cách %(metres)s m, giống %(percent)s %%; theo dõi và trả lời ở đó.")


def compare(report_id: int, *, now: datetime) -> str:
    """This will look for an earlier report of the same matter: "merged", "suggested", "recurred" or "".

    What is urgent is never merged by the machine: a second call for help may be a second person.
    """
    found = reports.likened(report_id)
    if found is None or found.status not in ("received", "assigned"):
        return ""
    row = queries.comparing(found.category, local_date(now))
    since = found.received_at - timedelta(days=row.days)
    near = reports.near(
        found.point, category=found.category, radius_m=row.radius_m, since=since, before=found.id
    )
    weighed = [(_alike(found, first, metres, row.radius_m), first, metres) for first, metres in near]
    best = max(weighed, key=lambda one: one[0].sure, default=None)
    on = local_date(now)
    if best is not None and best[0].sure >= parameters.value(dated.SUGGEST, on):
        sure, first, metres = best[0].sure, best[1], best[2]
        is_sure = sure >= parameters.value(dated.SURE, on)
        if is_sure and not (found.urgent or first.urgent) and _merge(found, first, sure, metres, now=now):
            return "merged"
        _keep(found, first, Likeness.Kind.SUGGESTION, sure=sure, metres=metres, now=now)
        return "suggested"
    return "recurred" if _recurred(found, row, now=now) else ""


def _alike(one: Likened, other: Likened, metres: float, radius_m: float) -> likeness.Likeness:
    return likeness.compare(
        words=likeness.words_alike(likeness.telling(one.text), likeness.telling(other.text)),
        picture=likeness.pictures_alike(one.pictures, other.pictures),
        metres=metres,
        radius_m=radius_m,
    )


def _merge(found: Likened, first: Likened, sure: float, metres: float, *, now: datetime) -> bool:
    because = Message(ALIKE, {"code": first.code, "metres": round(metres), "percent": round(sure * 100)})
    try:
        cases.merge(
            report_id=found.id, first=first.code, by=MACHINE, now=now, confidence=sure, because=because
        )
    except (Invalid, WrongState):  # accepted, answered or merged itself since it was looked at
        return False
    return True


def _recurred(found: Likened, row: queries.Comparing, *, now: datetime) -> bool:
    since = found.received_at - timedelta(days=row.recurrence_days)
    answered = reports.near(
        found.point,
        category=found.category,
        radius_m=row.radius_m,
        since=since,
        is_open=False,
        before=found.id,
    )
    if not answered:
        return False
    first, metres = answered[0]
    sure = _alike(found, first, metres, row.radius_m).sure
    _keep(found, first, Likeness.Kind.RECURRENCE, sure=sure, metres=metres, now=now)
    return True


def _keep(found: Likened, first: Likened, kind: str, *, sure: float, metres: float, now: datetime) -> None:
    with transaction.atomic():
        _row, is_new = Likeness.objects.get_or_create(
            report_id=found.id,
            kind=kind,
            defaults={
                "first_id": first.id,
                "first_code": first.code,
                "agency_code": first.agency_code,
                "category": found.category,
                "sure": sure,
                "metres": metres,
                "at": now,
            },
        )
        if is_new:
            fact = events.LikenessFound(
                subject=Code(f"report:{found.id}"),
                kind=Code(str(kind)),
                first=Code(f"report:{first.id}"),
                agency=Code(first.agency_code),
                percent=round(sure * 100),
            )
            ledger.append(fact, by=MACHINE, now=now)


def separate_from_sealed(first_id: int, *, now: datetime) -> None:
    """This will give every report that was merged into one its own way again, once that one is sealed."""
    for report_id in reports.merged_into(first_id):
        cases.unmerge(report_id=report_id, by=MACHINE, now=now)
