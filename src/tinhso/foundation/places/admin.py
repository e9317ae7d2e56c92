"""Where does the administrator read areas, correct hamlets, and see which province is served?"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tinhso.foundation.ledger.admin import DatedAdmin
from tinhso.foundation.places import models


class _ReadOnly(admin.ModelAdmin):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(models.Area)
class AreaAdmin(_ReadOnly):
    """Areas come in by import only, so that a boundary always has a file behind it."""

    list_display = (
        "full_name",
        "code",
        "structure",
        "level",
        "valid_from",
        "valid_to",
        "approximate",
        "source",
    )
    list_filter = ("level", "structure", "approximate")
    search_fields = ("=code", "full_name", "folded_name")
    search_help_text = _("Tên hoặc mã; có thể gõ không dấu")
    list_select_related = False
    ordering = ("level", "code", "valid_from")
    exclude = ("folded_name",)

    def get_queryset(self, request: HttpRequest) -> Any:
        """This will leave the boundaries in the database: a list of them weighs megabytes."""
        return super().get_queryset(request).defer("boundary")


@admin.register(models.Locality)
class LocalityAdmin(DatedAdmin):
    """Hamlets, which a commune knows best and corrects often."""

    list_display = ("name", "kind", "area", "lat", "lon")
    list_filter = ("kind",)
    search_fields = ("name", "key", "area__folded_name", "=area__code")
    autocomplete_fields = ("area",)
    list_select_related = ("area",)

    def get_queryset(self, request: HttpRequest) -> Any:
        """This will leave the communes' boundaries in the database."""
        return super().get_queryset(request).defer("area__boundary")


@admin.register(models.Jurisdiction)
class JurisdictionAdmin(_ReadOnly):
    """The province this deployment serves; the first one imported, or chosen by the operator."""

    list_display = ("code", "structure", "valid_from", "valid_to")
