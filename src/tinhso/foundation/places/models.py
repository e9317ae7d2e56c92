"""Which administrative areas are there, since when, with which boundary, and which one is served?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tinhso.core.models import DatedRule
from tinhso.foundation.places.rules import Level

LEVELS = (
    (Level.PROVINCE.value, _("cấp tỉnh")),
    (Level.DISTRICT.value, _("cấp huyện")),
    (Level.COMMUNE.value, _("cấp xã")),
)


class Area(DatedRule):
    """A province or commune (đơn vị hành chính) of one structure, for one period.

    A code says nothing alone: 3,315 codes of today were those of other communes before 01/07/2025, so
    an area is always asked for by code and day, and stored by code, structure and first day.
    """

    revision_topic = "places"

    code = models.CharField(_("mã"), max_length=10)
    structure = models.CharField(_("bộ danh mục"), max_length=20)
    level = models.CharField(_("cấp"), max_length=10, choices=LEVELS)
    kind = models.CharField(_("loại"), max_length=40, blank=True)
    name = models.CharField(_("tên"), max_length=120)
    full_name = models.CharField(_("tên đầy đủ"), max_length=160)
    folded_name = models.CharField(max_length=160)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("thuộc"),
    )
    label_lat = models.FloatField(_("vĩ độ đặt tên"))
    label_lon = models.FloatField(_("kinh độ đặt tên"))
    boundary = models.BinaryField(null=True, editable=False)
    approximate = models.BooleanField(_("ranh giới gần đúng"), default=False)
    source = models.CharField(_("nguồn"), max_length=300, blank=True)

    class Meta(DatedRule.Meta):
        verbose_name = _("đơn vị hành chính")
        verbose_name_plural = _("đơn vị hành chính")
        constraints = [
            *DatedRule.Meta.constraints,
            models.UniqueConstraint(
                fields=["code", "structure", "valid_from"], name="one_area_per_code_structure_and_day"
            ),
            models.CheckConstraint(
                condition=models.Q(level=Level.PROVINCE.value) | models.Q(parent__isnull=False),
                name="commune_lies_in_a_province",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.full_name} ({self.code}, {self.structure})"


class AreaSuccession(models.Model):
    """One area passed into another on a day; several rows of one `old_code` mean that it was parted.

    By code and structure, not by row: a boundary redrawn keeps the succession.
    """

    revision_topic = "places"

    old_code = models.CharField(_("mã cũ"), max_length=10)
    old_structure = models.CharField(_("bộ danh mục cũ"), max_length=20)
    new_code = models.CharField(_("mã mới"), max_length=10)
    new_structure = models.CharField(_("bộ danh mục mới"), max_length=20)
    is_main = models.BooleanField(_("phần chính"), default=True)
    on = models.DateField(_("từ ngày"))
    citation = models.CharField(_("căn cứ"), max_length=300)

    class Meta:
        verbose_name = _("kế tục đơn vị hành chính")
        verbose_name_plural = _("kế tục đơn vị hành chính")
        constraints = [
            models.UniqueConstraint(
                fields=["old_structure", "old_code", "new_structure", "new_code", "on"],
                name="an_area_passes_into_another_once",
            ),
            models.UniqueConstraint(
                fields=["old_structure", "old_code", "on"],
                condition=models.Q(is_main=True),
                name="an_area_has_one_main_successor",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old_code} ({self.old_structure}) → {self.new_code} ({self.new_structure})"


class Locality(DatedRule):
    """A hamlet or neighbourhood (thôn, bản, tổ dân phố) of a commune: a name people say, no boundary."""

    revision_topic = "places"

    area = models.ForeignKey(
        Area, on_delete=models.PROTECT, related_name="localities", verbose_name=_("đơn vị hành chính")
    )
    key = models.CharField(_("khoá"), max_length=60)
    name = models.CharField(_("tên"), max_length=120)
    kind = models.CharField(_("loại"), max_length=40, blank=True)
    lat = models.FloatField(_("vĩ độ"), null=True, blank=True)
    lon = models.FloatField(_("kinh độ"), null=True, blank=True)

    class Meta(DatedRule.Meta):
        verbose_name = _("thôn, bản, tổ dân phố")
        verbose_name_plural = _("thôn, bản, tổ dân phố")
        constraints = [
            *DatedRule.Meta.constraints,
            models.UniqueConstraint(
                fields=["area", "key", "valid_from"], name="one_locality_per_area_key_and_day"
            ),
            models.CheckConstraint(
                condition=models.Q(lat__isnull=True, lon__isnull=True)
                | models.Q(lat__isnull=False, lon__isnull=False),
                name="locality_has_both_coordinates_or_none",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}".strip()


class Jurisdiction(DatedRule):
    """Which province this deployment serves, from which day."""

    revision_topic = "places"

    code = models.CharField(_("mã tỉnh"), max_length=10)
    structure = models.CharField(_("bộ danh mục"), max_length=20)

    class Meta(DatedRule.Meta):
        verbose_name = _("tỉnh được phục vụ")
        verbose_name_plural = _("tỉnh được phục vụ")
        constraints = [
            *DatedRule.Meta.constraints,
            models.UniqueConstraint(fields=["valid_from"], name="one_served_province_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.code} ({self.structure})"
