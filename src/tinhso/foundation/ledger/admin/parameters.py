"""Where does the administrator change a number of law or practice? Here, for every room's parameters.

The parameters belong to `core`, which has no ledger to write reasons into, so their pages live here.
"""

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tinhso.core.models import ParameterValue
from tinhso.core.parameters import declared
from tinhso.foundation.ledger.admin.dated import DatedAdmin, DatedForm


def _choices() -> list[tuple[str, str]]:
    return [(key, f"{gettext(p.label)} ({key}, {p.unit})") for key, p in sorted(declared().items())]


class ParameterForm(DatedForm):
    """One dated value of a parameter that a room declares."""

    key = forms.ChoiceField(label=_("tham số"), choices=_choices)

    def clean(self) -> dict[str, Any] | None:
        """This will refuse a value that the room could not calculate with."""
        cleaned = super().clean() or self.cleaned_data
        parameter = declared().get(cleaned.get("key", ""))
        if parameter and "value" in cleaned and not _alike(cleaned["value"], parameter.initial):
            self.add_error("value", _("Giá trị phải cùng dạng với giá trị ban đầu: %s") % parameter.initial)
        return cleaned


def _alike(value: Any, initial: Any) -> bool:
    if isinstance(initial, bool) or isinstance(value, bool):
        return isinstance(value, bool) and isinstance(initial, bool)
    if isinstance(initial, int | float):
        return isinstance(value, int | float) and value >= 0
    if isinstance(initial, list | tuple) and initial:
        return isinstance(value, list) and bool(value) and all(_alike(v, initial[0]) for v in value)
    if isinstance(initial, dict):
        return isinstance(value, dict) and all(k in value and _alike(value[k], v) for k, v in initial.items())
    return isinstance(value, type(initial))


@admin.register(ParameterValue)
class ParameterAdmin(DatedAdmin):
    """The dated values of all parameters."""

    form = ParameterForm
    list_display = ("key", "label", "value")
    search_fields = ("key",)
    ordering = ("key", "-valid_from")

    @admin.display(description=_("ý nghĩa"))
    def label(self, row: ParameterValue) -> str:
        """This will say what the parameter means."""
        parameter = declared().get(row.key)
        return f"{gettext(parameter.label)} ({parameter.unit})" if parameter else gettext("không còn dùng")
