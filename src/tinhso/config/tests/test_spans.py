"""What is a province's collector told of a request and of the worker, and can it be told of anybody?"""

import json
import sys
from subprocess import run

import pytest
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from tinhso.config import env
from tinhso.config import worker as behind
from tinhso.config.watching import spans
from tinhso.foundation.ledger import actions as ledger

ID = "4bf92f35-77b3-4da6-a3ce-929d0e0e4736"
ENVIRONMENT = {"TINHSO_DATABASE_URL": "sqlite:///x", "TINHSO_DATA_DIR": "x", "TINHSO_SECRET_KEY": "x"}


@pytest.fixture
def told():
    exporter = InMemorySpanExporter()
    spans.begin("tinhso-web", "http://127.0.0.1:4318", exporter=exporter)
    yield exporter.get_finished_spans
    spans.end()


@pytest.mark.django_db
def test_a_request_is_told_by_its_route_and_found_by_its_id(client, told):
    client.get("/phan-anh/0912345678?q=0912345678", headers={"X-Request-Id": ID, "User-Agent": "0912345678"})
    (span,) = told()
    assert span.name == "GET /phan-anh/<code>"
    assert format(span.context.trace_id, "032x") == ID.replace("-", "")
    assert (span.kind.name, span.status.status_code.name) == ("SERVER", "UNSET")
    assert span.attributes["http.response.status_code"] == 404
    assert span.resource.attributes["service.name"] == "tinhso-web"
    assert span.end_time > span.start_time
    whole = span.to_json() + json.dumps(dict(span.resource.attributes))
    assert "0912345678" not in whole
    assert "127.0.0.1" not in whole


def test_a_failure_is_marked_and_ids_of_another_form_are_replaced(told):
    spans.answered("abcdef0123456789", method="GET", route="/", status=500, seconds=0.2)
    spans.answered("abcdef0123456789", method="GET", route="/", status=503, seconds=0.2)
    one, two = told()
    assert one.status.status_code.name == "ERROR"
    assert one.attributes["error.type"] == "500"
    assert one.context.trace_id != two.context.trace_id


@pytest.mark.django_db
def test_the_worker_tells_what_it_did_not_that_it_looked(told, monkeypatch):
    def broken(**_):
        raise ValueError("Nguyễn Văn An 0912345678")

    monkeypatch.setattr(behind.worklist, "tick", broken)
    monkeypatch.setattr(ledger, "sequence", lambda limit: 7)
    monkeypatch.setattr(behind, "close_old_connections", lambda: None)  # the test's own
    worker = behind.Worker()
    worker.turn()
    worker.schedule.jobs[1].run()
    by_name = {span.name: span for span in told()}
    assert by_name["worker sequence"].attributes["tinhso.done"] == 7
    assert "worker deliver" not in by_name
    failed = by_name["worker job clocks"]
    assert (failed.status.status_code.name, failed.attributes["error.type"]) == ("ERROR", "ValueError")
    assert "0912345678" not in failed.to_json()


def test_without_a_collector_the_library_is_not_even_read():
    program = "import sys, tinhso.config.wsgi; print([n for n in sys.modules if 'opentelemetry' in n])"
    said = run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("given", "is_there", "says"),
    [
        ("otel.tinh.gov.vn:4318", True, "http://"),
        ("grpc://otel.tinh.gov.vn", True, "http://"),
        ("https://", True, "http://"),
        ("https://otel.tinh.gov.vn:4318", False, "requirements-otel.lock"),
    ],
)
def test_a_collector_that_cannot_be_told_is_said_at_start(monkeypatch, given, is_there, says):
    monkeypatch.setattr(spans, "installed", lambda: is_there)
    with pytest.raises(env.MissingSettings, match=says):
        env.read({**ENVIRONMENT, "TINHSO_OTLP_ENDPOINT": given})


def test_a_good_one_is_taken():
    assert env.read({**ENVIRONMENT, "TINHSO_OTLP_ENDPOINT": "https://otel.tinh.gov.vn:4318"}).otlp_endpoint
    assert env.read(ENVIRONMENT).otlp_endpoint == ""
