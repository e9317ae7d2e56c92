"""Who has the open duties of agencies that end? Their successors; ends and clocks stay as they are."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from tinhso.core.errors import Conflict
from tinhso.core.facts import Code
from tinhso.core.messages import Message, msg
from tinhso.core.roles import Actor
from tinhso.foundation.agencies import actions as agencies
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.places.queries import Findings
from tinhso.foundation.worklist import desks, events
from tinhso.foundation.worklist.actions import timing
from tinhso.foundation.worklist.actions.clocks import said
from tinhso.foundation.worklist.actions.items import describe
from tinhso.foundation.worklist.models import WorkItem
from tinhso.foundation.worklist.rules import ItemState

BATCH = 200


class Orphaned(Conflict):
    """Open duties would belong to agencies that no longer exist; nothing was written."""

    code = "duties-orphaned"
    sentence = msg("Còn %(count)s việc chưa xong thuộc cơ quan đã kết thúc; chưa ghi gì.")


@dataclass
class DutyPlan:
    """Which open duties go where; only `worklist` writes it."""

    on: date
    findings: Findings
    moves: list[tuple[WorkItem, str]] = field(default_factory=list)
    merged: list[tuple[WorkItem, str]] = field(default_factory=list)
    """Duties that end because the same one of the same subject stands with the successor already."""
    followers: Collection[tuple[str, str]] = frozenset()


def plan_reorganisation(
    bodies: agencies.AgencyPlan,
    *,
    chosen: Mapping[tuple[str, str], str | None],
    followers: Collection[tuple[str, str]],
) -> DutyPlan:
    """This will decide who gets each open duty.

    `chosen`: (subject, agency that ends) -> its successor, said by the room that knows the subject; None
    where the room hands it on itself. A duty for which nobody chose goes to a sole successor, else to the
    exceptions desk. `followers` are (officer, agency): who keeps what was given to them in person.
    """
    plan = DutyPlan(bodies.on, Findings("worklist"), followers=followers)
    desk = desks.exceptions(bodies.on)
    items = list(WorkItem.objects.filter(done_at__isnull=True, agency_code__in=bodies.closing).order_by("pk"))
    orphans: Counter[str] = Counter()
    undecided = 0
    for item in items:
        key = (item.subject, item.agency_code)
        if key in chosen and chosen[key] is None:
            continue
        to = chosen.get(key) or bodies.heir_at(item.agency_code, "")
        if to is None and not bodies.heirs[item.agency_code]:
            orphans[item.agency_code] += 1
            continue
        undecided += to is None
        if to or desk:
            plan.moves.append((item, to or desk or ""))
        else:
            orphans[item.agency_code] += 1
    _merge(plan)
    sentence = msg("%(agency)s còn %(count)s việc chưa xong mà bảng chưa nêu cơ quan kế tục.")
    for code, count in orphans.items():
        plan.findings.refuse(code, sentence, agency=bodies.closing[code].name, count=count)
    if undecided:
        to_desk = msg("%(count)s việc chưa rõ thuộc cơ quan nào; Tổ điều phối sẽ phân công.")
        plan.findings.decisions.append(Message(to_desk, {"count": undecided}))
    plan.findings.count("moved", msg("việc chờ chuyển sang cơ quan kế tục"), len(plan.moves))
    plan.findings.count("merged", msg("việc chờ gộp làm một"), len(plan.merged))
    return plan


def _merge(plan: DutyPlan) -> None:
    """At most one open duty of a subject stands with an agency: the one that ends first stays."""
    heirs = {to for _, to in plan.moves}
    there = WorkItem.objects.filter(done_at__isnull=True, agency_code__in=heirs)
    together: dict[tuple[str, str, str], list[tuple[WorkItem, str]]] = defaultdict(list)
    for item, to in plan.moves:
        together[item.subject, item.duty, to].append((item, to))
    for item in there.filter(subject__in={item.subject for item, _ in plan.moves}):
        key = (item.subject, item.duty, item.agency_code)
        if key in together:
            together[key].append((item, item.agency_code))
    ended: set[int] = set()
    for same in together.values():
        for item, to in sorted(same, key=lambda pair: (pair[0].due_at, pair[0].pk))[1:]:
            plan.merged.append((item, to))
            ended.add(item.pk)
    plan.moves = [(item, to) for item, to in plan.moves if item.pk not in ended]


def apply_reorganisation(plan: DutyPlan, *, by: Actor, now: datetime) -> None:
    """This will write the plan in the caller's transaction: a fact for each duty, no end moved."""
    facts: list[events.ItemHandedOver | events.ItemMerged] = []
    for item, to in plan.merged:
        if item.state == ItemState.PAUSED:
            timing.end_pause(item, now)
        item.state, item.done_at, item.next_alarm_at, item.on_time = ItemState.CANCELLED, now, None, None
        facts.append(events.ItemMerged(into=Code(to), **said(item)))
    ending = ["state", "done_at", "next_alarm_at", "on_time", "due_at", "paused_s", "paused_at",
              "pause_due_left", "pause_reason"]  # fmt: skip
    WorkItem.objects.bulk_update([item for item, _ in plan.merged], ending, batch_size=BATCH)
    for item, to in plan.moves:
        before, item.agency_code, item.unit = item.agency_code, to, ""
        if (item.assignee, to) not in plan.followers:
            item.assignee = ""
        facts.append(events.ItemHandedOver(from_agency=Code(before), **said(item)))
    moved = [item for item, _ in plan.moves]
    WorkItem.objects.bulk_update(moved, ["agency_code", "unit", "assignee"], batch_size=BATCH)
    ledger.append_all(facts, by=by, now=now)


def describe_anew(shown: Mapping[str, tuple[str, Sequence[str]]], *, by: Actor, now: datetime) -> int:
    """This will change title and tags of the open duties of many subjects. No fact: the room tells why."""
    subjects = list(shown)
    changed = []
    for start in range(0, len(subjects), BATCH):
        some = subjects[start : start + BATCH]
        for item in WorkItem.objects.filter(done_at__isnull=True, subject__in=some):
            title, tags = shown[item.subject]
            if (item.title, list(item.tags)) != (title, list(tags)):
                describe(item, title=title, summary=item.summary, url=item.url, tags=tags)
                changed.append(item)
    WorkItem.objects.bulk_update(changed, ["title", "summary", "tags", "folded"], batch_size=BATCH)
    return len(changed)


def check_owned(closing: Collection[str]) -> None:
    """This will raise Orphaned where an open duty still belongs to one of these agencies."""
    left = WorkItem.objects.filter(done_at__isnull=True, agency_code__in=closing).count()
    if left:
        raise Orphaned(count=left)
