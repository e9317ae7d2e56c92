"""What does the reader look for in the catalogue? A GET form of words and choices."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinhso.casework.procedures import shown
from tinhso.casework.procedures.queries import Audience, Level, OnlineLevel


class CatalogueForm(forms.Form):
    """Words and filters; every field may be empty."""

    q = forms.CharField(
        label=_("Ông/bà cần làm việc gì?"),
        required=False,
        max_length=200,
        widget=forms.TextInput(
            attrs={
                "type": "search",
                "placeholder": _("ví dụ: làm lại giấy khai sinh"),
                "enterkeyhint": "search",
            }
        ),
    )
    field = forms.ChoiceField(label=_("Lĩnh vực"), required=False)
    level = forms.ChoiceField(label=_("Cấp giải quyết"), required=False)
    audience = forms.ChoiceField(label=_("Đối tượng"), required=False)
    online = forms.ChoiceField(label=_("Mức trực tuyến"), required=False)

    FILTERS = ("field", "level", "audience", "online")

    def __init__(
        self, *args: Any, fields: Sequence[tuple[str, str]], hide: Sequence[str] = (), **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        choices: dict[str, list[tuple[str, Any]]] = {
            "field": list(fields),
            "level": [(v.value, _(shown.LEVELS[v])) for v in Level],
            "audience": [(v.value, _(shown.AUDIENCES[v])) for v in Audience if v != Audience.AGENCY],
            "online": [(v.value, _(shown.ONLINE[v])) for v in OnlineLevel],
        }
        for name, offered in choices.items():
            self.fields[name].choices = [("", _("Tất cả")), *offered]  # type: ignore[attr-defined]
        for name in hide:
            self.fields[name].widget = forms.HiddenInput()

    def chosen(self) -> dict[str, str]:
        """This will give the filters; what could not be read counts as not asked."""
        self.is_valid()
        given = getattr(self, "cleaned_data", {})
        return {name: given.get(name) or "" for name in self.FILTERS}

    def words(self) -> str:
        """This will give the words looked for."""
        self.is_valid()
        return str(getattr(self, "cleaned_data", {}).get("q") or "")
