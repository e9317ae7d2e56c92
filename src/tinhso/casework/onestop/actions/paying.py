"""What is owed for a dossier, and when is it paid? Order and money are the gateway's, the debt is ours."""

from datetime import datetime

from django.db import transaction

from tinhso.casework.onestop import events
from tinhso.casework.onestop.actions import clocks, stepping
from tinhso.casework.onestop.models import Dossier, FeeDue
from tinhso.casework.onestop.rules.deadlines import Ground
from tinhso.casework.onestop.workflow import Business, Clock, Finance
from tinhso.casework.procedures import queries as procedures
from tinhso.casework.procedures.rules.shapes import Channel, Moment, ProcedureVersion
from tinhso.core.clock import local_date
from tinhso.core.facts import Code
from tinhso.core.roles import MACHINE, Actor
from tinhso.foundation.ledger import actions as ledger
from tinhso.gateway.payments import actions as payments
from tinhso.gateway.payments import queries as orders

DEAD = frozenset({"cancelled", "refund_due", "refunded"})
"""Orders into which nobody pays any more."""
GIVEN_UP = frozenset({Business.WITHDRAWN, Business.STOPPED, Business.REFUSED})
"""Ended without what was paid for."""


def assess(
    dossier: Dossier, version: ProcedureVersion, *, channel: Channel, grounds: frozenset[str], by: Actor,
    now: datetime,
) -> None:  # fmt: skip
    """This will keep what the rules of the day ask for, and open an order for what is owed at once."""
    dues = procedures.fees_due(version, channel=channel, on=local_date(now), grounds=grounds)
    FeeDue.objects.bulk_create(
        FeeDue(
            dossier=dossier, code=one.code, name=one.name, full=one.full, due=one.due,
            when=one.when.value, rule=one.rule.as_json(),
        )
        for one in dues
    )  # fmt: skip
    ask(dossier, Moment.RECEIPT, by=by, now=now)


def ask(dossier: Dossier, *moments: Moment, by: Actor, now: datetime) -> None:
    """This will open one order for whatever is owed at those moments and not ordered yet.

    A body that has no account to pay into yet receives all the same: the debt stands, and is ordered at the
    decision.
    """
    wanted = [moment.value for moment in moments]
    owed = list(dossier.fees.filter(when__in=wanted, due__gt=0, order="", paid_at__isnull=True))
    if not owed:
        return
    dossier.finance = Finance.DUE.value
    account = _account(dossier, now)
    if not account:
        return
    view = payments.open_order(
        about=dossier.subject,
        purpose=purpose(dossier.code),
        lines=[payments.Line(one.code, one.name, one.due) for one in owed],
        account=account,
        idempotency_key=_key(dossier, owed[0]),
        by=by,
        now=now,
    )
    FeeDue.objects.filter(pk__in=[one.pk for one in owed]).update(order=view.number)


def _key(dossier: Dossier, first: FeeDue) -> str:
    """Once for the debt; once more after each order that ended: the dossier was taken up again, or the money
    went back."""
    before = sum(one.state in DEAD for one in orders.orders_about(dossier.subject))
    return f"{dossier.subject}/{first.pk}" + (f"/{before}" if before else "")


def let_go(dossier: Dossier, *, now: datetime) -> None:
    """This will end what is still owed for a dossier that ended: nobody is to pay into it any more.

    Money that comes all the same is then the gateway's to give back. An order that was paid a moment ago
    stays, and `paid` will hear of it.
    """
    open_ = dossier.fees.filter(paid_at__isnull=True).exclude(order="")
    for number in sorted(set(open_.values_list("order", flat=True))):
        if orders.order(number).due:
            payments.cancel_order(
                number=number, reason=f"Hồ sơ {dossier.code} đã kết thúc", by=MACHINE, now=now
            )
            open_.filter(order=number).update(order="")


def refunded(*, dossier_id: int, order: int, amount: int, is_waived: bool, now: datetime) -> None:
    """This will note that money of an order went back; told twice it changes nothing.

    Of a dossier that ended without what was paid for, nothing is owed either way once all is back. While it
    goes on, the order still holds its sum if only what came twice went back, and nothing changes; otherwise
    the fee is owed again, or, where it was waived, so much less is owed.
    """
    with transaction.atomic():
        dossier = stepping.lock(dossier_id)
        if dossier.business in GIVEN_UP:
            held = any(one.received > one.refunded for one in orders.orders_about(dossier.subject))
            if dossier.finance == Finance.REFUND and not held:
                dossier.finance = Finance.NOTHING.value
                dossier.save(update_fields=["finance"])
            return
        back = _take_back(dossier, orders.orders_by_id([order])[order], amount, is_waived=is_waived)
        if back:
            _settle(dossier, now=now)
            fact = events.FeeReturned(amount=back, waived=is_waived, **stepping.about(dossier))
            ledger.append(fact, by=MACHINE, now=now)


