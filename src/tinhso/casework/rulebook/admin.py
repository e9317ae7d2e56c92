"""How does an administrator edit the room's dated rules? With dates and reasons, and no code."""

from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tinhso.casework.rulebook.models import (
    ApprovalRule,
    Category,
    PhraseRule,
    ProofRule,
    PublicationRule,
    ServiceTime,
)
from tinhso.foundation.agencies.queries import KIND_LABELS
from tinhso.foundation.ledger.admin import DatedAdmin


@admin.register(Category)
class CategoryAdmin(DatedAdmin):
    """Lĩnh vực phản ánh."""

    list_display = ("code", "name", "name_en", "kind", "who_may_report", "is_emergency", "order")
    list_filter = ("who_may_report", "is_emergency")
    search_fields = ("code", "name", "name_en", "hint")
    ordering = ("order", "code", "valid_from")

    @admin.display(description=gettext_lazy("loại cơ quan"), ordering="agency_kind")
    def kind(self, category: Category) -> str:
        """This will name the kind of agency as the table of competence does."""
        label = KIND_LABELS.get(category.agency_kind)  # type: ignore[call-overload]
        return _(label) if label else category.agency_kind


@admin.register(ServiceTime)
class ServiceTimeAdmin(DatedAdmin):
    """Thời hạn phục vụ."""

    list_display = (
        "category",
        "urgent",
        "calendar",
        "accept_amount",
        "accept_unit",
        "answer_amount",
        "answer_unit",
    )
    list_filter = ("urgent", "calendar")
    ordering = ("category", "urgent", "valid_from")


@admin.register(PublicationRule)
class PublicationRuleAdmin(DatedAdmin):
    """Quy tắc công khai."""

    list_display = ("category", "listed", "text", "photos", "square_m")
    ordering = ("category", "valid_from")


@admin.register(ApprovalRule)
class ApprovalRuleAdmin(DatedAdmin):
    """Quy tắc duyệt trả lời."""

    list_display = ("agency_code", "category", "needed")
    ordering = ("agency_code", "category", "valid_from")


@admin.register(ProofRule)
class ProofRuleAdmin(DatedAdmin):
    """Quy tắc ảnh kết quả."""

    list_display = ("category", "needed", "near_m", "bits")
    ordering = ("category", "valid_from")


@admin.register(PhraseRule)
class PhraseRuleAdmin(DatedAdmin):
    """Mẫu câu nhận biết nguy hiểm, tố cáo, khiếu nại."""

    list_display = ("kind", "pattern", "exact")
    list_filter = ("kind",)
    search_fields = ("pattern",)
    ordering = ("kind", "pk")
