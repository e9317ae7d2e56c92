"""What waits for me and my agency, most urgent first; and how well are duties done in time?"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from tinhso.core import clock
from tinhso.core.clock import local_date
from tinhso.core.folding import fold
from tinhso.core.paging import Page, read_cursor, write_cursor
from tinhso.core.roles import Actor
from tinhso.foundation.workdays import queries as workdays
from tinhso.foundation.worklist import desks, rules
from tinhso.foundation.worklist.models import WorkItem
from tinhso.foundation.worklist.rules import ItemState, Sight, Tone


@dataclass(frozen=True)
class ItemView:
    """One duty as a desk shows it; `remaining_s` is working time, negative when late."""

    id: int
    subject: str
    duty: str
    agency_code: str
    unit: str
    assignee: str
    title: str
    summary: str
    url: str
    bulk_url: str
    due_at: datetime
    original_due: datetime
    started_at: datetime
    state: str
    tone: str
    remaining_s: float
    urgent: bool
    tags: tuple[str, ...]
    paused_at: datetime | None
    pause_reason: str
    done_at: datetime | None
    on_time: bool | None
    extension_reason: str


@dataclass(frozen=True)
class WaitingFilter:
    """What to keep of the waiting list; everything left out keeps all.

    `assignee`: "mine", "unassigned", or an officer's key; `tone`: calm, soon, late, paused; `q` is searched
    without accents in title, summary and tags.
    """

    assignee: str | None = None
    unit: str | None = None
    duty: str | None = None
    agency_code: str | None = None
    tone: str | None = None
    urgent: bool | None = None
    q: str = ""


@dataclass(frozen=True)
class Standing:
    """How many items are open, and how many of them are past their due time, by duty."""

    open: dict[str, float]
    late: dict[str, float]


@dataclass(frozen=True)
class AgencyFigures:
    """Answer duties of one agency: ended in the period (in time, late), open at its end (overdue)."""

    agency_code: str
    done: int
    on_time: int
    late: int
    open: int
    overdue: int


def standing(*, now: datetime) -> Standing:
    """This will count what is open in the whole deployment, with one statement over the open items alone.

    A stopped clock is not late.
    """
    late = Count("pk", filter=Q(due_at__lt=now, state=ItemState.RUNNING.value))
    rows = WorkItem.objects.filter(done_at__isnull=True).values_list("duty")
    found = list(rows.annotate(number=Count("pk"), late=late))
    return Standing(
        open={duty: float(number) for duty, number, _ in found},
        late={duty: float(late) for duty, _, late in found},
    )


def waiting(
    actor: Actor,
    *,
    on: date,
    now: datetime,
    filters: WaitingFilter | None = None,
    cursor: str | None = None,
    limit: int = 50,
) -> Page[ItemView]:
    """This will give one page of what waits for the actor's bodies: urgent ones first, then by end.

    One query. Raises Invalid on "cursor".
    """
    rows = _filtered(_seen_by(actor, on), filters or WaitingFilter(), actor, now)
    if cursor:
        urgent, due_at, pk = read_cursor(cursor, bool, datetime, int)
        after = Q(urgent=urgent) & (Q(due_at__gt=due_at) | Q(due_at=due_at, pk__gt=pk))
        rows = rows.filter(after | Q(urgent=False) if urgent else after)
    found = list(rows.order_by("-urgent", "due_at", "pk")[: limit + 1])
    following = None
    if len(found) > limit:
        last = found[limit - 1]
        following = write_cursor(last.urgent, last.due_at, last.pk)
    return Page([_view(item, now) for item in found[:limit]], following)


def counts(actor: Actor, now: datetime) -> dict[str, int]:
    """This will count what waits, in one query: "all", "mine", "unassigned", "urgent", each tone
    ("calm", "soon", "late", "paused") and each duty ("duty:accept")."""
    rows = _seen_by(actor, local_date(now)).values("duty")
    parts = {
        "all": Q(),
        "mine": Q(assignee=actor.key),
        "unassigned": Q(assignee=""),
        "urgent": Q(urgent=True),
        **{tone.value: _toned(tone, now) for tone in Tone if tone != Tone.DONE},
    }
    # one query that groups by duty: the sums over the groups are the other counts
    # what is counted stands in the index too, as all that is asked here (`worklist_counted`)
    counted = {f"n_{name}": Count("duty", filter=condition or None) for name, condition in parts.items()}
    totals: Counter[str] = Counter(dict.fromkeys(parts, 0))
    names = [f"n_{name}" for name in parts]
    for duty, *numbers in rows.annotate(**counted).order_by("duty").values_list("duty", *names):
        of_duty = dict(zip(parts, numbers, strict=True))
        totals[f"duty:{duty}"] = of_duty["all"]
        totals.update(of_duty)
    return dict(totals)


def items_of(subject: str, *, now: datetime | None = None) -> list[ItemView]:
    """This will list every duty of a subject, ended ones too, oldest first; asked by rooms about their own.

    Without `now` the remaining time is told as of this moment.
    """
    at = now or clock.now()
    rows = WorkItem.objects.filter(subject=subject).order_by("started_at", "pk")
    return [_view(item, at) for item in rows]


def figures(
    *,
    since: datetime,
    until: datetime,
    agency_code: str | None = None,
    duty: str = rules.ANSWER,
    now: datetime | None = None,
) -> list[AgencyFigures]:
    """This will count per agency the duties ended in [since, until) and those open at `until`.

    Three queries; two where `until` is `now`, for nothing ended later. What was cancelled counts nowhere;
    what stands paused now is open but not overdue.
    """
    rows = WorkItem.objects.filter(duty=duty).exclude(state=ItemState.CANCELLED)
    if agency_code is not None:
        rows = rows.filter(agency_code=agency_code)
    ended = rows.filter(done_at__gte=since, done_at__lt=until)
    late = Q(due_at__lt=until) & ~Q(state=ItemState.PAUSED)
    done = _per_agency(ended, Q(on_time=True))
    # asked apart, because "still open or ended later" in one condition finds no index
    still_open = _per_agency(rows.filter(done_at__isnull=True, started_at__lt=until), late)
    open_then: dict[str, tuple[int, int]] = {}
    if now is None or until < now:
        open_then = _per_agency(rows.filter(done_at__gte=until, started_at__lt=until), late)
    found = []
    for code in sorted(done.keys() | still_open.keys() | open_then.keys()):
        n, on_time = done.get(code, (0, 0))
        now_open, now_late = still_open.get(code, (0, 0))
        then_open, then_late = open_then.get(code, (0, 0))
        open_, overdue = now_open + then_open, now_late + then_late
        found.append(AgencyFigures(code, n, on_time, n - on_time, open_, overdue))
    return found


def _per_agency(rows: QuerySet[WorkItem], condition: Q) -> dict[str, tuple[int, int]]:
    """This will count the rows of each agency, and those among them that meet the condition."""
    counted = rows.values("agency_code").annotate(n=Count("pk"), met=Count("pk", filter=condition))
    ordered = counted.order_by("agency_code").values_list("agency_code", "n", "met")
    return {code: (n, met) for code, n, met in ordered}


def sight(actor: Actor, on: date) -> Sight:
    """This will tell which bodies' items the actor sees."""
    return rules.sight(actor, exceptions_desk=desks.exceptions(on), restricted_desk=desks.restricted(on))


