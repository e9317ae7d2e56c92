"""What did reconciliation find, which money is asked back, and which messages were not believed?"""

from collections.abc import Sequence

from django.db.models import Count, Q

from tinhso.core.errors import Missing
from tinhso.core.sealing import Unreadable
from tinhso.gateway.payments import sealing
from tinhso.gateway.payments.models import BankStatement, Callback, Finding, Refund
from tinhso.gateway.payments.queries.shapes import (
    BadRowView,
    CallbackView,
    FindingView,
    ReconciliationView,
    RefundView,
)
from tinhso.gateway.payments.rules.matching import Verdict

MOST = 200


def statements(agencies: Sequence[str] | None) -> list[ReconciliationView]:
    """This will list the newest statements of these agencies (None: of all)."""
    rows = (
        BankStatement.objects.all() if agencies is None else BankStatement.objects.filter(agency__in=agencies)
    )
    return [_shown(row) for row in rows.order_by("-day", "-pk")[:60]]


def statement(statement_id: int) -> ReconciliationView:
    """This will give one statement. Raises Missing."""
    row = BankStatement.objects.filter(pk=statement_id).first()
    if row is None:
        raise Missing()
    return _shown(row)


def _shown(row: BankStatement) -> ReconciliationView:
    counted = dict(row.findings.values_list("verdict").annotate(Count("pk")))
    unsettled = row.findings.filter(~Q(verdict=Verdict.MATCHED), settled_at__isnull=True).count()
    return ReconciliationView(
        id=row.pk, account=row.account, agency=row.agency, day=row.day, form=row.form,
        taken_in_at=row.taken_in_at, lines_read=row.lines_read, credited=row.credited,
        repeated=row.repeated, counts={v.value: counted.get(v.value, 0) for v in Verdict},
        unsettled=unsettled, bad=[BadRowView(b["row"], b["message"]) for b in row.bad],
    )  # fmt: skip


def findings(statement_id: int, verdict: str = "") -> list[FindingView]:
    """This will list what was found in a statement, the unsettled differences first."""
    rows = Finding.objects.filter(statement=statement_id).select_related("line__remark", "order", "payment")
    rows = rows.filter(verdict=verdict) if verdict else rows
    first = sorted(rows, key=lambda f: (f.settled_at is not None, f.verdict == Verdict.MATCHED, f.pk))
    return [_found(row) for row in first[:MOST]]


def _found(row: Finding) -> FindingView:
    line, order, payment = row.line, row.order, row.payment
    expected = payment.amount if payment else None
    if row.verdict in (Verdict.WRONG_AMOUNT, Verdict.DOUBLED, Verdict.LATE) and order:
        expected = payment.amount if payment and not line else order.amount
    return FindingView(
        id=row.pk, verdict=row.verdict, row=line.row if line else None,
        reference=line.reference if line else (payment.reference if payment else ""),
        booked_on=line.booked_on if line else (payment.on if payment else None),
        amount=line.amount if line else (payment.amount if payment else 0),
        remark=_remark(row), number=order.number if order else "", expected=expected,
        is_settled=row.settled_at is not None or row.verdict == Verdict.MATCHED, note=row.note,
    )  # fmt: skip


def _remark(row: Finding) -> str:
    remark = getattr(row.line, "remark", None) if row.line else None
    if remark is None:
        return ""
    try:
        return sealing.REMARKS.unseal(remark.sealed)
    except Unreadable:
        return ""


def refunds(agencies: Sequence[str] | None, *states: str) -> list[RefundView]:
    """This will list refunds of these agencies (None: of all), in these states where some are named."""
    rows = Refund.objects.select_related("order")
    rows = rows if agencies is None else rows.filter(order__agency__in=agencies)
    rows = rows.filter(state__in=states) if states else rows
    return [_refund(row) for row in rows.order_by("-pk")[:MOST]]


def refunds_of(number: str) -> list[RefundView]:
    """This will list the refunds of one order."""
    return [
        _refund(r) for r in Refund.objects.select_related("order").filter(order__number=number).order_by("pk")
    ]


def _refund(row: Refund) -> RefundView:
    return RefundView(
        id=row.pk, number=row.order.number, about=row.order.about, agency=row.order.agency,
        amount=row.amount, reason=row.reason, is_waived=row.is_waived, state=row.state,
        asked_at=row.asked_at, asked_by=row.asked_by, decided_by=row.decided_by, refusal=row.refusal,
        reference=row.reference,
    )  # fmt: skip


def refused_callbacks() -> list[CallbackView]:
    """This will list the newest messages that were not believed."""
    rows = Callback.objects.filter(is_believed=False).select_related("attempt__order").order_by("-pk")
    return [
        CallbackView(
            at=row.at, provider=row.provider, is_believed=row.is_believed, why=row.why, did=row.did,
            digest=row.digest, number=row.attempt.order.number if row.attempt else "", amount=row.amount,
        )
        for row in rows[:MOST]
    ]  # fmt: skip
