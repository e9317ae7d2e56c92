"""Can every state be reached, and does every step belong to somebody?"""

import pytest

from tinhso.core.roles import Role
from tinhso.gateway.payments.workflow import DUE, HELD, ORDER, REFUND, Finance


@pytest.mark.parametrize("workflow", [ORDER, REFUND], ids=lambda w: w.name)
def test_every_state_is_reached_and_every_step_has_an_owner(workflow):
    assert workflow.reachable() == {str(state.word) for state in workflow.states}
    assert all(step.by for step in workflow.transitions)


def test_no_payer_and_no_browser_makes_an_order_paid():
    proofs = {t.name for t in ORDER.transitions if t.to in (Finance.PAID, Finance.PART_PAID)}
    assert proofs == {"settle", "settle_in_part"}
    for name in (*proofs, "overpay", "pay_late"):
        assert Role.CITIZEN not in ORDER.step(name).by
        assert ORDER.step(name).needs == ("proof",)


def test_money_is_due_or_held_or_neither_nor():
    assert {Finance.PART_PAID} == DUE & HELD
    assert set(Finance) - DUE - HELD == {Finance.CANCELLED, Finance.REFUNDED}
