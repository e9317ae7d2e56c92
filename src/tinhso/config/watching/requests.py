"""How many requests, how long did they take, and by which id is one found again in the log?

The outermost middleware. A request is known by its route, the pattern in `urls.py`, never by its path: a path
holds codes and tokens, and there are endlessly many of them.
"""

import logging
import re
import time
import uuid
from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from prometheus_client import Counter, Gauge, Histogram

from tinhso.config.watching import lines, spans

log = logging.getLogger("tinhso.request")

HEADER = "X-Request-Id"
GOOD_ID = re.compile(r"[0-9A-Fa-f-]{16,64}")
"""What nginx, Caddy and their kin make: hexadecimal, so that nobody's name or number fits into the log."""
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
BUCKETS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)

ANSWERED = Counter(
    "tinhso_http_requests", "Requests answered, by route, method and status.", ["route", "method", "status"]
)
TOOK = Histogram(
    "tinhso_http_request_seconds", "Seconds until the answer began, by route.", ["route"], buckets=BUCKETS_S
)
UNDER_WAY = Gauge(
    "tinhso_http_requests_in_flight", "Requests being answered at this moment.", multiprocess_mode="livesum"
)

_CONVERTER = re.compile(r"<(?:\w+:)?(\w+)>")
_GROUP = re.compile(r"\(\?P<(\w+)>[^()]*\)")


class Watched:
    """Counts and times each request and gives it an id, which the answer and every log line carry."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        name = identified(request.headers.get(HEADER, ""))
        request.__dict__["request_id"] = name  # Django logs a broken view after this has returned
        began = time.perf_counter()
        with lines.about(request_id=name):
            UNDER_WAY.inc()
            try:
                response = self.get_response(request)
            finally:
                UNDER_WAY.dec()
            seconds = time.perf_counter() - began
            route = route_of(request)
            method = request.method if request.method in METHODS else "other"
            ANSWERED.labels(route, method, str(response.status_code)).inc()
            TOOK.labels(route).observe(seconds)
            spans.answered(name, method=method, route=route, status=response.status_code, seconds=seconds)
            if log.isEnabledFor(logging.INFO):
                told = {
                    "method": method,
                    "route": route,
                    "status": response.status_code,
                    "ms": round(seconds * 1000, 1),
                }
                log.info("answered", extra={"fields": told})
        response.headers[HEADER] = name
        return response


def identified(given: str) -> str:
    """This will give the caller's id where it is one, else a new one."""
    return given.lower() if GOOD_ID.fullmatch(given) else uuid.uuid4().hex


def route_of(request: HttpRequest) -> str:
    """This will name the pattern that answered: "static" for files, "unknown" where no pattern fits."""
    if request.resolver_match is None:
        return "static" if request.path_info.startswith(settings.STATIC_URL) else "unknown"
    return _readable(request.resolver_match.route)


@lru_cache(maxsize=2_000)
def _readable(pattern: str) -> str:
    named = _CONVERTER.sub(r"<\1>", _GROUP.sub(r"<\1>", pattern))
    return "/" + named.replace("^", "").replace("$", "").replace("\\", "")
