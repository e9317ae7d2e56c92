"""Callbacks repeated, reordered, forged, all at the same moment: one payment, and receipts without a gap."""

import random
import threading

import pytest
from django.db import connection, connections

from tinhso.gateway.payments import actions, queries
from tinhso.gateway.payments.models import Attempt, Callback, Payment, PaymentOrder, Receipt
from tinhso.gateway.payments.rules.statement import Format
from tinhso.gateway.payments.tests import factories as f

THREADS = 16
pytestmark = pytest.mark.django_db(transaction=True)


def all_at_once(jobs):
    """This will run the jobs in threads that start together and give what they gave."""
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("threads of an in-memory database share one connection")
    start, gave, waiting, lock = threading.Barrier(THREADS), [], list(jobs), threading.Lock()

    def work():
        try:
            start.wait(20)
            while True:
                with lock:
                    if not waiting:
                        return
                    job = waiting.pop()
                gave.append(job())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return gave


def test_one_payment_whatever_is_told_how_often(till):
    order = f.order()
    key = f.begun(order.number)
    true = f.letter(key)
    forged = f.letter(key, secret="kẻ giả mạo không biết khoá")
    failed = f.letter(key, outcome="failed")
    bodies = [true] * 20 + [forged] * 20 + [failed] * 20
    random.Random(766).shuffle(bodies)
    gave = all_at_once([lambda body=body: f.hear(body) for body in bodies])
    assert len(gave) == 60
    assert sorted(h.did for h in gave if h.is_believed and h.did in ("paid", "already")) == [
        "already"
    ] * 19 + ["paid"]
    assert [h.why for h in gave if not h.is_believed] == ["wrong_signature"] * 20
    assert queries.order(order.number).state == "paid"
    assert queries.order(order.number).received == 50_000
    assert Payment.objects.count() == Receipt.objects.count() == 1
    assert Attempt.objects.get().state == "succeeded"
    assert (
        Callback.objects.filter(is_believed=True).count(),
        Callback.objects.filter(is_believed=False).count(),
    ) == (40, 20)


def test_two_hundred_receipts_without_a_gap(till):
    orders = [f.order(account=(f.ACCOUNT, f.OTHER)[n % 2], about=f"dossier:{n}") for n in range(200)]
    keys = [f.begun(order.number) for order in orders]
    jobs = [lambda key=key: f.hear(f.letter(key)) for key in keys for _twice in range(2)]
    random.Random(200).shuffle(jobs)
    gave = all_at_once(jobs)
    assert sorted(h.did for h in gave) == ["already"] * 200 + ["paid"] * 200
    for agency in ("UB-THUAN-HOA", "UB-PHU-XUAN"):
        given = Receipt.objects.filter(agency=agency).order_by("number").values_list("number", flat=True)
        assert list(given) == list(range(1, 101))
    assert set(PaymentOrder.objects.values_list("state", flat=True)) == {"paid"}


def test_the_same_order_opened_by_many_is_one(till):
    def opened():
        return actions.open_order(
            about="dossier:9", purpose="", lines=[actions.Line("LP", "Lệ phí", 8_000)], account=f.ACCOUNT,
            idempotency_key="dossier:9/receipt", by=f.LEADER, now=f.NOW,
        ).number  # fmt: skip

    assert len(set(all_at_once([opened] * 32))) == 1
    assert PaymentOrder.objects.count() == 1


def test_the_bank_and_the_platform_tell_of_the_same_orders_at_once(till):
    """Reconciliation locks many orders, callbacks one each: nobody waits for ever, and no money is lost."""
    orders = [f.order(about=f"dossier:{n}") for n in range(40)]
    keys = [f.begun(order.number) for order in orders]
    rows = "".join(f"20/11/2026;B{n};50.000;{o.number}\n" for n, o in enumerate(orders))
    content = f"Ngày;Tham chiếu;Số tiền;Nội dung\n{rows}".encode()

    def reconcile():
        return actions.reconcile(
            account=f.ACCOUNT, content=content, form=Format.CSV, day=f.TODAY, by=f.LEADER, now=f.NOW
        ).id

    gave = all_at_once([*(lambda key=key: f.hear(f.letter(key)).did for key in keys), reconcile, reconcile])
    assert len(gave) == 42
    assert set(PaymentOrder.objects.values_list("state", flat=True)) == {"paid"}
    given = Receipt.objects.order_by("number").values_list("number", flat=True)
    assert list(given) == list(range(1, 41))
