"""What happens when money is proven to have come? The one place where an order becomes paid.

Who calls it has proof in hand: a believed callback, a provider's answer, a line of the bank, cash. The same
money (source and reference) changes nothing the second time.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import IntegrityError, transaction

from tinhso.core.clock import local_date
from tinhso.core.errors import Conflict
from tinhso.core.facts import Code, Fact
from tinhso.core.messages import msg
from tinhso.core.roles import Actor
from tinhso.foundation.ledger import actions as ledger
from tinhso.gateway.payments import events, queries
from tinhso.gateway.payments.actions import receipts
from tinhso.gateway.payments.actions.opening import move, subject
from tinhso.gateway.payments.models import Attempt, Payment, PaymentOrder
from tinhso.gateway.payments.workflow import DUE, Finance


@dataclass(frozen=True)
class Money:
    """What came: who says so and its number there, by which route, đồng, when."""

    source: str
    reference: str
    route: str
    amount: int
    at: datetime
    provider: str = ""
    attempt: Attempt | None = None
    settles_singly: bool = False
    is_in_bank: bool = False
    counter: str = ""


class Did(StrEnum):
    """What a proof of money did."""

    PAID = "paid"
    PAID_IN_PART = "paid_in_part"
    TOO_MUCH = "too_much"
    TOO_LATE = "too_late"
    ALREADY = "already"


class Differs(Conflict):
    """The same transaction was told before, of another order or another sum."""

    code = "differs"
    sentence = msg("Giao dịch này đã được báo trước đó với nội dung khác.")


def credit(order: PaymentOrder, money: Money, *, by: Actor, now: datetime) -> tuple[Did, Payment]:
    """This will record money of a locked order inside the caller's transaction, once. Raises Differs."""
    counts, rule = queries.counting(money.route, local_date(money.at))
    try:
        with transaction.atomic():
            payment, is_new = Payment.objects.get_or_create(
                source=money.source,
                reference=money.reference,
                defaults={
                    "order": order, "attempt": money.attempt, "route": money.route,
                    "provider": money.provider, "amount": money.amount, "at": money.at,
                    "on": local_date(money.at), "recorded_at": now, "recorded_by": by.key,
                    "counts_for_index": counts, "rule": rule.as_json(), "counter": money.counter,
                    "settles_singly": money.settles_singly, "is_in_bank": money.is_in_bank,
                },
            )  # fmt: skip
    except IntegrityError as clash:
        raise Differs() from clash
    if not is_new:
        if payment.order_id != order.pk or payment.amount != money.amount:
            raise Differs()
        return Did.ALREADY, payment
    return _settle(order, payment, by, now), payment


def _settle(order: PaymentOrder, payment: Payment, by: Actor, now: datetime) -> Did:
    about = Code(order.about)
    kept = order.received - order.refunded + payment.amount
    order.received += payment.amount
    facts: list[Fact] = [
        events.MoneyReceived(
            subject=subject(order), about=about, amount=payment.amount, received=order.received,
            route=Code(payment.route),
        )
    ]  # fmt: skip
    did, back = _step(order, kept, by)
    if did == Did.PAID:
        order.paid_at = min(payment.at, now)
    order.save(update_fields=["received", "state", "paid_at"])
    if did == Did.PAID:
        receipt = receipts.issue(order, now=now)
        facts.append(
            events.OrderPaid(
                subject=subject(order), about=about, amount=order.amount, route=Code(payment.route),
                counts_for_index=payment.counts_for_index,
                receipt=Code(f"{receipt.agency}/{receipt.year}/{receipt.number}"),
            )
        )  # fmt: skip
    if back:
        facts.append(events.MoneyToReturn(subject=subject(order), about=about, amount=back))
    ledger.append_all(facts, by=by, now=now)
    return did


def _step(order: PaymentOrder, kept: int, by: Actor) -> tuple[Did, int]:
    """The state after the money, and how much of it must go back; `kept` is what the order now holds."""
    before = order.state
    if before in DUE:
        is_whole = kept >= order.amount
        order.state = move(order, "settle" if is_whole else "settle_in_part", "proof", by=by)
        return (Did.PAID, kept - order.amount) if is_whole else (Did.PAID_IN_PART, 0)
    if before == Finance.PAID:
        order.state = move(order, "overpay", "proof", by=by)
        return Did.TOO_MUCH, kept - order.amount
    order.state = move(order, "pay_late", "proof", by=by)
    return Did.TOO_LATE, kept
