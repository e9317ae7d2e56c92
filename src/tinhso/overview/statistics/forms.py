"""Which period, and which part of the province, does the reader want? What is unreadable was not asked."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tinhso.casework.rulebook import queries as rulebook
from tinhso.foundation.places import queries as places
from tinhso.overview.ioc.queries import Scope

DAYS = (30, 90, 365)
DEFAULT = "30"
MONTHS = 12
_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
_CODE = re.compile(r"[\w.-]{1,60}", re.ASCII)
Choices = Sequence[tuple[str, str]]


def first_of(day: date, months_before: int = 0) -> date:
    """This will give the first day of a day's month, or of one so many months before."""
    year, month = divmod(day.year * 12 + day.month - 1 - months_before, 12)
    return date(year, month + 1, 1)


def months(today: date) -> list[str]:
    """This will name the last months, this one first: "2026-11"."""
    return [f"{first_of(today, n):%Y-%m}" for n in range(MONTHS)]


def period_of(asked: str, today: date) -> str:
    """This will give the period that was asked for, or the default one."""
    known = asked in {str(n) for n in DAYS} or (_MONTH.fullmatch(asked) and asked <= f"{today:%Y-%m}")
    return asked if known else DEFAULT


def scope_of(period: str, today: date) -> Scope:
    """This will give the days of a period; a month that goes on ends today."""
    tomorrow = today + timedelta(days=1)
    if found := _MONTH.fullmatch(period):
        first = date(int(found[1]), int(found[2]), 1)
        return Scope(first, min(first_of(first, -1), tomorrow))
    return Scope(tomorrow - timedelta(days=int(period)), tomorrow)


def code_of(asked: str) -> str:
    """This will give a code as it may stand in an address; "" for anything else."""
    return asked if _CODE.fullmatch(asked) else ""


class PeriodForm(forms.Form):
    """The period of the page."""

    period = forms.ChoiceField(label=gettext_lazy("Thời gian"), required=False)

    def __init__(self, asked: str, *, today: date) -> None:
        super().__init__({"period": asked})
        last: Choices = [(str(n), _("%(days)s ngày qua") % {"days": n}) for n in DAYS]
        named: Choices = [(m, _("Tháng %(month)s") % {"month": f"{m[5:]}/{m[:4]}"}) for m in months(today)]
        field: Any = self.fields["period"]
        older: Choices = [] if asked in dict([*last, *named]) else [(asked, asked)]
        field.choices = [*last, *named, *older]


class PartForm(forms.Form):
    """A category and a commune, for feeds and the embedded map."""

    place = forms.ChoiceField(label=gettext_lazy("Xã, phường"), required=False)
    category = forms.ChoiceField(label=gettext_lazy("Loại việc"), required=False)

    def __init__(self, data: Any, *, today: date) -> None:
        super().__init__(data)
        for name, known in (
            ("place", [(p.code, p.name) for p in places.communes(on=today)]),
            ("category", [(c.code, c.name) for c in rulebook.categories(today)]),
        ):
            field: Any = self.fields[name]
            field.choices = [("", _("Tất cả")), *known]

    def asked(self) -> dict[str, str]:
        """This will give the codes that were chosen; unknown ones count as not chosen."""
        self.is_valid()
        return {name: code for name, code in self.cleaned_data.items() if code}
