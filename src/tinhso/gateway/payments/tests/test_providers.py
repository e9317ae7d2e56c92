"""Over real HTTP: are both shapes spoken to rightly, also when the other side misbehaves?"""

import json
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from tinhso.core.roles import MACHINE
from tinhso.foundation.notices.tests.stand_in import Reply, listening
from tinhso.gateway.payments import actions, adapters, queries
from tinhso.gateway.payments.adapters import access, wire
from tinhso.gateway.payments.models import Attempt, Call
from tinhso.gateway.payments.simulator import listening as simulating
from tinhso.gateway.payments.simulator.till import Manner
from tinhso.gateway.payments.tests import factories as f


@pytest.fixture
def simulator(till, settings, monkeypatch):
    """A running provider; its clock is the machine's, so the tests' now is too."""
    monkeypatch.setattr(wire, "PAUSES_S", (0.0, 0.0))
    with simulating(secret=f.SECRET, merchant=f.MERCHANT) as running:
        f.connect(settings, running.url)
        yield running


def now():
    return datetime.now(UTC)


def chosen(number, provider):
    return actions.choose_way(number=number, provider=provider, by=MACHINE, now=now())


def test_the_polled_shape_from_end_to_end(simulator):
    order = f.order()
    start = chosen(order.number, f.POLLED)
    assert httpx.get(start.redirect_url).status_code == 200
    later = now() + timedelta(seconds=6)
    assert actions.poll(now=later) == 0
    assert queries.order(order.number).state == "waiting"
    simulator.pay(start.attempt)
    assert actions.poll(now=later) == 0, "not before its time"
    assert actions.poll(now=later + timedelta(seconds=11)) == 1
    paid = queries.order(order.number)
    assert (paid.state, paid.route, paid.counts_for_index) == ("paid", "gateway", False)
    assert actions.poll(now=later + timedelta(days=1)) == 0


def test_the_signed_shape_pays_on_the_providers_page_and_is_asked_when_it_is_silent(simulator):
    order = f.order()
    start = chosen(order.number, f.SIGNED)
    assert "50.000 đồng" in httpx.get(start.redirect_url).text
    # PUBLIC_URL is nobody: the callback is lost, and so is what a forger says
    assert simulator.pay(start.attempt, manner=Manner.SILENT) == []
    assert queries.order(order.number).state == "waiting"
    assert actions.poll(now=now() + timedelta(seconds=6)) == 1
    assert queries.order(order.number).state == "paid"


def test_a_redirect_that_was_changed_is_refused_there(simulator):
    start = chosen(f.order().number, f.SIGNED)
    assert httpx.get(start.redirect_url.replace("amount=50000", "amount=500")).status_code == 403


def test_cancelled_there_is_open_here(simulator):
    order = f.order()
    start = chosen(order.number, f.POLLED)
    simulator.pay(start.attempt, paid=0)
    actions.poll(now=now() + timedelta(seconds=6))
    assert queries.order(order.number).state == "open"
    assert Attempt.objects.get().state == "failed"


@pytest.mark.parametrize("times, works", [(2, True), (3, False)])
def test_a_provider_that_breaks_is_tried_again_and_each_call_is_kept(simulator, times, works):
    simulator.till.broken_calls = times
    order = f.order()
    if works:
        assert chosen(order.number, f.POLLED).redirect_url
    else:
        with pytest.raises(adapters.Away):
            chosen(order.number, f.POLLED)
    assert (
        list(Call.objects.order_by("pk").values_list("result", flat=True))
        == ["HTTP 500"] * times + ["HTTP 201"] * works
    )


def test_a_creation_whose_answer_was_lost_is_asked_for(simulator):
    order = f.order()
    simulator.till.broken_calls = 3
    with pytest.raises(adapters.Away):
        chosen(order.number, f.POLLED)
    actions.poll(now=now() + timedelta(seconds=6))
    assert Attempt.objects.get().state == "begun"
    assert actions.poll(now=now() + timedelta(hours=49)) == 0
    assert (Attempt.objects.get().state, queries.order(order.number).state) == ("given_up", "open")


