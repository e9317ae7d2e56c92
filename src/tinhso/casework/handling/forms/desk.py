"""What may the exceptions desk decide, and what may an administrator ask the routing? Shape only."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinhso.casework.handling.forms.fields import VerbForm
from tinhso.core.clock import VIETNAM, local_date
from tinhso.core.values import GeoPoint, read_public_code
from tinhso.ui.fields import Choices, NamedField, offer, suggest

FIRST, LAST = date(2025, 7, 1), date(2059, 12, 31)
Grouped = list[tuple[Any, list[tuple[str, str]]]]


class RulingForm(VerbForm):
    """Whose it is, as what, why; perhaps as a dated rule from now on."""

    category = forms.ChoiceField(label=_("Lĩnh vực"), choices=())
    asset_class = forms.ChoiceField(
        label=_("Loại công trình"), choices=(), required=False, help_text=_("Khi biết ai quản lý công trình.")
    )
    agency = NamedField(label=_("Giao cho cơ quan nào?"), error_messages={"required": _("Hãy chọn cơ quan.")})
    reason = forms.CharField(
        label=_("Vì sao?"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Hãy cho biết lý do.")},
    )
    teach = forms.BooleanField(label=_("Áp dụng từ nay cho các phản ánh tương tự"), required=False)
    citation = forms.CharField(
        label=_("Căn cứ"),
        max_length=300,
        required=False,
        help_text=_("Quyết định phân cấp, giao quản lý; cần khi áp dụng từ nay."),
    )

    def __init__(self, *args: Any, assets: Mapping[str, Choices], place: str = "", **kwargs: Any) -> None:
        self.assets, self.place = assets, place
        super().__init__(*args, **kwargs)
        self.fields["category"].widget.attrs.pop("autofocus")  # j and k walk the list beside it

    def fit(self, known: Any) -> None:
        """This will offer categories, agencies, and the asset classes of every category that has some."""
        offer(self, "category", list(known.categories))
        suggest(self, "agency", known.agencies)
        offer(self, "asset_class", [("", _("Không rõ")), *grouped(self.assets, known.categories)])
        self.fields["teach"].help_text = _(
            "Thành quy tắc thẩm quyền có ngày: toàn địa bàn nếu nêu loại công trình, không thì chỉ %(place)s."
        ) % {"place": self.place}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        asset, category = given.get("asset_class"), given.get("category")
        if asset and category and asset not in dict(self.assets.get(category, ())):
            self.add_error("asset_class", _("Loại công trình này không thuộc lĩnh vực đã chọn."))
        if given.get("teach") and not (given.get("citation") or "").strip():
            self.add_error("citation", _("Hãy nêu căn cứ khi áp dụng từ nay."))
        return given


def grouped(assets: Mapping[str, Choices], categories: Choices) -> Grouped:
    """This will group the asset classes under the names of their categories."""
    return [(name, list(assets[code])) for code, name in categories if assets.get(code)]


class ReplayForm(forms.Form):
    """A point or a commune, a category, a day: where would it go?"""

    lat = forms.FloatField(required=False, widget=forms.HiddenInput)
    lon = forms.FloatField(required=False, widget=forms.HiddenInput)
    accuracy_m = forms.FloatField(required=False, widget=forms.HiddenInput)
    place = forms.ChoiceField(label=_("Hoặc xã, phường"), required=False, choices=())
    category = forms.ChoiceField(label=_("Lĩnh vực"), required=False, choices=())
    asset_class = forms.ChoiceField(label=_("Loại công trình"), required=False, choices=())
    on = forms.DateField(
        label=_("Vào ngày"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={"required": _("Hãy chọn ngày."), "invalid": _("Ngày chưa đúng, ví dụ: 02/12/2026.")},
    )
    text = forms.CharField(
        label=_("Nội dung"),
        required=False,
        max_length=10_000,
        help_text=_("Để thử dấu hiệu nguy hiểm, tố cáo, khiếu nại. Không được lưu."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, communes: Choices, categories: Choices, assets: Mapping[str, Choices],
                 **kwargs: Any) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        offer(self, "place", [("", _("Theo điểm trên bản đồ")), *communes])
        offer(self, "category", [("", _("Người gửi không chọn")), *categories])
        offer(self, "asset_class", [("", _("Không rõ")), *grouped(assets, categories)])

    def clean_on(self) -> date:
        """This will keep to the days for which calendars can answer."""
        day: date = self.cleaned_data["on"]
        if not FIRST <= day <= LAST:
            raise forms.ValidationError(
                _("Chỉ thử được từ %(first)s đến %(last)s.")
                % {"first": f"{FIRST:%d/%m/%Y}", "last": f"{LAST:%d/%m/%Y}"}
            )
        return day

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        given["point"] = None
        if self.errors.keys() & {"lat", "lon", "accuracy_m"}:
            self.add_error("place", _("Vị trí trên bản đồ chưa đúng; hãy đặt lại ghim."))
        elif given.get("lat") is not None and given.get("lon") is not None and not given.get("place"):
            try:
                given["point"] = GeoPoint(given["lat"], given["lon"], given.get("accuracy_m"))
            except ValueError:
                self.add_error("place", _("Vị trí trên bản đồ chưa đúng; hãy đặt lại ghim."))
        elif not given.get("place"):
            self.add_error("place", _("Hãy đặt ghim trên bản đồ hoặc chọn xã, phường."))
        return given

    def moment(self, now: datetime) -> datetime:
        """This will give the moment to ask about: now for today, else nine o'clock of that day."""
        day: date = self.cleaned_data["on"]
        return now if day == local_date(now) else datetime.combine(day, time(9), VIETNAM)


class CodeForm(forms.Form):
    """The code of a report whose decisions are asked about."""

    code = forms.CharField(
        label=_("Mã phản ánh"),
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Hãy nhập mã phản ánh.")},
    )

    def clean_code(self) -> str:
        """This will read a code as people write it."""
        code = read_public_code(self.cleaned_data["code"])
        if code is None:
            raise forms.ValidationError(_("Mã này chưa đúng: mã có mười chữ số."))
        return code
