"""Which procedures are there, since when, and which dated rules move their fees and times?"""

from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from tinhso.casework.procedures.rules import shapes
from tinhso.core.models import DatedRule

TOPIC = "procedures"
is_address = URLValidator(["https", "http"])


class OnlineLevels(models.TextChoices):
    """How much can be done online (Nghị định 224/2026/NĐ-CP, Điều 14)."""

    FULL = shapes.OnlineLevel.FULL.value, _("toàn trình")
    PARTIAL = shapes.OnlineLevel.PARTIAL.value, _("một phần")
    INFORMATION = shapes.OnlineLevel.INFORMATION.value, _("cung cấp thông tin")


class TermUnits(models.TextChoices):
    """How long a term's amount is; the words are those of `workdays.rules.TermUnit`."""

    WORKING_HOURS = "working_hours", _("giờ làm việc")
    HOURS = "hours", _("giờ")
    WORKING_DAYS = "working_days", _("ngày làm việc")
    DAYS = "days", _("ngày")
    MONTHS = "months", _("tháng")


class Channels(models.TextChoices):
    """By which door a dossier comes."""

    ONLINE = shapes.Channel.ONLINE.value, _("trực tuyến")
    COUNTER = shapes.Channel.COUNTER.value, _("tại quầy")
    POST = shapes.Channel.POST.value, _("qua bưu chính công ích")


