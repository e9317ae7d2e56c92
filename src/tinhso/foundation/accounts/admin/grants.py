"""Where does the administrator give roles, and end them?"""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tinhso.core import clock
from tinhso.core.admin import ActingAdmin
from tinhso.core.picking import PickField, day_of
from tinhso.foundation.accounts import actions, models
from tinhso.foundation.accounts.requests import actor_of
from tinhso.foundation.agencies import queries as agencies


class GrantForm(forms.ModelForm):
    """A role, for whom, for which agency, since when, by which decision and why."""

    agency_code = PickField(label=_("cơ quan"), help_text=_("Để trống: toàn hệ thống."))
    unit = PickField(label=_("phòng"))
    reason = forms.CharField(label=_("lý do"), max_length=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        on = day_of(self)
        offered = {"agency_code": agencies.offered(on=on), "unit": agencies.offered_units(on=on)}
        for name, pairs in offered.items():
            field = self.fields.get(name)
            if isinstance(field, PickField):
                field.offer(pairs)

    def clean(self) -> dict[str, Any] | None:
        """This will take the room only together with its own agency."""
        cleaned = super().clean() or self.cleaned_data
        agency, slash, unit = cleaned.get("unit", "").partition("/")
        if slash and agency != cleaned.get("agency_code"):
            self.add_error("unit", _("Phòng này không thuộc cơ quan đã chọn."))
        cleaned["unit"] = unit
        return cleaned

    class Meta:
        model = models.RoleGrant
        fields = ("account", "role", "agency_code", "unit", "valid_from", "valid_to", "citation", "reason")


@admin.register(models.RoleGrant)
class RoleGrantAdmin(ActingAdmin):
    """Roles given. A role is not changed but ended, by its last day."""

    form = GrantForm
    list_display = ("account", "role", "agency_code", "unit", "valid_from", "valid_to", "withdrawn", "note")
    list_filter = ("role", "withdrawn")
    list_select_related = ("account",)
    search_fields = ("account__username", "account__full_name", "agency_code")
    autocomplete_fields = ("account",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """This will leave only the end and its reason open."""
        return (
            ("account", "role", "agency_code", "unit", "valid_from", "citation", "withdrawn") if obj else ()
        )

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """This will let the actions write: give, or take away."""
        by, now = actor_of(request), clock.now()
        told = form.cleaned_data
        if change:
            actions.revoke(
                account=obj.account.key,
                role=obj.role,
                agency_code=obj.agency_code,
                valid_to=told["valid_to"],
                reason=told["reason"],
                by=by,
                now=now,
            )
            return
        obj.pk = actions.grant(
            account=told["account"].key,
            role=told["role"],
            agency_code=told["agency_code"],
            unit=told["unit"],
            valid_from=told["valid_from"],
            valid_to=told["valid_to"],
            citation=told["citation"],
            reason=told["reason"],
            by=by,
            now=now,
        )
