"""What does the database say at this moment? Asked when Prometheus asks, at most every few seconds.

State lives in the database alone, so any web process tells it and the worker needs no port of its own.
"""

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from prometheus_client.core import GaugeMetricFamily as Gauge
from prometheus_client.core import Metric
from prometheus_client.registry import Collector

from tinhso.config.backup import snapshots
from tinhso.config.watching import work
from tinhso.core import clock, pulse
from tinhso.core.sqlite import library, turns
from tinhso.foundation.files import queries as files
from tinhso.foundation.ledger import queries as ledger
from tinhso.foundation.notices import queries as notices
from tinhso.foundation.worklist import queries as worklist

KEPT_S = 5.0
_lock = threading.Lock()
_kept: tuple[float, list[Metric]] = (-KEPT_S, [])


class Asked(Collector):
    """The figures that stand in the database, as Prometheus reads them."""

    def collect(self) -> Iterable[Metric]:
        """This will ask, or give what was asked a moment ago."""
        global _kept
        with _lock:
            if time.monotonic() - _kept[0] >= KEPT_S:
                _kept = (time.monotonic(), look(clock.now()))
            return _kept[1]


def forget() -> None:
    """This will make the next scrape ask anew (for tests)."""
    global _kept
    _kept = (-KEPT_S, [])


def look(now: datetime) -> list[Metric]:
    """This will ask for everything; where the database refuses, what else is known and that it is down."""
    told = list(_process())
    up = 1
    for ask in PARTS:
        try:
            told += ask(now)
        except (DatabaseError, OSError):
            up = 0
    return [_one("tinhso_database_up", "Whether the database answered all questions.", up), *told]


def _one(name: str, what: str, value: float) -> Gauge:
    return Gauge(name, what, value=value)


def _many(name: str, what: str, label: str, values: dict[str, float]) -> Gauge:
    family = Gauge(name, what, labels=[label])
    for key, value in values.items():
        family.add_metric([key], value)
    return family


def _process() -> Iterator[Metric]:
    info = Gauge("tinhso_info", "Version and kind of database.", labels=["version", "database"])
    info.add_metric([version("tinhso"), connection.vendor], 1)
    yield info
    try:
        free = shutil.disk_usage(settings.DATA_DIR).free
    except OSError:
        return
    yield _one("tinhso_data_free_bytes", "Bytes free where TINHSO_DATA_DIR lies.", free)


def _heard(now: datetime) -> Iterator[Metric]:
    said = pulse.all_silences_s(now=now)
    if "worker" in said:
        yield _one("tinhso_worker_silent_seconds", "Since the worker was last heard.", said["worker"])
    if "backup" in said:
        yield _one("tinhso_backup_age_seconds", "Since the last backup was complete.", said["backup"])
    failed = {key.removeprefix(work.FAILED): s for key, s in said.items() if key.startswith(work.FAILED)}
    yield _many(
        "tinhso_job_failed_seconds", "Since a job of the worker last failed, by job.", "scheduled", failed
    )


def _ledger(now: datetime) -> Iterator[Metric]:
    found = ledger.progress(now=now)
    yield _one("tinhso_facts_numbered", "Position of the last numbered fact.", found.head)
    yield _one("tinhso_facts_waiting", "Facts that wait for a number (the ledger's gap).", found.waiting)
    yield _one("tinhso_facts_oldest_waiting_seconds", "Age of the oldest of them.", found.oldest_waiting_s)
    behind = {name: float(found.head - position) for name, position in found.subscribers.items()}
    yield _many("tinhso_subscriber_behind_facts", "Facts a subscriber has to hear yet.", "subscriber", behind)
    yield _many(
        "tinhso_subscriber_failed_attempts",
        "Attempts at the fact at which a subscriber stands.",
        "subscriber",
        {name: float(tries) for name, tries in found.attempts.items()},
    )
    yield _one("tinhso_dead_letters", "Facts set aside that nobody has settled.", found.dead_letters)


