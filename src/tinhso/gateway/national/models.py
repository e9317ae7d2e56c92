"""What was the portal told, what did it bring, where do the two differ, and how is the line?"""

from enum import StrEnum

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class TellingState(StrEnum):
    """What became of a telling: the dead wait for a person, the superseded were said by a later one."""

    WAITING = "waiting"
    TOLD = "told"
    SUPERSEDED = "superseded"
    DEAD = "dead"
    SET_ASIDE = "set_aside"


class ArrivalState(StrEnum):
    """What became of what came: `new` ones wait for a room, `malformed` ones and those that no room could
    take in (`stuck`) for a person."""

    NEW = "new"
    STUCK = "stuck"
    TAKEN = "taken"
    REPLACED = "replaced"
    MALFORMED = "malformed"
    SET_ASIDE = "set_aside"


class DifferenceKind(StrEnum):
    """Which way two lists differ."""

    MISSING_THERE = "missing_there"
    MISSING_HERE = "missing_here"
    DIFFERENT = "different"


TELLING_STATES = [
    (TellingState.WAITING.value, _("chờ báo")),
    (TellingState.TOLD.value, _("đã báo")),
    (TellingState.SUPERSEDED.value, _("đã có bản mới thay")),
    (TellingState.DEAD.value, _("Cổng không nhận")),
    (TellingState.SET_ASIDE.value, _("bỏ qua")),
]
ARRIVAL_STATES = [
    (ArrivalState.NEW.value, _("chờ vào hồ sơ")),
    (ArrivalState.STUCK.value, _("chưa lấy vào được")),
    (ArrivalState.TAKEN.value, _("đã vào hồ sơ")),
    (ArrivalState.REPLACED.value, _("đã có bản mới thay")),
    (ArrivalState.MALFORMED.value, _("không đọc được")),
    (ArrivalState.SET_ASIDE.value, _("bỏ qua")),
]
DIFFERENCE_KINDS = [
    (DifferenceKind.MISSING_THERE.value, _("Cổng không có")),
    (DifferenceKind.MISSING_HERE.value, _("ở đây không có")),
    (DifferenceKind.DIFFERENT.value, _("khác nhau")),
]
KINDS = [("DongBoHoSo", "DongBoHoSo"), ("CapNhatTienTrinh", "CapNhatTienTrinh")]
UNSENT = (TellingState.WAITING.value, TellingState.DEAD.value)


class Mirror(models.Model):
    """One dossier as the portal should know it: its row is the lock that keeps its tellings in order.

    `asked` is what the last telling that was accepted here says ({field: code or time}), `known` what the
    portal took last. Codes and times only.
    """

    about = models.CharField(_("việc liên quan"), max_length=60, unique=True)
    code = models.CharField(_("mã hồ sơ"), max_length=60, unique=True)
    status = models.CharField(_("trạng thái"), max_length=2, blank=True)
    tellings_made = models.PositiveIntegerField(default=0)
    known = models.JSONField(default=dict)
    known_at = models.DateTimeField(_("Cổng biết lúc"), null=True)
    seen_in_run = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("hồ sơ trên Cổng DVCQG")
        verbose_name_plural = _("hồ sơ trên Cổng DVCQG")
        indexes = [models.Index(fields=["known_at"], name="mirrors_by_contact")]

    def __str__(self) -> str:
        return f"{self.about} {self.code}"


