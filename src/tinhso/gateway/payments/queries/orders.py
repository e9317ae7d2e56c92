"""What is owed, has it been paid, and what happened to an order?"""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Count, F, Q, Sum

from tinhso.core.errors import Missing
from tinhso.core.messages import msg
from tinhso.gateway.payments.models import Attempt, Payment, PaymentOrder
from tinhso.gateway.payments.queries.shapes import Entry, LineView, OrderView
from tinhso.gateway.payments.rules import numbers, vietqr
from tinhso.gateway.payments.rules.vietqr import VietQr
from tinhso.gateway.payments.workflow import DUE

MOST = 200


class NoSuchOrder(Missing):
    """There is no payment order of that number."""

    code = "no-such-order"
    sentence = msg("Không có lệnh thanh toán số này; xin xem lại số.")


def order(number: str) -> OrderView:
    """This will give an order by its number as people write it. Raises NoSuchOrder."""
    return shown(_row(number))


def orders_about(about: str) -> list[OrderView]:
    """This will list the orders of one thing ("dossier:12"), the oldest first."""
    return [shown(row) for row in _rows().filter(about=about).order_by("pk")]


def orders_by_id(ids: Sequence[int]) -> dict[int, OrderView]:
    """This will give orders by the id that facts name ("order:<id>")."""
    return {row.pk: shown(row) for row in _rows().filter(pk__in=list(ids)[:MOST])}


def to_return(agencies: Sequence[str] | None) -> list[OrderView]:
    """This will list the orders that hold money which must go back; None: of every agency."""
    held = Q(state="refund_due") | Q(state="paid", received__gt=F("amount") + F("refunded"))
    return [shown(row) for row in _of(agencies).filter(held).order_by("-pk")[:MOST]]


def latest(agencies: Sequence[str] | None, state: str = "") -> list[OrderView]:
    """This will list the newest orders of these agencies, in one state where it is named."""
    rows = _of(agencies).filter(state=state) if state else _of(agencies)
    return [shown(row) for row in rows.order_by("-pk")[:50]]


def by_route(since: datetime, until: datetime) -> list[tuple[str, bool, int, int]]:
    """This will give, for the payments of a half-open period: route, counts, how many orders, đồng."""
    found = (
        Payment.objects.filter(at__gte=since, at__lt=until)
        .values_list("route", "counts_for_index")
        .annotate(Count("order", distinct=True), Sum("amount"))
        .order_by("route", "counts_for_index")
    )
    return [(route, counts, orders, total) for route, counts, orders, total in found]


def history(number: str) -> list[Entry]:
    """This will tell everything that happened to an order, the oldest first. Raises NoSuchOrder."""
    row = _row(number)
    found = [Entry(row.opened_at, "opened", row.opened_by, {"amount": row.amount})]
    for attempt in row.attempts.prefetch_related("calls", "callbacks"):
        about = {"provider": attempt.provider, "key": attempt.key, "amount": attempt.amount}
        found.append(Entry(attempt.begun_at, "attempt", "", about))
        if attempt.ended_at:
            found.append(Entry(attempt.ended_at, f"attempt_{attempt.state}", "", about))
        found += [
            Entry(c.at, "call", "", {**about, "verb": c.verb, "result": c.result, "ms": c.took_ms})
            for c in attempt.calls.all()
        ]
        found += [
            Entry(c.at, "callback" if c.is_believed else "callback_refused", "",
                  {**about, "why": c.why, "did": c.did, "digest": c.digest[:12], "paid": c.amount})
            for c in attempt.callbacks.all()
        ]  # fmt: skip
    found += [
        Entry(p.recorded_at, "payment", p.recorded_by,
              {"amount": p.amount, "route": p.route, "reference": p.reference, "provider": p.provider,
               "counts": p.counts_for_index, "counter": p.counter})
        for p in row.payments.all()
    ]  # fmt: skip
    found += _ends(row)
    return sorted(found, key=lambda entry: entry.at)


