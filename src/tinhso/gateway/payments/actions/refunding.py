"""How does money go back? One officer asks, another grants, and who pays out gives the document's number."""

from datetime import datetime

from django.db import transaction
from django.db.models import Sum

from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.core.errors import Invalid, Missing, NotPermitted
from tinhso.core.facts import Code
from tinhso.core.messages import msg
from tinhso.core.roles import Actor, Role
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.workdays import queries as workdays
from tinhso.foundation.worklist import actions as worklist
from tinhso.gateway.payments import addresses, dated, events
from tinhso.gateway.payments.actions.opening import allow, locked, move, sentence, subject
from tinhso.gateway.payments.models import PaymentOrder, Receipt, Refund
from tinhso.gateway.payments.workflow import HELD, REFUND, Refunding

DUTY = "decide_refund"


class SameHand(NotPermitted):
    """Who asks for money back does not grant it."""

    code = "same-hand"
    sentence = msg("Người đề nghị hoàn tiền không được tự duyệt; cần một cán bộ khác.")


def ask_refund(
    *, number: str, amount: int, reason: str, is_waived: bool = False, by: Actor, now: datetime
) -> int:
    """This will ask that money of an order go back, and give the refund's id.

    With `is_waived` it need not be paid again; otherwise whoever opened the order may ask for it anew.
    Raises NoSuchOrder, NotPermitted, Invalid (more than is there).
    """
    reason = sentence(reason, "reason")
    with transaction.atomic():
        row = locked(number)
        allow(row.agency, Role.HANDLER, Role.LEADER, Role.ADMINISTRATOR, by=by)
        running = row.refunds.filter(state__in=(Refunding.ASKED, Refunding.APPROVED))
        asked = running.aggregate(total=Sum("amount"))["total"] or 0
        left = row.received - row.refunded - asked
        if row.state not in HELD or not 0 < amount <= left:
            raise Invalid.field("amount", msg("Chỉ hoàn được từ 1 đến %(left)s đồng."), left=max(0, left))
        refund = Refund.objects.create(
            order=row, amount=amount, reason=reason, is_waived=is_waived, state=Refunding.ASKED, asked_at=now,
            asked_by=by.key,
        )  # fmt: skip
        asked_for = events.RefundAsked(
            subject=subject(row), about=Code(row.about), refund=refund.pk, amount=amount
        )
        ledger.append(asked_for, by=by, now=now)
        worklist.open_items([_duty(refund, row, now)], by=by, now=now)
    return refund.pk


def _duty(refund: Refund, order: PaymentOrder, now: datetime) -> worklist.ItemSpec:
    hours = parameters.value(dated.MISMATCH_HOURS, local_date(now))
    return worklist.ItemSpec(
        subject=f"refund:{refund.pk}",
        duty=DUTY,
        agency_code=order.agency,
        title=f"Duyệt hoàn {refund.amount:,} đồng của lệnh {order.number}".replace(",", "."),
        url=addresses.REFUNDS,
        started_at=now,
        due_at=workdays.calendar(workdays.OFFICE).due_after_hours(now, hours),
    )


def decide_refund(*, refund_id: int, grant: bool, reason: str = "", by: Actor, now: datetime) -> None:
    """This will grant a refund or refuse it with a reason, by another officer than the one who asked.

    Raises Missing, NotPermitted, SameHand, WrongState, Invalid.
    """
    with transaction.atomic():
        refund = _locked(refund_id, by)
        _step(refund, "approve" if grant else "refuse", by, *(() if grant else ("reason",)))
        if refund.asked_by == by.key:
            raise SameHand()
        refund.refusal = "" if grant else sentence(reason, "reason")
        refund.decided_at, refund.decided_by = now, by.key
        refund.save()
        decided = events.RefundDecided(
            subject=subject(refund.order), about=Code(refund.order.about), refund=refund.pk, granted=grant
        )
        ledger.append(decided, by=by, now=now)
        worklist.complete(f"refund:{refund.pk}", DUTY, by=by, now=now)


def pay_out(*, refund_id: int, reference: str, by: Actor, now: datetime) -> None:
    """This will record that granted money went back; `reference` is the payment document's number.

    When none of an order's money is left its receipt is voided; its number stays.
    Raises Missing, NotPermitted, SameHand, WrongState, Invalid.
    """
    with transaction.atomic():
        refund = _locked(refund_id, by)
        _step(refund, "pay_out", by, "reference")
        if refund.asked_by == by.key:
            raise SameHand()
        refund.reference = sentence(reference, "reference", 80)
        refund.paid_out_at, refund.paid_out_by = now, by.key
        refund.save()
        order = refund.order
        is_whole = order.refunded + refund.amount == order.received
        order.state = move(order, "refund" if is_whole else "refund_in_part", "proof", by=by)
        order.refunded += refund.amount
        order.save(update_fields=["state", "refunded"])
        if is_whole:
            Receipt.objects.filter(order=order, voided_at=None).update(voided_at=now)
        paid = events.Refunded(
            subject=subject(order), about=Code(order.about), refund=refund.pk, amount=refund.amount,
            whole=is_whole, waived=refund.is_waived,
        )  # fmt: skip
        ledger.append(paid, by=by, now=now)


def _locked(refund_id: int, by: Actor) -> Refund:
    found = Refund.objects.filter(pk=refund_id).values_list("order_id", flat=True).first()
    if found is None:
        raise Missing()
    order = PaymentOrder.objects.select_for_update().get(pk=found)
    allow(order.agency, Role.LEADER, Role.ADMINISTRATOR, by=by)
    refund = Refund.objects.select_for_update().get(pk=refund_id)
    refund.order = order
    return refund


def _step(refund: Refund, name: str, by: Actor, *given: str) -> None:
    roles = {grant.role for grant in by.grants}
    to = REFUND.check(name, state=refund.state, roles=roles, given=given).to
    refund.state = str(to or refund.state)
