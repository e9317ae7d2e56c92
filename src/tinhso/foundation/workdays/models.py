"""Which tables hold the calendars? Their names, their weekly hours, and the days that differ."""

from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from tinhso.core.models import DatedRule
from tinhso.foundation.workdays.rules import DayKind

_KIND_LABELS = {
    DayKind.HOLIDAY: _("Nghỉ lễ, Tết"),
    DayKind.SWAP_WORK: _("Làm bù, hoán đổi"),
    DayKind.HALF_DAY: _("Làm nửa ngày"),
    DayKind.CLOSED: _("Đóng cửa đột xuất"),
    DayKind.NORMAL: _("Ngày thường (bỏ ngày đặc biệt)"),
}
_WEEKDAYS = [
    (0, _("Thứ Hai")),
    (1, _("Thứ Ba")),
    (2, _("Thứ Tư")),
    (3, _("Thứ Năm")),
    (4, _("Thứ Sáu")),
    (5, _("Thứ Bảy")),
    (6, _("Chủ Nhật")),
]


class Calendar(models.Model):
    """A named way of working: "office", "24x7"."""

    revision_topic = "workdays"

    code = models.SlugField(_("mã"), max_length=40, unique=True)
    name = models.CharField(_("tên"), max_length=120)

    class Meta:
        verbose_name = _("lịch làm việc")
        verbose_name_plural = _("lịch làm việc")

    def __str__(self) -> str:
        return self.name


class WorkingHours(DatedRule):
    """Hours of one weekday; `ends` 00:00 means midnight at the end of that day."""

    revision_topic = "workdays"

    calendar = models.ForeignKey(Calendar, models.PROTECT, related_name="hours", verbose_name=_("lịch"))
    weekday = models.SmallIntegerField(_("thứ"), choices=_WEEKDAYS)
    starts = models.TimeField(_("bắt đầu"))
    ends = models.TimeField(_("kết thúc"), help_text=_("00:00 nghĩa là nửa đêm cuối ngày."))

    class Meta(DatedRule.Meta):
        verbose_name = _("giờ làm việc")
        verbose_name_plural = _("giờ làm việc")
        constraints = [
            *DatedRule.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(ends__gt=models.F("starts")) | models.Q(ends="00:00"),
                name="working_hours_end_after_they_start",
                violation_error_message=_("Giờ kết thúc phải sau giờ bắt đầu (00:00 là nửa đêm cuối ngày)."),
            ),
            models.CheckConstraint(
                condition=models.Q(weekday__gte=0, weekday__lte=6), name="weekday_is_monday_to_sunday"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.starts:%H:%M}–{self.ends:%H:%M}"


class CalendarDay(models.Model):
    """One day that differs from its week, with its source."""

    revision_topic = "workdays"

    calendar = models.ForeignKey(Calendar, models.PROTECT, related_name="days", verbose_name=_("lịch"))
    day = models.DateField(_("ngày"))
    kind = models.CharField(_("loại"), max_length=20, choices=[(k.value, v) for k, v in _KIND_LABELS.items()])
    name = models.CharField(_("tên"), max_length=120)
    starts = models.TimeField(_("bắt đầu"), null=True, blank=True)
    ends = models.TimeField(_("kết thúc"), null=True, blank=True)
    citation = models.CharField(_("căn cứ"), max_length=300, blank=True)
    is_sample = models.BooleanField(_("minh hoạ – chưa đối chiếu văn bản"), default=False)
    note = models.CharField(_("ghi chú, lý do"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("ngày đặc biệt")
        verbose_name_plural = _("ngày đặc biệt")
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(
                fields=["calendar", "day"],
                name="one_special_day_per_calendar_and_day",
                violation_error_message=_("Ngày này đã có trong lịch; xin sửa ngày đang có."),
            ),
            models.CheckConstraint(
                condition=~models.Q(kind=DayKind.HALF_DAY.value)
                | models.Q(starts__isnull=False, ends__isnull=False),
                name="half_day_has_hours",
                violation_error_message=_("Làm nửa ngày cần có giờ bắt đầu và giờ kết thúc."),
            ),
            models.CheckConstraint(
                condition=models.Q(starts__isnull=True, ends__isnull=True)
                | models.Q(ends__gt=models.F("starts"))
                | models.Q(starts__isnull=False, ends="00:00"),
                name="special_day_ends_after_it_starts",
                violation_error_message=_("Giờ kết thúc phải sau giờ bắt đầu (00:00 là nửa đêm cuối ngày)."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.name}"

    @property
    def valid_from(self) -> date:
        """The first day of the rule: a special day is a dated rule of one day."""
        return self.day

    @property
    def valid_to(self) -> date:
        """The day after it."""
        return self.day + timedelta(days=1)
