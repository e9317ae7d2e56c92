"""How many reports a second are taken in durably: placed, routed, timed, put on a desk, told as a fact?

Floors of the same run: an empty view of the same server under the same connections, and the barest durable
write: one row inserted and committed by one connection with the service's own database settings.
"""

import json
import random
import time
import uuid
from collections.abc import Iterator
from itertools import repeat
from pathlib import Path
from typing import Any

from tests.service import Service

from benchmarks import load
from benchmarks.deployment import deployed, memory_mb, started_web
from benchmarks.deployment import inside as run_inside
from benchmarks.figures import Figure, at_least, at_most, number

PATH = "/api/v1/reports"
UPLOADS = "/api/v1/uploads"
CONNECTIONS = 32
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
    """This will load a deployment's front door, then let the worker show what it can."""
    seconds = 1.0 if quick else 10.0
    group = f"Intake, {database}"
    with deployed(database, days=2) as service:
        statements = run_inside(service, "intake", "statements")
        bare = run_inside(service, "intake", "bare", str(seconds / 2))
        started = started_web(service)
        service.start_worker()
        bodies = _Bodies(service, int(seconds * MOST_A_SECOND * 2.5))
        _load(service, bodies, connections=4, seconds=seconds / 10)
        empty = load.run(
            "127.0.0.1", service.port, repeat(load.get("/healthz", service.port)),
            connections=CONNECTIONS, seconds=seconds / 2,
        )  # fmt: skip
        alone = _load(service, bodies, connections=1, seconds=seconds / 4)
        taken = _load(service, bodies, connections=CONNECTIONS, seconds=seconds)
        told = f"statuses {taken.statuses}"
        yield Figure(
            group, f"reports, {CONNECTIONS} connections, worker running", taken.rate, "a second",
            floor=bare["rate"], floor_is="bare INSERT + COMMIT", **at_least(taken.rate, 300, "a second"),
            note=told,
        )  # fmt: skip
        yield Figure(
            group, "the same, beside an empty view", taken.rate, "a second",
            floor=empty.rate, floor_is="empty view, same connections",
        )  # fmt: skip
        p95 = taken.percentile(0.95)
        yield Figure(
            group, "time of one report, 95 of 100", p95, "ms", floor=empty.percentile(0.95),
            floor_is="empty view", **at_most(p95, 150, "ms"), note=f"p50 {number(taken.percentile(0.5))} ms",
        )  # fmt: skip
        yield Figure(
            group, "time of one report, nobody else there", alone.percentile(0.5), "ms p50",
            floor=bare["p50_ms"], floor_is="bare INSERT + COMMIT",
            note=f"p95 {number(alone.percentile(0.95))} ms",
        )  # fmt: skip
        yield Figure(
            group, "statements a report", statements["most"], "", aim="≤ 12", met=statements["most"] <= 12,
            note=f"most of {statements['of']}; BEGIN and COMMIT not counted",
        )  # fmt: skip
        yield Figure(
            group, "what the client itself costs", taken.client_ms, "ms CPU a request",
            **at_most(taken.client_ms, 0.1, "ms"), note="prebuilt bytes over epoll",
        )  # fmt: skip
        yield from _processes(group, service, started)
        yield from _photos(group, service, seconds)
        service.kill("worker")
        yield from _worker(group, service, bodies, seconds)


def _load(service: Service, bodies: "_Bodies", *, connections: int, seconds: float) -> load.Outcome:
    return load.run("127.0.0.1", service.port, bodies.ready, connections=connections, seconds=seconds)


class _Bodies:
    """Requests as bytes, made before any clock starts; each is sent once."""

    def __init__(self, service: Service, count: int) -> None:
        file = service.folder / "bodies.jsonl"
        run_inside(service, "intake", "bodies", str(count), str(file))
        lines = file.read_bytes().splitlines()
        self.ready = iter([load.post(PATH, service.port, line) for line in lines])
        file.unlink()


def _processes(group: str, service: Service, started: float) -> Iterator[Figure]:
    web, worker = memory_mb(service, "web"), memory_mb(service, "worker")
    yield Figure(group, "start of the web until its first answer", started, "s")
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


