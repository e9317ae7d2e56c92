"""Where does the administrator edit calendars? Every change asks why and becomes a fact."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from tinhso.foundation.ledger.admin import DatedAdmin
from tinhso.foundation.workdays.models import Calendar, CalendarDay, WorkingHours


@admin.register(Calendar)
class CalendarAdmin(admin.ModelAdmin):
    """Names of the calendars; rules elsewhere cite a code, so it stays as it was first written."""

    list_display = ("code", "name")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """This will keep the code of a calendar that is there."""
        return ("code",) if obj else ()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """This will say no: past due dates were counted on it."""
        return False


@admin.register(WorkingHours)
class WorkingHoursAdmin(DatedAdmin):
    """Weekly hours, dated."""

    list_display = ("calendar", "weekday", "starts", "ends")
    list_filter = ("calendar", "weekday")


@admin.register(CalendarDay)
class CalendarDayAdmin(DatedAdmin):
    """Days that differ. One entered wrongly becomes `normal` with a reason; none is deleted."""

    list_display = ("day", "calendar", "kind", "name", "starts", "ends")
    DATED_COLUMNS = ("citation", "source_mark")  # type: ignore[assignment]
    date_hierarchy = "day"
    search_fields = ("name", "citation")

    def get_list_filter(self, request: HttpRequest) -> tuple[Any, ...]:
        """This will filter by calendar and kind: the day itself is the validity."""
        return ("calendar", "kind", "is_sample")
