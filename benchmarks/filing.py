"""How many applications a second are taken in with three files each, and how fast is a deadline reckoned?

An application is a POST that names three files which were uploaded before (only their rows are made here:
what a picture costs stands in `photos`): checked, numbered, sealed, its papers attached, put
on a desk, told as a fact. Floors of the same run: the barest durable write, and
an empty view under the same connections.
"""

import json
import random
import secrets
import time
import uuid
from bisect import bisect_right
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import repeat
from pathlib import Path
from typing import Any

from benchmarks import load
from benchmarks.deployment import deployed, started_web
from benchmarks.deployment import inside as run_inside
from benchmarks.figures import Figure, at_least, number

PATH = "/api/v1/dossiers"
CONNECTIONS = 8
AIM_A_SECOND, AIM_DEADLINES = 100, 100_000
MOST_A_SECOND = 400
"""More applications than this a second are not made ready."""
PROCEDURE = "DP.990001"
TERMS = "deadlines: ends of terms"
PAPERS = ("don", "anh", "giay-to")


def run(database: str, *, quick: bool) -> Iterator[Figure]:
    """This will load the door for applications, and reckon deadlines in one process."""
    seconds = 1.0 if quick else 6.0
    group = f"Filing, {database}"
    with deployed(database, days=1) as service:
        statements = run_inside(service, "filing", "statements")
        bare = run_inside(service, "intake", "bare", str(seconds / 4))
        file = service.folder / "applications.jsonl"
        run_inside(service, "filing", "bodies", str(int(seconds * 1.7 * MOST_A_SECOND)), str(file))
        started_web(service)
        service.start_worker()
        ready = (load.post(PATH, service.port, line) for line in file.read_bytes().splitlines())
        load.run("127.0.0.1", service.port, ready, connections=4, seconds=seconds / 8)
        empty = load.run(
            "127.0.0.1", service.port, repeat(load.get("/healthz", service.port)),
            connections=CONNECTIONS, seconds=seconds / 4,
        )  # fmt: skip
        sent = load.run("127.0.0.1", service.port, ready, connections=CONNECTIONS, seconds=seconds)
        yield Figure(
            group, f"applications with three files, {CONNECTIONS} connections, worker running", sent.rate,
            "a second", floor=bare["rate"], floor_is="bare INSERT + COMMIT",
            **at_least(sent.rate, AIM_A_SECOND, "a second"),
            note=f"p50 {number(sent.percentile(0.5))} ms, p95 {number(sent.percentile(0.95))} ms,"
            f" statuses {sent.statuses}",
        )  # fmt: skip
        yield Figure(
            group, "the same, beside an empty view", sent.rate, "a second",
            floor=empty.rate, floor_is="empty view, same connections",
        )  # fmt: skip
        alone = load.run("127.0.0.1", service.port, ready, connections=1, seconds=seconds / 3)
        yield Figure(
            group, "time of one application, nobody else there", alone.percentile(0.5), "ms p50",
            floor=bare["p50_ms"], floor_is="bare INSERT + COMMIT",
            note=f"p95 {number(alone.percentile(0.95))} ms, {statements} statements beside BEGIN and COMMIT",
        )  # fmt: skip
        for what, found in run_inside(service, "filing", "deadlines", str(seconds / 4)).items():
            aim = at_least(found["rate"], AIM_DEADLINES, "a second") if what == TERMS else {}
            yield Figure(
                group, what, found["rate"], "a second", floor=found["floor"],
                floor_is="one bisection and one sum of dates", **aim, note="one process, one core",
            )  # fmt: skip


def inside(what: str, *words: str) -> Any:
    """This will do one part with the service's code in this process."""
    parts = {"bodies": _make_bodies, "statements": _statements, "deadlines": _deadlines}
    return parts[what](*words)


def _make_bodies(count: str, file: str) -> int:
    _catalogue()
    with Path(file).open("wb") as out:
        for body in _bodies(int(count)):
            out.write(json.dumps(body, ensure_ascii=False).encode() + b"\n")
    return int(count)


