"""What lies near, what was found alike, judged or appealed, and what goes on now?"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q
from django.utils.translation import get_language, gettext

from tinhso.casework.oversight import dated, models
from tinhso.casework.oversight.models import Appeal, Follower, Incident, Likeness, Sample
from tinhso.casework.oversight.rules import flooding, reach, sampling
from tinhso.casework.oversight.rules.sampling import Precision
from tinhso.casework.reports import queries as reports
from tinhso.casework.reports.queries import Likened
from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.core.errors import Missing
from tinhso.core.revisions import Remembered
from tinhso.core.roles import Actor, Role
from tinhso.core.values import GeoPoint, Validity
from tinhso.foundation.agencies import queries as agencies

ANYWHERE = ("", 50, 14, 30)


@dataclass(frozen=True)
class Comparing:
    """Within how many metres and days reports of a kind are compared, and a recurrence counts."""

    category: str
    radius_m: int
    days: int
    recurrence_days: int


@dataclass(frozen=True)
class Flood:
    """A group of categories and the rate from which its reports are one incident."""

    group: str
    name: str
    name_en: str
    categories: tuple[str, ...]
    reports: int
    minutes: int
    calm_minutes: int
    rule: str

    @property
    def label(self) -> str:
        """This will give the name in the active language."""
        return self.name_en if (get_language() or "vi").startswith("en") else self.name


@dataclass(frozen=True)
class _Book:
    comparing: list[tuple[Validity, Comparing]]
    floods: list[tuple[Validity, Flood]]


def _load() -> _Book:
    return _Book(
        comparing=[
            (Validity(r.valid_from, r.valid_to), Comparing(r.category, r.radius_m, r.days, r.recurrence_days))
            for r in models.ComparingRule.objects.order_by("-category", "-valid_from")
        ],
        floods=[
            (
                Validity(r.valid_from, r.valid_to),
                Flood(
                    r.group, r.name, r.name_en,
                    tuple(c.strip() for c in r.categories.split(",") if c.strip()),
                    r.reports, r.minutes, r.calm_minutes, f"flood:{r.pk}",
                ),
            )
            for r in models.FloodRule.objects.order_by("group", "-valid_from")
        ],
    )  # fmt: skip


_book = Remembered(("oversight",), _load)


def comparing(category: str, on: date) -> Comparing:
    """This will give the row of a category, that of every other one where it has none."""
    rows = [row for validity, row in _book.get().comparing if validity.covers(on)]
    own = [r for r in rows if r.category == category] or [r for r in rows if not r.category]
    return own[0] if own else Comparing(*ANYWHERE)


def floods(on: date) -> list[Flood]:
    """This will list the groups in force that day."""
    found: dict[str, Flood] = {}
    for validity, row in _book.get().floods:
        if validity.covers(on):
            found.setdefault(row.group, row)
    return list(found.values())


def flood(group: str, on: date) -> Flood | None:
    """This will give one group of that day."""
    return next((f for f in floods(on) if f.group == group), None)


def may_direct(actor: Actor, *, group: str, place_code: str, on: date) -> bool:
    """This will tell whether the actor may begin and end an incident of that group in that commune."""
    if reach.is_everywhere(actor, exceptions_desk=agencies.exceptions_desk(on=on).code):
        return True
    led = {
        code: found.area_code for code in actor.bodies(Role.LEADER) if (found := agencies.agency(code, on=on))
    }
    told = flood(group, on)
    competent = {
        candidate.agency.code
        for category in (told.categories if led and told else ())
        for candidate in agencies.answers_for(
            category=category, sub_kind=None, asset_class=None, place_code=place_code, on=on
        )
    }
    return reach.reaches(led, place_code=place_code, competent=competent)


def near(point: GeoPoint, *, category: str, now: datetime, limit: int = 5) -> list[tuple[Likened, float]]:
    """This will list open public reports of the kind that may be the very matter, nearest first.

    Of homes those in one square are near each other, and no nearer than the square tells.
    """
    on = local_date(now)
    row = comparing(category, on)
    since = now - timedelta(days=row.days)
    spot = reports.public_spot(point, category=category, on=on)
    least = 0.0 if spot == point else spot.accuracy_m or 0.0
    found = reports.near(spot, category=category, radius_m=row.radius_m, since=since)[:limit]
    return [(one, max(metres, least)) for one, metres in found]


def suggestions(report_id: int) -> list[Likeness]:
    """This will list what was found alike for a report, for the officer who has it."""
    return list(Likeness.objects.filter(report_id=report_id).order_by("-sure"))


def recurrences_of(report_id: int) -> int:
    """This will count how often a matter came back after the answer of this report."""
    return Likeness.objects.filter(first_id=report_id, kind=Likeness.Kind.RECURRENCE).count()


def recurrences(*, since: datetime, until: datetime) -> dict[str, int]:
    """This will count by agency, in a period, the reports that came back after an answer of that agency."""
    rows = Likeness.objects.filter(kind=Likeness.Kind.RECURRENCE, at__gte=since, at__lt=until)
    return {r["agency_code"]: r["n"] for r in rows.values("agency_code").annotate(n=Count("pk")).order_by()}


def follower_count(report_id: int) -> int:
    """This will count who follows a report by an address."""
    return Follower.objects.filter(report_id=report_id).count()


@dataclass(frozen=True)
class Quality:
    """How well the machine decides: precision by kind, what waits, and what became of the appeals."""

    by_kind: dict[str, Precision]
    unsure: int
    waiting: int
    share: float
    filed: int
    upheld: int
    dismissed: int

    @property
    def pending(self) -> int:
        """This will count the appeals that nobody has heard yet."""
        return self.filed - self.upheld - self.dismissed


def quality(*, since: datetime, until: datetime, now: datetime) -> Quality:
    """This will count judgements of a period when they were given, appeals when they were filed."""
    judged = Sample.objects.filter(judged_at__gte=since, judged_at__lt=until)
    counted = judged.order_by().values("kind").annotate(
        right=Count("pk", filter=Q(verdict="right")),
        wrong=Count("pk", filter=Q(verdict="wrong")),
        unsure=Count("pk", filter=Q(verdict="unsure")),
    )  # fmt: skip
    rows = {r["kind"]: r for r in counted}
    none = {"right": 0, "wrong": 0, "unsure": 0}
    heard = Appeal.objects.filter(filed_at__gte=since, filed_at__lt=until).aggregate(
        filed=Count("pk"),
        upheld=Count("pk", filter=Q(outcome="upheld")),
        dismissed=Count("pk", filter=Q(outcome="dismissed")),
    )
    return Quality(
        by_kind={
            kind: sampling.precision(rows.get(kind, none)["right"], rows.get(kind, none)["wrong"])
            for kind in sampling.KINDS
        },
        unsure=sum(r["unsure"] for r in rows.values()),
        waiting=Sample.objects.filter(verdict="").count(),
        share=float(parameters.value(dated.SAMPLE, local_date(now))),
        **heard,
    )


@dataclass(frozen=True)
class Sampled:
    """A decision that waits for a person's judgement."""

    id: int
    code: str
    kind: str
    at: datetime


