"""Whatever comes as if from the platform: is money counted once, and is what is forged refused and kept?"""

import json
from datetime import timedelta

import pytest
from django.db import transaction

from tinhso.core import parameters
from tinhso.core.errors import Missing, TooMany
from tinhso.core.roles import MACHINE
from tinhso.foundation.ledger.models import Fact
from tinhso.gateway.payments import actions, adapters, dated, queries
from tinhso.gateway.payments.models import Attempt, Callback, Payment, Receipt
from tinhso.gateway.payments.rules import signing
from tinhso.gateway.payments.tests import factories as f

pytestmark = pytest.mark.usefixtures("till")
MINUTE = timedelta(minutes=1)


def told(kind):
    return [json.loads(fact.payload) for fact in Fact.objects.filter(type=f"payments.{kind}").order_by("pk")]


def test_a_signed_callback_pays_and_the_same_again_does_nothing():
    order = f.order(30_000, 20_000, about="dossier:7")
    key = f.begun(order.number)
    assert queries.order(order.number).state == "waiting"
    assert f.hear(f.letter(key)) == actions.Heard(True, did="paid")
    later = f.NOW + MINUTE
    assert f.hear(f.letter(key)).did == "already"
    assert f.hear(f.letter(key, at=later), now=later).did == "already"
    paid = queries.order(order.number)
    assert (paid.state, paid.received, paid.due, paid.route, paid.provider) == (
        "paid",
        50_000,
        0,
        "platform",
        f.SIGNED,
    )
    assert paid.counts_for_index
    assert paid.paid_at == f.NOW - MINUTE
    assert paid.receipt_number == "UB-THUAN-HOA/2026/0000001"
    assert Payment.objects.count() == Receipt.objects.count() == 1
    assert told("order_paid") == [
        {"about": "dossier:7", "amount": 50_000, "route": "platform", "counts_for_index": True,
         "receipt": "UB-THUAN-HOA/2026/1"}
    ]  # fmt: skip


@pytest.mark.parametrize(
    "first, second, after", [("success", "failed", "ignored"), ("failed", "success", "paid")]
)
def test_in_whichever_order_money_stays(first, second, after):
    key = f.begun(f.order().number)
    f.hear(f.letter(key, outcome=first))
    assert f.hear(f.letter(key, outcome=second)).did == after
    attempt = Attempt.objects.get()
    assert (attempt.state, attempt.order.state) == ("succeeded", "paid")


def test_a_failed_attempt_leaves_the_order_open():
    order = f.order()
    one, two = f.begun(order.number), f.begun(order.number)
    f.hear(f.letter(one, outcome="cancelled"))
    assert queries.order(order.number).state == "waiting"
    f.hear(f.letter(two, outcome="failed"))
    assert queries.order(order.number).state == "open"


def _without_signature(key):
    fields = json.loads(f.letter(key))
    del fields["signature"]
    return json.dumps(fields).encode()


def _changed(key):
    return f.letter(key).replace(b"50000", b"50001")


def _twice_named(key):
    return f.letter(key).replace(b'"amount": 50000', b'"amount": 1, "amount": 50000')


FORGERIES = [
    ("wrong_signature", lambda key: f.letter(key, secret="khoá của kẻ khác, cũng dài")),
    ("wrong_signature", _changed),
    (
        "wrong_signature",
        lambda key: json.dumps(signing.signed("answer", json.loads(f.letter(key)), f.SECRET)).encode(),
    ),
    ("unsigned", _without_signature),
    ("unsigned", lambda key: f.letter(key).replace(b'"signature": "', b'"signature": "", "x": "')),
    ("unreadable", _twice_named),
    ("unreadable", lambda key: b"[]"),
    ("unreadable", lambda key: b"\xff"),
    ("unreadable", lambda key: b'{"a":' * 5000),
    ("unreadable", lambda key: f.letter(key, amount=0)),
    ("unreadable", lambda key: f.letter(key, amount=-5)),
    ("unreadable", lambda key: f.letter(key, outcome="maybe")),
    ("unreadable", lambda key: f.letter(key, paid_at="99999999999999")),
    ("unreadable", lambda key: f.letter(key, extra=True)),
    ("stale", lambda key: f.letter(key, at=f.NOW - timedelta(seconds=301))),
    ("stale", lambda key: f.letter(key, at=f.NOW + timedelta(seconds=301))),
    ("wrong_merchant", lambda key: f.letter(key, merchant="DA-NANG")),
    ("wrong_currency", lambda key: f.letter(key, currency="USD")),
    ("unknown_attempt", lambda key: f.letter("TT000000000000-1")),
]


