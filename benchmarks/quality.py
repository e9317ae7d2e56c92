"""How long does the index of QĐ 766 take for a year of a million dossiers: counted from nothing, and kept?

The last part of `dossiers`, on its deployment. The floor is one pass over the same rows that adds nothing up
but their number and their days.
"""

import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from tests.service import Service

from benchmarks.deployment import inside as run_inside
from benchmarks.figures import Figure, at_most

AIM_S, AIM_MS = 5, 100


def run(service: Service, database: str, size: int) -> Iterator[Figure]:
    """This will count the year from nothing, read it, and keep it up with one dossier more."""
    group = f"Quality index, {size:,} dossiers, {database}"
    found = run_inside(service, "quality")
    yield Figure(
        group, "a year counted from nothing", found["anew_s"], "s", floor=found["pass_s"],
        floor_is="one pass over its rows", **at_most(found["anew_s"], AIM_S, "s"),
        note=f"{found['counted']:,} dossiers",
    )  # fmt: skip
    yield Figure(
        group, "the index of the province", found["index_ms"], "ms p95",
        **at_most(found["index_ms"], AIM_MS, "ms"),
        note=f"from kept months, {found['statements']} statements",
    )  # fmt: skip
    yield Figure(
        group, "the index of the body that has them all", found["body_ms"], "ms p95",
        **at_most(found["body_ms"], AIM_MS, "ms"),
    )  # fmt: skip
    yield Figure(
        group, "kept up with one dossier more", found["refresh_ms"], "ms",
        **at_most(found["refresh_ms"], AIM_MS, "ms"),
        note=f"the worker counts the fullest kept cell of the body anew: {found['cell']:,} dossiers",
    )  # fmt: skip


def inside() -> dict[str, Any]:
    """This will time each with the service's code in this process."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from benchmarks.multiplying import body_of
    from tinhso.core import clock
    from tinhso.core.clock import local_date
    from tinhso.overview.quality import actions, queries
    from tinhso.overview.quality.models import Stale, Tally
    from tinhso.overview.quality.queries import Scope

    now = clock.now()
    until = (local_date(now).replace(day=1) + timedelta(days=32)).replace(day=1)
    since = date(until.year - 1, until.month, 1)
    body = body_of("canbo")
    pass_s = _timed(lambda: _one_pass(since, until))
    counted: list[int] = []
    anew = _timed(lambda: counted.append(actions.count_anew(since=since, until=until, now=now)))
    whole, own = Scope(since=since, until=until), Scope(since=since, until=until, agency=body)
    queries.index(whole, now=now)
    with CaptureQueriesContext(connection) as seen:
        queries.index(whole, now=now)
    index_ms = _p95(lambda: queries.index(whole, now=now))
    body_ms = _p95(lambda: queries.index(own, now=now))
    # the most that one fact can make the worker count
    fullest = Tally.objects.filter(agency=body).latest("received")
    day = fullest.month.replace(day=fullest.day or 1)

    def keep_up() -> None:
        Stale.objects.get_or_create(day=day, agency=body, procedure=fullest.procedure)
        actions.refresh(now=now)

    return {
        "pass_s": pass_s, "anew_s": anew, "counted": counted[0], "index_ms": index_ms, "body_ms": body_ms,
        "statements": len(seen), "cell": fullest.received,
        "refresh_ms": sorted(_timed(keep_up) for _ in range(5))[2] * 1_000,
    }  # fmt: skip


def _one_pass(since: date, until: date) -> None:
    from django.db.models import Count, Max, Min

    from tinhso.casework.onestop.models import Dossier
    from tinhso.core.days import day_bounds

    begin, end = day_bounds(since)[0], day_bounds(until)[0]
    rows = Dossier.objects.filter(received_at__gte=begin, received_at__lt=end)
    found = rows.values("agency_code", "procedure_code").annotate(
        number=Count("pk"), first=Min("decided_at"), last=Max("current_due")
    )
    list(found)


def _timed(what: Callable[[], Any]) -> float:
    began = time.perf_counter()
    what()
    return time.perf_counter() - began


def _p95(what: Callable[[], Any]) -> float:
    took = sorted(_timed(what) for _ in range(40))
    return took[int(len(took) * 0.95)] * 1_000
