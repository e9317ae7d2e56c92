"""Is a fee asked for as the rules say, paid once, and never forgotten?"""

from datetime import timedelta

import pytest

from tinhso.casework.onestop import actions
from tinhso.casework.onestop.actions import paying
from tinhso.casework.onestop.rules.filing import Channel
from tinhso.casework.onestop.tests import factories as f
from tinhso.casework.onestop.tests.factories import CLERK, HANDLER, LEADER, NOW
from tinhso.casework.procedures.models import FeeRule
from tinhso.core.errors import Invalid
from tinhso.core.roles import CITIZEN, MACHINE
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.ledger import queries as facts
from tinhso.gateway.payments import actions as payments
from tinhso.gateway.payments import queries as orders
from tinhso.gateway.payments.rules.statement import Format
from tinhso.gateway.payments.tests import factories as money

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
AGAIN, WAIVED = False, True
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
    refund = payments.ask_refund(
        number=order.number, amount=15_000, reason="Hồ sơ đã dừng", by=HANDLER, now=NOW + 2 * HOUR
    )
    payments.decide_refund(refund_id=refund, grant=True, by=LEADER, now=NOW + 2 * HOUR)
    payments.pay_out(refund_id=refund, reference="UNC 1", by=LEADER, now=NOW + 3 * HOUR)
    heard()
    assert f.again(stopped).finance == "nothing", "the money went back"


def owing():
    money.till()
    f.catalogued(fees=FEES[:1])
    dossier = f.received()
    [order] = orders.orders_about(dossier.subject)
    return dossier, order.number


def cash(number: str) -> None:
    payments.record_cash(
        number=number, amount=15_000, counter=f.COMMUNE, idempotency_key="a", by=CLERK, now=NOW
    )


def test_nobody_pays_into_a_dossier_that_was_taken_back():
    dossier, number = owing()
    actions.withdraw(dossier_id=dossier.pk, reason="Thôi", by=CITIZEN, now=NOW + HOUR)
    assert (orders.order(number).state, orders.order(number).due) == ("cancelled", 0)
    with pytest.raises(Invalid):
        cash(number)
    assert (f.again(dossier).finance, dossier.fees.get().order) == ("nothing", "")


def test_money_that_came_while_a_dossier_was_taken_back_goes_back():
    dossier, number = owing()
    cash(number)  # the dossier has not heard of it yet
    actions.withdraw(dossier_id=dossier.pk, reason="Thôi", by=CITIZEN, now=NOW + HOUR)
    heard()
    assert (orders.order(number).state, f.again(dossier).finance) == ("paid", "refund")


def came(dossier, number: str, amount: int, key: str) -> None:
    """Cash at the counter, so much, of whatever is still due; a transfer for what is above it."""
    due = orders.order(number).due
    if due:
        payments.record_cash(
            number=number, amount=due, counter=f.COMMUNE, idempotency_key=key, by=CLERK, now=NOW
        )
    if amount > due:
        table = f"Ngày;Số tham chiếu;Số tiền;Nội dung\n19/11/2026;{key};{amount - due};{number}\n"
        payments.reconcile(
            account=money.ACCOUNT, content=table.encode(), form=Format.CSV, day=NOW.date(), by=MACHINE,
            now=NOW,
        )  # fmt: skip
    heard()


def went_back(number: str, amount: int, *, is_waived: bool = False) -> None:
    refund = payments.ask_refund(
        number=number, amount=amount, reason="Hoàn", is_waived=is_waived, by=HANDLER, now=NOW
    )
    payments.decide_refund(refund_id=refund, grant=True, by=LEADER, now=NOW)
    payments.pay_out(refund_id=refund, reference="UNC 1", by=LEADER, now=NOW)
    heard()


def go_on(dossier):
    pass


def decide(dossier):
    actions.start(dossier_id=dossier.pk, by=HANDLER, now=NOW + HOUR)
    actions.decide(
        dossier_id=dossier.pk, outcome="rejected", reason="Không đủ", by=LEADER, now=NOW + 2 * HOUR
    )


def stop(dossier):
    actions.stop(dossier_id=dossier.pk, reason="Trùng hồ sơ", by=LEADER, now=NOW + HOUR)


def withdraw(dossier):
    actions.withdraw(dossier_id=dossier.pk, reason="Thôi", by=CITIZEN, now=NOW + HOUR)


