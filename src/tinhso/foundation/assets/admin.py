"""Where does the administrator read assets? They come in by import only, so a line always has a source."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from tinhso.core import picking
from tinhso.foundation.assets.models import Asset


@admin.register(Asset)
class AssetAdmin(admin.ModelAdmin):
    """Read only."""

    list_display = ("name", "asset_class", "key", "manager", "valid_from", "valid_to", "is_sample", "source")
    list_filter = (("asset_class", picking.NamedValues), "is_sample")
    search_fields = ("=key", "name")

    def get_list_display(self, request: HttpRequest) -> tuple[Any, ...]:
        """This will name the class."""
        own = super().get_list_display(request)
        return tuple(picking.column(self.model, one) if isinstance(one, str) else one for one in own)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """This will say no: assets come from a file."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """This will say no: a change is another import."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """This will say no: past decisions were made by them."""
        return False
