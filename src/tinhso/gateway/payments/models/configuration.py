"""To which account does money go, by which providers may it come, and which routes count? Dated rows."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from tinhso.core.models import DatedRule
from tinhso.gateway.payments.workflow import ROUTES

TOPIC = "payments"
CODE = RegexValidator(r"^[a-z0-9-]{1,40}\Z", _("Mã gồm chữ thường a–z, chữ số và dấu gạch ngang."))
ROUTE_CHOICES = [(route.value, label) for route, label in ROUTES.items()]


class PayeeAccount(DatedRule):
    """Where the money of one agency goes: its account at the bank or at the treasury."""

    revision_topic = TOPIC

    code = models.CharField(_("mã"), max_length=40, validators=[CODE])
    agency = models.CharField(_("cơ quan thụ hưởng"), max_length=40)
    holder = models.CharField(_("tên tài khoản"), max_length=160)
    bank = models.CharField(_("ngân hàng"), max_length=160)
    bin = models.CharField(
        _("mã ngân hàng (BIN)"),
        max_length=6,
        validators=[RegexValidator(r"^[0-9]{6}\Z", _("Cần sáu chữ số."))],
    )
    number = models.CharField(
        _("số tài khoản"),
        max_length=19,
        validators=[RegexValidator(r"^[0-9A-Za-z]{1,19}\Z", _("Chỉ gồm chữ và số, nhiều nhất 19 ký tự."))],
    )

    class Meta(DatedRule.Meta):
        verbose_name = _("tài khoản thụ hưởng")
        verbose_name_plural = _("tài khoản thụ hưởng")
        constraints = [
            *DatedRule.Meta.constraints,
            models.UniqueConstraint(fields=["code", "valid_from"], name="one_payee_account_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.holder} ({self.code})"


class Shape(models.TextChoices):
    """How a provider is spoken to."""

    SIGNED = "signed", _("chuyển trang có chữ ký, báo kết quả có chữ ký")
    POLLED = "polled", _("tạo giao dịch rồi hỏi kết quả, khoá bearer")


class Provider(DatedRule):
    """One way to pay that leads over another system; its address and secret stand in the environment."""

    revision_topic = TOPIC

    code = models.CharField(_("mã"), max_length=40, validators=[CODE])
    name = models.CharField(_("tên"), max_length=80)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=80)
    shape = models.CharField(_("kiểu kết nối"), max_length=10, choices=Shape.choices)
    route = models.CharField(_("kênh thanh toán"), max_length=10, choices=ROUTE_CHOICES)
    settles_singly = models.BooleanField(
        _("mỗi khoản về tài khoản riêng một dòng"),
        default=True,
        help_text=_("Nếu có, đối soát báo thiếu khi sao kê không có dòng của khoản đã báo thành công."),
    )
    order = models.PositiveSmallIntegerField(_("thứ tự"), default=1)

    class Meta(DatedRule.Meta):
        verbose_name = _("nhà cung cấp thanh toán")
        verbose_name_plural = _("nhà cung cấp thanh toán")
        constraints = [
            *DatedRule.Meta.constraints,
            models.UniqueConstraint(fields=["code", "valid_from"], name="one_provider_row_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class RouteRule(DatedRule):
    """Does a payment that came by this route count for the index of QĐ 766/QĐ-TTg?"""

    revision_topic = TOPIC

    route = models.CharField(_("kênh thanh toán"), max_length=10, choices=ROUTE_CHOICES)
    counts_for_index = models.BooleanField(_("được tính điểm Quyết định 766"))

    class Meta(DatedRule.Meta):
        verbose_name = _("quy tắc tính kênh thanh toán")
        verbose_name_plural = _("quy tắc tính kênh thanh toán")
        constraints = [
            *DatedRule.Meta.constraints,
            models.UniqueConstraint(fields=["route", "valid_from"], name="one_route_rule_a_day"),
        ]

    def __str__(self) -> str:
        return str(self.get_route_display())
