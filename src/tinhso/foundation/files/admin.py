"""What does the administrator see of files? That they are there, never their picture, place or id."""

from django.contrib import admin
from django.http import HttpRequest

from tinhso.foundation.files.models import StoredFile


@admin.register(StoredFile)
class StoredFileAdmin(admin.ModelAdmin):
    """A read-only list of files."""

    list_display = (
        "pk",
        "kind",
        "size",
        "width",
        "height",
        "owner",
        "created_at",
        "attached_at",
        "erased_at",
    )
    list_filter = ("kind",)
    search_fields = ("owner",)
    fields = list_display
    readonly_fields = list_display
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Files come by upload alone."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: StoredFile | None = None) -> bool:
        """Files are not edited."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: StoredFile | None = None) -> bool:
        """Files go by `actions.erase` and `actions.expire`, which leave a fact."""
        return False
