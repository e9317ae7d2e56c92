"""Are many reports one incident? Gathered by rule or by hand, ended when it is calm."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from tinhso.casework.oversight import events, queries
from tinhso.casework.oversight.models import Gathered, Incident
from tinhso.casework.oversight.queries import Flood
from tinhso.casework.oversight.rules import flooding
from tinhso.casework.reports import queries as reports
from tinhso.casework.reports.queries import Likened
from tinhso.core import rows
from tinhso.core.clock import local_date
from tinhso.core.errors import Conflict, Invalid, Missing, NotPermitted
from tinhso.core.facts import Code
from tinhso.core.messages import msg
from tinhso.core.roles import MACHINE, Actor, Role
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.worklist import actions as worklist


class AlreadyGoingOn(Conflict):
    """An incident of that group is open in that commune."""

    code = "already-going-on"
    sentence = msg("Sự việc này đang mở ở địa bàn đó.")


WATCHERS = (Role.LEADER, Role.READER, Role.COORDINATOR, Role.ADMINISTRATOR)
"""Who may look at the incidents; where they may begin or end one, `queries.may_direct` tells."""


def gather(report_id: int, *, now: datetime) -> int | None:
    """This will put a new report to the incident of its kind and commune, opening one by rule."""
    found = reports.likened(report_id) or reports.unplaced(report_id)
    if found is None:
        return None
    for rule in queries.floods(local_date(now)):
        if found.category in rule.categories:
            return _gather(found, rule, now=now)
    return None


def _gather(found: Likened, rule: Flood, *, now: datetime) -> int | None:
    with transaction.atomic():
        row = rows.first(
            Incident, lock=True, null=("closed_at",), group=rule.group, place_code=found.place_code
        )
        if row is None:
            since = now - timedelta(minutes=rule.minutes)
            ids = reports.recent_ids(rule.categories, place=found.place_code, since=since)
            if len(ids) < rule.reports:
                return None
            recent = reports.some(ids)
            arrived = [one.received_at for one in recent]
            if not flooding.is_flood(arrived, now=now, reports=rule.reports, minutes=rule.minutes):
                return None
            row = _open(rule, found.place_code, found.place_name, by=MACHINE, now=now, gathered=recent)
        else:
            Incident.objects.filter(pk=row.pk).update(last_at=now)
            _put([found], row, now=now)
        return row.pk


def open_incident(*, group: str, place_code: str, place_name: str, by: Actor, now: datetime) -> int:
    """This will begin an incident by hand. Raises NotPermitted, Invalid, AlreadyGoingOn."""
    if not queries.may_direct(by, group=group, place_code=place_code, on=local_date(now)):
        raise NotPermitted
    rule = queries.flood(group, local_date(now))
    if rule is None:
        raise Invalid.field("group", msg("Không có nhóm sự việc này."))
    since = now - timedelta(minutes=rule.minutes)
    try:
        with transaction.atomic():
            recent = reports.recent(rule.categories, place=place_code, since=since)
            return _open(rule, place_code, place_name, by=by, now=now, gathered=recent).pk
    except IntegrityError:
        raise AlreadyGoingOn from None


def _open(
    rule: Flood, place_code: str, place_name: str, *, by: Actor, now: datetime, gathered: Sequence[Likened]
) -> Incident:
    row = Incident.objects.create(
        group=rule.group, place_code=place_code, place_name=place_name, opened_at=now, opened_by=by.key,
        last_at=now,
    )  # fmt: skip
    _put(gathered, row, now=now)
    fact = events.IncidentOpened(
        subject=Code(f"incident:{row.pk}"),
        group=Code(rule.group),
        place=Code(place_code),
        reports=len(gathered),
        rule=Code(rule.rule if by.has(Role.MACHINE) else ""),
    )
    ledger.append(fact, by=by, now=now)
    return row


def _put(found: Sequence[Likened], row: Incident, *, now: datetime) -> None:
    Gathered.objects.bulk_create(
        [Gathered(incident=row, report_id=one.id, urgent=one.urgent) for one in found], ignore_conflicts=True
    )
    for one in found:
        tags = (one.category, one.place_code, flooding.tag(row.pk))
        worklist.retitle(f"report:{one.id}", tags=tags, by=MACHINE, now=now)


def close_incident(*, incident_id: int, by: Actor, now: datetime) -> None:
    """This will let the reports of an incident stand alone again. Raises NotPermitted, Missing."""
    if not by.has(Role.MACHINE) and not any(by.has(role) for role in WATCHERS):
        raise NotPermitted
    with transaction.atomic():
        row = Incident.objects.select_for_update().filter(pk=incident_id, closed_at__isnull=True).first()
        if row is None:
            raise Missing
        is_theirs = by.has(Role.MACHINE) or queries.may_direct(
            by, group=row.group, place_code=row.place_code, on=local_date(now)
        )
        if not is_theirs:
            raise NotPermitted
        row.closed_at, row.closed_by = now, by.key
        row.save()
        ids = list(row.gathered.values_list("report_id", flat=True))
        for one in reports.some(ids):
            tags = (one.category, one.place_code)
            worklist.retitle(f"report:{one.id}", tags=tags, by=MACHINE, now=now)
        fact = events.IncidentClosed(
            subject=Code(f"incident:{row.pk}"),
            group=Code(row.group),
            place=Code(row.place_code),
            reports=len(ids),
            opened_at=row.opened_at,
        )
        ledger.append(fact, by=by, now=now)


def tick(now: datetime) -> int:
    """This will end the incidents in which nothing came for as long as their rule says; gives how many."""
    ended, on = 0, local_date(now)
    for row in Incident.objects.filter(closed_at__isnull=True):
        rule = queries.flood(row.group, on)
        if rule is None or flooding.is_over(row.last_at, now=now, calm_minutes=rule.calm_minutes):
            close_incident(incident_id=row.pk, by=MACHINE, now=now)
            ended += 1
    return ended
