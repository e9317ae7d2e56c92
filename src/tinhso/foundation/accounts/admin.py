"""Where does the administrator open accounts, give roles and issue keys? Every button calls an action."""

from typing import Any

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
    actions = ("lock",)

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


class GrantForm(forms.ModelForm):
    """A role, for whom, for which agency, since when, by which decision and why."""

    reason = forms.CharField(label=_("lý do"), max_length=500)

    class Meta:
        model = models.RoleGrant
        fields = ("account", "role", "agency_code", "unit", "valid_from", "valid_to", "citation", "reason")


@admin.register(models.RoleGrant)
class RoleGrantAdmin(ActingAdmin):
    """Roles given. A role is not changed but ended, by its last day."""

    form = GrantForm
    list_display = ("account", "role", "agency_code", "unit", "valid_from", "valid_to", "withdrawn", "note")
    list_filter = ("role", "withdrawn")
    list_select_related = ("account",)
    search_fields = ("account__username", "account__full_name", "agency_code")
    autocomplete_fields = ("account",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """This will leave only the end and its reason open."""
        return (
            ("account", "role", "agency_code", "unit", "valid_from", "citation", "withdrawn") if obj else ()
        )

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """This will let the actions write: give, or take away."""
        by, now = actor_of(request), clock.now()
        told = form.cleaned_data
        if change:
            actions.revoke(
                account=obj.account.key,
                role=obj.role,
                agency_code=obj.agency_code,
                valid_to=told["valid_to"],
                reason=told["reason"],
                by=by,
                now=now,
            )
            return
        obj.pk = actions.grant(
            account=told["account"].key,
            role=told["role"],
            agency_code=told["agency_code"],
            unit=told["unit"],
            valid_from=told["valid_from"],
            valid_to=told["valid_to"],
            citation=told["citation"],
            reason=told["reason"],
            by=by,
            now=now,
        )


@admin.register(models.ApiKey)
class ApiKeyAdmin(ActingAdmin):
    """Programs' keys: shown once when issued, never again."""

    fields = ("name",)
    list_display = ("name", "prefix", "created_at", "last_used_on", "revoked_at")
    actions = ("revoke",)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """This will leave a key as it was issued."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """This will issue the key and show it this once."""
        raw = actions.issue_api_key(name=form.cleaned_data["name"], by=actor_of(request), now=clock.now())
        obj.pk = models.ApiKey.objects.latest("pk").pk
        sentence = gettext("Khoá chỉ hiện một lần, xin chép lại ngay: %s") % raw
        self.message_user(request, sentence, messages.WARNING)

    def has_revoke_permission(self, request: HttpRequest) -> bool:
        """This will let those revoke who may issue."""
        return self.has_add_permission(request)

    @admin.action(description=_("Thu hồi khoá"), permissions=["revoke"])
    def revoke(self, request: HttpRequest, keys: QuerySet[models.ApiKey]) -> None:
        """This will end the chosen keys."""
        for one in keys:
            actions.revoke_api_key(key=f"apikey:{one.pk}", by=actor_of(request), now=clock.now())
