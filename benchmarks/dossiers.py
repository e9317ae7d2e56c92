"""How fast do desk, list and search answer a body that has a million dossiers, and what grows on the way?

One deployment grows from 10,000 to 1,000,000 dossiers of one body and is measured at each size: one reader
after another over HTTP against the real web. Floors of the same run: an empty view over the same connection,
and the bare index read of a first page. What is searched for are the copies' own words (`multiplying`).
"""

import time
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import repeat
from typing import Any
from urllib.parse import quote, urlencode

from tests.service import Service

from benchmarks import load, quality, reading
from benchmarks.deployment import deployed, memory_mb, started_web
from benchmarks.deployment import inside as run_inside
from benchmarks.figures import Figure, at_most

GROUP = "Dossiers"
AIM_MS = 40
LIST = "/mot-cua/ho-so"
BARE = "SELECT id FROM onestop_dossier WHERE agency_code = %s ORDER BY filed_at DESC, id DESC LIMIT 51"
OFFICER, LEADER = "canbo", "lanhdao"
# what, path (with what only the database knows in braces), whose page
PAGES: tuple[tuple[str, str, str], ...] = (
    ("desk of an officer", "/ban-lam-viec/", OFFICER),
    ("desk of a leader", "/ban-lam-viec/", LEADER),
    ("desk, what is late", "/ban-lam-viec/?tone=late", OFFICER),
    ("counter", "/mot-cua/", OFFICER),
    ("list", LIST, OFFICER),
    ("list, a page of half a year ago", LIST + "?{long_ago}", OFFICER),
    ("list, not done yet", LIST + "?state=open", OFFICER),
    ("list, late", LIST + "?due=late", OFFICER),
    ("list, due within a day", LIST + "?due=soon", OFFICER),
    ("list, a frequent state", LIST + "?state=returned", OFFICER),
    ("list, a seldom state", LIST + "?state=stopped", OFFICER),
    ("list, a seldom channel", LIST + "?channel=post", OFFICER),
    ("list, a channel that never was", LIST + "?channel=internal", OFFICER),
    ("list, one procedure", LIST + "?procedure={procedure}", OFFICER),
    ("list, one procedure in a seldom state", LIST + "?procedure={procedure}&state=stopped", OFFICER),
    ("list of what the counter took in", LIST + "?side=taken", OFFICER),
    ("search, a whole code", LIST + "?code={code}", OFFICER),
    ("search, day and number", LIST + "?code={tail}", OFFICER),
    ("search, how a code begins", LIST + "?code={unit}", OFFICER),
    ("search, words of many procedures", f"{LIST}?code={quote('đăng ký')}", OFFICER),
    ("search, words of one procedure", f"{LIST}?code={quote('khuyết tật')}", OFFICER),
    ("search, a person's number", LIST + "?code={number}", OFFICER),
    ("search, a person's telephone", LIST + "?code={phone}", OFFICER),
    ("search, a telephone nobody has", LIST + "?code=0399999999", OFFICER),
    ("one dossier", "/ho-so/{code}", OFFICER),
)


def run(database: str, *, sizes: Sequence[int], quick: bool) -> Iterator[Figure]:
    """This will fill a deployment step by step and measure every page at each size, the index at the last."""
    few: dict[str, int] = {}
    with deployed(database, days=1) as service:
        for size in sizes:
            grown = run_inside(service, "multiplying", str(size))
            found = run_inside(service, "dossiers")
            few = few or found["statements"]
            group = f"{GROUP}, {size:,} dossiers, {database}"
            note = f"{grown['added']:,} copies"
            yield Figure(group, "copying up to this size", grown["seconds"], "s", note=note)
            yield Figure(group, "database on the disk", found["stored_mb"], "MB", note=found["largest"])
            yield from _pages(group, service, found, few, seconds=0.3 if quick or size != sizes[-1] else 1.5)
            service.stop()
        yield from quality.run(service, database, sizes[-1])


