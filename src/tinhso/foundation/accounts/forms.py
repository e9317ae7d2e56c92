"""What does an officer type to sign in, and to change the password?"""

from datetime import datetime
from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tinhso.core import clock, limits
from tinhso.core.errors import TooMany
from tinhso.foundation.accounts import passwords, sessions

GUESSES, GUESSES_WITHIN_S = 5, 900
CODE_LIVES_S = 120


class SignIn(LoginForm):
    """Sign-in name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self.fields["login"], _("Tên đăng nhập"), _("Xin nhập tên đăng nhập."))
        _label(self.fields["password"], _("Mật khẩu"), _("Xin nhập mật khẩu."))
        self.fields["login"].widget.attrs.update(autocapitalize="none", spellcheck="false")
        if name := sessions.locked_name(self.request) if self.request else "":
            self.fields["login"].initial = name

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
        ) % {"least": passwords.least_length(self.user)}

    def clean(self) -> dict[str, Any]:
        """This will compare the two new passwords."""
        cleaned: dict[str, Any] = forms.Form.clean(self) or self.cleaned_data
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("Hai lần nhập mật khẩu mới không giống nhau."))
        return cleaned


class Again(ReauthenticateForm):
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self.fields["password"], _("Mật khẩu"), _("Xin nhập mật khẩu."))


def _take(limit: limits.Limit, now: datetime) -> bool:
    try:
        with transaction.atomic():
            limits.take([limit], now=now)
    except TooMany:
        return False
    return True


class _ByCode:
    """A code typed beside the password: guessed at most five times, and good for one use.

    Counted in the database, so that several processes count together (ASVS 6.6.3).
    """

    def _ready(self) -> None:
        field = self.fields["code"]  # type: ignore[attr-defined]
        _label(field, _("Mã xác thực"), _("Xin nhập mã."))
        field.help_text = _("Sáu chữ số trong ứng dụng xác thực, hoặc một mã dự phòng.")
        field.widget.attrs.update(inputmode="numeric", autocomplete="one-time-code", autofocus=True)

    def clean_code(self) -> str:
        user, now = self.user, clock.now()  # type: ignore[attr-defined]
        guesses = limits.Limit(limits.key("accounts.code", str(user.pk)), GUESSES, GUESSES_WITHIN_S)
        if not _take(guesses, now):
            raise forms.ValidationError(_("Nhập sai quá nhiều lần; xin thử lại sau ít phút."))
        code = "".join(self.cleaned_data["code"].split())  # type: ignore[attr-defined]
        self.cleaned_data["code"] = code  # type: ignore[attr-defined]
        found: str = super().clean_code()  # type: ignore[misc]
        if self.authenticator.type == Authenticator.Type.TOTP:  # type: ignore[attr-defined]
            used = limits.Limit(limits.key("accounts.code.used", f"{user.pk}:{code}"), 1, CODE_LIVES_S)
            if not _take(used, now):
                raise forms.ValidationError(_("Mã này đã dùng; xin đợi mã tiếp theo."))
        limits.give_back([guesses])
        return found


class CodeAtTheDoor(_ByCode, AuthenticateForm):
    """The second factor at sign-in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._ready()


class CodeAgain(_ByCode, ReauthenticateByCodeForm):
    """The second factor once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._ready()


class Enrol(ActivateTOTPForm):
    """The first code, which proves that the telephone has the key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self.fields["code"], _("Mã trong ứng dụng"), _("Xin nhập mã."))
        self.fields["code"].help_text = _("Sáu chữ số, đổi mỗi 30 giây.")
        self.fields["code"].widget.attrs.update(inputmode="numeric", autocomplete="one-time-code")


def _label(field: forms.Field, label: Any, missing: Any) -> None:
    field.label, field.help_text = label, ""
    field.widget.attrs.pop("placeholder", None)
    field.error_messages["required"] = missing