AT = {"updated_at": "2026-11-20T09:00:00Z"}
EVIL = [
    {"pay_url": "https://ke-gian.example/tra", "id": "1"},
    {"pay_url": "javascript:alert(1)", "id": "1"},
    {"id": "1"},
    [],
]


@pytest.mark.parametrize("told", EVIL)
def test_a_payer_is_sent_nowhere_else(till, settings, told):
    with listening(lambda asked: Reply(status=201, body=told)) as gateway:
        f.connect(settings, gateway.url)
        order = f.order()
        with pytest.raises(adapters.Rejected):
            chosen(order.number, f.POLLED)
    assert queries.order(order.number).state == "open"


@pytest.mark.parametrize(
    "body",
    [
        {"status": "paid"}, [], "paid", {"reference": "other", "status": "paid"},
        {"status": "paid", "amount": 1.5, "transaction": "x", "currency": "VND", **AT},
        {"status": "paid", "amount": 50000, "transaction": "x", "currency": "USD", **AT},
        {"status": "paid", "amount": 50000, "transaction": "", "currency": "VND", **AT},
    ],
)  # fmt: skip
def test_an_answer_without_sense_pays_nothing(till, settings, body):
    order = f.order()

    def answer(asked):
        key = asked.path.rpartition("/")[2]
        if asked.method == "POST":
            return Reply(status=201, body={"pay_url": f"{gateway.url}/tra", "id": "1"})
        return Reply(body={"reference": key, **body} if isinstance(body, dict) else body)

    with listening(answer) as gateway:
        f.connect(settings, gateway.url)
        chosen(order.number, f.POLLED)
        assert actions.poll(now=now() + timedelta(seconds=6)) == 0
    assert queries.order(order.number).state == "waiting"


def test_a_redirecting_provider_is_not_followed(till, settings, monkeypatch):
    monkeypatch.setattr(wire, "PAUSES_S", ())
    with listening(lambda asked: Reply(status=302, headers={"Location": "http://127.0.0.1:1/"})) as gateway:
        f.connect(settings, gateway.url)
        with pytest.raises(adapters.Rejected):
            chosen(f.order().number, f.POLLED)
    assert len(gateway.asked) == 1


@pytest.mark.parametrize(
    "given, said",
    [
        ("{", "JSON"), ('{"a": 1}', "a"), ('{"a": {"url": "https://x"}}', "secret"),
        ('{"a": {"url": "https://x", "secret": "ngan"}}', "16"),
        ('{"a": {"url": "http://x", "secret": "0123456789abcdef"}}', "https"),
        ('{"a": {"url": "https://x", "secret": "0123456789abcdef", "pages": "x"}}', "JSON"),
    ],
)  # fmt: skip
def test_a_wrong_configuration_is_said_without_its_secrets(settings, given, said):
    settings.PAYMENTS = given
    assert said in access.problem()
    assert "0123456789abcdef" not in access.problem()
    assert not adapters.is_connected("a")


def test_the_callback_over_http(client, till):
    import time_machine

    order = f.order()
    key = f.begun(order.number)
    url = f"/api/v1/payments/{f.SIGNED}/callback"
    with time_machine.travel(f.NOW, tick=False):
        for did in ("paid", "already"):
            answer = client.post(url, f.letter(key), content_type="application/json")
            assert (answer.status_code, answer.json()) == (200, {"received": True, "did": did})
        forged = client.post(
            url, f.letter(key, secret="kẻ giả mạo, không biết"), content_type="application/json"
        )
        assert (forged.status_code, forged.json()["type"]) == (
            403,
            "urn:tinhso:problem:callback-not-believed",
        )
        assert client.post(url, b"{", content_type="application/json").status_code == 400
        assert client.post(url, b"x" * 16_385, content_type="application/json").status_code == 413
        assert (
            client.post(
                "/api/v1/payments/khong-co/callback", b"{}", content_type="application/json"
            ).status_code
            == 404
        )
    assert json.loads(client.get("/api/v1/openapi.json").content)["paths"][
        "/api/v1/payments/{provider}/callback"
    ]
