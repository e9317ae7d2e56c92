"""How does an administrator edit the index and enter what others publish? With dates, sources and reasons."""

from django.contrib import admin

from tinhso.foundation.ledger.admin import DatedAdmin
from tinhso.overview.quality.models import EnteredFigure, Indicator


@admin.register(Indicator)
class IndicatorAdmin(DatedAdmin):
    """Chỉ số chất lượng phục vụ."""

    list_display = ("code", "name", "group", "maximum", "target", "formula")
    list_filter = ("group",)
    search_fields = ("code", "name", "name_en")
    ordering = ("order", "code", "valid_from")


@admin.register(EnteredFigure)
class EnteredFigureAdmin(DatedAdmin):
    """Số liệu nhập của chỉ số."""

    list_display = ("indicator", "agency_code", "part", "whole")
    list_filter = ("indicator",)
    search_fields = ("indicator", "agency_code")
    ordering = ("indicator", "agency_code", "-valid_from")
