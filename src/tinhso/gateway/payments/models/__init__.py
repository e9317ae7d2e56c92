"""Which tables does the room keep? Configuration, orders and money, callbacks, statements."""

from tinhso.gateway.payments.models.configuration import PayeeAccount, Provider, RouteRule
from tinhso.gateway.payments.models.orders import (
    Attempt,
    AttemptState,
    Call,
    Callback,
    OrderLine,
    Payment,
    PaymentOrder,
)
from tinhso.gateway.payments.models.papers import Receipt, ReceiptCounter, Refund
from tinhso.gateway.payments.models.statements import BankStatement, Finding, Remark, StatementLine

__all__ = [
    "Attempt", "AttemptState", "BankStatement", "Call", "Callback", "Finding", "OrderLine", "PayeeAccount",
    "Payment", "PaymentOrder", "Provider", "Receipt", "ReceiptCounter", "Refund", "Remark", "RouteRule",
    "StatementLine",
]  # fmt: skip
