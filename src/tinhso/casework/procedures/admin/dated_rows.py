"""Where are the dated rules about procedures edited: fees, early results, acceptance, groups, search?"""

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from tinhso.casework.procedures import models
from tinhso.casework.procedures.admin import columns
from tinhso.casework.procedures.admin.editing import Lines, area
from tinhso.casework.procedures.admin.rows import RowsField
from tinhso.casework.procedures.book import book
from tinhso.foundation.ledger.admin import DatedAdmin, DatedForm


class _NamesProcedures(DatedForm):
    """A rule whose procedures must exist."""

    def clean(self) -> dict[str, Any] | None:
        """This will refuse codes of which there is no version."""
        cleaned = super().clean() or self.cleaned_data
        named = cleaned.get("procedures") or [cleaned.get("procedure_code", "")]
        for code in named:
            if code and code not in book.get().versions:
                field = "procedures" if "procedures" in self.fields else "procedure_code"
                self.add_error(field, _("Không có thủ tục mã %(code)s.") % {"code": code[:40]})
        return cleaned


class _ListedForm(_NamesProcedures):
    procedures = Lines(
        label=_("các thủ tục"), required=False, widget=area(4), help_text=_("Mỗi dòng một mã.")
    )


class _AskBackForm(DatedForm):
    words = Lines(label=_("khi tìm"), widget=area(8), help_text=_("Mỗi dòng một; không kể hoa thường, dấu."))
    choices = RowsField(columns.ANSWERS, label=_("các câu trả lời"), required=True)

    def clean_choices(self) -> Any:
        """This will refuse answers that lead nowhere."""
        choices = self.cleaned_data["choices"]
        good = isinstance(choices, list) and 2 <= len(choices) <= 20
        for one in choices if good else ():
            if (
                not isinstance(one, dict)
                or not one.get("label")
                or one.get("code") not in book.get().versions
            ):
                good = False
        if not good:
            raise forms.ValidationError(
                _("Cần ít nhất hai câu trả lời, mỗi câu có lời và mã của một thủ tục đang có.")
            )
        return choices


@admin.register(models.ProcedureField)
class ProcedureFieldAdmin(DatedAdmin):
    """Lĩnh vực."""

    list_display = ("code", "name", "name_en", "icon", "order")
    search_fields = ("code", "name")
    ordering = ("order", "code")


@admin.register(models.System)
class SystemAdmin(DatedAdmin):
    """Hệ thống xử lý hồ sơ."""

    list_display = ("code", "name", "body", "url")
    ordering = ("code",)


@admin.register(models.FeeRule)
class FeeRuleAdmin(DatedAdmin):
    """Miễn, giảm phí."""

    form = _NamesProcedures
    list_display = ("procedure_code", "fee_code", "channel", "ground", "percent", "amount")
    list_filter = ("channel", "ground")
    search_fields = ("procedure_code", "fee_code", "ground_name", "citation")
    ordering = ("fee_code", "procedure_code", "ground", "pk")


@admin.register(models.EarlyRule)
class EarlyRuleAdmin(DatedAdmin):
    """Thủ tục ưu tiên trả sớm."""

    form = _NamesProcedures
    list_display = ("procedure_code", "amount", "unit", "online_only")
    search_fields = ("procedure_code",)
    ordering = ("procedure_code", "valid_from")


@admin.register(models.AcceptRule)
class AcceptRuleAdmin(DatedAdmin):
    """Thời hạn tiếp nhận hồ sơ trực tuyến."""

    form = _NamesProcedures
    list_display = ("procedure_code", "amount", "unit")
    ordering = ("procedure_code", "valid_from")


@admin.register(models.Group)
class GroupAdmin(DatedAdmin):
    """Nhóm liên thông."""

    form = _ListedForm
    list_display = ("code", "name", "url")
    ordering = ("code",)


@admin.register(models.EssentialService)
class EssentialServiceAdmin(DatedAdmin):
    """Dịch vụ công thiết yếu."""

    form = _ListedForm
    list_display = ("number", "name", "body")
    search_fields = ("name",)
    ordering = ("number",)


@admin.register(models.AskBack)
class AskBackAdmin(DatedAdmin):
    """Câu hỏi lại khi tìm."""

    form = _AskBackForm
    list_display = ("code", "text")
    ordering = ("code",)
