"""Which reports does the reader want to see? A GET form that becomes the filters of the reports' queries."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinhso.casework.reports import queries as reports
from tinhso.core import clock

PERIODS = {"7": 7, "30": 30, "90": 90, "365": 365}
STATUSES = {"answered": ("answered", "closed"), "refused": ("refused",)}
Choices = Sequence[tuple[str, str]]


class FilterForm(forms.Form):
    """Search and filters of map and list; every field may be empty."""

    q = forms.CharField(
        label=_("Tìm"),
        required=False,
        max_length=200,
        widget=forms.TextInput(
            attrs={"type": "search", "data-search": "", "placeholder": _("ví dụ: đèn đường Lê Lợi")}
        ),
    )
    status = forms.ChoiceField(
        label=_("Tình trạng"),
        required=False,
        choices=[
            ("", _("Tất cả")),
            ("open", _("Đang xử lý")),
            ("overdue", _("Quá hạn")),
            ("answered", _("Đã trả lời")),
            ("refused", _("Không tiếp nhận")),
        ],
    )
    category = forms.ChoiceField(label=_("Loại việc"), required=False)
    place = forms.ChoiceField(label=_("Xã, phường"), required=False)
    period = forms.ChoiceField(
        label=_("Thời gian"),
        required=False,
        choices=[
            ("", _("Mọi lúc")),
            ("7", _("7 ngày qua")),
            ("30", _("30 ngày qua")),
            ("90", _("90 ngày qua")),
            ("365", _("Một năm qua")),
        ],
    )

    SEARCH = ("q",)
    FILTERS = ("status", "category", "place", "period")

    def __init__(
        self,
        *args: Any,
        categories: Choices,
        communes: Choices,
        hidden: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("category", categories), ("place", communes)):
            self.fields[name].choices = [("", _("Tất cả")), *choices]  # type: ignore[attr-defined]
        for name in self.FILTERS:
            self.fields[name].error_messages["invalid_choice"] = _("Không có lựa chọn này; hãy chọn lại.")
        for name in hidden:
            self.fields[name].widget = forms.HiddenInput()

    @property
    def is_filtered(self) -> bool:
        """This will tell whether anything narrows the list."""
        return any(self.data.get(name) for name in self.fields)

    def filters(self, today: date) -> reports.Filters:
        """This will give the filters; what could not be read counts as not asked."""
        given = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        days = PERIODS.get(given.get("period", ""))
        since = clock.day_bounds(today - timedelta(days=days - 1))[0] if days else None
        status = given.get("status", "")
        return reports.Filters(
            q=given.get("q", ""),
            status=STATUSES.get(status, ()),
            only=status if status in ("open", "overdue") else "",
            category=(given["category"],) if given.get("category") else (),
            place=given.get("place", ""),
            since=since,
        )
