"""Which tables does the ledger need? Facts, what each subscriber has seen, what failed, and reasons."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Fact(models.Model):
    """One thing that happened. Triggers in the database let nobody change or delete it (`triggers.py`)."""

    type = models.CharField(_("loại"), max_length=80)
    subject = models.CharField(_("đối tượng"), max_length=120)
    actor = models.CharField(_("người thực hiện"), max_length=120)
    at = models.DateTimeField(_("thời điểm"))
    payload = models.TextField(_("nội dung"))
    position = models.BigIntegerField(_("vị trí"), null=True, unique=True)
    hash = models.BinaryField(_("mã băm"), max_length=32, null=True)

    class Meta:
        verbose_name = _("sự kiện")
        verbose_name_plural = _("sự kiện")
        indexes = [
            models.Index(fields=["id"], name="fact_waiting", condition=Q(position__isnull=True)),
            models.Index(fields=["subject", "id"], name="fact_of_subject"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(position__isnull=True, hash__isnull=True)
                | Q(position__gte=1, hash__isnull=False),
                name="numbered_fact_has_hash",
            )
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.subject}"


class Subscription(models.Model):
    """How far one subscriber has come; while a fact of its fails, when it is tried again."""

    name = models.CharField(_("bên nhận"), max_length=120, primary_key=True)
    position = models.BigIntegerField(_("đã nhận đến vị trí"), default=0)
    attempts = models.PositiveIntegerField(_("số lần thử"), default=0)
    retry_at = models.DateTimeField(_("thử lại lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("bên nhận sự kiện")
        verbose_name_plural = _("bên nhận sự kiện")

    def __str__(self) -> str:
        return f"{self.name} {self.position}"


class DeadLetter(models.Model):
    """A fact that a subscriber could not take in, after all its attempts; a person looks at it."""

    subscriber = models.CharField(_("bên nhận"), max_length=120)
    position = models.BigIntegerField(_("vị trí"))
    attempts = models.PositiveIntegerField(_("số lần thử"))
    last_error = models.CharField(_("lỗi gần nhất"), max_length=500)
    at = models.DateTimeField(_("lúc"))
    retried_at = models.DateTimeField(_("đã xử lý lại lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("sự kiện chưa xử lý được")
        verbose_name_plural = _("sự kiện chưa xử lý được")
        constraints = [
            models.UniqueConstraint(fields=["subscriber", "position"], name="one_dead_letter_a_fact")
        ]
        indexes = [models.Index(fields=["id"], name="dead_letter_open", condition=Q(retried_at__isnull=True))]

    def __str__(self) -> str:
        return f"{self.subscriber} {self.position}"


class Reason(models.Model):
    """Why a rule was changed, in words. Erasable: the fact keeps only the digest, its salt stands here."""

    fact_id = models.BigIntegerField(unique=True)
    subject = models.CharField(_("quy tắc"), max_length=120, db_index=True)
    text = models.CharField(_("lý do và căn cứ"), max_length=500)
    salt = models.BinaryField(max_length=16)

    class Meta:
        verbose_name = _("lý do thay đổi quy tắc")
        verbose_name_plural = _("lý do thay đổi quy tắc")
        ordering = ["-fact_id"]

    def __str__(self) -> str:
        return self.text
