"""Is a debt opened once, and only of what is money; and who may end it, or take cash for it?"""

import pytest
from django.db import IntegrityError, transaction

from tinhso.core import parameters
from tinhso.core.errors import Invalid, NotPermitted
from tinhso.core.roles import CITIZEN, MACHINE, Role
from tinhso.core.workflow import WrongState
from tinhso.gateway.payments import actions, adapters, dated, queries
from tinhso.gateway.payments.actions import Line
from tinhso.gateway.payments.models import Payment, PaymentOrder
from tinhso.gateway.payments.rules import numbers, vietqr
from tinhso.gateway.payments.tests import factories as f

pytestmark = pytest.mark.usefixtures("till")
FEE = Line("LP", "Lệ phí đăng ký khai sinh", 8_000)
GIVEN = {"about": "dossier:1", "purpose": "HS H57.12", "lines": [FEE], "account": f.ACCOUNT}


def opened(**changes):
    return actions.open_order(
        **{**GIVEN, "idempotency_key": "dossier:1/a", "by": MACHINE, "now": f.NOW, **changes}
    )


def test_an_order_and_its_code():
    order = opened(lines=[FEE, Line("P", "Phí", 12_000)])
    assert (order.amount, order.due, order.state, order.agency) == (20_000, 20_000, "open", "UB-THUAN-HOA")
    assert numbers.read(order.number) == order.number
    code = vietqr.read(order.qr_text)
    assert (code.bin, code.account, code.amount) == ("970436", f.NUMBER, 20_000)
    assert code.purpose == f"{order.number} HS H57.12"
    assert opened(lines=[FEE, Line("P", "Phí", 12_000)]) == order
    assert queries.orders_about("dossier:1") == [order]


def test_where_both_do_not_fit_the_number_alone_is_written():
    order = opened(purpose="HS H57.12-260708-0001")
    assert vietqr.read(order.qr_text).purpose == order.number


def test_the_same_key_for_something_else():
    opened()
    with pytest.raises(actions.OtherOrder):
        opened(lines=[Line("LP", "Lệ phí", 9_000)])


@pytest.mark.parametrize(
    "field, wrong",
    [
        ("about", {"about": "hồ sơ 12"}), ("about", {"about": ""}),
        ("idempotency_key", {"idempotency_key": "a" * 121}),
        ("purpose", {"purpose": "Lệ phí"}), ("purpose", {"purpose": "x" * 26}), ("lines", {"lines": []}),
        ("lines", {"lines": [FEE] * 51}), ("lines.0.amount", {"lines": [Line("a", "b", 0)]}),
        ("lines.0.amount", {"lines": [Line("a", "b", -5)]}),
        ("lines.0.amount", {"lines": [Line("a", "b", 0.5)]}),
        ("lines.0.amount", {"lines": [Line("a", "b", True)]}), ("lines.0", {"lines": [Line("", "b", 5)]}),
        ("account", {"account": "khong-co"}),
    ],
)  # fmt: skip
def test_what_is_no_order(field, wrong):
    with pytest.raises(Invalid) as told:
        opened(**wrong)
    assert told.value.errors[0].field == field
    assert not PaymentOrder.objects.exists()


def test_an_account_that_changes_leaves_old_orders_where_they_were():
    order = f.order()
    row = PaymentOrder.objects.get()
    from tinhso.gateway.payments.models import PayeeAccount

    PayeeAccount.objects.filter(code=f.ACCOUNT).update(number="999")
    assert vietqr.read(queries.order(order.number).qr_text).account == row.account_number == f.NUMBER


def test_the_database_itself_knows_what_paid_means():
    order = f.order()
    with pytest.raises(IntegrityError), transaction.atomic():
        PaymentOrder.objects.filter(number=order.number).update(state="paid")


