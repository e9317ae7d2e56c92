"""Which organisations are there, since when, and which row says who answers for what?"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tinhso.core.models import DatedRule
from tinhso.foundation.agencies.rules import KIND_LABELS, AgencyKind, SuccessionKind

TOPIC = "agencies"
KINDS = [(kind.value, _(KIND_LABELS[kind])) for kind in AgencyKind]


class Agency(DatedRule):
    """One organisation under one code for life; a new name or a new body is a new code and a succession."""

    revision_topic = TOPIC

    code = models.CharField(_("mã cơ quan"), max_length=40, unique=True)
    kind = models.CharField(_("loại cơ quan"), max_length=24, choices=KINDS)
    name = models.CharField(_("tên cơ quan"), max_length=200)
    short_name = models.CharField(_("tên gọn"), max_length=80, blank=True)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("cơ quan cấp trên"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    area_code = models.CharField(
        _("mã đơn vị hành chính phụ trách"),
        max_length=12,
        blank=True,
        help_text=_("Để trống nếu phụ trách toàn tỉnh."),
    )
    area_structure = models.CharField(_("bộ mã đơn vị hành chính"), max_length=20, blank=True)
    escalates_to = models.ForeignKey(
        "self",
        verbose_name=_("báo lên khi quá hạn lâu"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="escalated_from",
    )
    address = models.CharField(_("địa chỉ"), max_length=300, blank=True)
    phone = models.CharField(_("điện thoại"), max_length=40, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)

    class Meta(DatedRule.Meta):
        verbose_name = _("cơ quan")
        verbose_name_plural = _("cơ quan")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Identifier(DatedRule):
    """An agency's code in somebody else's scheme (QĐ 20/2020/QĐ-TTg, QCVN 102:2016/BTTTT, a tax code)."""

    revision_topic = TOPIC

    agency = models.ForeignKey(
        Agency, verbose_name=_("cơ quan"), on_delete=models.CASCADE, related_name="identifiers"
    )
    scheme = models.CharField(_("bộ mã"), max_length=60)
    value = models.CharField(_("mã định danh"), max_length=60)

    class Meta(DatedRule.Meta):
        verbose_name = _("mã định danh cơ quan")
        verbose_name_plural = _("mã định danh cơ quan")
        constraints = [
            *DatedRule.Meta.constraints,
            models.UniqueConstraint(
                fields=["scheme", "value", "valid_from"], name="an_identifier_names_one_agency"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}: {self.value}"


class Unit(DatedRule):
    """A room (phòng) of an agency."""

    revision_topic = TOPIC

    agency = models.ForeignKey(
        Agency, verbose_name=_("cơ quan"), on_delete=models.CASCADE, related_name="units"
    )
    code = models.CharField(_("mã phòng"), max_length=40)
    name = models.CharField(_("tên phòng"), max_length=200)

    class Meta(DatedRule.Meta):
        verbose_name = _("phòng, bộ phận")
        verbose_name_plural = _("phòng, bộ phận")
        constraints = [
            *DatedRule.Meta.constraints,
            models.UniqueConstraint(fields=["agency", "code", "valid_from"], name="a_unit_code_is_one_unit"),
        ]

    def __str__(self) -> str:
        return self.name


class AssetClass(DatedRule):
    """A class of things by who owns or manages them ("quốc lộ"), offered where competence hangs on it."""

    revision_topic = TOPIC

    code = models.CharField(_("mã loại tài sản"), max_length=40)
    category = models.CharField(_("lĩnh vực"), max_length=40)
    name = models.CharField(_("tên"), max_length=120)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=120, blank=True)

    class Meta(DatedRule.Meta):
        verbose_name = _("loại tài sản")
        verbose_name_plural = _("loại tài sản")
        constraints = [
            *DatedRule.Meta.constraints,
            models.UniqueConstraint(
                fields=["category", "code", "valid_from"], name="an_asset_class_is_named_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Competence(DatedRule):
    """One dated row of the table of competence: for what, where, who answers, how sure, by which decision."""

    revision_topic = TOPIC

    category = models.CharField(
        _("lĩnh vực"), max_length=40, blank=True, help_text=_("Để trống: mọi lĩnh vực.")
    )
    sub_kind = models.CharField(_("loại việc chi tiết"), max_length=60, blank=True)
    asset_class = models.CharField(_("loại tài sản"), max_length=40, blank=True)
    area_code = models.CharField(
        _("mã đơn vị hành chính"), max_length=12, blank=True, help_text=_("Để trống: toàn tỉnh.")
    )
    agency = models.ForeignKey(
        Agency,
        verbose_name=_("cơ quan phụ trách"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="competences",
    )
    agency_kind = models.CharField(
        _("hoặc cơ quan loại này tại địa bàn"), max_length=24, choices=KINDS, blank=True
    )
    priority = models.IntegerField(_("mức ưu tiên"), default=0)
    confidence = models.FloatField(_("độ tin cậy (0–1)"), default=1.0)
    explanation = models.CharField(_("lời giải thích cho người dân"), max_length=300, blank=True)

    class Meta(DatedRule.Meta):
        verbose_name = _("dòng thẩm quyền")
        verbose_name_plural = _("bảng thẩm quyền")
        constraints = [
            *DatedRule.Meta.constraints,
            models.CheckConstraint(
                condition=Q(agency__isnull=True) ^ Q(agency_kind=""),
                name="competence_names_an_agency_or_a_kind",
                violation_error_message=_("Xin nêu một cơ quan, hoặc một loại cơ quan."),
            ),
            models.CheckConstraint(
                condition=Q(confidence__gte=0.0) & Q(confidence__lte=1.0),
                name="competence_confidence_is_a_share",
                violation_error_message=_("Độ tin cậy nằm trong khoảng từ 0 đến 1."),
            ),
        ]

    def __str__(self) -> str:
        who = self.agency.name if self.agency else self.get_agency_kind_display()
        what = "/".join(x for x in (self.category, self.sub_kind, self.asset_class, self.area_code) if x)
        return f"{what or '*'} → {who}"


class DutyRoster(DatedRule):
    """When an officer is the duty contact: one period, or every week on some days."""

    revision_topic = TOPIC

    agency = models.ForeignKey(
        Agency, verbose_name=_("cơ quan"), on_delete=models.CASCADE, related_name="duties"
    )
    officer = models.CharField(_("cán bộ trực"), max_length=40, help_text=_("Ví dụ officer:12."))
    starts_at = models.DateTimeField(_("bắt đầu"), null=True, blank=True)
    ends_at = models.DateTimeField(_("kết thúc"), null=True, blank=True)
    weekdays = models.CharField(
        _("các ngày trong tuần"),
        max_length=7,
        blank=True,
        help_text=_("1 = thứ Hai … 7 = Chủ nhật."),
    )
    from_time = models.TimeField(_("từ giờ"), null=True, blank=True)
    to_time = models.TimeField(_("đến giờ"), null=True, blank=True)
    phone_note = models.CharField(_("điện thoại trực"), max_length=80, blank=True)

    class Meta(DatedRule.Meta):
        verbose_name = _("ca trực")
        verbose_name_plural = _("lịch trực")
        constraints = [
            *DatedRule.Meta.constraints,
            models.CheckConstraint(
                condition=(
                    Q(weekdays="", starts_at__isnull=False, ends_at__gt=F("starts_at"))
                    | (
                        ~Q(weekdays="")
                        & Q(starts_at__isnull=True, ends_at__isnull=True)
                        & Q(from_time__isnull=False, to_time__isnull=False)
                    )
                ),
                name="a_duty_is_a_period_or_a_weekly_shift",
                violation_error_message=_("Xin ghi một khoảng thời gian, hoặc ngày và giờ trong tuần."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency} – {self.officer}"


SUCCESSIONS = [
    (SuccessionKind.MERGE.value, _("Sáp nhập")),
    (SuccessionKind.SPLIT.value, _("Chia tách")),
    (SuccessionKind.RENAME.value, _("Đổi tên")),
    (SuccessionKind.ABOLISH.value, _("Giải thể")),
]


class Succession(models.Model):
    """One agency takes over from another on a day, by a decision."""

    revision_topic = TOPIC

    predecessor = models.ForeignKey(
        Agency, verbose_name=_("cơ quan trước"), on_delete=models.PROTECT, related_name="successions"
    )
    successor = models.ForeignKey(
        Agency, verbose_name=_("cơ quan kế tục"), on_delete=models.PROTECT, related_name="inheritances"
    )
    kind = models.CharField(_("hình thức"), max_length=10, choices=SUCCESSIONS)
    on = models.DateField(_("từ ngày"))
    decision = models.CharField(_("quyết định"), max_length=300)

    class Meta:
        verbose_name = _("kế tục cơ quan")
        verbose_name_plural = _("kế tục cơ quan")
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="an_agency_succeeds_once"),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")),
                name="no_agency_succeeds_itself",
                violation_error_message=_("Cơ quan kế tục phải khác cơ quan trước."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor} ({self.on:%d/%m/%Y})"
