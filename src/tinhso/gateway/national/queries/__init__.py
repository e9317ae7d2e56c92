"""What came from the portal, what was it told, what waits, what is dead, and where do we differ?"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from tinhso.core.errors import Missing
from tinhso.core.messages import msg
from tinhso.gateway.national import configuration, line, sealing
from tinhso.gateway.national.models import (
    UNSENT,
    Arrival,
    ArrivalState,
    Call,
    Difference,
    Mirror,
    Telling,
    TellingState,
    Words,
)  # fmt: skip
from tinhso.gateway.national.queries.arrivals import (
    SHOWN,
    ArrivalView,
    arrival,
    arrivals,
    arrivals_of,
    is_overtaken,
    malformed,
)

__all__ = [
    "SHOWN", "ArrivalView", "CallView", "Counts", "DifferenceView", "LineView", "NoSuchMirror", "TellingView",
    "arrival", "arrivals", "arrivals_of", "calls", "counts", "dead", "differences", "is_overtaken",
    "last_told", "line_now", "malformed", "mirror_of", "sync_state", "tellings", "waiting",
]  # fmt: skip


class NoSuchMirror(Missing):
    """Nothing was ever told or heard of this dossier (404)."""

    sentence = msg("Không tìm thấy hồ sơ này trong phần liên thông.")


@dataclass(frozen=True)
class TellingView:
    """One thing told or to be told; never its words."""

    id: int
    mirror: int
    about: str
    code: str
    number: int
    kind: str
    status: str
    state: str
    is_unusual: bool
    created_at: datetime
    attempts: int
    next_try_at: datetime | None
    ended_at: datetime | None
    last_error: str
    reason: str


@dataclass(frozen=True)
class DifferenceView:
    """One dossier of which the two sides do not say the same, field by field."""

    id: int
    mirror: int | None
    code: str
    about: str
    kind: str
    fields: tuple[str, ...]
    ours: Mapping[str, str]
    theirs: Mapping[str, str]
    found_at: datetime


@dataclass(frozen=True)
class LineView:
    """How the line is: "open", "resting", "failing", "never" called, "not_configured", "misconfigured"."""

    state: str
    problem: str
    last_answer_at: datetime | None
    last_failure_at: datetime | None
    last_error: str
    rests_until: datetime | None
    last_pull_at: datetime | None
    reconciled_at: datetime | None


@dataclass(frozen=True)
class Counts:
    """How many of each there are now."""

    waiting: int
    dead: int
    held_back: int
    arrived: int
    malformed: int
    stuck: int
    differing: int


@dataclass(frozen=True)
class CallView:
    """One call to the portal and what came back."""

    at: datetime
    verb: str
    code: str
    status: int
    verdict: str
    detail: str
    took_ms: int


def last_told(about: str) -> dict[str, Any] | None:
    """This will give what the portal took last: kind, status, number, at, payload (None once wiped)."""
    told = Telling.objects.filter(mirror__about=about, state=TellingState.TOLD).order_by("-number").first()
    if told is None:
        return None
    words = Words.objects.filter(telling=told).first()
    payload = json.loads(sealing.unseal(words.sealed)) if words is not None else None
    return {
        "kind": told.kind, "status": told.status, "number": told.number, "at": told.ended_at,
        "payload": payload,
    }  # fmt: skip


def sync_state(about: str) -> str:
    """This will tell how far the portal is with a dossier: "none", "known", "waiting" or "dead"."""
    mirror = Mirror.objects.filter(about=about).first()
    if mirror is None:
        return "none"
    states = set(
        Telling.objects.filter(mirror=mirror, state__in=UNSENT).values_list("state", flat=True).distinct()
    )
    for state in (TellingState.DEAD.value, TellingState.WAITING.value):
        if state in states:
            return state
    return "known"


def waiting(*, limit: int = SHOWN) -> list[TellingView]:
    """This will list what is to be told, what goes next first."""
    return _tellings(Telling.objects.filter(state=TellingState.WAITING).order_by("next_try_at", "pk"), limit)


def dead(*, limit: int = SHOWN) -> list[TellingView]:
    """This will list what the portal would not take, the oldest first."""
    return _tellings(Telling.objects.filter(state=TellingState.DEAD).order_by("ended_at", "pk"), limit)


def tellings(mirror_id: int, *, limit: int = 500) -> list[TellingView]:
    """This will list everything told of one dossier, the newest first."""
    return _tellings(Telling.objects.filter(mirror=mirror_id).order_by("-number"), limit)


def differences(*, limit: int = SHOWN) -> list[DifferenceView]:
    """This will list the dossiers of which the two sides do not say the same, the oldest first."""
    rows = list(Difference.objects.filter(settled_at=None).order_by("found_at", "pk")[:limit])
    mirrors = dict(Mirror.objects.filter(code__in=[r.code for r in rows]).values_list("code", "pk"))
    return [
        DifferenceView(
            id=row.pk, mirror=mirrors.get(row.code), code=row.code, about=row.about, kind=row.kind,
            fields=tuple(row.fields_differing), ours=row.ours, theirs=row.theirs, found_at=row.found_at,
        )
        for row in rows
    ]  # fmt: skip


def mirror_of(mirror_id: int) -> Mirror:
    """This will give the row of one dossier. Raises NoSuchMirror."""
    found = Mirror.objects.filter(pk=mirror_id).first()
    if found is None:
        raise NoSuchMirror
    return found


def counts() -> Counts:
    """This will count what needs somebody."""
    told = Telling.objects.filter(state__in=UNSENT).aggregate(
        waiting=Count("pk", filter=Q(state=TellingState.WAITING)),
        dead=Count("pk", filter=Q(state=TellingState.DEAD)),
    )
    blocked = Telling.objects.filter(state=TellingState.DEAD).values("mirror")
    open_ = (ArrivalState.NEW, ArrivalState.MALFORMED, ArrivalState.STUCK)
    came = Arrival.objects.filter(state__in=open_).aggregate(
        stuck=Count("pk", filter=Q(state=ArrivalState.STUCK)),
        arrived=Count("pk", filter=Q(state=ArrivalState.NEW)),
        malformed=Count("pk", filter=Q(state=ArrivalState.MALFORMED)),
    )
    return Counts(
        waiting=told["waiting"],
        dead=told["dead"],
        held_back=Telling.objects.filter(state=TellingState.WAITING, mirror__in=blocked).count(),
        arrived=came["arrived"],
        malformed=came["malformed"],
        stuck=came["stuck"],
        differing=Difference.objects.filter(settled_at=None).count(),
    )


def line_now(now: datetime) -> LineView:
    """This will tell how the line to the portal is."""
    row = line.row()
    problem = configuration.problem()
    if problem:
        state = "misconfigured"
    elif configuration.portal() is None:
        state = "not_configured"
    elif row.rests_until is not None and row.rests_until > now:
        state = "resting"
    elif row.failures:
        state = "failing"
    else:
        state = "open" if row.last_answer_at else "never"
    return LineView(
        state=state,
        problem=problem,
        last_answer_at=row.last_answer_at,
        last_failure_at=row.last_failure_at,
        last_error=row.last_error,
        rests_until=row.rests_until if state == "resting" else None,
        last_pull_at=row.last_pull_at,
        reconciled_at=row.run_ended_at,
    )


def calls(*, limit: int = SHOWN, code: str = "") -> list[CallView]:
    """This will list the newest calls, those about one dossier where a code is given."""
    rows = Call.objects.filter(code=code) if code else Call.objects.all()
    return [
        CallView(c.at, c.verb, c.code, c.status, c.verdict, c.detail, c.took_ms)
        for c in rows.order_by("-pk")[:limit]
    ]


def _tellings(rows: QuerySet[Telling], limit: int) -> list[TellingView]:
    return [
        TellingView(
            id=row.pk, mirror=row.mirror_id, about=row.mirror.about, code=row.mirror.code,
            number=row.number, kind=row.kind, status=row.status, state=row.state,
            is_unusual=row.is_unusual, created_at=row.created_at, attempts=row.attempts,
            next_try_at=row.next_try_at, ended_at=row.ended_at, last_error=row.last_error,
            reason=row.reason,
        )
        for row in rows.select_related("mirror")[:limit]
    ]  # fmt: skip
