"""Who reads the figures, do they tell the truth, and can a line of the log tell of anybody?"""

import json
import logging
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError
from django.test import Client, RequestFactory

from tinhso.config.watching import asked, lines, page, requests, work
from tinhso.core import pulse
from tinhso.core.roles import MACHINE
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.ledger import events, models

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
TOKEN = "mot-ma-du-dai-de-doc"


@pytest.fixture(autouse=True)
def _asks_anew():
    asked.forget()


@pytest.mark.parametrize(
    ("address", "headers", "reads"),
    [
        ("127.0.0.1", {}, True),
        ("::1", {}, True),
        ("203.0.113.9", {}, False),
        ("", {}, False),
        ("127.0.0.1", {"X-Forwarded-For": "127.0.0.1"}, False),
        ("127.0.0.1", {"X-Real-IP": "203.0.113.9"}, False),
        ("203.0.113.9", {"Authorization": f"Bearer {TOKEN}"}, True),
        ("127.0.0.1", {"X-Forwarded-For": "203.0.113.9", "Authorization": f"Bearer {TOKEN}"}, True),
        ("203.0.113.9", {"Authorization": f"Bearer {TOKEN}x"}, False),
        ("203.0.113.9", {"Authorization": "Bearer "}, False),
    ],
)
def test_this_machine_or_the_token_reads(settings, address, headers, reads):
    settings.METRICS_TOKEN = TOKEN
    request = RequestFactory().get("/metrics", headers=headers, REMOTE_ADDR=address)
    assert page.may_read(request) is reads


def test_without_a_token_an_empty_one_opens_nothing(settings):
    settings.METRICS_TOKEN = ""
    request = RequestFactory().get(
        "/metrics", headers={"Authorization": "Bearer "}, REMOTE_ADDR="203.0.113.9"
    )
    assert not page.may_read(request)


def figures(client: Client) -> dict[str, float]:
    asked.forget()
    rows = client.get("/metrics").content.decode().splitlines()
    return {name: float(value) for name, value in (r.rsplit(" ", 1) for r in rows if not r.startswith("#"))}


@pytest.mark.django_db
def test_requests_are_counted_by_pattern_never_by_path(client):
    counted = 'tinhso_http_requests_total{method="GET",route="/phan-anh/<code>",status="404"}'
    before = figures(client).get(counted, 0)
    client.get("/phan-anh/0912345678")
    client.get("/khong/co/0912345678")
    client.generic("BREW", "/healthz")
    told = figures(client)
    assert told[counted] == before + 1
    assert told['tinhso_http_request_seconds_count{route="/phan-anh/<code>"}'] >= 1
    assert told['tinhso_http_requests_total{method="GET",route="unknown",status="404"}'] >= 1
    assert not [name for name in told if "0912345678" in name or "BREW" in name or "(?P" in name]
    assert told["tinhso_http_requests_in_flight"] == 1  # the scrape itself


@pytest.mark.django_db
def test_the_database_is_asked_where_all_stand(client):
    passed = events.FactsPassedOver(subject="subscriber:a", position=0)
    ledger.append_all([passed, passed], by=MACHINE, now=NOW)
    models.Subscription.objects.create(name="ioc.turns", position=0, attempts=3)
    models.DeadLetter.objects.create(subscriber="ioc.turns", position=1, attempts=6, last_error="x", at=NOW)
    models.DeadLetter.objects.create(
        subscriber="ioc.turns", position=2, attempts=6, last_error="x", at=NOW, retried_at=NOW
    )
    pulse.beat("worker", now=NOW)
    work.failed("mail", now=NOW)
    later = NOW + timedelta(seconds=90)
    told = {(s.name, *s.labels.values()): s.value for family in asked.look(later) for s in family.samples}
    assert told[("tinhso_database_up",)] == 1
    assert told[("tinhso_facts_waiting",)] == 2
    assert told[("tinhso_facts_oldest_waiting_seconds",)] == 90
    assert told[("tinhso_worker_silent_seconds",)] == 90
    assert told[("tinhso_job_failed_seconds", "mail")] == 90
    assert told[("tinhso_subscriber_failed_attempts", "ioc.turns")] == 3
    assert told[("tinhso_dead_letters",)] == 1


@pytest.mark.django_db
def test_a_scrape_is_few_statements(client, django_assert_max_num_queries):
    figures(client)
    asked.forget()
    with django_assert_max_num_queries(20):
        client.get("/metrics")
    with django_assert_max_num_queries(0):  # a second scraper a moment later costs nothing
        client.get("/metrics")


@pytest.mark.parametrize(
    ("given", "is_kept"),
    [
        ("0f8fad5b-d9cb-469f-a165-70867728950e", True),
        ("4BF92F3577B34DA6A3CE929D0E0E4736", True),
        ("0912345678", False),  # a number of a telephone is too short to be an id
        ("nguyen-van-an-0912345678", False),
        ("4bf92f3577b34da6a3ce929d0e0e4736\r\nX-Admin: 1", False),
        ("a" * 65, False),
        ("", False),
    ],
)
def test_an_id_that_could_be_a_name_is_not_taken(given, is_kept):
    name = requests.identified(given)
    assert (name == given.lower()) is is_kept
    assert re.fullmatch(r"[0-9a-f-]{16,64}", name)


@pytest.mark.django_db
def test_the_answer_and_the_line_carry_the_id(client, caplog):
    name = "0f8fad5b-d9cb-469f-a165-70867728950e"
    with caplog.at_level(logging.INFO, "tinhso.request"):
        reply = client.get("/phan-anh/0912345678", headers={"X-Request-Id": name})
    assert reply["X-Request-Id"] == name
    with lines.about(request_id=name):
        line = json.loads(lines.Json().format(caplog.records[-1]))
    assert (line["request_id"], line["route"], line["status"]) == (name, "/phan-anh/<code>", 404)
    assert "0912345678" not in json.dumps(line)


def _line_of(error: Exception, form: logging.Formatter) -> str:
    try:
        raise error
    except Exception as caught:
        told = (type(caught), caught, caught.__traceback__)
    record = logging.LogRecord("tinhso", logging.ERROR, "", 1, "it broke", None, told)
    return form.format(record)


@pytest.mark.parametrize("form", [lines.Json(), lines.Plain()])
def test_what_an_exception_quotes_stays_out_of_the_log(form):
    line = _line_of(ValueError("Nguyễn Văn An 0912345678"), form)
    assert "ValueError" in line
    assert "test_watching.py" in line
    assert "0912345678" not in line
    assert "Nguy" not in line


def test_what_the_system_says_is_told():
    assert "No space left" in _line_of(
        OSError(28, "No space left on device", "/anh/0912345678"), lines.Json()
    )
    chained = IntegrityError("Key (phone)=(0912345678)")
    chained.__cause__ = OSError(5, "Input/output error")
    line = _line_of(chained, lines.Json())
    assert "Input/output error" in line
    assert "0912345678" not in line


def test_django_names_no_path(rf):
    record = logging.LogRecord(
        "django.request", logging.ERROR, "", 1, "%s: %s", ("Gone", "/phan-anh/0912345678"), None
    )
    record.request, record.status_code = rf.get("/phan-anh/0912345678"), 500
    assert lines.WithoutPaths().filter(record)
    assert "0912345678" not in lines.Plain().format(record)
    assert "answered with 500" in lines.Json().format(record)
