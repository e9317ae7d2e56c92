"""Who is told, now, that something waits too long? The worker rings what is due, late or not."""

from datetime import datetime

from django.db import transaction

from tinhso.core import rows
from tinhso.core.clock import local, local_date
from tinhso.core.facts import Code, Fact
from tinhso.core.roles import MACHINE, Role
from tinhso.foundation.accounts import queries as accounts
from tinhso.foundation.agencies import queries as agencies
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.notices import actions as notices
from tinhso.foundation.worklist import desks, events, rules
from tinhso.foundation.worklist.actions import timing
from tinhso.foundation.worklist.actions.clocks import said
from tinhso.foundation.worklist.events import Stage
from tinhso.foundation.worklist.models import WorkItem
from tinhso.foundation.worklist.rules import Alarm, ItemState

_RUNG = ("next_alarm_at", "alarmed_until", "alarm_stage")


def tick(now: datetime, limit: int = 200, *, notify: bool = True) -> int:
    """This will ring every alarm up to `now` for at most `limit` items and give how many items rang.

    Each alarm becomes a fact, also one missed while the worker was down; but each person concerned gets
    one notice for an item, worded by its latest stage. `notify=False` (replays) records facts alone.
    """
    with transaction.atomic():
        items = list(
            WorkItem.objects.select_for_update(skip_locked=True)
            .filter(next_alarm_at__lte=now, state=ItemState.RUNNING)
            .order_by("next_alarm_at", "pk")[:limit]
        )
        above = _Above(now)
        facts: list[Fact] = []
        rung: list[tuple[WorkItem, list[Alarm]]] = []
        for item in items:
            alarms = timing.alarms_of(item, now)
            passed = rules.passed(alarms, after=item.alarmed_until, now=now)
            item.next_alarm_at = rules.next_alarm(alarms, after=now)
            item.alarmed_until = now
            if passed:
                item.alarm_stage = passed[-1].stage
                facts += [_fact(item, alarm, above) for alarm in passed]
                rung.append((item, passed))
        for item in items:  # prepared once; one statement for all takes ten times as long to build
            rows.update(item, *_RUNG)
        if facts:
            ledger.append_all(facts, by=MACHINE, now=now)
        if notify:
            for item, passed in rung:
                _notify(item, passed, above, now)
        return len(items)


def _fact(item: WorkItem, alarm: Alarm, above: "_Above") -> Fact:
    told = {"stage": alarm.stage, "planned_at": alarm.at, **said(item)}
    match alarm.stage:
        case Stage.OVERDUE:
            return events.ItemOverdue(**told)
        case Stage.ESCALATED:
            to = above.escalates_to(item.agency_code)
            return events.ItemEscalated(to=Code(to) if to else None, **told)
    return events.ItemReminded(percent=alarm.percent, **told)


def _notify(item: WorkItem, passed: list[Alarm], above: "_Above", now: datetime) -> None:
    latest = passed[-1].stage
    recipients = {key for alarm in passed for key in above.concerned(item, alarm.stage)}
    values = {
        "title": item.title,
        "url": item.url,
        "due": f"{local(item.due_at):%H:%M %d/%m/%Y}",
        "agency": above.name(item.agency_code),
    }
    # the same urgent report brings several duties at once, and one call is enough
    said_once = (item.subject, item.agency_code) if latest == Stage.URGENT else (str(item.pk),)
    once = ":".join(("worklist", *said_once, latest, str(int(passed[-1].at.timestamp()))))
    for key in sorted(recipients):
        notices.send(
            f"worklist/{latest}",
            key,
            values,
            idempotency_key=once,
            now=now,
            urgent=latest == Stage.URGENT,
        )


class _Above:
    """Who stands around an agency; each question is asked once in a tick."""

    def __init__(self, now: datetime) -> None:
        self._now, self._on = now, local_date(now)
        self._restricted = desks.restricted(self._on)
        self._province_office = desks.province_office(self._on)
        self._known: dict[str, list[accounts.Officer]] = {}

    def concerned(self, item: WorkItem, stage: Stage) -> list[str]:
        """This will give the officers whom a stage concerns; a sealed matter concerns its own desk alone."""
        code = item.agency_code
        if code == self._restricted:
            return self._officers(code, Role.RESTRICTED)
        match stage:
            case Stage.URGENT:
                found = self._duty_contacts(code) or self._staff(code)
            case Stage.REMINDER if item.duty not in rules.LEADER_DUTIES:
                found = [item.assignee] if item.assignee else self._handlers(code, item.unit)
            case Stage.OVERDUE:
                found = [*self._officers(code, Role.LEADER), *self._office()]
            case Stage.ESCALATED:
                to = self.escalates_to(code)
                found = self._staff(to) if to else []
            case _:
                found = self._officers(code, Role.LEADER)
        return found

    def escalates_to(self, code: str) -> str | None:
        """This will give the code of the body above; nobody stands above the restricted desk."""
        if code == self._restricted:
            return None
        found = agencies.agency(code, on=self._on)
        return found.escalates_to if found else None

    def name(self, code: str) -> str:
        """This will give the agency's name as people know it, its code when nobody knows it."""
        found = agencies.agency(code, on=self._on)
        return found.name if found else code

    def _office(self) -> list[str]:
        code = self._province_office
        return (self._officers(code, Role.LEADER) or self._staff(code)) if code else []

    def _handlers(self, code: str, unit: str) -> list[str]:
        """The handlers of the unit that has the item, else all of the agency's, else everybody there."""
        found = [o for o in self._people(code) if Role.HANDLER in o.roles]
        in_unit = [o.key for o in found if unit and o.unit == unit]
        return in_unit or [o.key for o in found] or self._staff(code)

    def _staff(self, code: str) -> list[str]:
        return [o.key for o in self._people(code)]

    def _officers(self, code: str, role: Role) -> list[str]:
        return [o.key for o in self._people(code) if role in o.roles]

    def _people(self, code: str) -> list[accounts.Officer]:
        if code not in self._known:
            self._known[code] = accounts.officers(code, on=self._on)
        return self._known[code]

    def _duty_contacts(self, code: str) -> list[str]:
        return agencies.duty_contacts(code, at=self._now)
