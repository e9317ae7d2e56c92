"""How does an administrator edit the room's dated rules? With dates and reasons, and no code."""

from django.contrib import admin

from tinhso.casework.oversight.models import ComparingRule, FloodRule
from tinhso.foundation.ledger.admin import DatedAdmin


@admin.register(ComparingRule)
class ComparingRuleAdmin(DatedAdmin):
    """Quy tắc so phản ánh giống nhau."""

    list_display = ("category", "radius_m", "days", "recurrence_days")
    ordering = ("category", "valid_from")


@admin.register(FloodRule)
class FloodRuleAdmin(DatedAdmin):
    """Quy tắc dồn dập."""

    list_display = ("group", "name", "categories", "reports", "minutes", "calm_minutes")
    ordering = ("group", "valid_from")
