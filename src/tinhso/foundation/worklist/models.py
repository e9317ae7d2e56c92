"""Which table holds what waits? One row per duty: whose, until when, with its clock."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tinhso.foundation.worklist.rules import ItemState

_OPEN = ("running", "paused")


class WorkItem(models.Model):
    """One duty of one agency about one subject. Title and summary never say who reported.

    `done_at` is set exactly when the item is no longer open, so "open" is `done_at is null` everywhere:
    a predicate without a bound value, which partial indexes of both databases can be matched with.
    """

    subject = models.CharField(_("đối tượng"), max_length=120)
    duty = models.CharField(_("nhiệm vụ"), max_length=30)
    agency_code = models.CharField(_("cơ quan"), max_length=60)
    unit = models.CharField(_("phòng, bộ phận"), max_length=60, blank=True)
    assignee = models.CharField(_("người được giao"), max_length=60, blank=True)
    title = models.CharField(_("tiêu đề"), max_length=300)
    summary = models.CharField(_("tóm tắt"), max_length=1000, blank=True)
    url = models.CharField(_("địa chỉ trang"), max_length=300, blank=True)
    bulk_url = models.CharField(_("địa chỉ làm hàng loạt"), max_length=300, blank=True)
    tags = models.JSONField(_("nhãn"), default=list, blank=True)
    folded = models.TextField(_("chữ để tìm"), blank=True)
    urgent = models.BooleanField(_("khẩn cấp"), default=False)

    calendar = models.CharField(_("lịch"), max_length=40)
    started_at = models.DateTimeField(_("bắt đầu tính"))
    due_at = models.DateTimeField(_("hạn"))
    original_due = models.DateTimeField(_("hạn ban đầu"))
    soon_at = models.DateTimeField(_("sắp đến hạn từ"))
    with_agency_since = models.DateTimeField(_("ở cơ quan này từ"))
    extension_reason = models.CharField(_("lý do gia hạn"), max_length=1000, blank=True)

    state = models.CharField(_("đồng hồ"), max_length=10, choices=[(s.value, s.value) for s in ItemState])
    paused_at = models.DateTimeField(_("dừng từ"), null=True, blank=True)
    pause_reason = models.CharField(_("lý do dừng"), max_length=60, blank=True)
    pause_due_left = models.FloatField(_("giây làm việc còn lại khi dừng"), null=True, blank=True)
    paused_s = models.FloatField(_("giây làm việc đã dừng"), default=0)
    done_at = models.DateTimeField(_("xong lúc"), null=True, blank=True)
    on_time = models.BooleanField(_("đúng hạn"), null=True, blank=True)

    next_alarm_at = models.DateTimeField(_("lần nhắc tới"), null=True, blank=True)
    alarmed_until = models.DateTimeField(_("đã nhắc đến"), null=True, blank=True)
    alarm_stage = models.CharField(_("mức nhắc gần nhất"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("việc chờ")
        verbose_name_plural = _("việc chờ")
        indexes = [
            models.Index(
                fields=["agency_code", "-urgent", "due_at", "id"],
                condition=Q(done_at__isnull=True),
                name="worklist_waiting",
            ),
            # all that a desk counts by, and with it the condition itself: SQLite reads no row beside it then
            # (15,000 open items of one agency: 6 ms where it was 21)
            models.Index(
                fields=[
                    "agency_code",
                    "duty",
                    "state",
                    "due_at",
                    "soon_at",
                    "assignee",
                    "urgent",
                    "subject",
                    "done_at",
                ],
                condition=Q(done_at__isnull=True),
                name="worklist_counted",
            ),
            models.Index(
                fields=["next_alarm_at"], condition=Q(next_alarm_at__isnull=False), name="worklist_next_alarm"
            ),
            models.Index(fields=["subject"], name="worklist_subject"),
            models.Index(
                fields=["duty", "done_at", "agency_code", "state", "on_time"],
                condition=Q(done_at__isnull=False),
                name="worklist_figures",
            ),
        ]
        constraints = [
            # the agency stands first: a desk asks what it has to accept itself
            models.UniqueConstraint(
                fields=["agency_code", "duty", "subject"],
                condition=Q(done_at__isnull=True),
                name="one_open_item_per_duty_and_agency",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, state__in=_OPEN)
                | Q(done_at__isnull=False) & ~Q(state__in=_OPEN),
                name="ended_item_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="paused") | Q(paused_at__isnull=False, pause_due_left__isnull=False),
                name="paused_item_keeps_its_time",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(next_alarm_at__isnull=True),
                name="ended_item_rings_no_alarm",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.duty} {self.subject} {self.agency_code}"
