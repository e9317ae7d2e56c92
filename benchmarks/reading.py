"""How fast do lists, desk, map, home and board answer with 100,000 reports? And do their statements stay few?

One reader after another over HTTP against the real web: latencies are those of a page, not of a queue.
Floors of the same run: an empty view over the same connection, and the bare index read of a first page.
"""

import time
from collections.abc import Iterator
from itertools import repeat
from typing import Any
from urllib.parse import quote

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
# what, path, whose page (an account of the demonstration), aim for p95 in ms
PAGES: tuple[tuple[str, str, str, float | None], ...] = (
    ("desk of a commune's officer", "/ban-lam-viec/", "canbo", 50),
    ("desk of a department's leader", "/ban-lam-viec/", "lanhdaoso", 50),
    ("public list", "/danh-sach", "", 50),
    ("public list, open reports", "/danh-sach?status=open", "", 50),
    ("public list, answered reports", "/danh-sach?status=answered", "", 50),
    ("public list, one category, 30 days", "/danh-sach?category=road&period=30", "", 50),
    ("public list, a rare word", f"/danh-sach?q={RARE_WORD}", "", 50),
    ("public list, a common word", f"/danh-sach?q={quote(COMMON)}", "", 50),
    ("public list, two common words", f"/danh-sach?q={quote('đèn đường')}", "", 50),
    ("API list", API, "", 50),
    ("API list, one category", f"{API}?category=road", "", 50),
    ("API list, a common word", f"{API}?q={quote(COMMON)}", "", 50),
    ("map, the province", "/ban-do/diem.geojson?view=9,107.0,15.9,108.3,16.9", "", 60),
    ("map, the province, 30 days", "/ban-do/diem.geojson?period=30&view=9,107.0,15.9,108.3,16.9", "", 60),
    ("map, a city", "/ban-do/diem.geojson?view=12,107.50,16.40,107.68,16.53", "", 60),
    ("map, some streets", "/ban-do/diem.geojson?view=16,107.585,16.460,107.595,16.467", "", 60),
    ("portal home", "/", "", 50),
    ("operations centre, board", "/dieu-hanh/", "dieuhanh", 100),
    ("operations centre, wall", "/dieu-hanh/tuong", "dieuhanh", 100),
    ("operations centre, what is new", "/dieu-hanh/song?after=0", "dieuhanh", 100),
)


def run(database: str, *, reports: int, quick: bool) -> Iterator[Figure]:
    """This will fill a deployment and measure every page."""
    small = 2_000  # more than a map shows one by one
    with deployed(database, days=2 if quick else 10) as service:
        group = f"{GROUP}, {reports:,} reports, {database}"
        run_inside(service, "bulk", str(small))
        few = run_inside(service, "reading")["statements"]
        grown = run_inside(service, "bulk", str(reports))
        found = run_inside(service, "reading")
        started = started_web(service)
        service.start_worker()
        seconds = 0.5 if quick else 4.0
        empty = _read(service.port, "/healthz", "", seconds)
        bare = found["bare_ms"]
        yield Figure(
            group, "copying up to this size", grown["seconds"], "s", note=f"{grown['added']:,} reports"
        )
        yield Figure(group, "start of the web until its first answer", started, "s")
        yield Figure(group, "an empty view", empty.percentile(0.95), "ms p95", note="floor")
        yield Figure(group, "bare index read of 31 rows", bare, "ms p95", note="floor, without HTTP")
        for what, path, whose, aim in PAGES:
            seen = _read(service.port, path, found["cookies"].get(whose, ""), seconds)
            counted = few[what], found["statements"][what]
            yield _figure(group, what, seen=seen, empty=empty, aim=aim, statements=counted)
        held = memory_mb(service, "web")
        yield Figure(
            group, "memory of a web process after all this", held["rss"], "MB RSS",
            **at_most(held["rss"], 250, "MB"), note=_held(held),
        )  # fmt: skip


def _figure(
    group: str,
    what: str,
    *,
    seen: load.Outcome,
    empty: load.Outcome,
    aim: float | None,
    statements: tuple[int, int],
) -> Figure:
    p95 = seen.percentile(0.95)
    few, many = statements
    same = f"{many} statements" if few == many else f"**{few} statements at 2,000, {many} now**"
    wrong = {status: n for status, n in seen.statuses.items() if status != 200}
    return Figure(
        group, what, p95, "ms p95", floor=empty.percentile(0.95), floor_is="empty view",
        **(at_most(p95, aim, "ms") if aim else {}),
        note=f"p50 {seen.percentile(0.5):.1f} ms, {same}" + (f", statuses {seen.statuses}" if wrong else ""),
    )  # fmt: skip


def _held(held: dict[str, float]) -> str:
    return f"{held['own']:.0f} MB its own, the rest mapped pages of files; peak {held['peak']:.0f} MB"


def _read(port: int, path: str, cookie: str, seconds: float) -> load.Outcome:
    headers = f"Cookie: {cookie}\r\n" if cookie else ""
    request = load.get(path, port, headers)
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
    return {"statements": statements, "bare_ms": _bare(), "cookies": cookies}


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


def _bare() -> float:
    from django.db import connection

    took = []
    with connection.cursor() as cursor:
        for _ in range(500):
            began = time.perf_counter()
            cursor.execute(BARE)
            cursor.fetchall()
            took.append((time.perf_counter() - began) * 1000)
    return sorted(took)[int(len(took) * 0.95)]
