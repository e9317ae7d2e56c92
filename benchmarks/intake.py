"""How many reports a second are taken in durably: placed, routed, timed, put on a desk, told as a fact?

Floors of the same run: an empty view of the same server under the same connections, and the barest durable
write: one row inserted and committed by one connection with the service's own database settings.
"""

import json
import random
import time
import uuid
from collections.abc import Iterator
from itertools import cycle, repeat
from pathlib import Path
from typing import Any

from tests.service import Service

from benchmarks import load, photos
from benchmarks.deployment import deployed, memory_mb, started_web
from benchmarks.deployment import inside as run_inside
from benchmarks.figures import Figure, at_least, at_most, number

PATH = "/api/v1/reports"
CONNECTIONS = 32
OTHERS = (1, 8, 128)
AIM_A_SECOND, AIM_MS, AIM_STATEMENTS = 1_000, 60, 10
MOST_A_SECOND = 1_500
"""More bodies than this a second are not made ready."""
SPOTS = (
    "đường Lê Lợi",
    "đường Hùng Vương",
    "kiệt 12 đường Bạch Đằng",
    "ngõ 5 đường Trần Phú",
    "chợ xã",
    "cầu bản",
)


def run(database: str, *, quick: bool) -> Iterator[Figure]:
    """This will load a deployment's front door in every way a report comes in."""
    seconds = 1.0 if quick else 8.0
    group = f"Intake, {database}"
    with deployed(database, days=2) as service:
        statements = run_inside(service, "intake", "statements")
        bare = run_inside(service, "intake", "bare", str(seconds / 4))
        started_web(service)
        service.start_worker()
        bodies = _Bodies(service, int(seconds * MOST_A_SECOND * 2.5))
        _load(service, bodies, connections=4, seconds=seconds / 8)
        empty = load.run(
            "127.0.0.1", service.port, repeat(load.get("/healthz", service.port)),
            connections=CONNECTIONS, seconds=seconds / 4,
        )  # fmt: skip
        taken = _load(service, bodies, connections=CONNECTIONS, seconds=seconds)
        yield from _taken(group, taken, bare=bare, empty=empty)
        for connections in OTHERS:
            yield _at(
                group, connections, _load(service, bodies, connections=connections, seconds=seconds / 2), bare
            )
        yield Figure(
            group, "statements a report", statements["most"], "", aim=f"≤ {AIM_STATEMENTS}",
            met=statements["most"] <= AIM_STATEMENTS,
            note=f"most of {statements['of']}; BEGIN and COMMIT not counted",
        )  # fmt: skip
        yield Figure(
            group, "what the client itself costs", taken.client_ms, "ms CPU a request",
            **at_most(taken.client_ms, 0.1, "ms"), note="prebuilt bytes over epoll",
        )  # fmt: skip
        yield _replays(group, service, bodies, empty, seconds / 4)
        yield from _processes(group, service)
        yield from photos.run(group, service, bodies.unsent(), seconds / 2)


def _taken(
    group: str, taken: load.Outcome, *, bare: dict[str, float], empty: load.Outcome
) -> Iterator[Figure]:
    yield Figure(
        group, f"reports, {CONNECTIONS} connections, worker running", taken.rate, "a second",
        floor=bare["rate"], floor_is="bare INSERT + COMMIT", **at_least(taken.rate, AIM_A_SECOND, "a second"),
        note=f"statuses {taken.statuses}",
    )  # fmt: skip
    yield Figure(
        group, "the same, beside an empty view", taken.rate, "a second",
        floor=empty.rate, floor_is="empty view, same connections",
    )  # fmt: skip
    p95 = taken.percentile(0.95)
    yield Figure(
        group, "time of one report, 95 of 100", p95, "ms", floor=empty.percentile(0.95),
        floor_is="empty view", **at_most(p95, AIM_MS, "ms"), note=f"p50 {number(taken.percentile(0.5))} ms",
    )  # fmt: skip


def _at(group: str, connections: int, taken: load.Outcome, bare: dict[str, float]) -> Figure:
    p50, p95 = taken.percentile(0.5), taken.percentile(0.95)
    wrong = "" if set(taken.statuses) == {201} else f", statuses {taken.statuses}"
    if connections == 1:
        return Figure(
            group, "time of one report, nobody else there", p50, "ms p50",
            floor=bare["p50_ms"], floor_is="bare INSERT + COMMIT",
            note=f"p95 {number(p95)} ms, {number(taken.rate)} a second{wrong}",
        )  # fmt: skip
    return Figure(
        group, f"reports, {connections} connections, worker running", taken.rate, "a second",
        floor=bare["rate"], floor_is="bare INSERT + COMMIT",
        note=f"p50 {number(p50)} ms, p95 {number(p95)} ms{wrong}",
    )  # fmt: skip


def _replays(group: str, service: Service, bodies: "_Bodies", empty: load.Outcome, seconds: float) -> Figure:
    """What a telephone does that never heard the answer: the same bytes again, and the same reply."""
    again = cycle(bodies.sent[:2_000])
    heard = load.run("127.0.0.1", service.port, again, connections=CONNECTIONS, seconds=seconds)
    return Figure(
        group, f"replays, {CONNECTIONS} connections", heard.rate, "a second",
        floor=empty.rate, floor_is="empty view, same connections",
        note=f"p95 {number(heard.percentile(0.95))} ms, statuses {heard.statuses}",
    )  # fmt: skip


