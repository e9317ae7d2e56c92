"""How may a person be reached? Their choice, their devices; the channels' own days and keys."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tinhso.core.models import DatedRule
from tinhso.foundation.notices.models.notice import CHANNELS

ZALO_TEMPLATES = "notices.zalo_templates"


class Preference(models.Model):
    """What a person chose: the ways they do not want, and, of an officer, a mobile number (sealed)."""

    recipient = models.CharField(_("người nhận"), max_length=60, unique=True)
    off = models.JSONField(_("không nhận bằng"), default=list)
    phone = models.TextField(_("số di động (mã hoá)"), blank=True)
    changed_at = models.DateTimeField(_("đổi lúc"))

    class Meta:
        verbose_name = _("lựa chọn nhận tin")
        verbose_name_plural = _("lựa chọn nhận tin")

    def __str__(self) -> str:
        return self.recipient


class PushSubscription(models.Model):
    """One browser that takes pushes for a recipient. Its address is sealed: who has it may push."""

    recipient = models.CharField(_("người nhận"), max_length=60)
    digest = models.CharField(max_length=64, db_index=True)
    endpoint = models.TextField()
    p256dh = models.TextField()
    auth = models.TextField()
    device = models.CharField(_("thiết bị"), max_length=60, blank=True)
    created_at = models.DateTimeField(_("bật lúc"))
    used_at = models.DateTimeField(_("dùng lần cuối"), null=True)

    class Meta:
        verbose_name = _("thiết bị nhận thông báo đẩy")
        verbose_name_plural = _("thiết bị nhận thông báo đẩy")
        constraints = [
            models.UniqueConstraint(fields=["recipient", "digest"], name="a_device_subscribes_once")
        ]

    def __str__(self) -> str:
        return f"{self.recipient} {self.device}"


class ChannelDay(models.Model):
    """How much went by a channel on a Vietnamese day, what it cost, and what the provider has left."""

    channel = models.CharField(_("cách gửi"), max_length=10, choices=CHANNELS)
    on = models.DateField(_("ngày"))
    sent = models.PositiveIntegerField(_("đã gửi"), default=0)
    failed = models.PositiveIntegerField(_("hỏng"), default=0)
    price = models.PositiveBigIntegerField(_("chi phí (đồng)"), default=0)
    remaining = models.IntegerField(_("nhà cung cấp còn cho"), null=True)

    class Meta:
        verbose_name = _("ngày của cách gửi")
        verbose_name_plural = _("các ngày của cách gửi")
        constraints = [models.UniqueConstraint(fields=["channel", "on"], name="a_channel_has_one_row_a_day")]

    def __str__(self) -> str:
        return f"{self.channel} {self.on:%d/%m/%Y}"


class ZaloTemplate(DatedRule):
    """Which approved Zalo template says a notice, and which of the notice's values fill its parameters.

    `parameters`: {"<name approved by Zalo>": "<name of the value>"}, e.g. {"ma": "code", "don_vi": "agency"}.
    """

    revision_topic = ZALO_TEMPLATES

    template = models.CharField(_("mẫu"), max_length=100, help_text="reports/answered")
    language = models.CharField(_("ngôn ngữ"), max_length=10, default="vi")
    zalo_id = models.CharField(_("mã mẫu do Zalo cấp"), max_length=40)
    parameters = models.JSONField(_("tham số đã duyệt"), default=dict, blank=True)

    class Meta(DatedRule.Meta):
        verbose_name = _("mẫu tin Zalo")
        verbose_name_plural = _("mẫu tin Zalo")
        constraints = [
            *DatedRule.Meta.constraints,
            models.UniqueConstraint(
                fields=["template", "language", "valid_from"], name="one_zalo_template_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template} ({self.language}): {self.zalo_id}"


class ZaloToken(models.Model):
    """The tokens of the Official Account, sealed: each refresh token is good once, so the last is kept."""

    app_id = models.CharField(max_length=40, primary_key=True)
    seed = models.CharField(max_length=64)
    access = models.TextField(blank=True)
    refresh = models.TextField()
    expires_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.app_id