def _catalogue() -> None:
    """A local procedure that asks for three papers and no electronic identity."""
    from tinhso.casework.procedures.models import Procedure
    from tinhso.casework.procedures.tests import factories

    if not Procedure.objects.filter(code=PROCEDURE).exists():
        factories.keep(
            code=PROCEDURE, name="Cấp giấy đo đạc thử nghiệm", is_local=True, levels=["province"], fees=[],
            components=[{"code": code, "name": code} for code in PAPERS],
        )  # fmt: skip


def _bodies(count: int) -> Iterator[dict[str, Any]]:
    from tinhso.core import clock
    from tinhso.foundation.files import rules
    from tinhso.foundation.files.models import StoredFile

    dice, now = random.Random(11), clock.now()
    for _ in range(count):
        keys = [rules.new_id() for _paper in PAPERS]
        StoredFile.objects.bulk_create(
            StoredFile(
                key=key, sha256=secrets.token_hex(32), salt=secrets.token_hex(16), size=180_000,
                kind="application/pdf", width=0, height=0, pages=2, is_paper=True, created_at=now,
                expires_at=now + timedelta(days=1),
            )
            for key in keys
        )  # fmt: skip
        yield {
            "id": str(uuid.uuid4()),
            "procedure": PROCEDURE,
            "holder": {
                "name": "Nguyễn Thị Mẫu", "phone": f"09{dice.randrange(10**8):08d}",
                "number": f"046{dice.randrange(10**9):09d}", "address": "12 đường Lê Lợi",
            },
            "data": {},
            "papers": [{"component": c, "file": key} for c, key in zip(PAPERS, keys, strict=True)],
            "delivery": "electronic",
        }  # fmt: skip


def _statements() -> int:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    _catalogue()
    client = Client(headers={"host": "127.0.0.1"})
    seen = []
    for place, body in enumerate(_bodies(12)):
        with CaptureQueriesContext(connection) as queries:
            reply = client.post(PATH, json.dumps(body), content_type="application/json")
        assert reply.status_code == 201, reply.content
        if place >= 2:  # rules have come into memory
            sent = (q["sql"].split()[0] for q in queries)
            seen.append(sum(1 for word in sent if word in ("SELECT", "INSERT", "UPDATE", "DELETE")))
    return max(seen)


def _deadlines(seconds: str) -> dict[str, dict[str, float]]:
    """Receipts of a year at all hours, terms as the catalogue has them."""
    from tinhso.casework.onestop.rules import deadlines
    from tinhso.casework.onestop.rules.deadlines import Counting
    from tinhso.foundation.workdays import queries as workdays
    from tinhso.foundation.workdays.rules import Term, TermUnit

    dice, calendar, counting = random.Random(3), workdays.calendar(workdays.OFFICE), Counting()
    units = (TermUnit.WORKING_DAYS,) * 4 + (TermUnit.WORKING_HOURS, TermUnit.DAYS, TermUnit.MONTHS)
    terms = [Term(amount, unit) for unit in units for amount in (1, 2, 3)] + [None]
    first = datetime(2026, 1, 1, tzinfo=UTC)
    cases = [
        (first + timedelta(seconds=dice.randrange(330 * 86_400)), dice.choice(terms)) for _ in range(20_000)
    ]
    days = sorted(case[0] for case in cases[:260])
    ways = {
        TERMS: lambda at, term: deadlines.due(calendar, at, term, counting),
        "deadlines: whole dossiers, four ends each": lambda at, term: (
            deadlines.accept_by(calendar, at, counting),
            deadlines.hand_over_by(calendar, at, counting),
            deadlines.step_due(calendar, at, 4.0, deadlines.due(calendar, at, term, counting)),
        ),
    }
    floor = _rate(lambda at, _term: days[bisect_right(days, at) % 260] + timedelta(days=1), cases, seconds)
    return {what: {"rate": _rate(way, cases, seconds), "floor": floor} for what, way in ways.items()}


def _rate(way: Any, cases: Any, seconds: str) -> float:
    done, began = 0, time.perf_counter()
    while (spent := time.perf_counter() - began) < float(seconds):
        for at, term in cases:
            way(at, term)
        done += len(cases)
    return done / spent
