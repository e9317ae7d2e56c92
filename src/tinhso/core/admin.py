"""How is a refusal shown in Django's administration? As a message on the form's own page."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from tinhso.core.errors import Invalid, Refused
from tinhso.core.translation import say


class ActingAdmin(admin.ModelAdmin):
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
