"""How does an administrator edit the room's dated rules? With dates and reasons, and no code."""

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from tinhso.casework.oversight.models import ComparingRule, FloodRule
from tinhso.casework.rulebook import queries as rulebook
from tinhso.core.picking import day_of
from tinhso.foundation.ledger.admin import DatedAdmin, DatedForm


@admin.register(ComparingRule)
class ComparingRuleAdmin(DatedAdmin):
    """Quy tắc so phản ánh giống nhau."""

    list_display = ("category", "radius_m", "days", "recurrence_days")
    ordering = ("category", "valid_from")


class FloodForm(DatedForm):
    """A flood rule; its categories are chosen by name among those of its day."""

    categories = forms.MultipleChoiceField(
        label=_("gồm các lĩnh vực"), widget=forms.CheckboxSelectMultiple, choices=()
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("categories")
        if isinstance(field, forms.MultipleChoiceField):
            offered = {c.code: c.name for c in rulebook.categories(day_of(self))}
            chosen = _codes(self.instance.categories)
            over = {code: f"{_('không còn hiệu lực')}: {code}" for code in chosen if code not in offered}
            field.choices = [*offered.items(), *over.items()]
            self.initial["categories"] = chosen

    def clean_categories(self) -> str:
        """This will write them as the row keeps them."""
        written = ",".join(self.cleaned_data["categories"])
        if len(written) > LONGEST:
            raise forms.ValidationError(_("Chọn quá nhiều lĩnh vực."))
        return written


LONGEST = FloodRule._meta.get_field("categories").max_length or 0


@admin.register(FloodRule)
class FloodRuleAdmin(DatedAdmin):
    """Quy tắc dồn dập."""

    form = FloodForm
    list_display = ("name", "named", "reports", "minutes", "calm_minutes")
    ordering = ("group", "valid_from")

    @admin.display(description=_("gồm các lĩnh vực"), ordering="categories")
    def named(self, rule: FloodRule) -> str:
        """This will name the categories as they were called when the rule began."""
        return ", ".join(
            rulebook.category_or_code(code, rule.valid_from).name for code in _codes(rule.categories)
        )


def _codes(written: str) -> list[str]:
    return [code.strip() for code in written.split(",") if code.strip()]
