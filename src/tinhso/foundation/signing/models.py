"""Whom does the province trust to vouch for signers, and which keys sign in the house? Dated rows."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tinhso.core.models import DatedRule


class Anchor(DatedRule):
    """A certificate at the root of trust: signatures whose chain ends here are trusted, from day to day."""

    revision_topic = "signing"

    name = models.CharField(_("tổ chức chứng thực"), max_length=200)
    certificate = models.TextField(_("chứng thư gốc (PEM)"))
    sha256 = models.CharField(_("dấu vân SHA-256"), max_length=64, editable=False)

    class Meta(DatedRule.Meta):
        verbose_name = _("nơi tin cậy")
        verbose_name_plural = _("nơi tin cậy")
        constraints = [
            *DatedRule.Meta.constraints,
            models.UniqueConstraint(fields=["sha256", "valid_from"], name="one_anchor_a_day"),
        ]

    def __str__(self) -> str:
        return self.name


class Key(models.Model):
    """A key with its certificate, sealed; `holder` is the officer who alone may use it, "" the body's own."""

    agency = models.CharField(_("cơ quan"), max_length=60)
    holder = models.CharField(_("người giữ"), max_length=60, blank=True)
    name = models.CharField(_("tên trên chứng thư"), max_length=200)
    organisation = models.CharField(_("tổ chức trên chứng thư"), max_length=200, blank=True)
    serial = models.CharField(_("số chứng thư"), max_length=80)
    issuer = models.CharField(_("nơi cấp chứng thư"), max_length=200, blank=True)
    not_before = models.DateTimeField(_("chứng thư có hiệu lực từ"))
    not_after = models.DateTimeField(_("chứng thư hết hiệu lực lúc"))
    valid_from = models.DateField(_("dùng từ ngày"))
    valid_to = models.DateField(_("thôi dùng từ ngày"), null=True, blank=True)
    is_simulated = models.BooleanField(_("mô phỏng"), default=False)
    sealed = models.TextField()
    added_at = models.DateTimeField(_("nhập lúc"))
    added_by = models.CharField(_("người nhập"), max_length=60)

    class Meta:
        verbose_name = _("khoá ký")
        verbose_name_plural = _("khoá ký")
        indexes = [models.Index(fields=["agency"], name="signing_keys_of")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="signing_key_ends_after_it_starts",
            ),
            models.UniqueConstraint(fields=["agency", "holder", "serial", "issuer"], name="key_is_kept_once"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def key(self) -> str:
        """Its name in other rooms and in facts."""
        return f"key:{self.pk}"
