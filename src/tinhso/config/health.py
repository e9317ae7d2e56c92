"""Does the process live, and can it serve? `/healthz`, `/readyz` and `tinhso health`."""

from dataclasses import asdict, dataclass, field

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

from tinhso.core import clock, pulse, soon
from tinhso.foundation.files import queries as files
from tinhso.foundation.ledger import queries as ledger
from tinhso.foundation.notices import queries as notices

SILENT_TOO_LONG_S = 30.0


@dataclass(frozen=True)
class Health:
    """What `/readyz` tells. `ready` is false without a database or with migrations missing.

    A silent worker does not stop the web from taking reports: it is told, not refused. `channels` tells of
    each way of telling people whether it is on, switched_off, not_configured, misconfigured or failing.
    """

    ready: bool
    database: str
    migrations_missing: int | None
    worker: str
    worker_silent_s: float | None
    facts_waiting: int | None
    rate_limits: str
    warnings: list[str] = field(default_factory=list)
    """What somebody should do soon; the service serves all the same."""
    channels: dict[str, str] = field(default_factory=dict)
    files: str = "unknown"
    """ok or unreachable: without its store the service takes reports without pictures."""


def look() -> Health:
    """This will look at the database, the migrations and the worker."""
    limits = "on" if settings.RATE_LIMITS else "off"
    try:
        missing = _migrations_missing()
        if missing:
            return Health(False, "ok", missing, "unknown", None, None, limits)
        silent = pulse.silence_s("worker", now=clock.now())
        worker = "silent" if silent is None or silent > SILENT_TOO_LONG_S else "ok"
        said = [w.in_vietnamese() for w in soon.warnings(now=clock.now())]
        channels = notices.channel_states(clock.now())
        store = "ok" if files.is_store_there() else "unreachable"
        return Health(True, "ok", 0, worker, silent, ledger.waiting(), limits, said, channels, store)
    except DatabaseError:
        return Health(False, "unreachable", None, "unknown", None, None, limits)


def _migrations_missing() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def healthz(request: HttpRequest) -> JsonResponse:
    """This will say that the process is up."""
    return JsonResponse({"status": "up"})


def readyz(request: HttpRequest) -> JsonResponse:
    """This will say whether the process can serve: 200 or 503."""
    health = look()
    return JsonResponse(asdict(health), status=200 if health.ready else 503)
