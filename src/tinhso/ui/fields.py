"""Of which fields are the forms of officers made: a name out of a long list, some lines, a day?"""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from tinhso.core.folding import fold

Choices = Sequence[tuple[str, str]]
"""What a field lets choose: (code, name)."""
LINES_MAX = 2000


class Suggested(forms.TextInput):
    """A text field that suggests names as one types; a plain field where the browser knows no lists."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(attrs={"autocomplete": "off"})
        self.names = names

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """This will draw the field and the list of names beside it."""
        list_id = f"{(attrs or {}).get('id', name)}-list"
        drawn = super().render(name, value, {**(attrs or {}), "list": list_id}, renderer)
        options = format_html_join("", '<option value="{}"></option>', ((n,) for n in self.names))
        return format_html('{}<datalist id="{}">{}</datalist>', drawn, list_id, options)


class NamedField(forms.CharField):
    """One of a long list by its name (accents and case do not matter) or its code; gives the code."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=200, **kwargs)
        self.known: Choices = ()

    def suggest(self, known: Choices) -> None:
        """This will set what may be named."""
        self.known = known
        self.widget = Suggested([name for _code, name in known])
        self.widget.is_required = self.required

    def clean(self, value: Any) -> str:
        said = str(super().clean(value) or "").strip()
        if not said or any(code == said for code, _name in self.known):
            return said
        found = [code for code, name in self.known if fold(name) == fold(said)]
        if len(found) != 1:
            raise forms.ValidationError(_("Không có tên như vậy; hãy chọn một tên trong danh sách."))
        return found[0]


def offer(form: forms.Form, name: str, choices: Any) -> None:
    """This will set what a field lets choose."""
    cast(forms.ChoiceField, form.fields[name]).choices = choices


def suggest(form: forms.Form, name: str, known: Choices) -> None:
    """This will set what a field that is named by typing knows."""
    cast(NamedField, form.fields[name]).suggest(known)


def text_field(label: Any, *, rows: int = 3, most: int = LINES_MAX, hint: Any = "", empty: Any = "",
               required: bool = True) -> forms.CharField:  # fmt: skip
    """This will make a field of several lines; `empty` is what is said when nothing was written."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=most,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": empty or _("Hãy viết vài chữ ở đây.")},
    )


def day_field(label: Any, *, required: bool = True, hint: Any = "") -> forms.DateField:
    """This will make a field for a day."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=hint,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={
            "required": _("Hãy chọn ngày."),
            "invalid": _("Ngày chưa đúng, ví dụ: 02/12/2026."),
        },
    )
