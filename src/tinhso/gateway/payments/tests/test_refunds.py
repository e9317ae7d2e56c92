"""Does money go back by two hands only, and never more than came?"""

import pytest
from django.db import IntegrityError, transaction

from tinhso.core.errors import Invalid, NotPermitted
from tinhso.core.workflow import WrongState
from tinhso.foundation.worklist.models import WorkItem
from tinhso.gateway.payments import actions, queries
from tinhso.gateway.payments.models import Receipt, Refund
from tinhso.gateway.payments.tests import factories as f

pytestmark = pytest.mark.usefixtures("till")


def paid():
    order = f.order()
    f.hear(f.letter(f.begun(order.number)))
    return order.number


def ask(number, amount=50_000, by=f.HANDLER):
    return actions.ask_refund(number=number, amount=amount, reason="nộp nhầm", by=by, now=f.NOW)


def test_asked_granted_paid_out():
    number = paid()
    refund = ask(number)
    actions.decide_refund(refund_id=refund, grant=True, by=f.LEADER, now=f.NOW)
    assert queries.order(number).state == "paid"
    actions.pay_out(refund_id=refund, reference="UNC 15", by=f.OTHER_LEADER, now=f.NOW)
    order = queries.order(number)
    assert (order.state, order.refunded, order.excess, order.receipt_voided) == ("refunded", 50_000, 0, True)
    assert Receipt.objects.get().number == 1
    assert WorkItem.objects.get().done_at == f.NOW
    told = {entry.kind for entry in queries.history(number)}
    assert {"refund_asked", "refund_approved", "refund_paid_out", "receipt_voided"} <= told


def test_nobody_grants_what_they_asked_for_and_the_database_agrees():
    refund = ask(paid(), by=f.LEADER)
    with pytest.raises(actions.SameHand):
        actions.decide_refund(refund_id=refund, grant=True, by=f.LEADER, now=f.NOW)
    actions.decide_refund(refund_id=refund, grant=True, by=f.OTHER_LEADER, now=f.NOW)
    with pytest.raises(actions.SameHand):
        actions.pay_out(refund_id=refund, reference="UNC 15", by=f.LEADER, now=f.NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Refund.objects.filter(pk=refund).update(decided_by=f.LEADER.key)


@pytest.mark.parametrize("who", [f.HANDLER, f.STRANGER])
def test_who_grants_nothing(who):
    refund = ask(paid())
    with pytest.raises(NotPermitted):
        actions.decide_refund(refund_id=refund, grant=True, by=who, now=f.NOW)


def test_never_more_than_came():
    number = paid()
    ask(number, 30_000)
    with pytest.raises(Invalid, match="20000"):
        ask(number, 30_000)
    with pytest.raises(Invalid):
        ask(number, 0)
    with pytest.raises(Invalid):
        ask(f.order().number, 1)


def test_a_part_leaves_the_order_paid():
    number = paid()
    refund = ask(number, 20_000)
    actions.decide_refund(refund_id=refund, grant=True, by=f.LEADER, now=f.NOW)
    actions.pay_out(refund_id=refund, reference="UNC 16", by=f.LEADER, now=f.NOW)
    order = queries.order(number)
    assert (order.state, order.refunded, order.receipt_voided) == ("paid", 20_000, False)


def test_refused_with_a_reason_and_not_paid_out():
    refund = ask(paid())
    with pytest.raises(Invalid):
        actions.decide_refund(refund_id=refund, grant=False, reason=" ", by=f.LEADER, now=f.NOW)
    actions.decide_refund(refund_id=refund, grant=False, reason="đã dùng dịch vụ", by=f.LEADER, now=f.NOW)
    with pytest.raises(WrongState):
        actions.pay_out(refund_id=refund, reference="UNC 17", by=f.LEADER, now=f.NOW)
    with pytest.raises(WrongState):
        actions.decide_refund(refund_id=refund, grant=True, by=f.LEADER, now=f.NOW)