def _load(service: Service, bodies: "_Bodies", *, connections: int, seconds: float) -> load.Outcome:
    return load.run("127.0.0.1", service.port, bodies.ready, connections=connections, seconds=seconds)


class _Bodies:
    """Requests as bytes, made before any clock starts; each is sent once, and remembered in `sent`."""

    def __init__(self, service: Service, count: int) -> None:
        file = service.folder / "bodies.jsonl"
        run_inside(service, "intake", "bodies", str(count), str(file))
        self.lines = file.read_bytes().splitlines()
        file.unlink()
        self.sent: list[bytes] = []
        self.ready = self._each([load.post(PATH, service.port, line) for line in self.lines])

    def unsent(self) -> Iterator[bytes]:
        """This will give the bodies of which no request was sent yet."""
        return iter(self.lines[len(self.sent) :])

    def _each(self, requests: list[bytes]) -> Iterator[bytes]:
        for request in requests:
            self.sent.append(request)
            yield request


def _processes(group: str, service: Service) -> Iterator[Figure]:
    web, worker = memory_mb(service, "web"), memory_mb(service, "worker")
    yield Figure(
        group, "memory of a web process afterwards", web["rss"], "MB RSS", **at_most(web["rss"], 250, "MB"),
        note=f"{web['own']:.0f} MB its own; all {web['processes']:.0f} processes {web['rss_all']:.0f} MB",
    )  # fmt: skip
    yield Figure(
        group,
        "memory of the worker afterwards",
        worker["rss"],
        "MB RSS",
        note=f"{worker['own']:.0f} MB its own",
    )


def inside(what: str, *words: str) -> Any:
    """This will do one part with the service's code in this process."""
    parts = {
        "bodies": _make_bodies,
        "statements": _statements,
        "bare": _bare,
    }
    return parts[what](*words)


def _make_bodies(count: str, file: str) -> int:
    dice = random.Random(7)
    with Path(file).open("wb") as out:
        for body in bodies(int(count), dice):
            out.write(json.dumps(body, ensure_ascii=False).encode() + b"\n")
    return int(count)


def bodies(count: int, dice: random.Random) -> Iterator[dict[str, Any]]:
    """This will make bodies of the Contract, all over the served province."""
    from tinhso.core import clock
    from tinhso.core.values import GeoPoint
    from tinhso.demo import texts
    from tinhso.foundation.places import queries as places

    on = clock.local_date(clock.now())
    centres = [places.label_point(p.code, on=on) for p in places.communes(on=on)]
    sentences = [(category, row[1]) for category, rows in texts.TEXTS.items() for row in rows]
    made = 0
    while made < count:
        centre = dice.choice(centres)
        lat, lon = centre.lat + dice.uniform(-0.02, 0.02), centre.lon + dice.uniform(-0.02, 0.02)
        if places.locate(GeoPoint(lat, lon), on=on, prefer_served=True) is None:
            continue  # a lagoon, the sea: the service would refuse it
        made += 1
        category, sentence = dice.choice(sentences)
        yield {
            "id": str(uuid.uuid4()),
            "text": sentence.format(spot=dice.choice(SPOTS), n=dice.randint(2, 9)),
            "category": category if dice.random() < 0.9 else None,
            "point": {"lat": round(lat, 6), "lon": round(lon, 6), "accuracy_m": 15.0},
            "place": None,
            "occurred_at": None,
            "photos": [],
            "contact": {"name": "Nguyễn Thị Mẫu", "phone": "0100123456", "email": None}
            if dice.random() < 0.6
            else None,
            "public": True,
        }


def _statements() -> dict[str, int]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "127.0.0.1"})
    seen = []
    for number_, body in enumerate(bodies(30, random.Random(3))):
        with CaptureQueriesContext(connection) as queries:
            reply = client.post(PATH, json.dumps(body), content_type="application/json")
        assert reply.status_code == 201, reply.content
        if number_ >= 5:  # rules and gazetteers have come into memory
            seen.append(
                sum(1 for q in queries if q["sql"].split()[0] in ("SELECT", "INSERT", "UPDATE", "DELETE"))
            )
    return {"most": max(seen), "of": len(seen)}


def _bare(seconds: str) -> dict[str, float]:
    from django.db import connection

    body = "x" * 1_000
    took = []
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_floor (id bigint, body text)")
        until = time.perf_counter() + float(seconds)
        while time.perf_counter() < until:
            began = time.perf_counter()
            # outside a transaction each statement is committed by itself
            cursor.execute("INSERT INTO bench_floor (id, body) VALUES (%s, %s)", [len(took), body])
            took.append(time.perf_counter() - began)
        cursor.execute("DROP TABLE bench_floor")
    took.sort()
    return {"rate": len(took) / sum(took), "p50_ms": took[len(took) // 2] * 1000}
