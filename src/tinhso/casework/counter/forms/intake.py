"""What does the officer at the counter type of the people, the place and the way back? Shape only."""

from datetime import date
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from tinhso.casework.onestop.rules.filing import BODY, NAME_MAX, PERSON, Capacity, Person
from tinhso.ui.fields import Choices, NamedField, day_field, suggest

DIGITS = {"inputmode": "numeric", "autocomplete": "off"}
PLAIN = {"autocomplete": "off"}


def _line(label: Any, *, required: bool = False, attrs: dict[str, str] | None = None, most: int = NAME_MAX,
          hint: Any = "", empty: Any = "") -> forms.CharField:  # fmt: skip
    return forms.CharField(
        label=label, required=required, max_length=most, help_text=hint,
        widget=forms.TextInput(attrs=attrs or PLAIN),
        error_messages={"required": empty or _("Cần điền ô này.")},
    )  # fmt: skip


class PeopleForm(forms.Form):
    """Holder, who files for them, who helped, where, and how the result comes back."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    holder_kind = forms.ChoiceField(
        label=_("Chủ hồ sơ là"),
        choices=[(PERSON, _("cá nhân")), (BODY, _("tổ chức"))],
        initial=PERSON,
        widget=forms.RadioSelect,
    )
    holder_number = _line(
        _("Số định danh hoặc mã số"),
        attrs=DIGITS,
        most=20,
        hint=_("12 chữ số trên thẻ căn cước; mã số thuế với tổ chức."),
    )
    identity_seen = forms.BooleanField(label=_("Đã đối chiếu giấy tờ tuỳ thân"), required=False)
    holder_name = _line(_("Họ tên hoặc tên tổ chức"), required=True, empty=_("Chưa có họ tên."))
    holder_phone = _line(_("Điện thoại"), attrs=DIGITS, most=20)
    holder_born = day_field(_("Ngày sinh"), required=False)
    holder_address = _line(_("Địa chỉ"), most=500)
    is_proxy = forms.BooleanField(label=_("Người khác nộp thay"), required=False)
    applicant_name = _line(_("Họ tên người nộp thay"))
    applicant_number = _line(_("Số định danh người nộp thay"), attrs=DIGITS, most=20)
    applicant_phone = _line(_("Điện thoại người nộp thay"), attrs=DIGITS, most=20)
    capacity = forms.ChoiceField(
        label=_("Nộp thay theo tư cách nào?"),
        required=False,
        choices=[
            ("", _("chưa rõ")),
            (Capacity.MANDATE.value, _("Được uỷ quyền")),
            (Capacity.PARENT.value, _("Cha, mẹ của người chưa thành niên")),
            (Capacity.GUARDIAN.value, _("Người giám hộ")),
            (Capacity.REPRESENTATIVE.value, _("Người đại diện theo pháp luật")),
        ],
    )
    proxy_basis = _line(
        _("Nộp thay theo giấy tờ nào?"), hint=_("Giấy uỷ quyền, giấy khai sinh của con…"), most=500
    )
    helper = _line(_("Người hỗ trợ kê khai"), hint=_("Chỉ người gõ giúp, không phải người nộp."))
    area = NamedField(
        label=_("Hồ sơ của xã, phường nào?"),
        help_text=_("Xã, phường bất kỳ trong tỉnh: nhận tại đây, nơi đó giải quyết."),
        error_messages={"required": _("Hãy chọn xã, phường.")},
    )
    agency = NamedField(
        label=_("Cơ quan giải quyết"), error_messages={"required": _("Hãy chọn cơ quan giải quyết.")}
    )
    delivery = forms.ChoiceField(
        label=_("Nhận kết quả"),
        choices=[
            ("counter", _("Tại quầy")),
            ("electronic", _("Bản điện tử")),
            ("post", _("Qua bưu chính công ích")),
        ],
        initial="counter",
    )
    delivery_address = _line(
        _("Địa chỉ nhận kết quả"), most=500, hint=_("Khi qua bưu chính; bỏ trống là địa chỉ của chủ hồ sơ.")
    )
    delivery_area = _line(_("Xã, phường và tỉnh, thành phố nhận kết quả"))
    came_by = forms.ChoiceField(
        label=_("Hồ sơ tới bằng cách nào?"),
        required=False,
        choices=[("counter", _("Tại quầy")), ("post", _("Bưu chính công ích"))],
        initial="counter",
    )
    grounds = forms.MultipleChoiceField(
        label=_("Thuộc diện miễn, giảm phí"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        *args: Any,
        communes: Choices,
        agencies: Choices,
        grounds: Choices,
        by_commune: bool,
        is_internal: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.is_internal = is_internal
        if by_commune:
            del self.fields["agency"]
            suggest(self, "area", communes)
        else:
            del self.fields["area"]
            suggest(self, "agency", agencies)
        if grounds:
            cast(forms.MultipleChoiceField, self.fields["grounds"]).choices = list(grounds)
        else:
            del self.fields["grounds"]
        if is_internal:
            for name in INTERNAL_WITHOUT:
                self.fields.pop(name, None)
        first = "agency" if is_internal else "holder_number"
        self.fields[first].widget.attrs["autofocus"] = True

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("is_proxy"):
            if not given.get("applicant_name"):
                self.add_error("applicant_name", _("Chưa có họ tên người nộp thay."))
            if not given.get("proxy_basis"):
                self.add_error("proxy_basis", _("Cần nêu giấy tờ chứng minh được nộp thay."))
        return given

    def holder(self) -> Person:
        """This will give the holder as typed."""
        given = self.cleaned_data
        return Person(
            name=given["holder_name"],
            kind=given["holder_kind"],
            number=given["holder_number"].replace(" ", "").replace(".", ""),
            phone=given["holder_phone"].replace(" ", "").replace(".", ""),
            address=given["holder_address"],
            born=_born(given),
        )

    def applicant(self) -> Person | None:
        """This will give who files for the holder; None where they file themselves."""
        given = self.cleaned_data
        if not given.get("is_proxy"):
            return None
        return Person(
            name=given["applicant_name"],
            number=given["applicant_number"].replace(" ", "").replace(".", ""),
            phone=given["applicant_phone"].replace(" ", "").replace(".", ""),
        )


INTERNAL_WITHOUT = (
    "holder_kind", "holder_number", "identity_seen", "holder_name", "holder_phone", "holder_born",
    "holder_address", "is_proxy", "applicant_name", "applicant_number", "applicant_phone", "proxy_basis",
    "capacity",    "helper", "delivery", "delivery_address", "delivery_area", "came_by", "grounds",
)  # fmt: skip


def _born(given: dict[str, Any]) -> date | None:
    born: date | None = given.get("holder_born")
    return born