@pytest.mark.parametrize("why, forge", FORGERIES)
def test_what_is_not_believed_is_recorded_and_changes_nothing(why, forge):
    order = f.order()
    body = forge(f.begun(order.number))
    assert f.hear(body) == actions.Heard(False, why=why)
    kept = Callback.objects.get()
    assert (kept.is_believed, kept.why, kept.size, len(kept.digest)) == (False, why, len(body), 64)
    assert told("callback_refused") == [{"provider": f.SIGNED, "why": why}]
    assert queries.order(order.number).state == "waiting"
    assert not Payment.objects.exists()


def test_nothing_of_a_forged_message_is_kept_but_its_digest():
    f.begun(f.order().number)
    f.hear(f.letter("Nguyễn Thị Đào", secret="kẻ giả mạo không biết khoá"))
    kept = {**Callback.objects.values().get()}
    assert "Đào" not in str(kept) + str(told("callback_refused"))


def test_an_old_secret_is_believed_while_it_is_being_replaced(settings):
    key = f.begun(f.order().number)
    given = json.loads(settings.PAYMENTS)
    given[f.SIGNED] |= {"secret": "khoa-moi-cua-nen-tang", "old_secrets": [f.SECRET]}
    settings.PAYMENTS = json.dumps(given)
    assert f.hear(f.letter(key)).did == "paid"


def test_the_same_transaction_with_another_sum_is_told_to_people():
    order = f.order()
    key = f.begun(order.number)
    f.hear(f.letter(key))
    assert f.hear(f.letter(key, amount=5_000)) == actions.Heard(False, why="differs")
    other = f.begun(f.order().number)
    assert f.hear(f.letter(other, transaction=f"GD-{key}")).why == "differs"
    assert [(m["verdict"], m["amount"]) for m in told("mismatch_found")] == [
        ("wrong_amount", 5_000),
        ("wrong_amount", 50_000),
    ]
    assert queries.order(order.number).received == 50_000


def test_money_in_parts():
    order = f.order(100_000)
    key = f.begun(order.number)
    assert f.hear(f.letter(key, amount=60_000)).did == "paid_in_part"
    part = queries.order(order.number)
    assert (part.state, part.due, part.receipt_number) == ("part_paid", 40_000, None)
    rest = f.begun(order.number)
    assert Attempt.objects.get(key=rest).amount == 40_000
    assert f.hear(f.letter(rest, amount=45_000)).did == "paid"
    whole = queries.order(order.number)
    assert (whole.state, whole.due, whole.excess) == ("paid", 0, 5_000)
    assert told("money_to_return") == [{"about": "dossier:12", "amount": 5_000}]


def test_two_attempts_both_paid_show_what_must_go_back():
    order = f.order()
    one, two = f.begun(order.number), f.begun(order.number)
    f.hear(f.letter(one))
    assert f.hear(f.letter(two)).did == "too_much"
    shown = queries.order(order.number)
    assert (shown.state, shown.received, shown.excess) == ("paid", 100_000, 50_000)
    assert [o.number for o in queries.to_return(["UB-THUAN-HOA"])] == [order.number]
    assert queries.to_return(["UB-PHU-XUAN"]) == []
    assert Receipt.objects.count() == 1


def test_money_after_the_order_was_cancelled_is_kept_and_must_go_back():
    order = f.order()
    key = f.begun(order.number)
    actions.cancel_order(number=order.number, reason="rút hồ sơ", by=MACHINE, now=f.NOW)
    assert f.hear(f.letter(key)).did == "too_late"
    late = queries.order(order.number)
    assert (late.state, late.excess, late.receipt_number, late.is_paid) == ("refund_due", 50_000, None, False)
    assert [o.number for o in queries.to_return(None)] == [order.number]


def test_who_forges_too_often_is_not_written_down_any_more():
    parameters.write(dated.REFUSED_KEPT.key, 3, valid_from=f.SINCE)
    order = f.order()
    key = f.begun(order.number)
    for _ in range(3):
        f.hear(b"{}")
    with pytest.raises(TooMany), transaction.atomic():
        f.hear(b"{}")
    assert Callback.objects.count() == 3
    assert f.hear(b"{}", sender="198.51.100.9").why == "unsigned"
    assert f.hear(f.letter(key)).did == "paid"  # the true one comes from the same address


def test_who_is_no_provider():
    with pytest.raises(Missing):
        f.hear(b"{}", provider="khong-co")
    assert f.hear(b"{}", provider=f.POLLED).why == "unsigned"


def test_a_provider_without_a_secret(settings):
    settings.PAYMENTS = ""
    with pytest.raises(adapters.NotConnected):
        f.hear(b"{}")
