"""Which period, body, field and procedure does the reader want? A GET form that becomes a scope of months."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tinhso.overview.quality.queries import Scope
from tinhso.overview.quality.rules import months

MONTHS = 18
Choices = Sequence[tuple[str, str]]


def periods(today: date) -> list[tuple[str, str]]:
    """This will list the periods that may be asked for: years, then months, the newest first."""
    this = months.first(today)
    found = [
        (str(today.year), _("Năm %(year)s") % {"year": today.year}),
        (str(today.year - 1), _("Năm %(year)s") % {"year": today.year - 1}),
    ]
    for back in range(MONTHS):
        month = months.earlier(this, back)
        found.append((f"{month:%Y-%m}", _("Tháng %(month)s") % {"month": f"{month:%m/%Y}"}))
    return found


def scope_of(period: str, today: date) -> Scope:
    """This will read "2026" or "2026-11"; anything else means this year."""
    year, _sign, month = period.partition("-")
    if year.isdecimal() and 2000 <= int(year) <= today.year and month.isdecimal() and 1 <= int(month) <= 12:
        first = date(int(year), int(month), 1)
        return Scope(first, months.later(first, 1))
    this = (
        int(year) if year.isdecimal() and len(year) == 4 and 2000 <= int(year) <= today.year else today.year
    )
    return Scope(date(this, 1, 1), date(this + 1, 1, 1))


class PeriodForm(forms.Form):
    """The period alone, for the public pages."""

    period = forms.ChoiceField(label=gettext_lazy("Thời gian"), required=False)

    def __init__(self, data: Any, *, today: date) -> None:
        given = data.copy()
        choices = periods(today)
        if given.get("period") not in dict(choices):
            given["period"] = str(today.year)
        super().__init__(given)
        field: Any = self.fields["period"]
        field.choices = choices
        self.today = today

    def scope(self) -> Scope:
        """This will give the scope that was understood."""
        return scope_of(self.data["period"], self.today)


class ScopeForm(PeriodForm):
    """Period, body, field and procedure of the board."""

    agency = forms.ChoiceField(label=gettext_lazy("Đơn vị"), required=False)
    field = forms.ChoiceField(label=gettext_lazy("Lĩnh vực"), required=False)
    procedure = forms.ChoiceField(label=gettext_lazy("Thủ tục"), required=False)

    def __init__(
        self, data: Any, *, today: date, agencies: Choices, fields: Choices, procedures: Choices,
        only: Sequence[str] | None = None,
    ) -> None:  # fmt: skip
        """`only` names the bodies whose dossiers the reader may see, None for all: one of them is shown."""
        given = data.copy()
        if only is not None and given.get("agency") not in only:
            given["agency"] = only[0]
        self.only = only
        super().__init__(given, today=today)
        for name, choices in (("agency", agencies), ("field", fields), ("procedure", procedures)):
            known = {code for code, _name in choices}
            asked = str(self.data.get(name) or "").replace("\x00", "")[:60]
            # a code from an old link stays choosable: its figures are still there
            extra = [(asked, asked)] if asked and asked not in known else []
            one: Any = self.fields[name]
            one.choices = [("", _("Tất cả")), *choices, *extra]
            if name == "agency" and only is not None:
                one.choices = [(code, dict(choices).get(code, code)) for code in only]

    def scope(self) -> Scope:
        """This will give the scope that was understood."""
        codes = {
            name: str(self.data.get(name) or "").replace("\x00", "")[:60]
            for name in ("agency", "field", "procedure")
        }
        return super().scope().of(**codes)
