"""What may a citizen type, and in what shape does it reach the actions? Shape only: the actions decide."""

from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tinhso.casework.reports.questions import AskingForm
from tinhso.casework.reports.rules.lengths import LINE_MAX, TEXT_MAX
from tinhso.casework.reports.rules.publicity import FLAG_REASONS
from tinhso.core.translation import say
from tinhso.core.values import GeoPoint, read_public_code

RATINGS = ("satisfied", "acceptable", "unsatisfied")
_NOT_A_POINT = {"invalid": _("Vị trí trên bản đồ chưa đúng; hãy đặt lại ghim.")}
Choices = Sequence[tuple[str, Any]]


class ReportForm(AskingForm):
    """The report as the page sends it without JavaScript; with it, the same fields go to the API as JSON."""

    id = forms.UUIDField(
        widget=forms.HiddenInput,
        initial=uuid4,
        error_messages={"invalid": _("Trang này đã cũ; hãy tải lại trang rồi gửi.")},
    )
    text = forms.CharField(
        label=_("Chuyện gì đang xảy ra?"),
        required=False,
        max_length=TEXT_MAX,
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": TEXT_MAX}),
        error_messages={
            "max_length": _("Nội dung dài quá 10.000 ký tự; hãy viết ngắn lại."),
        },
    )
    category = forms.ChoiceField(
        label=_("Thuộc loại việc nào?"),
        required=False,
        widget=forms.RadioSelect,
        choices=(),
        error_messages={"invalid_choice": _("Loại việc này không có trong danh sách; hãy chọn lại.")},
    )
    lat = forms.FloatField(required=False, widget=forms.HiddenInput, error_messages=_NOT_A_POINT)
    lon = forms.FloatField(required=False, widget=forms.HiddenInput, error_messages=_NOT_A_POINT)
    accuracy_m = forms.FloatField(required=False, min_value=0, widget=forms.HiddenInput)
    place = forms.ChoiceField(
        label=_("Xã, phường"),
        required=False,
        choices=(),
        error_messages={"invalid_choice": _("Xã, phường này không có trong danh sách; hãy chọn lại.")},
    )
    locality = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    detail = forms.CharField(
        label=_("Chỗ đó ở đâu?"),
        help_text=_("Thôn, bản, tổ dân phố, số nhà, gần công trình nào."),
        required=False,
        max_length=300,
    )
    name = forms.CharField(
        label=_("Tên"), required=False, max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    phone = forms.CharField(
        label=_("Số điện thoại"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
        error_messages={"max_length": _("Số điện thoại dài nhất 20 ký tự.")},
    )
    email = forms.EmailField(
        label=_("Thư điện tử"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("Địa chỉ thư điện tử chưa đúng, ví dụ: ten@example.vn.")},
    )
    other_name = forms.CharField(label=_("Tên người nhờ gửi"), required=False, max_length=120)
    other_phone = forms.CharField(
        label=_("Số điện thoại của người đó"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel"}),
    )
    other_relation = forms.CharField(
        label=_("Người đó là ai với ông/bà?"),
        help_text=_("Ví dụ: mẹ tôi, hàng xóm, người dân đến nhờ tổ công nghệ số cộng đồng."),
        required=False,
        max_length=120,
    )
    public = forms.BooleanField(label=_("Cho mọi người cùng xem phản ánh này"), required=False, initial=True)

    CONTACT: ClassVar[tuple[str, ...]] = ("name", "phone", "email")
    OTHER: ClassVar[tuple[str, ...]] = ("name", "phone", "relation")

    def __init__(
        self, *args: Any, categories: Choices, communes: Choices, voice: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.voice = voice
        self.fields["category"].choices = list(categories)  # type: ignore[attr-defined]
        self.fields["place"].choices = [("", _("Chọn xã, phường")), *communes]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not (given.get("text") or self.voice or "text" in self.errors):
            self.add_error("text", _("Hãy viết vài chữ hoặc nói về việc ông/bà muốn phản ánh."))
        if self.errors.keys() & {"lat", "lon", "place"}:
            return given
        if not (self._point(given) or given.get("place")):
            sentence = _("Cho biết chỗ đó ở đâu: lấy vị trí của máy, kéo ghim, hoặc chọn xã, phường.")
            self.add_error("place", sentence)
        return given

    @staticmethod
    def _point(given: dict[str, Any]) -> GeoPoint | None:
        lat, lon = given.get("lat"), given.get("lon")
        if lat is None or lon is None:
            return None
        try:
            return GeoPoint(lat, lon, given.get("accuracy_m"))
        except ValueError as wrong:
            raise ValidationError(_("Vị trí trên bản đồ chưa đúng; hãy đặt lại ghim.")) from wrong

    def body(self, photos: Sequence[str]) -> dict[str, Any]:
        """This will give the same JSON body that the API takes, from cleaned fields."""
        given = self.cleaned_data
        point = self._point(given)
        place = None
        if point is None:
            place = {
                "code": given["place"],
                "locality": given["locality"] or None,
                "detail": given["detail"] or None,
            }
        contact = {name: given[name] or None for name in self.CONTACT}
        other = {name: given[f"other_{name}"] or None for name in self.OTHER}
        return {
            "id": str(given["id"]),
            "text": given["text"],
            "category": given["category"] or None,
            "point": point and {"lat": point.lat, "lon": point.lon, "accuracy_m": point.accuracy_m},
            "place": place,
            "occurred_at": None,
            "photos": list(photos),
            "contact": contact if any(contact.values()) else None,
            "public": given["public"],
            "channel": "web",
            "on_behalf_of": other if any(other.values()) else None,
            "voice": self.voice or None,
            "answers": self.answers(),
        }


class FindForm(forms.Form):
    """A code as people write it, and the secret where they want to see their own things."""

    code = forms.CharField(
        label=_("Mã phản ánh"),
        help_text=_("Mười chữ số, ví dụ 4621 073 582."),
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Hãy nhập mã phản ánh.")},
    )
    secret = forms.CharField(
        label=_("Mã bí mật"),
        help_text=_(
            "Cần khi ông/bà là người gửi và muốn trả lời, đánh giá, hoặc xem phản ánh không công khai."
        ),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        code = read_public_code(self.cleaned_data["code"])
        if code is None:
            raise ValidationError(_("Mã này chưa đúng: mã có mười chữ số. Hãy xem lại từng số rồi nhập lại."))
        return code


class AnswerForm(forms.Form):
    """The citizen's answer to a question of the agency."""

    text = forms.CharField(
        label=_("Trả lời của ông/bà"),
        max_length=LINE_MAX,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Hãy viết câu trả lời.")},
    )


class RatingForm(forms.Form):
    """Three faces and a comment."""

    rating = forms.ChoiceField(
        label=_("Ông/bà thấy kết quả thế nào?"),
        choices=[(r, r) for r in RATINGS],
        error_messages={"required": _("Hãy chọn một trong ba mức.")},
    )
    comment = forms.CharField(
        label=_("Ý kiến thêm"),
        required=False,
        max_length=LINE_MAX,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReopenForm(forms.Form):
    """Why the report should be worked on again."""

    reason = forms.CharField(
        label=_("Việc gì còn chưa xong?"),
        max_length=LINE_MAX,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Hãy cho biết việc gì còn chưa xong.")},
    )


class AppealForm(forms.Form):
    """What a person should know who reads a refused report again."""

    reason = forms.CharField(
        label=_("Điều gì máy chưa hiểu?"),
        required=False,
        max_length=LINE_MAX,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ContactForm(forms.Form):
    """How the reporter is called and reached; whether it holds is the case's to say."""

    name = forms.CharField(label=_("Họ tên"), required=False, max_length=200)
    phone = forms.CharField(
        label=_("Số điện thoại"), required=False, max_length=40, widget=forms.TextInput(attrs={"type": "tel"})
    )
    email = forms.CharField(
        label=_("Thư điện tử"),
        required=False,
        max_length=254,
        widget=forms.TextInput(attrs={"type": "email", "autocomplete": "email"}),
    )


class FlagForm(forms.Form):
    """What is wrong with what is shown to everybody."""

    reason = forms.ChoiceField(
        label=_("Nội dung này có vấn đề gì?"),
        choices=[],
        widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn một lý do.")},
    )
    note = forms.CharField(
        label=_("Nói rõ thêm"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(code, say(reason)) for code, reason in FLAG_REASONS.items()]
        self.fields["reason"].choices = [(code, said[:1].upper() + said[1:]) for code, said in named]  # type: ignore[attr-defined]
