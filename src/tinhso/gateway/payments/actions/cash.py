"""Who took cash at a counter? An officer with that role, for the whole of what is due, once."""

from datetime import datetime

from django.db import transaction

from tinhso.core.errors import Invalid
from tinhso.core.messages import msg
from tinhso.core.roles import Actor, Role
from tinhso.gateway.payments import queries
from tinhso.gateway.payments.actions.crediting import Money, credit
from tinhso.gateway.payments.actions.opening import allow, locked
from tinhso.gateway.payments.models import Payment
from tinhso.gateway.payments.queries.shapes import OrderView
from tinhso.gateway.payments.workflow import DUE, Route


def record_cash(
    *, number: str, amount: int, counter: str, idempotency_key: str, by: Actor, now: datetime
) -> OrderView:
    """This will record that `amount` đồng were handed over at the counter of an agency, by who took them.

    Any counter of the province takes what is owed to any agency. Raises NoSuchOrder, NotPermitted,
    Invalid (another sum than what is due).
    """
    allow(counter, Role.HANDLER, Role.INTAKE, Role.LEADER, by=by)
    key = idempotency_key.strip()[:80]
    if not key:
        raise Invalid.field("idempotency_key", msg("Thiếu nội dung này."))
    with transaction.atomic():
        row = locked(number)
        is_again = Payment.objects.filter(source="cash", reference=key, order=row).exists()
        due = row.amount - (row.received - row.refunded)
        if not is_again and row.state in DUE and amount != due:
            raise Invalid.field("amount", msg("Số tiền phải thu là %(due)s đồng."), due=due)
        if not is_again and row.state not in DUE:
            raise Invalid.field("amount", msg("Lệnh này không còn khoản nào phải thu."))
        money = Money(source="cash", reference=key, route=Route.CASH, amount=amount, at=now, counter=counter)
        credit(row, money, by=by, now=now)
    return queries.order(number)