def _pages(
    group: str, service: Service, found: dict[str, Any], few: dict[str, int], *, seconds: float
) -> Iterator[Figure]:
    started_web(service)
    service.start_worker()
    # it first hears of the dossiers that were played a moment ago, which no day brings at once
    time.sleep(seconds * 8)
    empty = _read(service.port, "/healthz", "", seconds)
    yield Figure(group, "an empty view", empty.percentile(0.95), "ms p95", note="floor")
    yield Figure(group, "bare index read of 51 rows", found["bare_ms"], "ms p95", note="floor, without HTTP")
    for what, pattern, whose in PAGES:
        cookie, path = found["cookies"][whose], pattern.format_map(found["words"])
        first = load.run(
            "127.0.0.1", service.port, repeat(_request(service.port, path, cookie)), connections=1, seconds=0
        )
        seen = _read(service.port, path, cookie, seconds)
        yield reading._figure(
            group, what, seen=seen, first=first, empty=empty, aim=AIM_MS,
            statements=(few[what], found["statements"][what]),
        )  # fmt: skip
    web = memory_mb(service, "web")
    yield Figure(
        group, "memory of a web process after all this", web["rss"], "MB RSS",
        **at_most(web["rss"], 250, "MB"), note=reading._held(web),
    )  # fmt: skip


def _request(port: int, path: str, cookie: str) -> bytes:
    return load.get(path, port, f"Cookie: {cookie}\r\n" if cookie else "")


def _read(port: int, path: str, cookie: str, seconds: float) -> load.Outcome:
    request = _request(port, path, cookie)
    # the first reads fill caches that a running service has filled long ago
    load.run("127.0.0.1", port, repeat(request), connections=1, seconds=seconds / 4)
    return load.run("127.0.0.1", port, repeat(request), connections=1, seconds=seconds)


def inside() -> dict[str, Any]:
    """This will count statements, time the bare read, sign the readers in, and say what to ask for."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from benchmarks import lives
    from benchmarks.multiplying import body_of
    from tinhso.casework.onestop.models import Dossier
    from tinhso.core.paging import write_cursor
    from tinhso.foundation.accounts.models import Account

    # once a second a process asks whether rules changed; that statement belongs to no page
    settings.RULES_LOOK_EVERY_S = 3_600
    agency = body_of(OFFICER)
    rows = Dossier.objects.filter(agency_code=agency, intake_agency=agency).order_by("-filed_at", "-pk")
    newest = rows[0]
    unit, day, number = newest.code.rsplit("-", 2)
    words = {
        "code": newest.code, "tail": f"{day}-{number}", "unit": f"{unit}-{day[:3]}",
        "number": lives.KNOWN_NUMBER, "phone": lives.KNOWN_PHONE, "procedure": newest.procedure_code,
        "long_ago": urlencode({"cursor": write_cursor(newest.filed_at - timedelta(days=180), newest.pk)}),
    }  # fmt: skip
    clients, cookies = {}, {}
    for whose in (OFFICER, LEADER):
        clients[whose] = Client(headers={"host": "127.0.0.1"})
        clients[whose].force_login(Account.objects.get(username=whose))
        cookies[whose] = f"sessionid={clients[whose].cookies['sessionid'].value}"
    statements = {}
    for what, pattern, whose in PAGES:
        path = pattern.format_map(words)
        assert clients[whose].get(path).status_code == 200, path  # rules and gazetteers come into memory
        reading._forget()
        with CaptureQueriesContext(connection) as seen:
            clients[whose].get(path)
        sent = [q["sql"].split()[0].lstrip("(") for q in seen]
        statements[what] = sum(1 for word in sent if word in ("SELECT", "WITH", "INSERT", "UPDATE"))
    stored, largest = reading._stored()
    bare = reading._bare(BARE, [agency])
    return {
        "statements": statements, "cookies": cookies, "words": words, "bare_ms": bare,
        "stored_mb": stored, "largest": largest,
    }  # fmt: skip