def test_cash_at_any_counter_once_and_only_the_whole():
    order = f.order()
    intake = f.officer(Role.INTAKE, "UB-PHU-XUAN", 30)
    given = {
        "number": order.number,
        "counter": "UB-PHU-XUAN",
        "idempotency_key": "phieu-1",
        "by": intake,
        "now": f.NOW,
    }
    with pytest.raises(Invalid, match="50000"):
        actions.record_cash(**given, amount=40_000)
    paid = actions.record_cash(**given, amount=50_000)
    assert (paid.state, paid.route, paid.counts_for_index) == ("paid", "cash", False)
    assert paid.receipt_number == "UB-THUAN-HOA/2026/0000001"
    assert actions.record_cash(**given, amount=50_000).received == 50_000
    with pytest.raises(Invalid):
        actions.record_cash(**{**given, "idempotency_key": "phieu-2"}, amount=50_000)
    assert Payment.objects.get().counter == "UB-PHU-XUAN"


@pytest.mark.parametrize("who", [f.STRANGER, CITIZEN, f.ADMINISTRATOR, f.officer(Role.READER)])
def test_who_takes_no_cash(who):
    order = f.order()
    with pytest.raises(NotPermitted):
        actions.record_cash(
            number=order.number, amount=50_000, counter="UB-THUAN-HOA", idempotency_key="a", by=who, now=f.NOW
        )


@pytest.mark.parametrize("who", [f.STRANGER, CITIZEN, f.officer(Role.INTAKE)])
def test_who_cancels_nothing(who):
    order = f.order()
    with pytest.raises(NotPermitted):
        actions.cancel_order(number=order.number, reason="nhầm", by=who, now=f.NOW)


def test_a_paid_order_is_not_cancelled_and_a_cancelled_one_not_paid_by_choice():
    order = f.order()
    actions.cancel_order(number=order.number, reason="rút hồ sơ", by=f.HANDLER, now=f.NOW)
    assert queries.order(order.number).qr_text == ""
    with pytest.raises(WrongState):
        f.begun(order.number)
    paid = f.order()
    f.hear(f.letter(f.begun(paid.number)))
    with pytest.raises(WrongState):
        actions.cancel_order(number=paid.number, reason="rút hồ sơ", by=f.HANDLER, now=f.NOW)


def test_an_order_is_not_tried_for_ever():
    parameters.write(dated.ATTEMPTS_MOST.key, 2, valid_from=f.SINCE)
    order = f.order()
    f.begun(order.number)
    f.begun(order.number)
    with pytest.raises(actions.TooManyAttempts):
        f.begun(order.number)


def test_a_way_that_is_not_connected_leaves_the_order_as_it_was(settings):
    settings.PAYMENTS = ""
    order = f.order()
    with pytest.raises(adapters.NotConnected):
        f.begun(order.number)
    assert queries.order(order.number).state == "open"
    start = actions.choose_way(number=order.number, provider="vietqr", by=CITIZEN, now=f.NOW)
    assert vietqr.read(start.qr_text).amount == 50_000


def test_a_receipts_pattern_that_is_broken_stops_no_payment():
    parameters.write(dated.RECEIPT_PATTERN.key, "{agency}/{khong}", valid_from=f.SINCE)
    order = f.order()
    f.hear(f.letter(f.begun(order.number)))
    assert queries.order(order.number).receipt_number == "UB-THUAN-HOA/2026/0000001"


def test_what_came_by_which_route():
    for number in (f.order().number, f.order().number):
        f.hear(f.letter(f.begun(number)))
    order = f.order(7_000)
    actions.record_cash(
        number=order.number,
        amount=7_000,
        counter="UB-THUAN-HOA",
        idempotency_key="a",
        by=f.HANDLER,
        now=f.NOW,
    )
    from datetime import timedelta

    day = timedelta(days=1)
    assert queries.by_route(f.NOW - day, f.NOW + day) == [
        ("cash", False, 1, 7_000),
        ("platform", True, 2, 100_000),
    ]
