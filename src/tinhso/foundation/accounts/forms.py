"""What does an officer type to sign in, and to change the password?"""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class SignIn(LoginForm):
    """Sign-in name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self.fields["login"], _("Tên đăng nhập"), _("Xin nhập tên đăng nhập."))
        _label(self.fields["password"], _("Mật khẩu"), _("Xin nhập mật khẩu."))
        self.fields["login"].widget.attrs.update(autocapitalize="none", spellcheck="false")

    def clean_login(self) -> str:
        """This will read the name as it is kept, so that every spelling counts as the same failure."""
        return self.cleaned_data["login"].strip().lower()


class ChangePassword(ChangePasswordForm):
    """The old password once, the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self.fields["oldpassword"], _("Mật khẩu hiện tại"), _("Xin nhập mật khẩu hiện tại."))
        _label(self.fields["password1"], _("Mật khẩu mới"), _("Xin nhập mật khẩu mới."))
        _label(self.fields["password2"], _("Nhập lại mật khẩu mới"), _("Xin nhập lại mật khẩu mới."))
        self.fields["password1"].help_text = _(
            "Ít nhất %(least)s ký tự, không chỉ gồm chữ số, không dễ đoán; nên ghép vài từ không liên quan."
        ) % {"least": _least_length()}

    def clean(self) -> dict[str, Any]:
        """This will compare the two new passwords."""
        cleaned: dict[str, Any] = forms.Form.clean(self) or self.cleaned_data
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("Hai lần nhập mật khẩu mới không giống nhau."))
        return cleaned


def _label(field: forms.Field, label: Any, missing: Any) -> None:
    field.label, field.help_text = label, ""
    field.widget.attrs.pop("placeholder", None)
    field.error_messages["required"] = missing


def _least_length() -> int:
    validators: list[dict[str, Any]] = settings.AUTH_PASSWORD_VALIDATORS
    lengths = [v.get("OPTIONS", {}).get("min_length", 0) for v in validators]
    return max(lengths, default=0)
