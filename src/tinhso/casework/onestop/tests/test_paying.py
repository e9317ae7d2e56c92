"""Is a fee asked for as the rules say, paid once, and never forgotten?"""

from datetime import timedelta

import pytest

from tinhso.casework.onestop import actions
from tinhso.casework.onestop.tests import factories as f
from tinhso.casework.onestop.tests.factories import CLERK, HANDLER, LEADER, NOW
from tinhso.foundation.ledger import actions as ledger
from tinhso.gateway.payments import actions as payments
from tinhso.gateway.payments import queries as orders
from tinhso.gateway.payments.tests import factories as money

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
FEES = [
    {"code": "le-phi", "name": "Lệ phí", "amount": 15_000, "kind": "charge"},
    {"code": "phi", "name": "Phí bản sao", "amount": 8_000, "kind": "fee", "when": "return"},
]


def heard() -> None:
    ledger.sequence()
    ledger.deliver(now=NOW)


def test_what_is_owed_at_receipt_and_at_return_is_ordered_apart_and_paid_before_the_result():
    money.till()
    f.catalogued(fees=FEES)
    dossier = f.received()
    [first] = orders.orders_about(dossier.subject)
    assert (first.amount, first.purpose, dossier.finance) == (15_000, f"HS {dossier.code}"[:25], "due")
    paid = {"counter": f.COMMUNE, "by": CLERK, "now": NOW}
    payments.record_cash(number=first.number, amount=15_000, idempotency_key="a", **paid)
    heard()
    assert f.again(dossier).finance == "due", "the second fee is still owed"

    actions.start(dossier_id=dossier.pk, by=HANDLER, now=NOW + HOUR)
    no = {"outcome": "rejected", "reason": "Không đủ"}
    actions.decide(dossier_id=dossier.pk, **no, by=LEADER, now=NOW + 2 * HOUR)
    with pytest.raises(actions.Unpaid):
        actions.return_result(dossier_id=dossier.pk, by=CLERK, now=NOW + 3 * HOUR)
    second = orders.orders_about(dossier.subject)[1]
    assert second.amount == 8_000
    payments.record_cash(number=second.number, amount=8_000, idempotency_key="b", **paid)
    heard()
    assert f.again(dossier).finance == "paid"
    assert actions.return_result(dossier_id=dossier.pk, by=CLERK, now=NOW + 3 * HOUR).business == "returned"


def test_a_body_without_an_account_receives_all_the_same():
    f.small_province(f.SINCE)
    f.catalogued(fees=FEES[:1])
    dossier = f.received()
    assert (dossier.finance, orders.orders_about(dossier.subject)) == ("due", [])
    assert dossier.fees.get().due == 15_000


def test_what_was_paid_for_a_dossier_that_ends_early_goes_back():
    money.till()
    f.catalogued(fees=FEES[:1])
    dossier = f.received()
    [order] = orders.orders_about(dossier.subject)
    payments.record_cash(
        number=order.number, amount=15_000, counter=f.COMMUNE, idempotency_key="a", by=CLERK, now=NOW
    )
    heard()
    assert f.again(dossier).finance == "paid"
    stopped = actions.stop(dossier_id=dossier.pk, reason="Trùng hồ sơ", by=LEADER, now=NOW + HOUR)
    assert stopped.finance == "refund"
