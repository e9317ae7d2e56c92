"""What did the bank say, line by line, and what did reconciliation find?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tinhso.gateway.payments.models.orders import Payment, PaymentOrder
from tinhso.gateway.payments.rules.matching import LABELS
from tinhso.gateway.payments.rules.statement import FORMATS


class BankStatement(models.Model):
    """One file of one account and day; the same bytes are taken in once."""

    account = models.CharField(_("tài khoản thụ hưởng"), max_length=40)
    agency = models.CharField(max_length=40)
    day = models.DateField(_("ngày sao kê"))
    form = models.CharField(max_length=10, choices=[(f.value, label) for f, label in FORMATS.items()])
    sha256 = models.CharField(max_length=64)
    taken_in_at = models.DateTimeField()
    taken_in_by = models.CharField(max_length=60)
    lines_read = models.PositiveIntegerField()
    credited = models.BigIntegerField()
    repeated = models.PositiveIntegerField(default=0)
    bad = models.JSONField(default=list)

    class Meta:
        verbose_name = _("sao kê ngân hàng")
        verbose_name_plural = _("sao kê ngân hàng")
        constraints = [
            models.UniqueConstraint(fields=["account", "sha256"], name="a_bank_file_is_taken_in_once")
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.day:%d/%m/%Y}"


class StatementLine(models.Model):
    """One movement of an account, however many files tell of it."""

    statement = models.ForeignKey(BankStatement, models.CASCADE, related_name="lines")
    account = models.CharField(max_length=40)
    row = models.PositiveIntegerField()
    reference = models.CharField(max_length=60)
    booked_on = models.DateField()
    amount = models.BigIntegerField()
    is_credit = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "reference"], name="a_bank_line_is_told_once")
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.amount}"


class Remark(models.Model):
    """The text of a transfer, which may name people: sealed, and to be erased by itself."""

    line = models.OneToOneField(StatementLine, models.CASCADE, related_name="remark")
    sealed = models.TextField()
    kept_from = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.pk)


class Finding(models.Model):
    """What one line means for one order, or that one is missing. An officer settles what differs."""

    statement = models.ForeignKey(BankStatement, models.CASCADE, related_name="findings")
    verdict = models.CharField(max_length=12, choices=[(v.value, label) for v, label in LABELS.items()])
    line = models.OneToOneField(StatementLine, models.CASCADE, null=True, related_name="finding")
    order = models.ForeignKey(PaymentOrder, models.CASCADE, null=True, related_name="findings")
    payment = models.ForeignKey(Payment, models.SET_NULL, null=True, related_name="findings")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=60, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["payment"],
                condition=models.Q(verdict="missing", settled_at__isnull=True),
                name="a_missing_payment_is_found_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.verdict} {self.statement_id}"
