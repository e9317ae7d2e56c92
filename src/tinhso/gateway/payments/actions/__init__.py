"""What can be done about money? Ask for it, hear that it came, hold it against the bank, give it back."""

from tinhso.gateway.payments.actions.cash import record_cash
from tinhso.gateway.payments.actions.choosing import Start, TooManyAttempts, choose_way
from tinhso.gateway.payments.actions.configuring import open_account, open_provider
from tinhso.gateway.payments.actions.hearing import Heard, hear
from tinhso.gateway.payments.actions.opening import Line, OtherOrder, cancel_order, open_order
from tinhso.gateway.payments.actions.polling import poll
from tinhso.gateway.payments.actions.reconciling import reconcile
from tinhso.gateway.payments.actions.refunding import SameHand, ask_refund, decide_refund, pay_out
from tinhso.gateway.payments.actions.settling import AlreadySettled, forget_remarks, settle_finding

__all__ = [
    "AlreadySettled", "Heard", "Line", "OtherOrder", "SameHand", "Start", "TooManyAttempts", "ask_refund",
    "cancel_order", "choose_way", "decide_refund", "forget_remarks", "hear", "open_account", "open_order",
    "open_provider", "pay_out", "poll", "reconcile", "record_cash", "settle_finding",
]  # fmt: skip
