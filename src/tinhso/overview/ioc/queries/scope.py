"""Which reports does a figure speak of? A period and at most one category, agency and place."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from tinhso.core.clock import day_bounds
from tinhso.overview.ioc.models import Turn
from tinhso.overview.ioc.rules.turns import shape

_RATED = "rated_at"
_ANSWERED = "answered_at"
_BEGAN = "began_at"
_OPEN = Q(answered_at__isnull=True, is_refused=False)
_LATE_NOW = {"answered_at__isnull": True, "is_refused": False, "is_paused": False}

# What a figure counts: by which moment it belongs to the period ("" = as it stands now), and which turns.
KINDS: dict[str, tuple[str, Q]] = {
    "received": (_BEGAN, Q(number=1)),
    "reopened": (_BEGAN, Q(number__gt=1)),
    "by_hand": (_BEGAN, Q(number=1, by_hand=True)),
    "urgent": (_BEGAN, Q(number=1, urgent=True)),
    "answered": (_ANSWERED, Q()),
    "on_time": (_ANSWERED, Q(in_time=True)),
    "late": (_ANSWERED, Q(in_time=False)),
    "rated": (_RATED, ~Q(satisfaction="")),
    "satisfied": (_RATED, Q(satisfaction="satisfied")),
    "acceptable": (_RATED, Q(satisfaction="acceptable")),
    "unsatisfied": (_RATED, Q(satisfaction="unsatisfied")),
    "open": ("", _OPEN),
    "overdue": ("", Q(**_LATE_NOW)),
    "urgent_open": ("", _OPEN & Q(urgent=True)),
}


@dataclass(frozen=True)
class Scope:
    """A half-open period of Vietnamese days, and codes that narrow it ("" = all)."""

    since: date
    until: date
    category: str = ""
    agency: str = ""
    place: str = ""

    @property
    def days(self) -> int:
        """This will count the days."""
        return (self.until - self.since).days

    @property
    def last(self) -> date:
        """This will give the last day of the period."""
        return self.until - timedelta(days=1)

    def before(self) -> "Scope":
        """This will give the equal period just before."""
        return replace(self, since=self.since - timedelta(days=self.days), until=self.since)

    def of(self, **codes: str) -> "Scope":
        """This will narrow the scope to codes."""
        given = {**self.codes(), **codes}
        return Scope(self.since, self.until, **given)

    def shape(self, by: str = "") -> int:
        """This will number the cells that answer for this scope, grouped `by` one more dimension."""
        named = {name: getattr(self, name) or by == name for name in ("category", "agency", "place")}
        return shape(named["category"], named["agency"], named["place"])

    def codes(self) -> dict[str, str]:
        """This will give the codes that narrow."""
        all_codes = {"category": self.category, "agency": self.agency, "place": self.place}
        return {name: code for name, code in all_codes.items() if code}


def turns(kind: str, scope: Scope, now: datetime) -> QuerySet[Turn]:
    """This will give the turns that a figure of this kind counts, private ones included."""
    moment, meant = KINDS[kind]
    rows = Turn.objects.filter(meant, **scope.codes())
    if moment:
        since, until = day_bounds(scope.since)[0], day_bounds(scope.until)[0]
        rows = rows.filter(**{f"{moment}__gte": since, f"{moment}__lt": until})
    if kind == "overdue":
        rows = rows.filter(due_at__lt=now)
    return rows
