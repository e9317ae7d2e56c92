"""How is one of many named things chosen in the administration? By typing part of its name, marks or none.

Rooms name each other's rows by code, so Django's own search (which needs a foreign key) does not serve. In
lists a code stands behind its name; the room that knows the names says so when it starts.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import get_select2_language
from django.utils.translation import gettext as _

from tinhso.core import clock

EMPTY = ("", "—")


class Picker(forms.Select):
    """A select that is searched by typing; without scripts it is a plain one."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "picker", **(attrs or {})})

    @property
    def media(self) -> forms.Media:
        """The search that Django's administration itself uses, with its words in the reader's language."""
        language = get_select2_language()
        words = [f"admin/js/vendor/select2/i18n/{language}.js"] if language else []
        return forms.Media(
            js=[
                "admin/js/vendor/jquery/jquery.min.js",
                "admin/js/vendor/select2/select2.full.min.js",
                *words,
                "admin/js/jquery.init.js",
                "core/picker.js",
            ],
            css={
                "screen": [
                    "admin/css/vendor/select2/select2.min.css",
                    "admin/css/autocomplete.css",
                    "core/picker.css",
                ]
            },
        )


class PickField(forms.ChoiceField):
    """One code among those offered on the rule's day."""

    widget = Picker

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, **kwargs})

    def offer(self, pairs: Iterable[tuple[str, str]], *, current: str = "") -> None:
        """This will offer these codes with their names, and the row's own code, which may be over."""
        found = [EMPTY, *pairs]
        if current and current not in {code for code, _name in found}:
            found.append((current, _("%(code)s (không còn hiệu lực)") % {"code": current}))
        self.choices = found


def day_of(form: forms.ModelForm) -> date:
    """This will give the day for which names are offered: the day typed, the row's own, or today."""
    typed = form.data.get(form.add_prefix("valid_from")) if form.is_bound else None
    if typed:
        try:
            found = forms.DateField().clean(typed)
        except forms.ValidationError:
            found = None
        if found is not None:
            return found
    return getattr(form.instance, "valid_from", None) or clock.local_date(clock.now())


def named(name: str, code: str, since: date | None = None, *, on: date) -> str:
    """This will word one choice: name, code, and from when where that is still to come."""
    if since is not None and since > on:
        return _("%(name)s (%(code)s, từ %(day)s)") % {"name": name, "code": code, "day": f"{since:%d/%m/%Y}"}
    return f"{name} ({code})"


Naming = Callable[[str, date], str]
"""The name of a code on a day, in the active language; "" for an unknown one."""

_naming: dict[str, Naming] = {}


def name_codes(field: str, naming: Naming) -> None:
    """This will let lists of the administration name the codes that stand in fields of that name."""
    _naming[field] = naming


def with_name(field: str, code: str, on: date) -> str:
    """This will put its name before a code where the field's codes have names; "" stays ""."""
    naming = _naming.get(field)
    name = naming(code, on) if naming and code else ""
    return f"{name} ({code})" if name and name != code else code


def column(model: Any, field: str) -> Any:
    """This will give a list's column with names for a field whose codes have names; other columns stay."""
    if field not in _naming:
        return field

    @admin.display(description=model._meta.get_field(field).verbose_name, ordering=field, empty_value="-")
    def shown(row: Any) -> str | None:
        since = getattr(row, "valid_from", None) or clock.local_date(clock.now())
        return with_name(field, getattr(row, field), since) or None

    shown.__name__ = field
    return shown


class NamedValues(admin.AllValuesFieldListFilter):
    """Every value as a link, by its name; the empty one ("whatever it is") has a name too."""

    def choices(self, changelist: Any) -> Iterator[Any]:
        """This will give the links."""
        on = clock.local_date(clock.now())
        for choice in super().choices(changelist):
            shown = choice["display"]
            name = with_name(self.field_path, shown, on) if isinstance(shown, str) else shown
            yield {**choice, "display": name or _("để trống")}
