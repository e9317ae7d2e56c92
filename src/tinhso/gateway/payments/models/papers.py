"""What does the payer get: a receipt without gaps in its numbers, and money back by two hands?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tinhso.gateway.payments.models.orders import PaymentOrder
from tinhso.gateway.payments.workflow import REFUND

REFUND_STATES = [(str(s.word), s.label) for s in REFUND.states]


class ReceiptCounter(models.Model):
    """The last number given to a receipt of an agency in a year. Locked while the next one is given."""

    agency = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "year"], name="an_agency_counts_receipts_once_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.year}: {self.last}"


class Receipt(models.Model):
    """Biên lai điện tử of a paid order. A voided one keeps its number."""

    order = models.OneToOneField(PaymentOrder, models.PROTECT, related_name="receipt")
    agency = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    text = models.CharField(_("số biên lai"), max_length=60, unique=True)
    amount = models.BigIntegerField()
    issued_at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("biên lai điện tử")
        verbose_name_plural = _("biên lai điện tử")
        constraints = [
            models.UniqueConstraint(fields=["agency", "year", "number"], name="receipt_number_is_given_once")
        ]

    def __str__(self) -> str:
        return self.text


class Refund(models.Model):
    """Money asked back by one officer, granted by another, and paid out with a document's number."""

    order = models.ForeignKey(PaymentOrder, models.CASCADE, related_name="refunds")
    amount = models.BigIntegerField()
    reason = models.CharField(max_length=300)
    is_waived = models.BooleanField(default=False)
    """What goes back need not be paid again: less is owed than was asked for."""
    state = models.CharField(max_length=10, choices=REFUND_STATES, db_index=True)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=60)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=60, blank=True)
    refusal = models.CharField(max_length=300, blank=True)
    paid_out_at = models.DateTimeField(null=True)
    paid_out_by = models.CharField(max_length=60, blank=True)
    reference = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="refund_returns_money"),
            models.CheckConstraint(
                condition=models.Q(decided_by="") | ~models.Q(decided_by=models.F("asked_by")),
                name="two_hands_refund",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order_id} {self.amount}"
