"""How fast do lists, desk, map, home and board answer with a million reports, and what grows on the way?

One deployment grows from 10,000 over 100,000 to 1,000,000 reports and is measured at each size: one reader
after another over HTTP against the real web, so that latencies are those of a page, not of a queue.
Floors of the same run: an empty view over the same connection, and the bare index read of a first page.
"""

import time
from collections.abc import Iterator, Sequence
from itertools import repeat
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tests.service import Service

from benchmarks import load
from benchmarks.deployment import deployed, memory_mb, started_web
from benchmarks.deployment import inside as run_inside
from benchmarks.figures import Figure, at_most

GROUP = "Reading"
COMMON = "đường"
RARE_WORD = "thachsung"
"""A word of our own in one copied report of five thousand: what a rare search finds is known."""
API = "/api/v1/reports"
BARE = "SELECT id FROM reports_report WHERE visibility = 'public' ORDER BY received_at DESC, id DESC LIMIT 31"
PAGE_MS, BOARD_MS, MAP_MS = 30, 60, 60
PROVINCE, CITY, STREETS = (
    "view=9,107.0,15.9,108.3,16.9",
    "view=12,107.50,16.40,107.68,16.53",
    "view=16,107.585,16.460,107.595,16.467",
)
# what, path, whose page (an account of the demonstration), aim for p95 in ms
PAGES: tuple[tuple[str, str, str, float], ...] = (
    ("desk of a commune's officer", "/ban-lam-viec/", "canbo", PAGE_MS),
    ("desk of a department's leader", "/ban-lam-viec/", "lanhdaoso", PAGE_MS),
    ("public list", "/danh-sach", "", PAGE_MS),
    ("public list, open reports", "/danh-sach?status=open", "", PAGE_MS),
    ("public list, answered reports", "/danh-sach?status=answered", "", PAGE_MS),
    ("public list, one category, 30 days", "/danh-sach?category=road&period=30", "", PAGE_MS),
    ("public list, a rare word", f"/danh-sach?q={RARE_WORD}", "", PAGE_MS),
    ("public list, a common word", f"/danh-sach?q={quote(COMMON)}", "", PAGE_MS),
    ("public list, two common words", f"/danh-sach?q={quote('đèn đường')}", "", PAGE_MS),
    ("API list", API, "", PAGE_MS),
    ("API list, one category", f"{API}?category=road", "", PAGE_MS),
    ("API list, a common word", f"{API}?q={quote(COMMON)}", "", PAGE_MS),
    ("map, the province", f"/ban-do/diem.geojson?{PROVINCE}", "", MAP_MS),
    ("map, the province, 30 days", f"/ban-do/diem.geojson?period=30&{PROVINCE}", "", MAP_MS),
    ("map, a city", f"/ban-do/diem.geojson?{CITY}", "", MAP_MS),
    ("map, some streets", f"/ban-do/diem.geojson?{STREETS}", "", MAP_MS),
    ("portal home", "/", "", PAGE_MS),
    ("operations centre, board", "/dieu-hanh/", "dieuhanh", BOARD_MS),
    ("operations centre, wall", "/dieu-hanh/tuong", "dieuhanh", BOARD_MS),
    ("operations centre, what is new", "/dieu-hanh/song?after=0", "dieuhanh", BOARD_MS),
)


def run(database: str, *, sizes: Sequence[int], quick: bool) -> Iterator[Figure]:
    """This will fill a deployment step by step and measure every page at each size."""
    few: dict[str, int] = {}
    with deployed(database, days=2 if quick else 10) as service:
        for size in sizes:
            grown = run_inside(service, "bulk", "reports", str(size))
            found = run_inside(service, "reading")
            few = few or found["statements"]
            group = f"{GROUP}, {size:,} reports, {database}"
            note = f"{grown['added']:,} reports"
            yield Figure(group, "copying up to this size", grown["seconds"], "s", note=note)
            yield Figure(group, "database on the disk", found["stored_mb"], "MB", note=found["largest"])
            yield from _pages(
                group, service, found, few, seconds=0.5 if quick else 2.0 if size == sizes[-1] else 1.0
            )
            service.stop()


def _pages(
    group: str, service: Service, found: dict[str, Any], few: dict[str, int], *, seconds: float
) -> Iterator[Figure]:
    started = started_web(service)
    service.start_worker()
    empty = _read(service.port, "/healthz", "", seconds)
    yield Figure(group, "start of the web until its first answer", started, "s")
    yield Figure(group, "an empty view", empty.percentile(0.95), "ms p95", note="floor")
    yield Figure(group, "bare index read of 31 rows", found["bare_ms"], "ms p95", note="floor, without HTTP")
    for what, path, whose, aim in PAGES:
        cookie = found["cookies"].get(whose, "")
        first = load.run(
            "127.0.0.1", service.port, repeat(_request(service.port, path, cookie)), connections=1, seconds=0
        )
        seen = _read(service.port, path, cookie, seconds)
        yield _figure(
            group,
            what,
            seen=seen,
            first=first,
            empty=empty,
            aim=aim,
            statements=(few[what], found["statements"][what]),
        )
    web, worker = memory_mb(service, "web"), memory_mb(service, "worker")
    yield Figure(
        group, "memory of a web process after all this", web["rss"], "MB RSS",
        **at_most(web["rss"], 250, "MB"), note=_held(web),
    )  # fmt: skip
    yield Figure(group, "memory of the worker", worker["rss"], "MB RSS", note=_held(worker))


