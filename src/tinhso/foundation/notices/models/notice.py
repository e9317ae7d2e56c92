"""What was said to whom, by which ways, and did it arrive?"""

from enum import StrEnum

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Channel(StrEnum):
    """The ways a notice goes."""

    IN_APP = "in_app"
    PUSH = "push"
    ZALO = "zalo"
    SMS = "sms"
    EMAIL = "email"


class State(StrEnum):
    """What became of a delivery: failed ones are tried again, given-up ones wait for a person."""

    PENDING = "pending"
    SENT = "sent"
    FAILED = "failed"
    PASSED_ON = "passed_on"
    GIVEN_UP = "given_up"
    SUPPRESSED = "suppressed"


class Verdict(StrEnum):
    """How one attempt ended."""

    ARRIVED = "arrived"
    LATER = "later"
    NEVER = "never"


CHANNELS = [
    (Channel.IN_APP.value, _("trong hệ thống")),
    (Channel.PUSH.value, _("thông báo đẩy")),
    (Channel.ZALO.value, _("Zalo")),
    (Channel.SMS.value, _("tin nhắn SMS")),
    (Channel.EMAIL.value, _("thư điện tử")),
]
STATES = [
    (State.PENDING.value, _("chờ gửi")),
    (State.SENT.value, _("đã gửi")),
    (State.FAILED.value, _("chưa gửi được, sẽ gửi lại")),
    (State.PASSED_ON.value, _("chuyển sang cách khác")),
    (State.GIVEN_UP.value, _("thôi gửi")),
    (State.SUPPRESSED.value, _("không có nơi nhận")),
]
VERDICTS = [
    (Verdict.ARRIVED.value, _("đã nhận")),
    (Verdict.LATER.value, _("hỏng, thử lại được")),
    (Verdict.NEVER.value, _("bị từ chối hẳn")),
]
OPEN = (State.PENDING.value, State.FAILED.value)


class Notice(models.Model):
    """One thing said to one recipient, in every language, as rendered when it was said.

    The values that filled the template are not kept: the text is the record, and it may name people, so
    rows go with `actions.erase` and after their time with `actions.purge`. `texts` by language:
    {"subject", "body", "sms"?, "push"?, "zalo"?: {"template", "data"}}.
    """

    recipient = models.CharField(_("người nhận"), max_length=60)
    template = models.CharField(_("mẫu"), max_length=100)
    idempotency_key = models.CharField(max_length=120)
    texts = models.JSONField(_("nội dung"), default=dict)
    url = models.CharField(_("địa chỉ mở"), max_length=500, blank=True)
    urgent = models.BooleanField(_("khẩn"), default=False)
    only = models.CharField(_("chỉ bằng cách"), max_length=10, blank=True, choices=CHANNELS)
    created_at = models.DateTimeField(_("lúc"))
    expires_at = models.DateTimeField(_("lưu đến"), db_index=True)
    read_at = models.DateTimeField(_("đã đọc lúc"), null=True)

    class Meta:
        verbose_name = _("thông báo")
        verbose_name_plural = _("thông báo")
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "template", "idempotency_key"], name="a_notice_is_said_once"
            )
        ]
        indexes = [
            models.Index(fields=["recipient", "-created_at"], name="notices_inbox"),
            models.Index(fields=["recipient"], name="notices_unread", condition=Q(read_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"notice:{self.pk}"


class Delivery(models.Model):
    """One way a notice goes, and its result. The address is asked anew for every try, never kept."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(_("cách gửi"), max_length=10, choices=CHANNELS)
    state = models.CharField(_("kết quả"), max_length=12, choices=STATES)
    urgent = models.BooleanField(_("khẩn"), default=False)
    attempts = models.PositiveSmallIntegerField(_("số lần gửi"), default=0)
    next_try_at = models.DateTimeField(_("gửi tiếp lúc"), null=True)
    last_error = models.CharField(_("lỗi lần cuối"), max_length=300, blank=True)
    sent_at = models.DateTimeField(_("gửi lúc"), null=True)

    class Meta:
        verbose_name = _("lượt gửi")
        verbose_name_plural = _("lượt gửi")
        constraints = [
            models.UniqueConstraint(fields=["notice", "channel"], name="a_notice_goes_each_way_once"),
            models.CheckConstraint(
                condition=Q(state__in=OPEN, next_try_at__isnull=False)
                | (~Q(state__in=OPEN) & Q(next_try_at__isnull=True)),
                name="open_delivery_has_a_next_try",
            ),
            models.CheckConstraint(
                condition=Q(state=State.SENT.value, sent_at__isnull=False)
                | (~Q(state=State.SENT.value) & Q(sent_at__isnull=True)),
                name="sent_delivery_has_its_moment",
            ),
        ]
        indexes = [
            models.Index(
                fields=["channel", "-urgent", "next_try_at"],
                name="deliveries_due",
                condition=Q(state__in=OPEN),
            )
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.channel} {self.state}"


class Attempt(models.Model):
    """One call to one gateway or device: what came back, what it cost. Never an address or a text."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="tries")
    at = models.DateTimeField(_("lúc"))
    verdict = models.CharField(_("kết quả"), max_length=10, choices=VERDICTS)
    kind = models.CharField(_("loại tin"), max_length=20, blank=True)
    detail = models.CharField(_("máy chủ nói"), max_length=300, blank=True)
    reference = models.CharField(_("mã của nhà cung cấp"), max_length=100, blank=True)
    price = models.PositiveIntegerField(_("chi phí (đồng)"), default=0)
    took_ms = models.PositiveIntegerField(_("mất (ms)"), default=0)
    # a keyed digest of the address, so that replies to one person can be counted without knowing who
    place = models.CharField(max_length=32, blank=True)

    class Meta:
        verbose_name = _("lần gửi")
        verbose_name_plural = _("các lần gửi")
        indexes = [models.Index(fields=["place", "at"], name="attempts_at_a_place", condition=~Q(place=""))]

    def __str__(self) -> str:
        return f"{self.delivery_id} {self.at:%d/%m %H:%M:%S} {self.verdict}"
