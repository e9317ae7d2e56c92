"""Which dossiers does a body have? Newest first, page by page; and the lines of its register."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from tinhso.casework.onestop.models import Dossier, HandOver
from tinhso.casework.onestop.workflow import DOSSIER, OPEN, Clock
from tinhso.core.days import day_bounds
from tinhso.core.paging import Page, newest_first
from tinhso.core.roles import Actor, Role
from tinhso.core.workflow import State

LOOKING = (Role.HANDLER, Role.LEADER, Role.INTAKE, Role.AUDITOR)
SOON = timedelta(days=1)


@dataclass(frozen=True)
class Row:
    """One dossier in a list; it names nobody."""

    id: int
    subject: str
    code: str
    name: str
    procedure_code: str
    agency_code: str
    agency_name: str
    intake_agency: str
    state: State
    clock: str
    finance: str
    channel: str
    filed_at: datetime
    accept_by: datetime
    current_due: datetime | None
    ended_at: datetime | None
    finished_verdict: str
    is_open: bool


@dataclass(frozen=True)
class ListFilter:
    """What is asked for. `side`: handled (by my bodies) or taken (at my counters); `due`: late, soon."""

    side: str = "handled"
    state: str = ""
    procedure: str = ""
    due: str = ""
    channel: str = ""
    code: str = ""


@dataclass(frozen=True)
class RegisterLine:
    """One line of the register of a counter."""

    code: str
    name: str
    agency_name: str
    applicant: dict[str, str]
    received_at: datetime
    due_at: datetime | None
    forwarded_at: datetime | None
    decided_at: datetime | None
    returned_at: datetime | None
    delivery: str
    state: State


def listing(
    by: Actor, *, now: datetime, filters: ListFilter | None = None, cursor: str | None = None, limit: int = 50
) -> Page[Row]:
    """This will give one page of the actor's bodies' dossiers, newest first. Raises Invalid on "cursor"."""
    asked = filters or ListFilter()
    rows = _narrowed(_mine(by, asked.side), asked, now)
    return newest_first(rows, field="filed_at", cursor=cursor, limit=limit, show=_shown)


def procedures_in_use(by: Actor, *, side: str = "handled", most: int = 100) -> list[tuple[str, str]]:
    """This will list (code, name) of the procedures for which the actor's bodies have dossiers."""
    rows = _mine(by, side).order_by("procedure_code").values_list("procedure_code", "name").distinct()
    return list(dict(rows[:most]).items())


def register(agency: str, *, first_on: date, last_on: date, most: int = 2000) -> list[RegisterLine]:
    """This will give the register of a counter: what it received from one day to another, both with it."""
    begin, end = day_bounds(first_on)[0], day_bounds(last_on)[1]
    rows = list(
        Dossier.objects.filter(intake_agency=agency, received_at__gte=begin, received_at__lt=end)
        .select_related("application")
        .order_by("received_at", "id")[:most]
    )
    given_on = _forwarded([row.pk for row in rows])
    return [
        RegisterLine(
            row.code, row.name, row.agency_name, _applicant(row), row.received_at or row.filed_at,
            row.current_due, given_on.get(row.pk), row.decided_at,
            row.ended_at if row.business == "returned" else None, row.delivery, DOSSIER.state(row.business),
        )
        for row in rows
    ]  # fmt: skip


def _applicant(row: Dossier) -> dict[str, str]:
    said = row.application.said
    person = said.get("applicant") or said.get("holder") or {}
    return {key: str(person.get(key) or "") for key in ("name", "address", "phone", "email")}


def _forwarded(ids: Sequence[int]) -> dict[int, datetime]:
    """When the first line of each slip ended: reception gave it on."""
    ended = HandOver.objects.filter(dossier_id__in=ids, number=1, ended_at__isnull=False)
    return {pk: at for pk, at in ended.values_list("dossier_id", "ended_at") if at is not None}


def _mine(by: Actor, side: str) -> QuerySet[Dossier]:
    rows = Dossier.objects.all()
    if any(g.role in LOOKING and g.body == "" for g in by.grants):
        return rows
    bodies = sorted(by.bodies(*LOOKING))
    if side == "taken":
        return rows.filter(intake_agency__in=bodies)
    return rows.filter(agency_code__in=bodies)


def _narrowed(rows: QuerySet[Dossier], asked: ListFilter, now: datetime) -> QuerySet[Dossier]:
    if asked.state == "open":
        rows = rows.filter(business__in=[s.value for s in OPEN])
    elif asked.state:
        rows = rows.filter(business=asked.state)
    for field, value in (("procedure_code", asked.procedure), ("channel", asked.channel)):
        if value:
            rows = rows.filter(**{field: value})
    if asked.code:
        rows = rows.filter(Q(code__icontains=asked.code) | Q(national_code=asked.code))
    if asked.due:
        running = rows.filter(business__in=[s.value for s in OPEN])
        late = Q(clock=Clock.RUNNING.value, current_due__lt=now) | Q(
            clock=Clock.NOT_STARTED.value, business="filed", accept_by__lt=now
        )
        soon = Q(clock=Clock.RUNNING.value, current_due__gte=now, current_due__lt=now + SOON)
        rows = running.filter(late if asked.due == "late" else soon)
    return rows


def _shown(row: Dossier) -> Row:
    state = DOSSIER.state(row.business)
    return Row(
        row.pk, row.subject, row.code, row.name, row.procedure_code, row.agency_code, row.agency_name,
        row.intake_agency, state, row.clock, row.finance, row.channel, row.filed_at, row.accept_by,
        row.current_due, row.ended_at, row.finished_verdict, state.word in OPEN,
    )  # fmt: skip
