"""What does an officer type when a list is signed, and of each thing that a postman brings? Shape only."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

PLAIN = {"autocomplete": "off"}
ROWS, MOST_ROWS = 3, 50


class PackForm(forms.Form):
    """Which enterprise takes the ticked results."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    carrier = forms.ChoiceField(label=_("Doanh nghiệp bưu chính"))

    def __init__(self, *args: Any, carriers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["carrier"] = forms.ChoiceField(label=_("Doanh nghiệp bưu chính"), choices=carriers)


class SignForm(forms.Form):
    """Who gave and who received, and the sheet that they signed."""

    giver = forms.CharField(
        label=_("Họ tên người giao"), max_length=120, widget=forms.TextInput(attrs=PLAIN),
        error_messages={"required": _("Cần họ tên người giao.")},
    )  # fmt: skip
    receiver = forms.CharField(
        label=_("Họ tên người nhận"), max_length=120, widget=forms.TextInput(attrs=PLAIN),
        error_messages={"required": _("Cần họ tên người nhận.")},
    )  # fmt: skip
    sheet = forms.FileField(
        label=_("Ảnh hoặc PDF bản đã ký"), required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "image/*,application/pdf"}),
    )  # fmt: skip


class BroughtForm(forms.Form):
    """One thing that a postman brings; a row left empty is none."""

    contents = forms.CharField(label=_("Trong phong bì"), required=False, max_length=200,
                               widget=forms.TextInput(attrs=PLAIN))  # fmt: skip
    dossier = forms.CharField(label=_("Mã hồ sơ"), required=False, max_length=60,
                              widget=forms.TextInput(attrs={**PLAIN, "spellcheck": "false"}))  # fmt: skip
    procedure = forms.CharField(
        label=_("hoặc mã thủ tục, nếu chưa thành hồ sơ"), required=False, max_length=60,
        widget=forms.TextInput(attrs={**PLAIN, "spellcheck": "false"}),
    )  # fmt: skip
    tracking = forms.CharField(label=_("Mã bưu gửi"), required=False, max_length=40,
                               widget=forms.TextInput(attrs=PLAIN))  # fmt: skip
    area = forms.CharField(label=_("Nhận tại xã, phường"), required=False, max_length=200,
                           widget=forms.TextInput(attrs=PLAIN))  # fmt: skip

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed in the row."""
        return self.is_valid() and not any(self.cleaned_data.values())
