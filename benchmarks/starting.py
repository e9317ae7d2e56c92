"""How long until each process works, and what does it hold then? On an empty deployment of each database.

The floor is a bare Python that loads Django with the service's settings and asks for nothing.
"""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator

from tests import private_postgres
from tests.service import Service

from benchmarks import load
from benchmarks.deployment import DATABASES, deployed, memory_mb, started_web
from benchmarks.deployment import inside as run_inside
from benchmarks.figures import Figure, at_most

TIMES = 3
WEB_MB = 250


def run(*, quick: bool) -> Iterator[Figure]:
    """This will start everything some times and give the middle one."""
    for database in DATABASES:
        if database == "postgresql" and private_postgres.missing():
            continue
        with deployed(database) as service:
            yield from _started(f"Starting, {database}", service, 1 if quick else TIMES)


def _started(group: str, service: Service, times: int) -> Iterator[Figure]:
    bare = _middle(lambda: _bare(service), times)
    web = _middle(lambda: _and_stopped(service, "web", started_web(service)), times)
    health = _middle(lambda: _command(service, "health"), times)
    started_web(service)
    worker = _middle(lambda: _and_stopped(service, "worker", _worker(service)), times)
    floor = {"floor": bare, "floor_is": "Django with these settings"}
    yield Figure(group, "web until its first answer", web, "s", **floor)
    yield Figure(group, "worker until its first beat", worker, "s", **floor)
    yield Figure(group, "a command (tinhso health)", health, "s", **floor)
    service.start_worker()
    load.run("127.0.0.1", service.port, iter([load.get("/", service.port)] * 100), connections=1, seconds=0.5)
    time.sleep(3)  # the worker has done each of its jobs once
    for name in ("web", "worker"):
        held = memory_mb(service, name)
        aim = at_most(held["rss"], WEB_MB, "MB") if name == "web" else {}
        note = f"{held['own']:.0f} MB its own; all {held['processes']:.0f} processes {held['rss_all']:.0f} MB"
        yield Figure(
            group, f"memory of the largest process of the {name}", held["rss"], "MB RSS", **aim, note=note
        )


def _middle(measure: Callable[[], float], times: int) -> float:
    return sorted(measure() for _ in range(times))[times // 2]


def _bare(service: Service) -> float:
    return _timed([sys.executable, "-c", "import django; django.setup()"], service)


def _command(service: Service, *words: str) -> float:
    return _timed([sys.executable, "-m", "tinhso.config", *words], service)


def _timed(command: list[str], service: Service) -> float:
    began = time.perf_counter()
    subprocess.run(
        command,
        env={**service.environment, "DJANGO_SETTINGS_MODULE": "tinhso.config.settings"},
        cwd=service.folder,
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return time.perf_counter() - began


def _worker(service: Service) -> float:
    run_inside(service, "starting")
    began = time.perf_counter()
    service.start_worker()
    while service.ready()["worker"] != "ok":
        time.sleep(0.02)
    return time.perf_counter() - began


def _and_stopped(service: Service, name: str, seconds: float) -> float:
    service.kill(name)
    return seconds


def inside() -> None:
    """This will forget that there was a worker."""
    from tinhso.core.models import Pulse

    Pulse.objects.all().delete()