def _figure(
    group: str,
    what: str,
    *,
    seen: load.Outcome,
    first: load.Outcome,
    empty: load.Outcome,
    aim: float,
    statements: tuple[int, int],
) -> Figure:
    p95 = seen.percentile(0.95)
    few, many = statements
    same = f"{many} statements" if few == many else f"**{few} statements at the smallest size, {many} now**"
    wrong = {status: n for status, n in seen.statuses.items() if status != 200}
    return Figure(
        group, what, p95, "ms p95", floor=empty.percentile(0.95), floor_is="empty view",
        **at_most(p95, aim, "ms"),
        note=f"p50 {seen.percentile(0.5):.1f} ms, the first reader {first.percentile(0.5):.0f} ms, {same}"
        + (f", statuses {seen.statuses}" if wrong else ""),
    )  # fmt: skip


def _held(held: dict[str, float]) -> str:
    return f"{held['own']:.0f} MB its own, the rest mapped pages of files; peak {held['peak']:.0f} MB"


def _request(port: int, path: str, cookie: str) -> bytes:
    return load.get(path, port, f"Cookie: {cookie}\r\n" if cookie else "")


def _read(port: int, path: str, cookie: str, seconds: float) -> load.Outcome:
    request = _request(port, path, cookie)
    # the first reads fill caches that a running service has filled long ago
    load.run("127.0.0.1", port, repeat(request), connections=1, seconds=seconds / 4)
    return load.run("127.0.0.1", port, repeat(request), connections=1, seconds=seconds)


def inside() -> dict[str, Any]:
    """This will count each page's statements, time the bare read, and sign the readers in."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from tinhso.foundation.accounts.models import Account

    # once a second a process asks whether rules changed; that statement belongs to no page
    settings.RULES_LOOK_EVERY_S = 3_600

    clients = {"": Client(headers={"host": "127.0.0.1"})}
    cookies = {}
    for whose in {whose for *_, whose, _aim in PAGES if whose}:
        clients[whose] = Client(headers={"host": "127.0.0.1"})
        clients[whose].force_login(Account.objects.get(username=whose))
        cookies[whose] = f"sessionid={clients[whose].cookies['sessionid'].value}"
    statements = {}
    for what, path, whose, _aim in PAGES:
        assert clients[whose].get(path).status_code == 200, path  # rules and gazetteers come into memory
        _forget()
        with CaptureQueriesContext(
            connection,
        ) as seen:
            clients[whose].get(path)
        statements[what] = sum(1 for q in seen if q["sql"].split()[0] in ("SELECT", "INSERT", "UPDATE"))
    stored, largest = _stored()
    told = {"bare_ms": _bare(), "stored_mb": stored, "largest": largest}
    return {"statements": statements, "cookies": cookies, **told}


def _stored() -> tuple[float, str]:
    """What the database holds on the disk in MB, and the largest tables, where the database can tell."""
    from django.db import connection

    if connection.vendor != "postgresql":
        file = Path(connection.settings_dict["NAME"])
        return sum(p.stat().st_size for p in file.parent.glob(f"{file.name}*")) / 1e6, ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        [[whole]] = cursor.fetchall()
        cursor.execute(
            "SELECT relname, pg_table_size(oid), pg_indexes_size(oid) FROM pg_class WHERE relkind = 'r'"
            " ORDER BY pg_total_relation_size(oid) DESC LIMIT 4"
        )
        told = [
            f"{name} {rows / 1e6:,.0f} + indexes {indexes / 1e6:,.0f}"
            for name, rows, indexes in cursor.fetchall()
        ]
    return whole / 1e6, "; ".join(told)


def _forget() -> None:
    """What is remembered for some seconds is forgotten: counted are the statements of the first reader."""
    from tinhso.casework.reports.queries import figuring, mapping, search_text, visible
    from tinhso.overview.desk import queries as desk
    from tinhso.overview.ioc.queries import boards

    visible._counts.clear()
    search_text._known.clear()
    mapping._kept.clear()
    figuring._kept.clear()
    boards._kept.clear()
    desk._kept.clear()


def _bare(statement: str = BARE, values: Sequence[Any] = ()) -> float:
    from django.db import connection

    took = []
    with connection.cursor() as cursor:
        for _ in range(500):
            began = time.perf_counter()
            cursor.execute(statement, values)
            cursor.fetchall()
            took.append((time.perf_counter() - began) * 1000)
    return sorted(took)[int(len(took) * 0.95)]