def _ends(row: PaymentOrder) -> list[Entry]:
    found = []
    if row.cancelled_at:
        found.append(Entry(row.cancelled_at, "cancelled", "", {"reason": row.cancel_reason}))
    receipt = getattr(row, "receipt", None)
    if receipt is not None:
        found.append(Entry(receipt.issued_at, "receipt", "", {"number": receipt.text}))
        if receipt.voided_at:
            found.append(Entry(receipt.voided_at, "receipt_voided", "", {"number": receipt.text}))
    for refund in row.refunds.all():
        values = {"amount": refund.amount, "reason": refund.reason, "reference": refund.reference}
        found.append(Entry(refund.asked_at, "refund_asked", refund.asked_by, values))
        if refund.decided_at:
            kind = "refund_refused" if refund.state == "refused" else "refund_approved"
            found.append(
                Entry(refund.decided_at, kind, refund.decided_by, {**values, "reason": refund.refusal})
            )
        if refund.paid_out_at:
            found.append(Entry(refund.paid_out_at, "refund_paid_out", refund.paid_out_by, values))
    for finding in row.findings.select_related("statement", "line"):
        values = {"verdict": finding.verdict, "day": finding.statement.day, "id": finding.statement_id}
        found.append(Entry(finding.statement.taken_in_at, "finding", finding.statement.taken_in_by, values))
    return found


def _rows():  # type: ignore[no-untyped-def]
    return PaymentOrder.objects.select_related("receipt").prefetch_related("lines", "payments")


def _of(agencies: Sequence[str] | None):  # type: ignore[no-untyped-def]
    return _rows() if agencies is None else _rows().filter(agency__in=agencies)


def _row(number: str) -> PaymentOrder:
    read = numbers.read(number)
    row = _rows().filter(number=read).first() if read else None
    if row is None:
        raise NoSuchOrder()
    found: PaymentOrder = row
    return found


def shown(row: PaymentOrder) -> OrderView:
    """This will show a row whose lines, payments and receipt are at hand."""
    kept = row.received - row.refunded
    due = max(0, row.amount - kept) if row.state in DUE else 0
    owed = row.amount if row.state not in ("refund_due", "cancelled", "refunded") else 0
    payments = sorted(row.payments.all(), key=lambda p: p.pk)
    whole = _whole(row, payments)
    receipt = getattr(row, "receipt", None)
    return OrderView(
        id=row.pk, number=row.number, about=row.about, purpose=row.purpose, amount=row.amount,
        received=row.received, refunded=row.refunded, due=due, excess=max(0, kept - owed), state=row.state,
        agency=row.agency, account=row.account, account_holder=row.account_holder,
        account_bank=row.account_bank, account_number=row.account_number, opened_at=row.opened_at,
        paid_at=row.paid_at,
        route=whole.route if whole else "",
        provider=whole.provider if whole else "",
        counts_for_index=bool(whole and whole.counts_for_index),
        receipt_number=receipt.text if receipt else None,
        receipt_voided=bool(receipt and receipt.voided_at),
        qr_text=qr_text(row, due) if due else "",
        lines=[LineView(x.code, x.name, x.amount) for x in sorted(row.lines.all(), key=lambda x: x.pk)],
    )  # fmt: skip


def _whole(row: PaymentOrder, payments: list):  # type: ignore[type-arg,no-untyped-def]
    total = 0
    for payment in payments:
        total += payment.amount
        if total >= row.amount:
            return payment
    return None


def transfer_text(number: str, purpose: str) -> str:
    """This will give what the payer writes: the order's number, and the purpose where both fit."""
    both = f"{number} {purpose}".strip()
    return both if len(both) <= vietqr.PURPOSE_MOST else number


def qr_text(row: PaymentOrder, due: int) -> str:
    """This will give the VietQR code of what is still due."""
    return vietqr.write(
        VietQr(
            bin=row.bin,
            account=row.account_number,
            amount=due,
            purpose=transfer_text(row.number, row.purpose),
        )
    )


def redirect_url(number: str, attempt: int) -> str:
    """This will give where an attempt of an order leads while it may still be paid. Raises Missing."""
    row = Attempt.objects.filter(key=f"{number}-{attempt}", state="begun").exclude(redirect_url="").first()
    if row is None:
        raise Missing()
    return row.redirect_url