def next_sample(after: int = 0) -> Sampled | None:
    """This will give the oldest decision that waits, or the one after another that was put off."""
    waiting = Sample.objects.filter(verdict="").order_by("at", "pk")
    row = waiting.filter(pk__gt=after).first() if after else None
    row = row or waiting.first()
    return Sampled(row.pk, row.code, row.kind, row.at) if row else None


def samples(*, before: datetime) -> list[Sampled]:
    """This will list the decisions of before that moment that wait, oldest first."""
    rows = Sample.objects.filter(verdict="", at__lt=before).order_by("at", "pk")
    return [Sampled(row.pk, row.code, row.kind, row.at) for row in rows]


def sample(sample_id: int) -> Sampled:
    """This will give one that waits. Raises Missing."""
    row = Sample.objects.filter(pk=sample_id, verdict="").first()
    if row is None:
        raise Missing
    return Sampled(row.pk, row.code, row.kind, row.at)


@dataclass(frozen=True)
class IncidentView:
    """An incident that goes on: its reports, and how many of them are urgent and stand apart."""

    id: int
    group: str
    label: str
    place_code: str
    place_name: str
    opened_at: datetime
    by_hand: bool
    reports: int
    urgent: int
    tag: str

    @property
    def counted(self) -> str:
        """This will say how many reports it holds, and how many of them are urgent."""
        said = {"n": self.reports, "urgent": self.urgent}
        if self.urgent:
            return gettext("%(n)s phản ánh, %(urgent)s khẩn cấp") % said
        return gettext("%(n)s phản ánh") % said


def incidents(now: datetime) -> list[IncidentView]:
    """This will list the incidents that go on, the newest first."""
    on = local_date(now)
    rows = Incident.objects.filter(closed_at__isnull=True).annotate(
        n=Count("gathered"), hot=Count("gathered", filter=Q(gathered__urgent=True))
    )
    shown = []
    for row in rows.order_by("-opened_at", "-pk"):
        known = flood(row.group, on)
        shown.append(
            IncidentView(
                id=row.pk,
                group=row.group,
                label=known.label if known else row.group,
                place_code=row.place_code,
                place_name=row.place_name,
                opened_at=row.opened_at,
                by_hand=row.opened_by != "machine",
                reports=row.n,
                urgent=row.hot,
                tag=flooding.tag(row.pk),
            )
        )
    return shown


def photo_side(now: datetime) -> int:
    """This will give the longest side that phones should send: less while an incident goes on."""
    if not Incident.objects.filter(closed_at__isnull=True).exists():
        return 2048
    return int(parameters.value(dated.PHOTO_SIDE, local_date(now)))
