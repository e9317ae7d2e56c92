"""Where does the administrator open, correct, lock and protect accounts? Every button calls an action."""

from typing import Any

from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tinhso.core import clock
from tinhso.core.admin import ActingAdmin
from tinhso.core.errors import Refused
from tinhso.core.translation import say
from tinhso.foundation.accounts import actions, models
from tinhso.foundation.accounts.requests import actor_of


class AccountForm(forms.ModelForm):
    """An account and, when it is opened or the officer forgot it, a password."""

    new_password = forms.CharField(
        label=_("mật khẩu mới"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_(
            "Bắt buộc khi mở mới; khi sửa, để trống là giữ nguyên. Tài khoản đã khoá sẽ được mở lại."
        ),
    )

    class Meta:
        model = models.Account
        fields = ("username", "full_name", "email", "new_password")


@admin.register(models.Account)
class AccountAdmin(ActingAdmin):
    """Officers' accounts."""

    form = AccountForm
    list_display = ("username", "full_name", "email", "is_active", "last_login")
    list_filter = ("is_active",)
    search_fields = ("username", "full_name", "email")
    actions = ("lock", "reset_factor", "end_sessions")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """This will keep the sign-in name of an account that exists."""
        return ("username", "is_active", "last_login") if obj else ()

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """This will let the actions write: open, correct, give a new password."""
        by, now = actor_of(request), clock.now()
        told = form.cleaned_data
        password = told["new_password"]
        if not change:
            key = actions.create_officer(
                username=told["username"],
                full_name=told["full_name"],
                email=told["email"],
                password=password,
                by=by,
                now=now,
            )
            obj.pk = int(key.partition(":")[2])
            return
        actions.change_officer(
            officer=obj.key, full_name=told["full_name"], email=told["email"], by=by, now=now
        )
        if password:
            verb = actions.set_password if obj.is_active else actions.reactivate
            verb(officer=obj.key, password=password, by=by, now=now)

    def has_lock_permission(self, request: HttpRequest) -> bool:
        """This will let those lock who may change accounts."""
        return self.has_change_permission(request)

    @admin.action(description=_("Khoá tài khoản (mất phiên đăng nhập ngay)"), permissions=["lock"])
    def lock(self, request: HttpRequest, accounts: QuerySet[models.Account]) -> None:
        """This will deactivate the chosen accounts."""
        for one in accounts:
            try:
                actions.deactivate(officer=one.key, by=actor_of(request), now=clock.now())
            except Refused as refused:
                self.message_user(request, f"{one}: {say(refused.message)}", messages.ERROR)
            else:
                self.message_user(request, gettext("Đã khoá %s.") % one, messages.SUCCESS)

    def has_protect_permission(self, request: HttpRequest) -> bool:
        """This will let those act who may change accounts."""
        return self.has_change_permission(request)

    @admin.action(description=_("Đặt lại xác thực hai lớp (mất điện thoại)"), permissions=["protect"])
    def reset_factor(self, request: HttpRequest, accounts: QuerySet[models.Account]) -> None:
        """This will take the second factor from the chosen accounts, and end their sessions."""
        for one in accounts:
            found = actions.reset_second_factor(officer=one.key, by=actor_of(request), now=clock.now())
            said = gettext("Đã đặt lại %s.") if found else gettext("%s chưa bật xác thực hai lớp.")
            self.message_user(request, said % one, messages.SUCCESS if found else messages.WARNING)

    @admin.action(description=_("Kết thúc mọi phiên đăng nhập"), permissions=["protect"])
    def end_sessions(self, request: HttpRequest, accounts: QuerySet[models.Account]) -> None:
        """This will end every session of the chosen accounts."""
        for one in accounts:
            numbers = list(UserSession.objects.filter(user=one).values_list("pk", flat=True))
            ended = actions.end_sessions(
                officer=one.key, sessions=numbers, by=actor_of(request), now=clock.now()
            )
            said = gettext("%(who)s: đã kết thúc %(many)s phiên.") % {"who": one, "many": ended}
            self.message_user(request, said)
