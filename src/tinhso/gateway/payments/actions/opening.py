"""How does a debt begin, and how does it end without money?"""

import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from tinhso.core.clock import local_date
from tinhso.core.errors import Conflict, Invalid, NotPermitted
from tinhso.core.facts import Code, Fact, NotAFact, plain
from tinhso.core.messages import msg
from tinhso.core.roles import Actor, Role
from tinhso.foundation.ledger import actions as ledger
from tinhso.gateway.payments import events, queries
from tinhso.gateway.payments.models import OrderLine, PaymentOrder
from tinhso.gateway.payments.queries import orders as found
from tinhso.gateway.payments.queries.shapes import OrderView
from tinhso.gateway.payments.rules import numbers, vietqr
from tinhso.gateway.payments.workflow import ORDER, Finance

MOST_LINES = 50
MOST_AMOUNT = 10**12


@dataclass(frozen=True)
class Line:
    """One fee or charge: its code, its Vietnamese name, đồng."""

    code: str
    name: str
    amount: int


class OtherOrder(Conflict):
    """The key was used for an order that asked for something else."""

    code = "other-order"
    sentence = msg("Khoá chống lặp này đã dùng cho một lệnh thanh toán khác.")


def open_order(
    *,
    about: str,
    purpose: str,
    lines: Sequence[Line],
    account: str,
    idempotency_key: str,
    by: Actor,
    now: datetime,
) -> OrderView:
    """This will open an order for the sum of `lines`; again with the same key it gives the same order.

    `purpose` is what banks show beside the order's number: at most 25 plain ASCII characters.
    Raises Invalid, NoSuchAccount, OtherOrder.
    """
    _check(about, purpose, lines, idempotency_key)
    digest = _digest(about, purpose, lines, account)
    known = _known(idempotency_key, digest)
    if known:
        return known
    payee = queries.account(account, local_date(now))
    try:
        with transaction.atomic():
            row = PaymentOrder.objects.create(
                number=numbers.number(secrets.randbelow(numbers.RANDOM_BELOW)),
                idempotency_key=idempotency_key, digest=digest, about=about, purpose=purpose,
                amount=sum(line.amount for line in lines), state=Finance.OPEN, account=payee.code,
                agency=payee.agency, bin=payee.bin, account_number=payee.number,
                account_holder=payee.holder, account_bank=payee.bank, opened_at=now, opened_by=by.key,
            )  # fmt: skip
            OrderLine.objects.bulk_create(
                OrderLine(order=row, code=x.code, name=x.name, amount=x.amount) for x in lines
            )
            opened = events.OrderOpened(subject=subject(row), about=Code(about), amount=row.amount)
            ledger.append(opened, by=by, now=now)
    except IntegrityError:
        # somebody opened it at the same moment, or (once in 10^11) the number was drawn before
        again = _known(idempotency_key, digest)
        if again is None:
            raise
        return again
    return queries.order(row.number)


def cancel_order(*, number: str, reason: str, by: Actor, now: datetime) -> OrderView:
    """This will end an order that need not be paid any more; money that is in it, or still comes, goes back.

    Raises NoSuchOrder, WrongState, Invalid, NotPermitted.
    """
    reason = sentence(reason, "reason")
    with transaction.atomic():
        row = locked(number)
        allow(row.agency, Role.HANDLER, Role.LEADER, by=by)
        step = "cancel_part_paid" if row.state == Finance.PART_PAID else "cancel"
        row.state = str(move(row, step, "reason", by=by))
        row.cancelled_at, row.cancel_reason = now, reason
        row.save(update_fields=["state", "cancelled_at", "cancel_reason"])
        facts: list[Fact] = [
            events.OrderCancelled(subject=subject(row), about=Code(row.about), received=row.received)
        ]
        if row.received > row.refunded:
            left = row.received - row.refunded
            facts.append(events.MoneyToReturn(subject=subject(row), about=Code(row.about), amount=left))
        ledger.append_all(facts, by=by, now=now)
    return queries.order(row.number)


def subject(row: PaymentOrder) -> Code:
    """This will name an order in a fact."""
    return Code(f"order:{row.pk}")


def locked(number: str) -> PaymentOrder:
    """This will lock an order inside the caller's transaction. Raises NoSuchOrder."""
    read = numbers.read(number)
    row = PaymentOrder.objects.select_for_update().filter(number=read).first() if read else None
    if row is None:
        raise found.NoSuchOrder()
    return row


def move(row: PaymentOrder, step: str, *given: str, by: Actor) -> str:
    """This will give the state after a step that `by` may take. Raises NotPermitted, WrongState."""
    roles = {grant.role for grant in by.grants}
    return str(ORDER.check(step, state=row.state, roles=roles, given=given).to or row.state)


def allow(agency: str, *roles: Role, by: Actor) -> None:
    """This will let the machine pass, and officers who hold one of `roles` for the agency.

    Raises NotPermitted.
    """
    if not by.has(Role.MACHINE) and not any(by.has(role, agency) for role in roles):
        raise NotPermitted()


def sentence(text: str, field: str, most: int = 300) -> str:
    """This will give a text with something in it. Raises Invalid on `field`."""
    text = " ".join(text.replace("\x00", " ").split())
    if not text:
        raise Invalid.field(field, msg("Thiếu nội dung này."))
    if len(text) > most:
        raise Invalid.field(field, msg("Dài quá %(max_length)s ký tự."), max_length=most)
    return text


def _known(key: str, digest: str) -> OrderView | None:
    row = PaymentOrder.objects.filter(idempotency_key=key).values_list("number", "digest").first()
    if row is None:
        return None
    if row[1] != digest:
        raise OtherOrder()
    return queries.order(row[0])


def _check(about: str, purpose: str, lines: Sequence[Line], key: str) -> None:
    for name, value, most in (("about", about, 80), ("idempotency_key", key, 120)):
        if not value or len(value) > most or not _is_code(value):
            raise Invalid.field(name, msg("Cần một mã ngắn chỉ gồm chữ không dấu, số và . _ : / -"))
    if purpose != vietqr.purpose(purpose):
        raise Invalid.field("purpose", msg("Nội dung chuyển khoản gồm nhiều nhất 25 chữ không dấu và số."))
    if not 0 < len(lines) <= MOST_LINES:
        raise Invalid.field("lines", msg("Cần từ 1 đến %(most)s khoản."), most=MOST_LINES)
    for place, line in enumerate(lines):
        if type(line.amount) is not int or not 0 < line.amount <= MOST_AMOUNT:
            raise Invalid.field(f"lines.{place}.amount", msg("Số tiền phải là số đồng nguyên lớn hơn 0."))
        if not (0 < len(line.code) <= 60 and 0 < len(line.name) <= 200):
            raise Invalid.field(f"lines.{place}", msg("Khoản thu cần mã và tên."))


def _is_code(value: str) -> bool:
    try:
        plain(value)
    except NotAFact:
        return False
    return True


def _digest(about: str, purpose: str, lines: Sequence[Line], account: str) -> str:
    said = [about, purpose, account, [[x.code, x.name, x.amount] for x in lines]]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()
