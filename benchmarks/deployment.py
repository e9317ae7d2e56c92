"""On what is measured? The real service, web and worker as processes, in a scratch folder of its own."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from tests import private_postgres
from tests.service import Service, fresh_postgres_database

ROOT = Path(__file__).resolve().parents[1]
DATABASES = ("sqlite", "postgresql")
AS_IN_SERVICE = {
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    # what docs/operate/postgresql.md tells an operator to set, for a machine of this size
    "shared_buffers": "4GB",
    "effective_cache_size": "10GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "512MB",
    "random_page_cost": "1.1",
    "max_wal_size": "4GB",
    "wal_compression": "on",
    "autovacuum_vacuum_scale_factor": "0.05",
}
"""The measured PostgreSQL: every commit reaches the disk, and memory is as in a province."""


@contextmanager
def deployed(database: str, *, days: int = 0) -> Iterator[Service]:
    """This will migrate a fresh database and load `days` of the demonstration; all is gone after."""
    folder = Path(tempfile.mkdtemp(prefix="tinhso-bench-"))
    # the ordinary user that runs PostgreSQL must be able to enter
    folder.chmod(0o755)
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        url = None
        if database == "postgresql":
            home = folder / "postgresql"
            home.mkdir()
            server = stack.enter_context(private_postgres.running(home, settings=AS_IN_SERVICE))
            url = fresh_postgres_database(server)
        service = Service(folder, database_url=url)
        stack.callback(service.stop)
        service.tinhso("migrate")
        if days:
            service.tinhso("demo", "load", "--days", str(days))
        if database == "sqlite":
            # the worker would copy and check the whole file once a day: now, and not while we measure
            service.tinhso("backup", "snapshot", check=False)
        yield service


def inside(service: Service, module: str, *words: str) -> Any:
    """This will run `benchmarks.<module>.inside(*words)` with the service's environment."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.inside", module, *words],
        # beside the tree that is measured, wherever the environment's own tinhso lies
        env={
            **service.environment,
            "PYTHONPATH": os.pathsep.join([str(ROOT), service.environment["PYTHONPATH"]]),
        },
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def started_web(service: Service) -> float:
    """This will start the web and give the seconds until its first answer."""
    began = time.monotonic()
    service.start_web()
    return time.monotonic() - began


def memory_mb(service: Service, name: str) -> dict[str, float]:
    """This will give what each process of "web" or "worker" holds, largest first, in MB.

    `rss` is what Linux counts to the process, pages of the database file mapped into memory included;
    `own` leaves those out (RssAnon), for they are the page cache's and given back when asked.
    """
    leader = service.processes[name].pid
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and _group(folder) == leader:
            found.append(_memory(folder))
    top = max(found, key=lambda one: one["rss"])
    return {**top, "processes": len(found), "rss_all": round(sum(one["rss"] for one in found), 1)}


def _group(folder: Path) -> int | None:
    try:
        return os.getpgid(int(folder.name))
    except ProcessLookupError:
        return None


def _memory(folder: Path) -> dict[str, float]:
    told = dict(line.split(":", 1) for line in (folder / "status").read_text().splitlines() if ":" in line)

    def mb(name: str) -> float:
        return round(int(told.get(name, "0 kB").split()[0]) / 1024, 1)

    return {"rss": mb("VmRSS"), "own": mb("RssAnon"), "peak": mb("VmHWM")}