def _notices(now: datetime) -> Iterator[Metric]:
    queue = notices.queue(now)
    yield _many(
        "tinhso_deliveries_waiting", "Deliveries that wait or are tried again.", "channel", queue.waiting
    )
    yield _many("tinhso_deliveries_late_seconds", "How long the oldest is overdue.", "channel", queue.late_s)
    today = Gauge(
        "tinhso_deliveries_today", "Deliveries of this day, by result.", labels=["channel", "result"]
    )
    for channel, (sent, failed) in queue.today.items():
        today.add_metric([channel, "sent"], sent)
        today.add_metric([channel, "failed"], failed)
    yield today
    state = Gauge(
        "tinhso_channel_state", "1 for the state in which a channel is.", labels=["channel", "state"]
    )
    for channel, name in notices.channel_states(now).items():
        state.add_metric([channel, name], 1)
    yield state


def _items(now: datetime) -> Iterator[Metric]:
    standing = worklist.standing(now=now)
    yield _many("tinhso_items_open", "Open work items, by duty.", "duty", standing.open)
    yield _many("tinhso_items_late", "Open work items past their due time, by duty.", "duty", standing.late)


def _tasks(_: datetime) -> Iterator[Metric]:
    yield _one("tinhso_tasks_waiting", "Background tasks that are ready to run.", work.tasks_waiting())


def _server(now: datetime) -> Iterator[Metric]:
    if connection.vendor == "sqlite":
        yield from _sqlite(now)
    else:
        yield from _postgresql()


def _sqlite(now: datetime) -> Iterator[Metric]:
    file = str(connection.settings_dict["NAME"])
    sizes = {
        kind: float(os.path.getsize(path))
        for kind, path in (("database", file), ("wal", f"{file}-wal"))
        if Path(path).exists()
    }
    yield _many("tinhso_sqlite_bytes", "Size of the database's files.", "file", sizes)
    version = Gauge(
        "tinhso_sqlite_info", "The library, and whether it has the WAL-reset bug.", labels=["version", "bug"]
    )
    found = library.version()
    version.add_metric([".".join(map(str, found)), str(int(library.has_the_bug(found)))], 1)
    yield version
    written, long = turns.waits()
    yield _one("tinhso_sqlite_writes", "Writes of this process in this hour and the last.", written)
    yield _one("tinhso_sqlite_long_waits", "Those of them that waited more than a second.", long)
    silent = pulse.silence_s(snapshots.MADE, now=now)
    if silent is not None:
        yield _one("tinhso_snapshot_age_seconds", "Since the last sound snapshot.", silent)
    trouble = snapshots.trouble(now)
    failed = {why: float(why == trouble) for why in snapshots.SAID}
    yield _many("tinhso_snapshot_failed", "1 for what went wrong since then.", "why", failed)


def _postgresql() -> Iterator[Metric]:
    """The twin; only what every user may read."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(state, 'other'), count(*),"
            " coalesce(max(extract(epoch FROM now() - xact_start)), 0)"
            " FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'"
            " GROUP BY 1"
        )
        rows = cursor.fetchall()
        cursor.execute("SELECT pg_database_size(current_database()), current_setting('max_connections')::int")
        size, most = cursor.fetchone()
    states = {state: float(count) for state, count, _longest in rows}
    yield _many("tinhso_postgresql_connections", "Connections to this database.", "state", states)
    longest = max((float(longest) for *_rest, longest in rows), default=0.0)
    yield _one("tinhso_postgresql_longest_transaction_seconds", "Age of the oldest transaction.", longest)
    yield _one("tinhso_postgresql_max_connections", "What the server allows for all.", most)
    yield _one("tinhso_postgresql_bytes", "Size of the database.", size)


def _files(_: datetime) -> Iterator[Metric]:
    yield _one("tinhso_files_up", "Whether the store of files answers.", int(files.is_store_there()))


PARTS: tuple[Callable[[datetime], Iterator[Metric]], ...] = (
    _heard, _ledger, _notices, _items, _tasks, _server, _files,
)  # fmt: skip