def _seen_by(actor: Actor, on: date) -> QuerySet[WorkItem]:
    seen = sight(actor, on)
    rows = WorkItem.objects.filter(agency_code__in=sorted(seen.bodies), done_at__isnull=True)
    only_handled = sorted(seen.bodies - seen.led)
    # nobody can answer what is not accepted yet: until then the subject waits once, for being accepted.
    # The bodies are named again, or PostgreSQL gathers what everybody has to accept (17,000: 17 ms a desk).
    accepting = WorkItem.objects.filter(
        subject=OuterRef("subject"),
        agency_code=OuterRef("agency_code"),
        agency_code__in=sorted(seen.bodies),
        duty=rules.ACCEPT,
        done_at__isnull=True,
    )
    rows = rows.exclude(Q(duty=rules.ANSWER) & Exists(accepting))
    return rows.exclude(agency_code__in=only_handled, duty__in=sorted(rules.LEADER_DUTIES))


def _filtered(
    rows: QuerySet[WorkItem], filters: WaitingFilter, actor: Actor, now: datetime
) -> QuerySet[WorkItem]:
    if filters.assignee:
        wanted = {"mine": actor.key, "unassigned": ""}
        rows = rows.filter(assignee=wanted.get(filters.assignee, filters.assignee))
    for name in ("unit", "duty", "agency_code"):
        if value := getattr(filters, name):
            rows = rows.filter(**{name: value})
    if filters.urgent is not None:
        rows = rows.filter(urgent=filters.urgent)
    if filters.tone:
        rows = rows.filter(_toned(filters.tone, now))
    for word in fold(filters.q).split()[:8]:
        rows = rows.filter(folded__contains=word)
    return rows


def _toned(tone: str, now: datetime) -> Q:
    """The tone as a condition; `rules.tone` says the same of one row."""
    running = Q(state=ItemState.RUNNING)
    match tone:
        case Tone.PAUSED:
            return Q(state=ItemState.PAUSED)
        case Tone.LATE:
            return running & Q(due_at__lt=now)
        case Tone.SOON:
            return running & Q(due_at__gte=now, soon_at__lte=now)
        case Tone.CALM:
            return running & Q(due_at__gte=now, soon_at__gt=now)
    return Q(pk__in=[])


def _view(item: WorkItem, now: datetime) -> ItemView:
    state = ItemState(item.state)
    return ItemView(
        id=item.pk,
        subject=item.subject,
        duty=item.duty,
        agency_code=item.agency_code,
        unit=item.unit,
        assignee=item.assignee,
        title=item.title,
        summary=item.summary,
        url=item.url,
        bulk_url=item.bulk_url,
        due_at=item.due_at,
        original_due=item.original_due,
        started_at=item.started_at,
        state=state.value,
        tone=rules.tone(state, due_at=item.due_at, soon_at=item.soon_at, now=now).value,
        remaining_s=_remaining(item, state, now),
        urgent=item.urgent,
        tags=tuple(item.tags),
        paused_at=item.paused_at,
        pause_reason=item.pause_reason,
        done_at=item.done_at,
        on_time=item.on_time,
        extension_reason=item.extension_reason,
    )


def _remaining(item: WorkItem, state: ItemState, now: datetime) -> float:
    if state == ItemState.PAUSED:
        return item.pause_due_left or 0.0
    if state in (ItemState.DONE, ItemState.CANCELLED):
        return 0.0
    return workdays.calendar(item.calendar).working_seconds(now, item.due_at)