def take_up(dossier: Dossier, *, now: datetime) -> None:
    """This will set right what is owed for a dossier that had ended: what went back is owed again, and what
    was still to go back is paid."""
    known = {one.number: one for one in orders.orders_about(dossier.subject)}
    for number in sorted(set(dossier.fees.exclude(order="").values_list("order", flat=True))):
        _take_back(dossier, known[number], known[number].refunded, is_waived=False)
    _settle(dossier, now=now)


def _take_back(dossier: Dossier, order: orders.OrderView, amount: int, *, is_waived: bool) -> int:
    """Let the fees of an order say no more than the order holds; gives by how much they were too high."""
    fees = list(dossier.fees.filter(order=order.number, due__gt=0).order_by("-pk"))
    missing = sum(fee.due for fee in fees) - (order.received - order.refunded)
    if order.due or missing <= 0:  # an order that may still be paid asks for the rest itself
        return 0
    back = left = missing if order.state in DEAD else min(missing, amount)
    for fee in fees:
        part = min(fee.due, left)
        if not part:
            break
        left, kept = left - part, fee.due - part
        if is_waived:
            fee.due = kept
        elif kept:  # what was kept is paid, what went back is a debt of its own
            FeeDue.objects.create(
                dossier=dossier, code=fee.code, name=fee.name, full=part, due=part, when=fee.when,
                rule=fee.rule,
            )  # fmt: skip
            fee.full, fee.due = fee.full - part, kept
        if not kept:
            fee.order, fee.paid_at, fee.counts_for_index = "", None, None
        fee.save()
    return back


def _settle(dossier: Dossier, *, now: datetime) -> None:
    """Order what is owed again, and say where the dossier stands."""
    owed = dossier.fees.filter(due__gt=0, paid_at__isnull=True)
    again = {Moment(one) for one in owed.filter(order="").values_list("when", flat=True)}
    reached = again if dossier.decided_at else again & {Moment.RECEIPT}
    if owed.exists():
        dossier.finance = Finance.DUE.value
        ask(dossier, *reached, by=MACHINE, now=now)
    else:
        is_paid = dossier.fees.filter(due__gt=0).exists()
        dossier.finance = (Finance.PAID if is_paid else Finance.NOTHING).value
    dossier.save(update_fields=["finance"])


def _account(dossier: Dossier, now: datetime) -> str:
    """The body's own account, or the one of whoever took the dossier in; "" where there is none."""
    accounts = {one.agency: one.code for one in orders.accounts_on(local_date(now))}
    return accounts.get(dossier.agency_code) or accounts.get(dossier.intake_agency) or ""


def purpose(code: str) -> str:
    """This will give the words that a bank shows: the code in at most 25 plain letters."""
    return f"HS {code}"[:25]


def paid(*, dossier_id: int, amount: int, route: str, now: datetime) -> None:
    """This will note which orders are paid; told twice it changes nothing. A clock that waited goes on."""
    with transaction.atomic():
        dossier = stepping.lock(dossier_id)
        done = [one for one in orders.orders_about(dossier.subject) if one.paid_at]
        unpaid = dossier.fees.filter(paid_at__isnull=True)
        if not sum(
            unpaid.filter(order=one.number).update(paid_at=now, counts_for_index=one.counts_for_index)
            for one in done
        ):
            return
        if dossier.business in GIVEN_UP:
            dossier.finance = Finance.REFUND.value
        elif not dossier.fees.filter(due__gt=0, paid_at__isnull=True).exists():
            dossier.finance = Finance.PAID.value
        if dossier.clock == Clock.PAUSED and dossier.pause_ground == Ground.PAYMENT:
            clocks.resume(dossier, document=f"Biên lai {done[-1].number}", by=MACHINE, now=now)
        dossier.save()
        fact = events.DossierPaid(amount=amount, route=Code(route), **stepping.about(dossier))
        ledger.append(fact, by=MACHINE, now=now)
