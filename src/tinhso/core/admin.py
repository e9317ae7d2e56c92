"""How is a refusal shown in Django's administration? As a message on the form's own page."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from tinhso.core.errors import Invalid, Refused
from tinhso.core.translation import say


class KnownRowSelect(AutocompleteSelect):
    """Django's own asks the database for whatever was sent as a row's number, and falls over words."""

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        """This will show the rows that were chosen, and nothing for what cannot be a row."""
        return super().optgroups(name, [v for v in value if self._may_be_row(v)], attr)

    def _may_be_row(self, value: str) -> bool:
        try:
            self.field.target_field.clean(value, None)
        except ValidationError:
            return value == ""
        return True


class ChoosingAdmin(admin.ModelAdmin):
    """Base for pages whose form names rows of other tables."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """This will show what was sent again, whatever it was."""
        if "widget" not in kwargs and db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = KnownRowSelect(db_field, self.admin_site, using=kwargs.get("using"))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class ActingAdmin(ChoosingAdmin):
    """Base for pages that save by calling a room's action: what the action refuses is said, not raised."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """This will show the form, or save it, or say why it was refused."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Refused as refused:
            errors = refused.errors if isinstance(refused, Invalid) else ()
            for sentence in [e.message for e in errors] or [refused.message]:
                self.message_user(request, say(sentence), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """This will say no: facts and decisions name the row, so it is ended instead."""
        return False
