"""How does the machine set up accounts and providers? By dated rows, with a reason."""

from datetime import date, datetime

from django.db import transaction

from tinhso.core.roles import Actor
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.ledger.events import Change
from tinhso.gateway.payments.models import PayeeAccount, Provider


def open_account(
    *, code: str, agency: str, holder: str, bank: str, bin_: str, number: str, valid_from: date,
    citation: str, reason: str, is_sample: bool = False, by: Actor, now: datetime,
) -> None:  # fmt: skip
    """This will write a payee account from a day on. Raises Invalid without a reason."""
    with transaction.atomic():
        row = PayeeAccount.objects.create(
            code=code, agency=agency, holder=holder, bank=bank, bin=bin_, number=number,
            valid_from=valid_from, citation=citation, is_sample=is_sample, note=reason,
        )  # fmt: skip
        ledger.record_rule_change(row, change=Change.ADDED, reason=reason, by=by, now=now)


def open_provider(
    *, code: str, name: str, name_en: str, shape: str, route: str, valid_from: date, citation: str,
    reason: str, order: int = 1, settles_singly: bool = True, is_sample: bool = False,
    by: Actor, now: datetime,
) -> None:  # fmt: skip
    """This will write a provider from a day on; `shape` is "signed" or "polled". Raises Invalid."""
    with transaction.atomic():
        row = Provider.objects.create(
            code=code, name=name, name_en=name_en, shape=shape, route=route, order=order,
            settles_singly=settles_singly, valid_from=valid_from, citation=citation, is_sample=is_sample,
            note=reason,
        )  # fmt: skip
        ledger.record_rule_change(row, change=Change.ADDED, reason=reason, by=by, now=now)
