"""How is a day's bank file held against the books? Read whole, matched line by line, in one transaction."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from tinhso.core.clock import day_bounds, local_date
from tinhso.core.facts import Code, Fact
from tinhso.core.messages import msg
from tinhso.core.roles import Actor, Role
from tinhso.foundation.ledger import actions as ledger
from tinhso.gateway.payments import events, queries, sealing
from tinhso.gateway.payments.actions.crediting import Money, credit
from tinhso.gateway.payments.actions.opening import allow, subject
from tinhso.gateway.payments.actions.settling import give_duty
from tinhso.gateway.payments.models import (
    BankStatement,
    Finding,
    Payment,
    PaymentOrder,
    Remark,
    StatementLine,
)
from tinhso.gateway.payments.queries.shapes import ReconciliationView
from tinhso.gateway.payments.rules import matching, numbers
from tinhso.gateway.payments.rules import statement as files
from tinhso.gateway.payments.rules.matching import Judgement, Owed, Verdict
from tinhso.gateway.payments.rules.statement import Format, Line, StatementRefused, accounts
from tinhso.gateway.payments.workflow import DUE, Finance, Route

OVER = (Finance.CANCELLED, Finance.REFUND_DUE, Finance.REFUNDED)
AT_ONCE = 500
OLDEST = timedelta(days=400)


def reconcile(
    *, account: str, content: bytes, form: Format, day: date, by: Actor, now: datetime
) -> ReconciliationView:
    """This will take in the bank's file of an account for a day; the same bytes again give the same result.

    Of whichever accounts the file names, it must be this one and no other. Every credit is matched with an
    order, and money that pays one is recorded; what a provider said was paid by that day and is not in the
    file is missing. Lines that an earlier file told are passed over.
    Raises NoSuchAccount, NotPermitted, StatementRefused.
    """
    payee = queries.account(account, day)
    allow(payee.agency, Role.LEADER, Role.ADMINISTRATOR, by=by)
    on = local_date(now)
    if not on - OLDEST <= day <= on:
        raise StatementRefused.field("day", msg("Ngày sao kê phải trong 400 ngày qua, không sau hôm nay."))
    sha256 = hashlib.sha256(content).hexdigest()
    before = BankStatement.objects.filter(account=account, sha256=sha256).first()
    if before is not None:
        return queries.statement(before.pk)
    read = files.read(content, form)
    other = next((one for one in read.accounts if one != accounts.normal(payee.number)), "")
    if other:
        sentence = msg(
            "Tệp là sao kê của tài khoản %(named)s, không phải tài khoản %(number)s đang đối soát."
        )
        raise StatementRefused.field("file", sentence, named=other[:40], number=payee.number)
    with transaction.atomic():
        row, is_new = BankStatement.objects.get_or_create(
            account=account,
            sha256=sha256,
            defaults={
                "agency": payee.agency, "day": day, "form": form.value, "taken_in_at": now,
                "taken_in_by": by.key, "lines_read": len(read.lines),
                "credited": sum(x.amount for x in read.lines if x.is_credit),
                "bad": [{"row": b.row, "message": b.message.as_json()} for b in read.bad],
            },
        )  # fmt: skip
        if is_new:
            _hold_against(row, read.lines, len(read.bad), by, now)
    return queries.statement(row.pk)


def _hold_against(row: BankStatement, lines: Sequence[Line], bad: int, by: Actor, now: datetime) -> None:
    told = _told_before(row.account, [line.reference for line in lines])
    fresh = [line for line in lines if line.reference not in told]
    row.repeated = len(lines) - len(fresh)
    row.save(update_fields=["repeated"])
    kept = _keep(row, fresh, now)
    awaited = _awaited(row.account)
    names = _names(row.account, fresh)
    orders = _locked(set(names.values()) | {p.order_id for p in awaited})
    judged = matching.judge(fresh, _owed(orders, awaited), names)
    mismatches = 0
    facts: list[Fact] = []
    by_number = {order.number: order for order in orders}
    for one in judged:
        finding = _conclude(row, one, by_number, kept, by=by, now=now)
        if finding is not None and finding.verdict != Verdict.MATCHED:
            mismatches += 1
            facts.append(_mismatch(row, finding))
    facts.append(
        events.StatementTakenIn(
            subject=Code(f"statement:{row.pk}"), account=Code(row.account), lines=len(lines), bad=bad,
            mismatches=mismatches,
        )
    )  # fmt: skip
    ledger.append_all(facts, by=by, now=now)
    if mismatches:
        give_duty(row, mismatches, by=by, now=now)


def _told_before(account: str, references: list[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(references), AT_ONCE):
        some = references[start : start + AT_ONCE]
        rows = StatementLine.objects.filter(account=account, reference__in=some)
        found.update(rows.values_list("reference", flat=True))
    return found


def _keep(row: BankStatement, lines: Sequence[Line], now: datetime) -> dict[int, StatementLine]:
    """Debits are kept too: what goes out is seen by no order, and told by the bank all the same."""
    rows = StatementLine.objects.bulk_create(
        [
            StatementLine(
                statement=row, account=row.account, row=x.row, reference=x.reference, booked_on=x.booked_on,
                amount=x.amount, is_credit=x.is_credit,
            )
            for x in lines
        ],
        batch_size=AT_ONCE,
    )  # fmt: skip
    Remark.objects.bulk_create(
        [
            Remark(line=kept, sealed=sealing.REMARKS.seal(x.remark), kept_from=now)
            for kept, x in zip(rows, lines, strict=True)
            if x.remark and x.is_credit
        ],
        batch_size=AT_ONCE,
    )
    return {kept.row: kept for kept in rows}


def _awaited(account: str) -> list[Payment]:
    rows = Payment.objects.filter(order__account=account, settles_singly=True, is_in_bank=False)
    return list(rows.order_by("pk"))


def _names(account: str, lines: Sequence[Line]) -> dict[int, str]:
    written = {n for line in lines if line.is_credit for n in numbers.found_in(line.remark)}
    known: set[str] = set()
    ordered = sorted(written)
    for start in range(0, len(ordered), AT_ONCE):
        some = ordered[start : start + AT_ONCE]
        rows = PaymentOrder.objects.filter(account=account, number__in=some)
        known.update(rows.values_list("number", flat=True))
    waiting = PaymentOrder.objects.filter(account=account, state__in=DUE).exclude(purpose="")
    purposes = matching.Purposes(waiting.values_list("purpose", "number"))
    found = {x.row: matching.named(x.remark, purposes, known) for x in lines if x.is_credit}
    return {row: number for row, number in found.items() if number}


def _locked(keys: set[str | int]) -> list[PaymentOrder]:
    """Every order at once and in one order: a callback that pays one meanwhile waits, or is waited for."""
    numbered = sorted(key for key in keys if isinstance(key, str))
    ids = {key for key in keys if isinstance(key, int)}
    for start in range(0, len(numbered), AT_ONCE):
        named = PaymentOrder.objects.filter(number__in=numbered[start : start + AT_ONCE])
        ids.update(named.values_list("pk", flat=True))
    ordered = sorted(ids)
    rows: list[PaymentOrder] = []
    for start in range(0, len(ordered), AT_ONCE):
        some = ordered[start : start + AT_ONCE]
        rows += PaymentOrder.objects.select_for_update().filter(pk__in=some).order_by("pk")
    return rows


def _owed(orders: Sequence[PaymentOrder], awaited: Sequence[Payment]) -> dict[str, Owed]:
    waits: dict[int, list[tuple[int, int]]] = {}
    for payment in awaited:
        waits.setdefault(payment.order_id, []).append((payment.pk, payment.amount))
    return {
        order.number: Owed(
            number=order.number,
            due=max(0, order.amount - order.received + order.refunded) if order.state in DUE else 0,
            is_over=order.state in OVER,
            awaited=tuple(waits.get(order.pk, ())),
        )
        for order in orders
    }


def _conclude(
    row: BankStatement, one: Judgement, orders: dict[str, PaymentOrder], kept: dict[int, StatementLine],
    *, by: Actor, now: datetime,
) -> Finding | None:  # fmt: skip
    order = orders.get(one.number)
    line = kept[one.line.row] if one.line else None
    if one.verdict == Verdict.MISSING:
        return _missing(row, one, order)
    payment_id = one.payment
    if order is not None and one.line is not None and payment_id is None:
        money = Money(
            source=f"bank:{row.account}",
            reference=one.line.reference,
            route=Route.VIETQR,
            amount=one.line.amount,
            at=min(day_bounds(one.line.booked_on)[1] - timedelta(seconds=1), now),
            is_in_bank=True,
        )
        _did, payment = credit(order, money, by=by, now=now)
        payment_id = payment.pk
    elif payment_id is not None:
        Payment.objects.filter(pk=payment_id).update(is_in_bank=True)
        late = Finding.objects.filter(payment=payment_id, verdict=Verdict.MISSING, settled_at=None)
        late.update(settled_at=now, settled_by=by.key)
    return Finding.objects.create(
        statement=row, verdict=one.verdict, line=line, order=order, payment_id=payment_id
    )


def _missing(row: BankStatement, one: Judgement, order: PaymentOrder | None) -> Finding | None:
    payment = Payment.objects.get(pk=one.payment or 0)
    is_known = payment.findings.filter(verdict=Verdict.MISSING, settled_at=None).exists()
    if payment.on > row.day or is_known:
        return None
    return Finding.objects.create(statement=row, verdict=one.verdict, order=order, payment=payment)


def _mismatch(row: BankStatement, finding: Finding) -> events.MismatchFound:
    amount = finding.line.amount if finding.line else finding.payment.amount if finding.payment else 0
    about = subject(finding.order) if finding.order else Code(f"statement:{row.pk}")
    return events.MismatchFound(subject=about, verdict=Code(finding.verdict), amount=amount)