def _photos(group: str, service: Service, seconds: float) -> Iterator[Figure]:
    """Photos of 12 megapixels, each read, turned, cleaned and written in two sizes; four phones at once."""
    file = service.folder / "photo.jpg"
    run_inside(service, "intake", "photo", str(file))
    content = file.read_bytes()
    body = (
        b'--edge\r\nContent-Disposition: form-data; name="file"; filename="anh.jpg"\r\n'
        b"Content-Type: image/jpeg\r\n\r\n" + content + b"\r\n--edge--\r\n"
    )
    head = (
        f"POST {UPLOADS} HTTP/1.1\r\nHost: 127.0.0.1:{service.port}\r\n"
        f"Content-Type: multipart/form-data; boundary=edge\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    sent = load.run(
        "127.0.0.1", service.port, repeat(head.encode() + body), connections=4, seconds=seconds / 2
    )
    held = memory_mb(service, "web")
    yield Figure(
        group, "photos of 12 megapixels, 4 connections", sent.rate, "a second",
        note=f"{len(content) / 1e6:.1f} MB, p95 {number(sent.percentile(0.95))} ms, statuses {sent.statuses}",
    )  # fmt: skip
    yield Figure(
        group, "memory of a web process after photos", held["rss"], "MB RSS",
        **at_most(held["rss"], 250, "MB"), note=f"peak {held['peak']:.0f} MB while pictures are open",
    )  # fmt: skip


def _worker(group: str, service: Service, bodies: _Bodies, seconds: float) -> Iterator[Figure]:
    """The worker's speed at a heap of facts: it was away while the web went on."""
    _load(service, bodies, connections=CONNECTIONS, seconds=seconds / 2)
    service.kill("web")
    done = run_inside(service, "intake", "worker")
    yield Figure(
        group,
        "numbering and chaining facts",
        done["sequenced_a_second"],
        "a second",
        note=f"{done['facts']:,} facts",
    )
    yield Figure(group, "delivering facts to their subscribers", done["delivered_a_second"], "a second")
    yield Figure(
        group, "verifying the chain", done["verified_a_second"], "facts a second",
        note=f"{done['all']:,} facts, first broken: {done['first_broken'] or 'none'}",
    )  # fmt: skip


def inside(what: str, *words: str) -> Any:
    """This will do one part with the service's code in this process."""
    parts = {
        "bodies": _make_bodies,
        "statements": _statements,
        "bare": _bare,
        "worker": _work,
        "photo": _photo,
    }
    return parts[what](*words)


def _make_bodies(count: str, file: str) -> int:
    dice = random.Random(7)
    with Path(file).open("wb") as out:
        for body in _bodies(int(count), dice):
            out.write(json.dumps(body, ensure_ascii=False).encode() + b"\n")
    return int(count)


def _bodies(count: int, dice: random.Random) -> Iterator[dict[str, Any]]:
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
    for number_, body in enumerate(_bodies(30, random.Random(3))):
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


def _photo(file: str) -> int:
    from PIL import Image

    # a smooth scene with some grain: compresses to what a phone's camera writes
    grain = Image.effect_noise((4032, 3024), 24)
    sky = Image.linear_gradient("L").resize((4032, 3024))
    Image.merge("RGB", (grain, Image.blend(grain, sky, 0.5), sky)).save(file, "JPEG", quality=85)
    return Path(file).stat().st_size


def _work() -> dict[str, Any]:
    from tinhso.foundation.ledger import actions, queries

    began = time.perf_counter()
    facts = 0
    while done := actions.sequence(limit=500):
        facts += done
    numbered = time.perf_counter()
    delivered = 0
    while done := actions.deliver(limit=500):
        delivered += done
    told = time.perf_counter()
    found = queries.verify()
    verified = time.perf_counter()
    return {
        "facts": facts,
        "sequenced_a_second": facts / (numbered - began),
        "delivered_a_second": delivered / (told - numbered),
        "all": found.sequenced,
        "verified_a_second": found.sequenced / (verified - told),
        "first_broken": found.first_broken,
    }
