"""Which kinds of thing may a report be about, since when?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tinhso.core.models import DatedRule


class WhoMayReport(models.TextChoices):
    """How well known must the reporter be?"""

    ANYONE = "anonymous", _("ai cũng được, không cần tên")
    PHONE = "phone", _("số điện thoại đã xác nhận")
    IDENTITY = "identity", _("định danh điện tử")


class Category(DatedRule):
    """One kind of report; its code is fixed for ever, its words are dated."""

    revision_topic = "reports"

    code = models.CharField(_("mã"), max_length=20)
    name = models.CharField(_("tên"), max_length=80)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=80)
    hint = models.CharField(_("gồm những gì"), max_length=200)
    hint_en = models.CharField(_("gồm những gì, tiếng Anh"), max_length=200)
    icon = models.CharField(_("biểu tượng"), max_length=40)
    order = models.PositiveSmallIntegerField(_("thứ tự"))
    agency_kind = models.CharField(_("loại cơ quan"), max_length=30)
    who_may_report = models.CharField(
        _("ai được gửi"), max_length=12, choices=WhoMayReport.choices, default=WhoMayReport.ANYONE
    )
    is_emergency = models.BooleanField(_("luôn là khẩn cấp"), default=False)

    class Meta(DatedRule.Meta):
        verbose_name = _("lĩnh vực phản ánh")
        verbose_name_plural = _("lĩnh vực phản ánh")
        ordering = ["order", "code"]
        constraints = [
            *DatedRule.Meta.constraints,
            models.UniqueConstraint(fields=["code", "valid_from"], name="one_category_row_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"
