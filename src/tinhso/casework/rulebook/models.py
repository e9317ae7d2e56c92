"""Which kinds of thing are there, and which dated rules decide about times, publicity, approval, danger?"""

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

    revision_topic = "rulebook"

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


class Unit(models.TextChoices):
    """How long a term's amount is; the words are those of `workdays.rules.TermUnit`."""

    WORKING_HOURS = "working_hours", _("giờ làm việc")
    HOURS = "hours", _("giờ")
    WORKING_DAYS = "working_days", _("ngày làm việc")
    DAYS = "days", _("ngày")


class ServiceTime(DatedRule):
    """Within which time is a report accepted and answered? An empty category means every other one."""

    revision_topic = "rulebook"

    category = models.CharField(_("lĩnh vực"), max_length=20, blank=True)
    urgent = models.BooleanField(_("khẩn cấp"), default=False)
    calendar = models.CharField(_("lịch"), max_length=20, default="office")
    accept_amount = models.PositiveSmallIntegerField(_("nhận trong"))
    accept_unit = models.CharField(_("đơn vị"), max_length=14, choices=Unit.choices)
    answer_amount = models.PositiveSmallIntegerField(_("trả lời trong"))
    answer_unit = models.CharField(_("đơn vị"), max_length=14, choices=Unit.choices)

    class Meta(DatedRule.Meta):
        verbose_name = _("thời hạn phục vụ")
        verbose_name_plural = _("thời hạn phục vụ")
        constraints = [
            *DatedRule.Meta.constraints,
            models.UniqueConstraint(
                fields=["category", "urgent", "valid_from"], name="one_service_time_a_day"
            ),
            models.CheckConstraint(
                condition=models.Q(accept_amount__gt=0, answer_amount__gt=0), name="service_time_takes_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category or '*'} {self.answer_amount} {self.answer_unit}"


class PublicationRule(DatedRule):
    """What does the public see of a category's reports, and when? An empty category: every other one."""

    revision_topic = "rulebook"

    class When(models.TextChoices):
        AT_ONCE = "at_once", _("ngay khi gửi")
        ON_ACCEPT = "on_accept", _("khi cơ quan nhận")
        NEVER = "never", _("không công khai")

    category = models.CharField(_("lĩnh vực"), max_length=20, blank=True)
    listed = models.BooleanField(_("có trang công khai"), default=True)
    text = models.CharField(_("nội dung"), max_length=10, choices=When.choices, default=When.AT_ONCE)
    photos = models.CharField(_("ảnh"), max_length=10, choices=When.choices, default=When.ON_ACCEPT)
    square_m = models.PositiveSmallIntegerField(
        _("vị trí công khai làm tròn theo ô (mét)"), default=0, help_text=_("0: đúng vị trí")
    )

    class Meta(DatedRule.Meta):
        verbose_name = _("quy tắc công khai")
        verbose_name_plural = _("quy tắc công khai")
        constraints = [
            *DatedRule.Meta.constraints,
            models.UniqueConstraint(fields=["category", "valid_from"], name="one_publication_rule_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.category or '*'}: {self.text}, {self.photos}"


class ProofRule(DatedRule):
    """Must the answer show a picture of what was done? An empty category: every other one."""

    revision_topic = "rulebook"

    category = models.CharField(_("lĩnh vực"), max_length=20, blank=True)
    needed = models.BooleanField(_("phải có ảnh kết quả"), default=False)
    near_m = models.PositiveIntegerField(_("ảnh chụp cách vị trí nhiều nhất (mét)"), default=300)
    bits = models.PositiveSmallIntegerField(_("coi là cùng ảnh khi khác nhiều nhất (bit)"), default=3)

    class Meta(DatedRule.Meta):
        verbose_name = _("quy tắc ảnh kết quả")
        verbose_name_plural = _("quy tắc ảnh kết quả")
        constraints = [
            *DatedRule.Meta.constraints,
            models.UniqueConstraint(fields=["category", "valid_from"], name="one_proof_rule_a_day"),
            models.CheckConstraint(condition=models.Q(bits__lte=12), name="alike_is_nearly_the_same"),
        ]

    def __str__(self) -> str:
        return f"{self.category or '*'}: {self.needed}"


class ApprovalRule(DatedRule):
    """Must a leader approve the answer? Empty agency or category: every one; the narrowest row counts."""

    revision_topic = "rulebook"

    agency_code = models.CharField(_("cơ quan"), max_length=60, blank=True)
    category = models.CharField(_("lĩnh vực"), max_length=20, blank=True)
    needed = models.BooleanField(_("phải duyệt"), default=True)

    class Meta(DatedRule.Meta):
        verbose_name = _("quy tắc duyệt trả lời")
        verbose_name_plural = _("quy tắc duyệt trả lời")
        constraints = [
            *DatedRule.Meta.constraints,
            models.UniqueConstraint(
                fields=["agency_code", "category", "valid_from"], name="one_approval_rule_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_code or '*'} {self.category or '*'}: {self.needed}"


class PhraseRule(DatedRule):
    """Which words show danger, a denunciation, an advertisement…? See `rules.phrases` for the pattern."""

    revision_topic = "rulebook"

    class Kind(models.TextChoices):
        DANGER = "danger", _("nguy hiểm tính mạng")
        DENUNCIATION = "denunciation", _("tố cáo")
        COMPLAINT = "complaint", _("khiếu nại")
        ADVERTISING = "advertising", _("quảng cáo")
        OBSCENITY = "obscenity", _("lời lẽ thô tục")
        NOTHING = "nothing", _("chưa nói việc gì")
        RULE_COMMENT = "rule_comment", _("ý kiến về quy định hành chính")

    kind = models.CharField(_("dấu hiệu của"), max_length=14, choices=Kind.choices)
    pattern = models.TextField(
        _("mẫu câu"),
        help_text=_(
            "Các cách nói cách nhau bằng |; dấu .. cho phép xen tối đa tám tiếng; không kể hoa thường, dấu."
        ),
    )
    unless = models.TextField(_("trừ khi có"), blank=True)
    exact = models.BooleanField(
        _("đúng dấu"),
        default=False,
        help_text=_("Khi câu viết có dấu thì dấu phải đúng; câu không dấu vẫn xét."),
    )

    class Meta(DatedRule.Meta):
        verbose_name = _("mẫu câu nhận biết")
        verbose_name_plural = _("mẫu câu nhận biết")

    def __str__(self) -> str:
        return f"{self.kind}: {self.pattern[:60]}"
