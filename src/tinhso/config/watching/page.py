"""Who may read the figures? This machine itself, or whoever brings the token of the environment."""

import hmac
import ipaddress
import os
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

from tinhso.config.watching.asked import Asked
from tinhso.core.errors import Missing

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
PASSED_ON = ("X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "X-Real-Ip", "Via")
"""What a proxy leaves behind: such a request only looks as if it came from this machine."""


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """This will give the figures of all web processes and of the database; others than those get 404."""
    if not may_read(request):
        raise Missing
    registry = CollectorRegistry()
    if folder := os.environ.get(FOLDER):
        _bury(Path(folder))
        MultiProcessCollector(registry)
        told = generate_latest(registry)
    else:
        told = generate_latest(REGISTRY)  # one process, as in tests
    asked = CollectorRegistry()
    asked.register(Asked())
    return HttpResponse(told + generate_latest(asked), content_type=CONTENT_TYPE_LATEST)


def may_read(request: HttpRequest) -> bool:
    """This will tell whether the caller has the token, or is this machine and not its proxy."""
    token = settings.METRICS_TOKEN
    given = request.headers.get("Authorization", "")
    if token and hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
        return True
    if any(name in request.headers for name in PASSED_ON):
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def _bury(folder: Path) -> None:
    """What was under way in a process that ended is not under way."""
    for left in folder.glob("gauge_live*_*.db"):
        pid = int(left.stem.rpartition("_")[2])
        if not Path(f"/proc/{pid}").exists():
            mark_process_dead(pid, str(folder))