class Telling(models.Model):
    """One thing to be told of a dossier, in its order. The words stand apart, sealed; `digest` stays."""

    mirror = models.ForeignKey(Mirror, on_delete=models.PROTECT, related_name="tellings")
    number = models.PositiveIntegerField(_("thứ tự"))
    kind = models.CharField(_("loại"), max_length=20, choices=KINDS)
    idempotency_key = models.CharField(max_length=120, unique=True)
    digest = models.CharField(max_length=32)
    status = models.CharField(_("trạng thái hồ sơ"), max_length=2)
    is_unusual = models.BooleanField(_("bước lạ"), default=False)
    state = models.CharField(
        _("kết quả"), max_length=12, choices=TELLING_STATES, default=TellingState.WAITING.value
    )
    created_at = models.DateTimeField(_("lúc"))
    attempts = models.PositiveIntegerField(_("số lần báo"), default=0)
    breaks = models.PositiveIntegerField(default=0)
    renewals = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(_("báo tiếp lúc"), null=True)
    last_error = models.CharField(_("lỗi lần cuối"), max_length=300, blank=True)
    reason = models.CharField(max_length=40, blank=True)
    ended_at = models.DateTimeField(_("xong lúc"), null=True)

    class Meta:
        verbose_name = _("lượt báo")
        verbose_name_plural = _("lượt báo")
        constraints = [
            models.UniqueConstraint(fields=["mirror", "number"], name="tellings_of_a_dossier_have_an_order"),
            models.CheckConstraint(
                condition=Q(state=TellingState.WAITING.value, next_try_at__isnull=False)
                | (~Q(state=TellingState.WAITING.value) & Q(next_try_at__isnull=True)),
                name="waiting_telling_has_a_next_try",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"], name="tellings_due", condition=Q(state=TellingState.WAITING.value)
            ),
            models.Index(fields=["mirror", "number"], name="tellings_unsent", condition=Q(state__in=UNSENT)),
            models.Index(fields=["state", "-ended_at"], name="tellings_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.mirror_id}.{self.number} {self.kind} {self.state}"


class Words(models.Model):
    """The payload of a telling, sealed; its row goes some time after the portal took it."""

    telling = models.OneToOneField(Telling, on_delete=models.CASCADE, related_name="words")
    sealed = models.TextField()

    class Meta:
        verbose_name = _("nội dung lượt báo")
        verbose_name_plural = _("nội dung lượt báo")

    def __str__(self) -> str:
        return f"words of telling {self.telling_id}"


class Arrival(models.Model):
    """What the portal brought for one dossier, once for each content; the words stand apart, sealed.

    `problems` of a malformed or stuck one: [{field, code, message}], never a value.
    """

    code = models.CharField(_("mã hồ sơ"), max_length=60, blank=True)
    digest = models.CharField(max_length=32)
    version = models.PositiveIntegerField(_("bản"), default=1)
    procedure = models.CharField(_("thủ tục"), max_length=60, blank=True)
    status = models.CharField(_("trạng thái"), max_length=2, blank=True)
    filed_at = models.DateTimeField(_("nộp lúc"), null=True)
    changed_at = models.DateTimeField(_("Cổng ghi lúc"), null=True)
    arrived_at = models.DateTimeField(_("đến lúc"))
    last_seen_at = models.DateTimeField(_("thấy lần cuối"))
    times_seen = models.PositiveIntegerField(_("số lần đến"), default=1)
    state = models.CharField(_("tình trạng"), max_length=12, choices=ARRIVAL_STATES)
    problems = models.JSONField(default=list)
    unknown = models.JSONField(default=list)
    about = models.CharField(_("việc liên quan"), max_length=60, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("hồ sơ đến")
        verbose_name_plural = _("hồ sơ đến")
        constraints = [
            models.UniqueConstraint(fields=["code", "digest"], name="a_content_arrives_once"),
        ]
        indexes = [
            models.Index(fields=["state", "arrived_at"], name="arrivals_by_state"),
            models.Index(fields=["state", "ended_at"], name="arrivals_ended"),
        ]

    def __str__(self) -> str:
        return f"arrival:{self.pk}"


class ArrivalWords(models.Model):
    """What came, word for word, sealed; its row goes some time after a room took it."""

    arrival = models.OneToOneField(Arrival, on_delete=models.CASCADE, related_name="words")
    sealed = models.TextField()

    class Meta:
        verbose_name = _("nội dung hồ sơ đến")
        verbose_name_plural = _("nội dung hồ sơ đến")

    def __str__(self) -> str:
        return f"words of arrival:{self.arrival_id}"


class Difference(models.Model):
    """One dossier of which the two sides do not say the same; settled when a later run finds them equal."""

    code = models.CharField(_("mã hồ sơ"), max_length=60)
    about = models.CharField(_("việc liên quan"), max_length=60, blank=True)
    kind = models.CharField(_("khác thế nào"), max_length=15, choices=DIFFERENCE_KINDS)
    ours = models.JSONField(default=dict)
    theirs = models.JSONField(default=dict)
    fields_differing = models.JSONField(default=list)
    found_at = models.DateTimeField(_("thấy lúc"))
    run = models.PositiveIntegerField()
    settled_at = models.DateTimeField(_("hết khác lúc"), null=True)

    class Meta:
        verbose_name = _("chỗ khác nhau")
        verbose_name_plural = _("chỗ khác nhau")
        constraints = [
            models.UniqueConstraint(
                fields=["code"], name="a_dossier_differs_once", condition=Q(settled_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.kind}"


class Line(models.Model):
    """The one line to the portal: its token, its rest, how far the lists were read."""

    failures = models.PositiveIntegerField(default=0)
    rests_until = models.DateTimeField(null=True)
    last_answer_at = models.DateTimeField(null=True)
    last_failure_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True)
    token = models.TextField(blank=True)
    token_expires_at = models.DateTimeField(null=True)
    token_seed = models.CharField(max_length=32, blank=True)
    cursor = models.CharField(max_length=200, blank=True)
    last_pull_at = models.DateTimeField(null=True)
    run = models.PositiveIntegerField(default=0)
    run_began_at = models.DateTimeField(null=True)
    run_cursor = models.CharField(max_length=200, blank=True)
    run_ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("đường truyền Cổng DVCQG")
        verbose_name_plural = _("đường truyền Cổng DVCQG")

    def __str__(self) -> str:
        return f"line {self.pk}"


class Call(models.Model):
    """One call and what came back: never a payload, never a token."""

    at = models.DateTimeField(_("lúc"), db_index=True)
    verb = models.CharField(_("việc gọi"), max_length=30)
    code = models.CharField(_("mã hồ sơ"), max_length=60, blank=True)
    status = models.PositiveSmallIntegerField(_("mã trả lời"), default=0)
    verdict = models.CharField(_("kết quả"), max_length=10)
    detail = models.CharField(_("Cổng nói"), max_length=300, blank=True)
    took_ms = models.PositiveIntegerField(_("mất (ms)"), default=0)

    class Meta:
        verbose_name = _("cuộc gọi")
        verbose_name_plural = _("các cuộc gọi")

    def __str__(self) -> str:
        return f"{self.verb} {self.verdict}"
