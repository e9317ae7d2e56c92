"""Which period, category, agency and commune does the reader want? A GET form that becomes a scope."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinhso.overview.ioc.queries import Scope

PERIODS = {"today": 1, "7": 7, "30": 30, "90": 90}
DEFAULT = "7"
LONGEST_DAYS = 731
Choices = Sequence[tuple[str, str]]


def _day() -> forms.DateInput:
    return forms.DateInput({"type": "date"}, "%Y-%m-%d")


class ScopeForm(forms.Form):
    """Period and narrowing of the board; what cannot be read is said and counts as not asked."""

    period = forms.ChoiceField(
        label=_("Thời gian"),
        required=False,
        choices=[
            ("today", _("Hôm nay")),
            ("7", _("7 ngày qua")),
            ("30", _("30 ngày qua")),
            ("90", _("90 ngày qua")),
            ("", _("Tự chọn ngày")),
        ],
    )
    since = forms.DateField(label=_("Từ ngày"), required=False, widget=_day())
    until = forms.DateField(label=_("Đến ngày"), required=False, widget=_day())
    category = forms.ChoiceField(label=_("Lĩnh vực"), required=False)
    agency = forms.ChoiceField(label=_("Đơn vị"), required=False)
    place = forms.ChoiceField(label=_("Xã, phường"), required=False)
    sort = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput())

    def __init__(
        self,
        data: Any,
        *,
        today: date,
        categories: Choices,
        agencies: Choices,
        communes: Choices,
        only: Sequence[str] | None = None,
    ) -> None:
        """`only` names the bodies whose figures the reader may see, None for all: one of them is shown."""
        given = data.copy()
        if "period" not in given and not (given.get("since") and given.get("until")):
            given["period"] = DEFAULT
        if given.get("period"):
            given["since"] = given["until"] = ""
        if only is not None and given.get("agency") not in only:
            given["agency"] = only[0]
        super().__init__(given)
        self.today, self.only = today, only
        for name, choices in (("category", categories), ("agency", agencies), ("place", communes)):
            known = {code for code, _name in choices}
            # a code from an old link stays choosable: its figures are still there
            asked = given.get(name, "").replace("\x00", "")[:60]
            extra = [(asked, asked)] if asked and asked not in known else []
            field: Any = self.fields[name]
            field.choices = [("", _("Tất cả")), *choices, *extra]
            if name == "agency" and only is not None:
                field.choices = [(code, dict(choices).get(code, code)) for code in only]
        if not data.get("sort"):
            del self.fields["sort"]

    def clean(self) -> dict[str, Any]:
        """This will check that the days chosen make a period that can be shown."""
        given = super().clean() or {}
        since, until = given.get("since"), given.get("until")
        if not given.get("period") and not self.errors:
            if not since or not until:
                self.add_error("since", _("Hãy chọn cả ngày đầu và ngày cuối."))
            elif until < since:
                self.add_error("until", _("Ngày cuối phải sau ngày đầu."))
            elif (until - since).days >= LONGEST_DAYS or until.year > 9000 or since.year < 2000:
                self.add_error("until", _("Chọn tối đa hai năm."))
        return given

    def scope(self) -> Scope:
        """This will give the scope that was understood."""
        given = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        codes = {name: given.get(name) or "" for name in ("category", "agency", "place")}
        since, until = given.get("since"), given.get("until")
        if since and until and not self.errors and not given.get("period"):
            return Scope(since, until + timedelta(days=1), **codes)
        days = PERIODS[given.get("period") or DEFAULT]
        tomorrow = self.today + timedelta(days=1)
        return Scope(tomorrow - timedelta(days=days), tomorrow, **codes)
