"""Which dossiers does a body have? Newest first, page by page; and the lines of its register."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from itertools import product

from django.db.models import Q, QuerySet

from tinhso.casework.onestop.models import Dossier, HandOver
from tinhso.casework.onestop.queries import finding, using
from tinhso.casework.onestop.rules import access
from tinhso.casework.onestop.rules.filing import Channel
from tinhso.casework.onestop.workflow import DOSSIER, ENDED, OPEN, Business, Clock
from tinhso.casework.procedures import queries as procedures
from tinhso.core.days import day_bounds
from tinhso.core.paging import Page, newest_first
from tinhso.core.roles import Actor, Role
from tinhso.core.workflow import State

LOOKING = (Role.HANDLER, Role.LEADER, Role.INTAKE, Role.AUDITOR)
SOON = timedelta(days=1)
MOST_PARTS = 60
TOGETHER = ("receive", "hand_over")
_SIDES = {"handled": "agency_code", "taken": "intake_agency"}


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
    steps: frozenset[str] = frozenset()
    """Which steps that are taken with many at once the reader may take with this one (`TOGETHER`)."""


@dataclass(frozen=True)
class ListFilter:
    """What is asked for. `side`: handled (by my bodies) or taken (at my counters); `due`: late, soon; `code`
    is whatever was typed (`finding.meant`)."""

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
    bodies = _bodies(by)
    meant = finding.meant(asked.code, bodies=bodies, now=now) if asked.code else finding.Meant()
    rows = _narrowed(Dossier.objects.all(), asked, now)
    if meant.keys is not None:
        rows = rows.filter(pk__in=meant.keys)
    procedures_ = meant.procedures
    if procedures_ is not None:
        in_use = {code for code, _name in procedures_in_use(by, side=asked.side)}
        procedures_ = tuple(code for code in procedures_ if code in in_use)
    if asked.procedure:
        rows, procedures_ = rows.filter(procedure_code=asked.procedure), None
    parts = _parts(asked, bodies, procedures_)
    if not parts:
        rows = rows.none()
    elif len(parts) > MOST_PARTS:
        rows, parts = _of(rows, asked.side, bodies, procedures_), []
    return newest_first(
        rows, field="filed_at", cursor=cursor, limit=limit, show=partial(_shown, by=by), parts=parts,
        keys_first=True,
    )  # fmt: skip


def procedures_in_use(by: Actor, *, side: str = "handled", most: int = 100) -> list[tuple[str, str]]:
    """This will list (code, name) of the procedures for which the actor's bodies have dossiers."""
    used = using.procedures_of(_SIDES[side], _bodies(by), most=most)
    return [(code, using.name_of(code)) for code in used]


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


def _bodies(by: Actor) -> Sequence[str] | None:
    """Whose dossiers somebody sees; None for those who see all."""
    if any(g.role in LOOKING and g.body == "" for g in by.grants):
        return None
    return sorted(by.bodies(*LOOKING))


def _parts(
    asked: ListFilter, bodies: Sequence[str] | None, codes: Sequence[str] | None
) -> list[dict[str, str]]:
    """In which parts the rows asked for lie together in an index, each newest first.

    Bodies always; procedures where words meant some; and of the body that handles the rare states and
    channels, for which a walk among all of its dossiers finds the first ones late.
    """
    choices: dict[str, Sequence[str]] = {} if bodies is None else {_SIDES[asked.side]: bodies}
    if codes is not None:
        choices["procedure_code"] = codes
    elif bodies is not None and asked.side == "handled" and not (asked.procedure or asked.due):
        is_ended = asked.state in {s.value for s in ENDED} or asked.state == Business.DECIDED
        if is_ended or (asked.channel and not asked.state):
            choices["business"] = [asked.state] if is_ended else [s.value for s in Business]
            choices["channel"] = [asked.channel] if asked.channel else [c.value for c in Channel]
    return [dict(zip(choices, values, strict=True)) for values in product(*choices.values())]


def _of(
    rows: QuerySet[Dossier], side: str, bodies: Sequence[str] | None, codes: Sequence[str] | None
) -> QuerySet[Dossier]:
    """The parts as one condition, where they are too many to be asked each."""
    if bodies is not None:
        rows = rows.filter(**{f"{_SIDES[side]}__in": bodies})
    return rows if codes is None else rows.filter(procedure_code__in=codes)


def _narrowed(rows: QuerySet[Dossier], asked: ListFilter, now: datetime) -> QuerySet[Dossier]:
    if asked.due or asked.state == "open":
        # "not ended" is said beside, for by it the index of what is going on is recognised
        rows = rows.filter(ended_at__isnull=True, business__in=[s.value for s in OPEN])
    if asked.state in {s.value for s in OPEN}:
        rows = rows.filter(ended_at__isnull=True)
    if asked.state and asked.state != "open":
        rows = rows.filter(business=asked.state)
    if asked.channel:
        rows = rows.filter(channel=asked.channel)
    if asked.due:
        late = Q(clock=Clock.RUNNING.value, current_due__lt=now) | Q(
            clock=Clock.NOT_STARTED.value, business="filed", accept_by__lt=now
        )
        soon = Q(clock=Clock.RUNNING.value, current_due__gte=now, current_due__lt=now + SOON)
        rows = rows.filter(late if asked.due == "late" else soon)
    return rows


def _shown(row: Dossier, *, by: Actor) -> Row:
    state = DOSSIER.state(row.business)
    return Row(
        row.pk, row.subject, row.code, row.name, row.procedure_code, row.agency_code, row.agency_name,
        row.intake_agency, state, row.clock, row.finance, row.channel, row.filed_at, row.accept_by,
        row.current_due, row.ended_at, row.finished_verdict, state.word in OPEN, _steps(row, by),
    )  # fmt: skip


def _steps(row: Dossier, by: Actor) -> frozenset[str]:
    stands = {name for name in TOGETHER if row.business in DOSSIER.step(name).from_}
    if not stands:
        return frozenset()
    holding = access.holders(procedures.version(row.version_ref), row.step)

    def roles(step: str) -> frozenset[Role]:
        return access.roles(
            step, by, agency=row.agency_code, intake=row.intake_agency, consulted=frozenset(),
            holding=holding,
        )  # fmt: skip

    return frozenset(name for name in stands if DOSSIER.can(name, state=row.business, roles=roles(name)))
