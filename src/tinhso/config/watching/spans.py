"""Where does a province's own collector see each request and each of the worker's turns? In spans.

Only where TINHSO_OTLP_ENDPOINT names a collector (OTLP over HTTP); elsewhere OpenTelemetry is not imported. A
span holds what a line of the log holds, the route, the method, the status, the job, and nothing of anybody.
"""

import importlib
import threading
import time
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any

NEEDED = "opentelemetry.exporter.otlp.proto.http"
PATH = "/v1/traces"
TRACE_HEX = 32
FAILURE = 500

_tracer: Any = None
_server: Any = None
_given = threading.local()


def installed() -> bool:
    """This will tell whether the packages of requirements-otel.lock are there."""
    try:
        return find_spec(NEEDED) is not None
    except ModuleNotFoundError:
        return False


def begin(name: str, endpoint: str, *, exporter: Any = None) -> None:
    """This will send this process's spans to the collector under the service's `name`; "" sends none.

    Call it once in each process, after it was started: what sends is a thread. What else the collector needs
    (headers, certificates, sampling) the library reads from its own OTEL_ variables.
    """
    global _tracer, _server
    if not endpoint:
        return
    sdk = importlib.import_module("opentelemetry.sdk.trace")
    sending = importlib.import_module("opentelemetry.sdk.trace.export")
    resources = importlib.import_module("opentelemetry.sdk.resources")
    if exporter is None:
        exporter = importlib.import_module(f"{NEEDED}.trace_exporter").OTLPSpanExporter(
            endpoint=endpoint.rstrip("/") + PATH
        )
        processor = sending.BatchSpanProcessor(exporter)
    else:
        processor = sending.SimpleSpanProcessor(exporter)
    about = {"service.name": name, "service.namespace": "tinhso", "service.version": version("tinhso")}
    provider = sdk.TracerProvider(resource=resources.Resource.create(about), id_generator=_ids())
    provider.add_span_processor(processor)
    _server = importlib.import_module("opentelemetry.trace").SpanKind.SERVER
    _tracer = provider.get_tracer("tinhso")


def end() -> None:
    """This will send no more (for tests)."""
    global _tracer
    _tracer = None


def _ids() -> Any:
    """The request's id is the trace's where it has that form, so that a line of the log leads to its span."""
    generator = importlib.import_module("opentelemetry.sdk.trace.id_generator").RandomIdGenerator

    class ByRequest(generator):  # type: ignore[misc, valid-type]
        def generate_trace_id(self) -> int:
            return getattr(_given, "trace", 0) or int(super().generate_trace_id())

    return ByRequest()


def answered(request_id: str, *, method: str, route: str, status: int, seconds: float) -> None:
    """This will tell of one request that has just been answered."""
    if _tracer is None:
        return
    digits = request_id.replace("-", "")
    _given.trace = int(digits, 16) if len(digits) == TRACE_HEX else 0
    try:
        _tell(
            f"{method} {route}",
            seconds,
            {
                "http.request.method": method,
                "http.route": route,
                "http.response.status_code": status,
                "tinhso.request_id": request_id,
            },
            kind=_server,
            error=str(status) if status >= FAILURE else "",
        )
    finally:
        _given.trace = 0


def worked(name: str, *, seconds: float, error: str = "", **counts: int) -> None:
    """This will tell of a job or a turn of the worker that has just ended; `error` is an exception's type."""
    if _tracer is not None:
        _tell(f"worker {name}", seconds, {f"tinhso.{key}": n for key, n in counts.items()}, error=error)


def _tell(name: str, seconds: float, about: dict[str, Any], *, kind: Any = None, error: str = "") -> None:
    ended = time.time_ns()
    more = {} if kind is None else {"kind": kind}
    span = _tracer.start_span(name, attributes=about, start_time=ended - int(seconds * 1e9), **more)
    if error:
        trace = importlib.import_module("opentelemetry.trace")
        span.set_attribute("error.type", error)
        span.set_status(trace.Status(trace.StatusCode.ERROR))
    span.end(end_time=ended)
