"""How fast is the ledger numbered, verified and told, when the worker comes back to 100,000 facts?

Copies of played reports with their facts, of none of which anybody was told yet. The floor of numbering and
of verifying is one SHA-256 over each fact's bytes, that of telling a bare UPDATE of one row for each fact.
"""

import time
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from benchmarks.deployment import deployed
from benchmarks.deployment import inside as run_inside
from benchmarks.figures import Figure, at_least

FACTS = 100_000


def run(database: str, *, quick: bool) -> Iterator[Figure]:
    """This will heap facts up and let the worker's own actions take them in, one kind after the other."""
    group = f"Worker, {database}"
    with deployed(database, days=2 if quick else 10) as service:
        made = run_inside(service, "bulk", "facts", str(2_000 if quick else FACTS))
        done = run_inside(service, "worker")
    hashes = done["hashes_a_second"]
    yield Figure(
        group, "numbering and chaining facts", done["sequenced_a_second"], "a second",
        floor=hashes, floor_is="SHA-256 alone", **at_least(done["sequenced_a_second"], 5_000, "a second"),
        note=f"{done['facts']:,} facts, {FACTS_A_TURN} in a transaction",
    )  # fmt: skip
    yield Figure(
        group, "verifying the chain", done["verified_a_second"], "facts a second",
        floor=hashes, floor_is="SHA-256 alone", **at_least(done["verified_a_second"], 50_000, "a second"),
        note=f"{done['all']:,} facts, first broken: {done['first_broken'] or 'none'}",
    )  # fmt: skip
    yield Figure(
        group, "catching up: telling all subscribers", done["facts"] / done["told_s"], "facts a second",
        floor=done["updates_a_second"], floor_is="bare UPDATE + COMMIT a fact",
        note=f"{done['facts']:,} facts, of which {done['delivered']:,} times a subscriber took one",
    )  # fmt: skip
    yield Figure(group, "catching up with all of it", done["caught_up_s"], "s", note="numbering and telling")
    yield Figure(
        group,
        "facts a report makes in its life",
        made["added"] / made["reports"],
        "",
        note="as played, day by day",
    )
    for name, seconds, taken in done["by_subscriber"][:4]:
        yield Figure(group, f"of that, {name}", seconds, "s", note=f"{taken:,} facts")
    yield Figure(group, "most memory of the process meanwhile", done["peak_mb"], "MB RSS")


FACTS_A_TURN = 500
"""As the worker's turn numbers (config.worker)."""


def inside() -> dict[str, Any]:
    """This will do the worker's work at the heap, timed."""
    import resource

    from tinhso.core import facts
    from tinhso.foundation.ledger import actions, queries

    hashes, updates = _hashes(), _updates()
    took: dict[str, list[float]] = {}
    for subscriber in facts.subscribers():
        facts._subscribers[subscriber.name] = _timed(subscriber, took)
    began = time.perf_counter()
    numbered = 0
    while done := actions.sequence(limit=FACTS_A_TURN):
        numbered += done
    sequenced = time.perf_counter()
    delivered = 0
    while done := actions.deliver(limit=FACTS_A_TURN):
        delivered += done
    told = time.perf_counter()
    found = queries.verify()
    verified = time.perf_counter()
    by_time = sorted(((name, sum(one), len(one)) for name, one in took.items()), key=lambda line: -line[1])
    return {
        "facts": numbered,
        "sequenced_a_second": numbered / (sequenced - began),
        "delivered": delivered,
        "told_s": told - sequenced,
        "caught_up_s": told - began,
        "by_subscriber": by_time,
        "all": found.sequenced,
        "verified_a_second": found.sequenced / (verified - told),
        "first_broken": found.first_broken,
        "hashes_a_second": hashes,
        "updates_a_second": updates,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _timed(subscriber: Any, took: dict[str, list[float]]) -> Any:
    from dataclasses import replace

    def react(recorded: Any) -> None:
        began = time.perf_counter()
        subscriber.react(recorded)
        took.setdefault(subscriber.name, []).append(time.perf_counter() - began)

    def react_to_all(recorded: Any) -> None:
        began = time.perf_counter()
        subscriber.react_to_all(recorded)
        each = (time.perf_counter() - began) / len(recorded)
        took.setdefault(subscriber.name, []).extend([each] * len(recorded))

    return replace(subscriber, react=react, react_to_all=react_to_all if subscriber.react_to_all else None)


def _hashes() -> float:
    from tinhso.foundation.ledger.models import Fact

    facts = [payload.encode() for payload in Fact.objects.values_list("payload", flat=True)[:20_000]]
    previous = b""
    began = time.perf_counter()
    for payload in facts:
        previous = sha256(previous + payload).digest()
    return len(facts) / (time.perf_counter() - began)


def _updates() -> float:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_position (id bigint PRIMARY KEY, position bigint)")
        cursor.execute("INSERT INTO bench_position VALUES (1, 0)")
        until, number = time.perf_counter() + 1.0, 0
        began = time.perf_counter()
        while time.perf_counter() < until:
            number += 1
            cursor.execute("UPDATE bench_position SET position = %s WHERE id = 1", [number])
        rate = number / (time.perf_counter() - began)
        cursor.execute("DROP TABLE bench_position")
    return rate
