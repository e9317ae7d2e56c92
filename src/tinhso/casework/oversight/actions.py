"""What is written here: likeness, samples and judgements, followers, appeals, incidents."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction

from tinhso.casework.oversight import dated, events, queries
from tinhso.casework.oversight.models import Appeal, Follower, Gathered, Incident, Likeness, Sample
from tinhso.casework.oversight.queries import Flood
from tinhso.casework.oversight.rules import flooding, likeness, sampling
from tinhso.casework.reports import actions as cases
from tinhso.casework.reports import queries as reports
from tinhso.casework.reports.queries import Likened
from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.core.errors import Conflict, Invalid, Missing, NotPermitted
from tinhso.core.facts import Code
from tinhso.core.folding import nfc
from tinhso.core.messages import Message, msg
from tinhso.core.roles import MACHINE, Actor, Role
from tinhso.core.workflow import WrongState
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.worklist import actions as worklist

COMMENT_MAX = 500
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


def follow(*, code: str, email: str, language: str, now: datetime) -> None:
    """This will tell an address of what becomes of a public report. Raises Missing, Invalid on "email"."""
    report = reports.public_report(code, now=now)
    address = nfc(email).strip()
    if "@" not in address or len(address) > 254 or any(c.isspace() for c in address):
        raise Invalid.field("email", msg("Địa chỉ thư điện tử chưa đúng."))
    Follower.objects.get_or_create(
        report_id=report.id, email=address.lower(), defaults={"language": language[:10], "at": now}
    )


def unfollow(*, code: str, email: str, now: datetime) -> None:
    """This will forget the address; nothing happens where it was not known."""
    report = reports.public_report(code, now=now)
    Follower.objects.filter(report_id=report.id, email=email.strip().lower()).delete()


def forget_followers(report_id: int) -> int:
    """This will erase everybody's address who followed a report; gives how many."""
    return Follower.objects.filter(report_id=report_id).delete()[0]


def take_sample(*, fact_id: int, report_id: int, code: str, kinds: Sequence[str], at: datetime) -> int:
    """This will put a share of decisions aside for a person; gives how many of `kinds` were chosen."""
    share = float(parameters.value(dated.SAMPLE, local_date(at)))
    key = settings.SECRET_KEY.encode()
    chosen = [k for k in kinds if sampling.is_sampled(key, fact_id, k, share=share)]
    rows = [Sample(fact_id=fact_id, report_id=report_id, code=code, kind=k, at=at) for k in chosen]
    Sample.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def judge(*, sample_id: int, verdict: str, comment: str, by: Actor, now: datetime) -> None:
    """This will keep an auditor's judgement. Raises NotPermitted, Missing (judged before), Invalid."""
    if not by.has(Role.AUDITOR):
        raise NotPermitted
    if verdict not in Sample.Verdict.values:
        raise Invalid.field("verdict", msg("Hãy chọn đúng, sai hoặc không rõ."))
    told = nfc(comment).strip()
    if len(told) > COMMENT_MAX:
        raise Invalid.field("comment", msg("Dài quá %(longest)s ký tự."), longest=COMMENT_MAX)
    if verdict == Sample.Verdict.WRONG and not told:
        raise Invalid.field("comment", msg("Hãy cho biết sai ở đâu."))
    with transaction.atomic():
        row = Sample.objects.select_for_update().filter(pk=sample_id, verdict="").first()
        if row is None:
            raise Missing
        row.verdict, row.comment, row.judged_by, row.judged_at = verdict, told, by.key, now
        row.save()
        fact = events.DecisionJudged(
            subject=Code(f"report:{row.report_id}"),
            kind=Code(row.kind),
            decided_by=row.fact_id,
            verdict=Code(verdict),
        )
        ledger.append(fact, by=by, now=now)


def note_appeal(*, report_id: int, at: datetime) -> None:
    """This will count an appeal."""
    Appeal.objects.get_or_create(report_id=report_id, defaults={"filed_at": at})


def note_heard(*, report_id: int, outcome: str, at: datetime) -> None:
    """This will count how an appeal ended; what was never appealed is left alone."""
    Appeal.objects.filter(report_id=report_id, outcome="").update(outcome=outcome, heard_at=at)


class AlreadyGoingOn(Conflict):
    """An incident of that group is open in that commune."""

    code = "already-going-on"
    sentence = msg("Sự việc này đang mở ở địa bàn đó.")


WATCHERS = (Role.LEADER, Role.READER, Role.COORDINATOR, Role.ADMINISTRATOR)


def gather(report_id: int, *, now: datetime) -> int | None:
    """This will put a new report to the incident of its kind and commune, opening one by rule."""
    found = reports.likened(report_id) or reports.unplaced(report_id)
    if found is None or found.is_simulated:
        return None
    for rule in queries.floods(local_date(now)):
        if found.category in rule.categories:
            return _gather(found, rule, now=now)
    return None


def _gather(found: Likened, rule: Flood, *, now: datetime) -> int | None:
    with transaction.atomic():
        row = Incident.objects.select_for_update().filter(
            group=rule.group, place_code=found.place_code, closed_at__isnull=True
        ).first()  # fmt: skip
        if row is None:
            since = now - timedelta(minutes=rule.minutes)
            recent = reports.recent(rule.categories, place=found.place_code, since=since)
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
    if not any(by.has(role) for role in WATCHERS):
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