class ProcedureField(DatedRule):
    """A field of government (lĩnh vực) under which procedures are listed."""

    revision_topic = TOPIC

    code = models.CharField(_("mã"), max_length=20)
    name = models.CharField(_("tên"), max_length=120)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=120)
    icon = models.CharField(_("biểu tượng"), max_length=40, default="file-text")
    order = models.PositiveSmallIntegerField(_("thứ tự"), default=0)

    class Meta(DatedRule.Meta):
        verbose_name = _("lĩnh vực thủ tục")
        verbose_name_plural = _("lĩnh vực thủ tục")
        ordering = ["order", "code"]
        constraints = [
            *DatedRule.Meta.constraints,
            models.UniqueConstraint(fields=["code", "valid_from"], name="one_procedure_field_row_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class System(DatedRule):
    """A system whose word counts for a stage of some procedures: this one, a ministry's, the portal."""

    revision_topic = TOPIC

    code = models.CharField(_("mã"), max_length=40)
    name = models.CharField(_("tên"), max_length=200)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=200)
    body = models.CharField(_("cơ quan vận hành"), max_length=200, blank=True)
    url = models.CharField(_("địa chỉ nộp hồ sơ"), max_length=300, blank=True, validators=[is_address])

    class Meta(DatedRule.Meta):
        verbose_name = _("hệ thống xử lý hồ sơ")
        verbose_name_plural = _("hệ thống xử lý hồ sơ")
        constraints = [
            *DatedRule.Meta.constraints,
            models.UniqueConstraint(fields=["code", "valid_from"], name="one_system_row_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class Procedure(DatedRule):
    """One version of a procedure: valid from its first day until the next version of the same code.

    What is a list is kept as JSON in the words of the exchange format (`rules/reading.py` checks them, at the
    editor as at the import): a version is read as a whole, always, and nothing asks for one component alone.
    """

    revision_topic = TOPIC

    code = models.CharField(_("mã thủ tục"), max_length=40)
    name = models.CharField(_("tên"), max_length=500)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=500, blank=True)
    field_code = models.CharField(_("lĩnh vực"), max_length=20)
    levels = models.JSONField(_("cấp thực hiện"), default=list)
    audience = models.JSONField(_("đối tượng"), default=list)
    who = models.CharField(_("ai được làm"), max_length=500, blank=True)
    who_en = models.CharField(_("ai được làm, tiếng Anh"), max_length=500, blank=True)
    online_level = models.CharField(_("mức trực tuyến"), max_length=12, choices=OnlineLevels.choices)
    online_reason = models.CharField(_("vì sao chưa toàn trình"), max_length=500, blank=True)
    online_reason_en = models.CharField(_("vì sao chưa toàn trình, tiếng Anh"), max_length=500, blank=True)
    authoritative = models.JSONField(_("hệ thống có thẩm quyền từng chặng"), default=dict, blank=True)
    term_amount = models.PositiveSmallIntegerField(_("thời hạn"), null=True, blank=True)
    term_unit = models.CharField(_("đơn vị"), max_length=14, choices=TermUnits.choices, blank=True)
    accept_hours = models.PositiveSmallIntegerField(_("giờ tiếp nhận riêng"), null=True, blank=True)
    components = models.JSONField(_("thành phần hồ sơ"), default=list, blank=True)
    steps = models.JSONField(_("các bước"), default=list, blank=True)
    fees = models.JSONField(_("phí, lệ phí"), default=list, blank=True)
    results = models.JSONField(_("kết quả"), default=list, blank=True)
    legal_bases = models.JSONField(_("căn cứ pháp lý"), default=list, blank=True)
    words = models.JSONField(_("cách gọi khác"), default=list, blank=True)
    is_internal = models.BooleanField(_("thủ tục nội bộ"), default=False)
    is_local = models.BooleanField(_("dịch vụ riêng của tỉnh"), default=False)
    needs_identity = models.BooleanField(_("phải định danh điện tử"), default=False)
    form_schema = models.JSONField(_("mẫu đơn điện tử"), default=dict, blank=True)
    code_note = models.CharField(_("ghi chú về mã"), max_length=300, blank=True)

    class Meta(DatedRule.Meta):
        verbose_name = _("thủ tục hành chính")
        verbose_name_plural = _("thủ tục hành chính")
        ordering = ["code", "valid_from"]
        constraints = [
            *DatedRule.Meta.constraints,
            models.UniqueConstraint(fields=["code", "valid_from"], name="one_procedure_version_a_day"),
            models.CheckConstraint(
                condition=models.Q(term_amount__isnull=True, term_unit="")
                | (models.Q(term_amount__gt=0) & ~models.Q(term_unit="")),
                name="procedure_term_is_whole_or_absent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}@{self.valid_from.isoformat()}"


class FeeRule(DatedRule):
    """By how much is a fee less, and for whom? An empty field means every one."""

    revision_topic = TOPIC

    procedure_code = models.CharField(_("mã thủ tục"), max_length=40, blank=True)
    fee_code = models.CharField(_("mã khoản thu"), max_length=40, blank=True)
    channel = models.CharField(_("cách nộp"), max_length=10, choices=Channels.choices, blank=True)
    ground = models.CharField(_("mã diện được miễn, giảm"), max_length=40, blank=True)
    ground_name = models.CharField(_("diện được miễn, giảm"), max_length=200, blank=True)
    ground_name_en = models.CharField(_("diện được miễn, giảm, tiếng Anh"), max_length=200, blank=True)
    percent = models.PositiveSmallIntegerField(
        _("còn phải nộp (%)"), default=100, help_text=_("0: miễn; 50: giảm một nửa")
    )
    amount = models.PositiveBigIntegerField(
        _("mức thu ấn định (đồng)"),
        null=True,
        blank=True,
        help_text=_("Có mức ấn định thì không xét phần trăm."),
    )

    class Meta(DatedRule.Meta):
        verbose_name = _("quy tắc miễn, giảm phí")
        verbose_name_plural = _("quy tắc miễn, giảm phí")
        constraints = [
            *DatedRule.Meta.constraints,
            models.UniqueConstraint(
                fields=["procedure_code", "fee_code", "channel", "ground", "valid_from"],
                name="one_fee_rule_a_day",
            ),
            models.CheckConstraint(condition=models.Q(percent__lte=100), name="a_fee_rule_only_spares"),
        ]

    def __str__(self) -> str:
        place = self.procedure_code or "*"
        return f"{place} {self.fee_code or '*'} {self.channel or '*'} {self.ground}: {self.percent} %"


class EarlyRule(DatedRule):
    """Which procedures give their result early, within what, and must they be filed online for it?"""

    revision_topic = TOPIC

    procedure_code = models.CharField(_("mã thủ tục"), max_length=40)
    amount = models.PositiveSmallIntegerField(_("trả trong"))
    unit = models.CharField(_("đơn vị"), max_length=14, choices=TermUnits.choices)
    online_only = models.BooleanField(_("chỉ khi nộp trực tuyến"), default=True)

    class Meta(DatedRule.Meta):
        verbose_name = _("thủ tục ưu tiên trả sớm")
        verbose_name_plural = _("thủ tục ưu tiên trả sớm")
        constraints = [
            *DatedRule.Meta.constraints,
            models.UniqueConstraint(fields=["procedure_code", "valid_from"], name="one_early_rule_a_day"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="an_early_result_takes_time"),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_code}: {self.amount} {self.unit}"


class AcceptRule(DatedRule):
    """Within what is a dossier filed online accepted or sent back? An empty code: every procedure."""

    revision_topic = TOPIC

    procedure_code = models.CharField(_("mã thủ tục"), max_length=40, blank=True)
    amount = models.PositiveSmallIntegerField(_("tiếp nhận hoặc trả lại trong"))
    unit = models.CharField(_("đơn vị"), max_length=14, choices=TermUnits.choices)

    class Meta(DatedRule.Meta):
        verbose_name = _("thời hạn tiếp nhận hồ sơ trực tuyến")
        verbose_name_plural = _("thời hạn tiếp nhận hồ sơ trực tuyến")
        constraints = [
            *DatedRule.Meta.constraints,
            models.UniqueConstraint(fields=["procedure_code", "valid_from"], name="one_accept_rule_a_day"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="accepting_takes_time"),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_code or '*'}: {self.amount} {self.unit}"


class Group(DatedRule):
    """Procedures of one event of life that are applied for together (liên thông), in their order."""

    revision_topic = TOPIC

    code = models.CharField(_("mã"), max_length=40)
    name = models.CharField(_("tên"), max_length=200)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=200)
    text = models.CharField(_("giải thích"), max_length=500, blank=True)
    text_en = models.CharField(_("giải thích, tiếng Anh"), max_length=500, blank=True)
    icon = models.CharField(_("biểu tượng"), max_length=40, default="link")
    procedures = models.JSONField(_("các thủ tục"), default=list)
    url = models.CharField(_("nơi làm trực tuyến"), max_length=300, blank=True, validators=[is_address])

    class Meta(DatedRule.Meta):
        verbose_name = _("nhóm thủ tục liên thông")
        verbose_name_plural = _("nhóm thủ tục liên thông")
        constraints = [
            *DatedRule.Meta.constraints,
            models.UniqueConstraint(fields=["code", "valid_from"], name="one_procedure_group_row_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class EssentialService(DatedRule):
    """One of the essential services that the Government asks every province to offer online."""

    revision_topic = TOPIC

    number = models.PositiveSmallIntegerField(_("số thứ tự"))
    name = models.CharField(_("tên"), max_length=300)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=300)
    body = models.CharField(_("cơ quan chủ trì"), max_length=120, blank=True)
    body_en = models.CharField(_("cơ quan chủ trì, tiếng Anh"), max_length=120, blank=True)
    procedures = models.JSONField(_("các thủ tục"), default=list, blank=True)

    class Meta(DatedRule.Meta):
        verbose_name = _("dịch vụ công thiết yếu")
        verbose_name_plural = _("dịch vụ công thiết yếu")
        ordering = ["number"]
        constraints = [
            *DatedRule.Meta.constraints,
            models.UniqueConstraint(fields=["number", "valid_from"], name="one_essential_row_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"


class AskBack(DatedRule):
    """A question to whoever searches in words for which law knows more than one procedure."""

    revision_topic = TOPIC

    code = models.CharField(_("mã"), max_length=40)
    words = models.JSONField(
        _("khi tìm"), default=list, help_text=_("Các cách nói; không kể hoa thường, dấu.")
    )
    text = models.CharField(_("câu hỏi"), max_length=300)
    text_en = models.CharField(_("câu hỏi, tiếng Anh"), max_length=300)
    choices = models.JSONField(_("các câu trả lời"), default=list)

    class Meta(DatedRule.Meta):
        verbose_name = _("câu hỏi lại khi tìm")
        verbose_name_plural = _("câu hỏi lại khi tìm")
        constraints = [
            *DatedRule.Meta.constraints,
            models.UniqueConstraint(fields=["code", "valid_from"], name="one_ask_back_row_a_day"),
        ]

    def __str__(self) -> str:
        return self.text
