"""Where does the administrator edit agencies and the table of competence, with dates and reasons?"""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tinhso.core import clock
from tinhso.core.admin import ActingAdmin
from tinhso.core.picking import NamedValues, PickField, day_of, named
from tinhso.core.roles import Actor, Grant, Role
from tinhso.foundation.agencies import actions, models, queries
from tinhso.foundation.ledger.admin import DatedAdmin, DatedForm
from tinhso.foundation.places import queries as places


class AreaForm(DatedForm):
    """A rule that may name an area: the served province or one of its communes on that day."""

    area_code = PickField(label=_("đơn vị hành chính"), help_text=_("Để trống: toàn tỉnh."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("area_code")
        if isinstance(field, PickField):
            field.offer(places.offered(on=day_of(self)), current=self.instance.area_code)


class CompetenceForm(AreaForm):
    """A rule of competence; the class of assets it may name is one of those known on that day."""

    asset_class = PickField(label=_("loại tài sản"), help_text=_("Để trống: loại nào cũng vậy."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("asset_class")
        if isinstance(field, PickField):
            on = day_of(self)
            pairs = [
                (code, named(name, code, on=on)) for code, name in queries.asset_class_names(on=on).items()
            ]
            field.offer(pairs, current=self.instance.asset_class)


class AgencyForm(AreaForm):
    """An agency; the structure that its area belongs to follows from the area."""

    def clean(self) -> dict[str, Any] | None:
        """This will take the structure of the area that was chosen."""
        cleaned = super().clean() or self.cleaned_data
        code = cleaned.get("area_code", "")
        if code != self.initial.get("area_code", ""):
            found = places.place(code, on=day_of(self)) if code else None
            self.instance.area_structure = found.structure if found else ""
        return cleaned


@admin.register(models.Agency)
class AgencyAdmin(DatedAdmin):
    """Organisations. A code is for life; a new name by decision is a new agency and a succession."""

    list_display = ("code", "name", "kind", "area_code")
    list_filter = ("kind",)
    search_fields = ("code", "name", "area_code")
    form = AgencyForm
    exclude = ("area_structure",)
    autocomplete_fields = ("parent", "escalates_to")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """This will keep the code of an agency that exists."""
        return (*super().get_readonly_fields(request, obj), *(["code"] if obj else []))


@admin.register(models.Identifier)
class IdentifierAdmin(DatedAdmin):
    """Codes in others' schemes."""

    list_display = ("agency", "scheme", "value")
    list_filter = ("scheme",)
    search_fields = ("value", "agency__name")
    autocomplete_fields = ("agency",)


@admin.register(models.Unit)
class UnitAdmin(DatedAdmin):
    """Rooms (phòng)."""

    list_display = ("agency", "code", "name")
    search_fields = ("name", "code", "agency__name")
    autocomplete_fields = ("agency",)


@admin.register(models.AssetClass)
class AssetClassAdmin(DatedAdmin):
    """Classes of assets that may be named."""

    list_display = ("category", "code", "name")
    list_filter = ("category",)


@admin.register(models.Competence)
class CompetenceAdmin(DatedAdmin):
    """The table of competence."""

    form = CompetenceForm
    list_display = ("category", "sub_kind", "asset_class", "area_code", "who", "priority", "confidence")
    list_filter = (("category", NamedValues), "agency_kind", ("asset_class", NamedValues))
    list_select_related = ("agency",)
    search_fields = ("agency__name", "area_code", "sub_kind", "citation")
    autocomplete_fields = ("agency",)

    @admin.display(description=_("cơ quan phụ trách"))
    def who(self, row: models.Competence) -> str:
        """This will name the agency, or the kind of agency."""
        return str(row.agency) if row.agency else row.get_agency_kind_display()


@admin.register(models.DutyRoster)
class DutyRosterAdmin(DatedAdmin):
    """Who is on duty when."""

    list_display = ("agency", "officer", "weekdays", "from_time", "to_time", "starts_at", "ends_at")
    list_select_related = ("agency",)
    search_fields = ("agency__name", "officer")
    autocomplete_fields = ("agency",)


class SuccessionForm(forms.ModelForm):
    """One agency before, one or several after, and the decision."""

    successors = forms.ModelMultipleChoiceField(
        models.Agency.objects.filter(valid_to__isnull=True),
        label=_("các cơ quan kế tục"),
        help_text=_("Việc đang mở chuyển về cơ quan kế tục; việc đã xong giữ tên cũ."),
    )

    class Meta:
        model = models.Succession
        fields = ("predecessor", "successors", "kind", "on", "decision")


@admin.register(models.Succession)
class SuccessionAdmin(ActingAdmin):
    """Who took over from whom; adding one closes the predecessor from that day."""

    list_display = ("predecessor", "successor", "kind", "on", "decision")
    list_select_related = ("predecessor", "successor")
    search_fields = ("predecessor__name", "successor__name", "decision")
    date_hierarchy = "on"

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """This will ask for all successors at once."""
        return super().get_form(
            request, obj, change=change, **({} if obj else {"form": SuccessionForm}), **kwargs
        )

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """This will leave a succession as it was decided."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """This will let the act of succession write, with its facts."""
        told = form.cleaned_data
        actions.succeed(
            predecessor=told["predecessor"].code,
            successors=[heir.code for heir in told["successors"]],
            kind=told["kind"],
            on=told["on"],
            decision=told["decision"],
            # only administrators reach this form; accounts, which knows their grants, lives upstairs
            by=Actor(f"officer:{request.user.pk}", frozenset({Grant(Role.ADMINISTRATOR)})),
            now=clock.now(),
        )
        written = models.Succession.objects.filter(predecessor=told["predecessor"]).latest("pk")
        obj.pk, obj.successor = written.pk, written.successor
