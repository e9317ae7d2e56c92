"""What is owed, paid, to be given back, and what did bank and providers say?"""

from tinhso.gateway.payments.queries.banking import (
    findings,
    refunds,
    refunds_of,
    refused_callbacks,
    statement,
    statements,
)
from tinhso.gateway.payments.queries.configured import (
    Account,
    NoSuchAccount,
    ProviderView,
    account,
    accounts_on,
    counting,
    provider,
    providers_on,
)
from tinhso.gateway.payments.queries.orders import (
    NoSuchOrder,
    by_route,
    history,
    latest,
    order,
    orders_about,
    orders_by_id,
    redirect_url,
    to_return,
    transfer_text,
)
from tinhso.gateway.payments.queries.shapes import (
    CallbackView,
    Entry,
    FindingView,
    LineView,
    OrderView,
    ReconciliationView,
    RefundView,
)

__all__ = [
    "Account", "CallbackView", "Entry", "FindingView", "LineView", "NoSuchAccount", "NoSuchOrder",
    "OrderView", "ProviderView", "ReconciliationView", "RefundView", "account", "accounts_on", "by_route",
    "counting", "findings", "history", "latest", "order", "orders_about", "orders_by_id", "provider",
    "providers_on",
    "redirect_url", "refunds", "refunds_of", "refused_callbacks", "statement", "statements", "to_return",
    "transfer_text",
]  # fmt: skip