@pytest.mark.parametrize(
    ("becomes", "paid", "back", "ends"),
    [
        # while it goes on: owed again, in an order of its own
        (go_on, 15_000, (15_000, AGAIN), ("due", [15_000])),
        (decide, 15_000, (15_000, AGAIN), ("due", [15_000])),
        (go_on, 15_000, (6_000, AGAIN), ("due", [6_000])),
        # paid twice: what came twice goes back, and nothing changes
        (go_on, 30_000, (15_000, AGAIN), ("paid", [])),
        (decide, 30_000, (15_000, AGAIN), ("paid", [])),
        # paid twice and all of it back: once is owed
        (go_on, 30_000, (30_000, AGAIN), ("due", [15_000])),
        # waived, whole or in part: so much less is owed
        (go_on, 15_000, (15_000, WAIVED), ("nothing", [])),
        (decide, 15_000, (15_000, WAIVED), ("nothing", [])),
        (go_on, 15_000, (6_000, WAIVED), ("paid", [])),
        # ended without what was paid for: nothing is owed either way once all is back
        (stop, 15_000, (15_000, AGAIN), ("nothing", [])),
        (withdraw, 15_000, (15_000, AGAIN), ("nothing", [])),
        (withdraw, 30_000, (30_000, AGAIN), ("nothing", [])),
        (withdraw, 15_000, (6_000, AGAIN), ("refund", [])),
    ],
)
def test_what_is_owed_when_money_went_back(becomes, paid, back, ends):
    (amount, is_waived), (finance, owed) = back, ends
    dossier, number = owing()
    came(dossier, number, paid, "a")
    becomes(dossier)
    went_back(number, amount, is_waived=is_waived)
    assert f.again(dossier).finance == finance
    assert [one.due for one in orders.orders_about(dossier.subject) if one.due] == owed
    assert sum(one.due for one in dossier.fees.filter(paid_at__isnull=True)) == sum(owed)

    told = facts.facts_of(f"order:{orders.order(number).id}")
    for row in (one for one in told if one.type == "payments.refunded"):  # told again: nothing changes
        paying.refunded(
            dossier_id=dossier.pk, order=int(row.subject.partition(":")[2]), amount=row.payload["amount"],
            is_waived=row.payload["waived"], now=NOW,
        )  # fmt: skip
    assert (f.again(dossier).finance, len(orders.orders_about(dossier.subject))) == (finance, 1 + len(owed))


def test_what_went_back_is_paid_again_before_the_result_is_given_out():
    dossier, number = owing()
    came(dossier, number, 15_000, "a")
    decide(dossier)
    went_back(number, 15_000)
    with pytest.raises(actions.Unpaid):
        actions.return_result(dossier_id=dossier.pk, by=CLERK, now=NOW + 3 * HOUR)
    [again] = [one for one in orders.orders_about(dossier.subject) if one.due]
    came(dossier, again.number, 15_000, "b")
    assert f.again(dossier).finance == "paid"
    assert actions.return_result(dossier_id=dossier.pk, by=CLERK, now=NOW + 3 * HOUR).business == "returned"


@pytest.mark.parametrize(("is_back", "finance"), [(True, "due"), (False, "paid")])
def test_a_dossier_taken_up_again_owes_what_went_back(is_back, finance):
    dossier, number = owing()
    came(dossier, number, 15_000, "a")
    stop(dossier)
    if is_back:
        went_back(number, 15_000)
    actions.reopen(dossier_id=dossier.pk, reason="Đính chính", by=LEADER, now=NOW + 2 * HOUR)
    assert f.again(dossier).finance == finance


def test_a_dossier_taken_up_again_owes_what_was_not_paid():
    dossier, first = owing()
    actions.stop(dossier_id=dossier.pk, reason="Nhầm", by=LEADER, now=NOW + HOUR)
    actions.reopen(dossier_id=dossier.pk, reason="Đính chính", by=LEADER, now=NOW + 2 * HOUR)
    actions.decide(dossier_id=dossier.pk, outcome="granted", by=LEADER, now=NOW + 3 * HOUR)
    before, after = orders.orders_about(dossier.subject)
    assert (before.number, before.state, after.due) == (first, "cancelled", 15_000)
    assert f.again(dossier).finance == "due"


def test_less_is_owed_only_on_grounds_that_an_officer_looked_at():
    money.till()
    f.catalogued(fees=FEES[:1])
    FeeRule.objects.create(
        fee_code="le-phi",
        ground="ho-ngheo",
        ground_name="Hộ nghèo",
        percent=0,
        valid_from=f.SINCE,
        citation="NQ 12/2026",
    )
    claim = {"channel": Channel.SITE, "grounds": frozenset({"ho-ngheo"})}
    dossier = f.filed(**claim)
    with pytest.raises(Invalid) as asked:
        actions.receive(dossier_id=dossier.pk, by=CLERK, now=NOW)
    assert [e.field for e in asked.value.errors] == ["grounds"]
    actions.receive(dossier_id=dossier.pk, grounds=(), by=CLERK, now=NOW)
    assert dossier.fees.get().due == 15_000
    believed = f.filed(**claim)
    actions.receive(dossier_id=believed.pk, grounds=("ho-ngheo", "tre-em"), by=CLERK, now=NOW)
    assert believed.fees.get().due == 0
