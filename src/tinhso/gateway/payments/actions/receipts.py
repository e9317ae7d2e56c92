"""Which number does the next receipt of an agency carry? One more than the last one's."""

from datetime import datetime

from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.gateway.payments import dated
from tinhso.gateway.payments.models import PaymentOrder, Receipt, ReceiptCounter
from tinhso.gateway.payments.rules import receipts


def issue(order: PaymentOrder, *, now: datetime) -> Receipt:
    """This will give a paid order its receipt, in the transaction that pays it; no number is skipped.

    The counter stays locked until then: whoever is paid at the same moment gets the next number, and a
    transaction that is undone gives its number back.
    """
    on = local_date(now)
    ReceiptCounter.objects.get_or_create(agency=order.agency, year=on.year)
    counter = ReceiptCounter.objects.select_for_update().get(agency=order.agency, year=on.year)
    counter.last += 1
    counter.save(update_fields=["last"])
    pattern = str(parameters.value(dated.RECEIPT_PATTERN, on))
    text = receipts.text(pattern, agency=order.agency, year=on.year, number=counter.last)
    return Receipt.objects.create(
        order=order,
        agency=order.agency,
        year=on.year,
        number=counter.last,
        text=text,
        amount=order.amount,
        issued_at=now,
    )
