"""Which roads, circuits, drains and utility districts are there, since when, and of which class?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tinhso.core.models import DatedRule

TOPIC = "assets"


class Asset(DatedRule):
    """One thing that somebody manages, as a line, an area or a point; its `key` is its owner's own code."""

    revision_topic = TOPIC

    asset_class = models.CharField(_("loại công trình"), max_length=40)
    key = models.CharField(_("mã công trình"), max_length=60)
    name = models.CharField(_("tên"), max_length=160)
    manager = models.CharField(
        _("cơ quan quản lý"), max_length=40, blank=True, help_text=_("Mã cơ quan; để trống nếu chưa rõ.")
    )
    geometry = models.BinaryField(editable=False)
    source = models.CharField(_("nguồn"), max_length=300, blank=True)

    class Meta(DatedRule.Meta):
        verbose_name = _("công trình")
        verbose_name_plural = _("công trình")
        constraints = [
            *DatedRule.Meta.constraints,
            models.UniqueConstraint(
                fields=["asset_class", "key", "valid_from"], name="one_asset_per_class_key_and_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.asset_class})"
