"""What is owed, how was it tried to pay it, what did the other side say, and which money came?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tinhso.gateway.payments.models.configuration import ROUTE_CHOICES
from tinhso.gateway.payments.workflow import ORDER

STATES = [(str(s.word), s.label) for s in ORDER.states]


class PaymentOrder(models.Model):
    """One sum that one thing (`about`, "dossier:12") owes to one account; `amount` in đồng.

    Where it goes is kept as it was when the order was opened: the account's row may end, the debt does not.
    """

    number = models.CharField(_("số lệnh"), max_length=14, unique=True)
    idempotency_key = models.CharField(max_length=120, unique=True)
    digest = models.CharField(max_length=64)
    about = models.CharField(_("của việc"), max_length=80, db_index=True)
    purpose = models.CharField(_("nội dung"), max_length=25, blank=True)
    amount = models.BigIntegerField(_("số tiền (đồng)"))
    received = models.BigIntegerField(_("đã nhận (đồng)"), default=0)
    refunded = models.BigIntegerField(_("đã hoàn (đồng)"), default=0)
    state = models.CharField(_("trạng thái"), max_length=12, choices=STATES, db_index=True)
    account = models.CharField(_("tài khoản thụ hưởng"), max_length=40)
    agency = models.CharField(_("cơ quan thụ hưởng"), max_length=40)
    bin = models.CharField(max_length=6)
    account_number = models.CharField(max_length=19)
    account_holder = models.CharField(max_length=160)
    account_bank = models.CharField(max_length=160)
    opened_at = models.DateTimeField(_("lập lúc"))
    opened_by = models.CharField(max_length=60)
    paid_at = models.DateTimeField(_("thanh toán đủ lúc"), null=True, db_index=True)
    cancelled_at = models.DateTimeField(_("huỷ lúc"), null=True)
    cancel_reason = models.CharField(max_length=300, blank=True)
    attempts_made = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("lệnh thanh toán")
        verbose_name_plural = _("lệnh thanh toán")
        constraints = [
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="order_asks_for_money"),
            models.CheckConstraint(
                condition=models.Q(refunded__gte=0, refunded__lte=models.F("received")),
                name="no_more_goes_back_than_came",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="paid") | models.Q(received__gte=models.F("amount")),
                name="paid_order_has_its_money",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class OrderLine(models.Model):
    """For what is a part of the sum? One fee or charge."""

    order = models.ForeignKey(PaymentOrder, models.CASCADE, related_name="lines")
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    amount = models.BigIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(amount__gt=0), name="line_asks_for_money")]

    def __str__(self) -> str:
        return f"{self.name} {self.amount}"


class AttemptState(models.TextChoices):
    """What became of one try."""

    BEGUN = "begun", _("đang chờ kết quả")
    SUCCEEDED = "succeeded", _("thành công")
    FAILED = "failed", _("không thành công")
    GIVEN_UP = "given_up", _("không có kết quả, thôi hỏi")


class Attempt(models.Model):
    """One try to pay over a provider. `key` names it to the provider, and is what a callback says."""

    order = models.ForeignKey(PaymentOrder, models.CASCADE, related_name="attempts")
    provider = models.CharField(max_length=40)
    route = models.CharField(max_length=10, choices=ROUTE_CHOICES)
    key = models.CharField(max_length=40, unique=True)
    amount = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=AttemptState.choices, default=AttemptState.BEGUN)
    redirect_url = models.CharField(max_length=2000, blank=True)
    remote_id = models.CharField(max_length=80, blank=True)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    polls = models.PositiveSmallIntegerField(default=0)
    next_poll_at = models.DateTimeField(null=True, db_index=True)

    def __str__(self) -> str:
        return self.key


class Call(models.Model):
    """One call to a provider, and what came back: a status or the kind of failure, never a body."""

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="calls")
    at = models.DateTimeField()
    verb = models.CharField(max_length=10)
    result = models.CharField(max_length=60)
    took_ms = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.verb} {self.result}"


class Callback(models.Model):
    """One message that came as if from a provider: believed or not. Of its words only the digest is kept."""

    provider = models.CharField(max_length=40)
    at = models.DateTimeField(db_index=True)
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    is_believed = models.BooleanField(db_index=True)
    why = models.CharField(max_length=20, blank=True)
    did = models.CharField(max_length=20, blank=True)
    attempt = models.ForeignKey(Attempt, models.SET_NULL, null=True, related_name="callbacks")
    transaction = models.CharField(max_length=80, blank=True)
    amount = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_believed=True) | ~models.Q(why=""),
                name="refused_callback_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.digest[:12]}"


class Payment(models.Model):
    """Money that came, once. `source` and `reference` are who said so and the number it gave there."""

    order = models.ForeignKey(PaymentOrder, models.CASCADE, related_name="payments")
    attempt = models.ForeignKey(Attempt, models.SET_NULL, null=True, related_name="payments")
    source = models.CharField(max_length=60)
    reference = models.CharField(max_length=80)
    route = models.CharField(max_length=10, choices=ROUTE_CHOICES)
    provider = models.CharField(max_length=40, blank=True)
    amount = models.BigIntegerField()
    at = models.DateTimeField(db_index=True)
    on = models.DateField(db_index=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=60)
    counts_for_index = models.BooleanField()
    rule = models.JSONField()
    settles_singly = models.BooleanField(default=False)
    is_in_bank = models.BooleanField(default=False)
    counter = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "reference"], name="money_comes_once"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="payment_brings_money"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.reference}"
