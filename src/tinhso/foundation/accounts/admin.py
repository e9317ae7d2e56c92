"""Where does the administrator open accounts, give roles and issue keys? Every button calls an action."""

from typing import Any

from allauth.socialaccount.models import SocialAccount
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
from tinhso.core.picking import PickField, day_of
from tinhso.core.translation import say
from tinhso.foundation.accounts import actions, models, oidc
from tinhso.foundation.accounts.requests import actor_of
from tinhso.foundation.accounts.scopes import known_scopes
from tinhso.foundation.agencies import queries as agencies


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


class GrantForm(forms.ModelForm):
    """A role, for whom, for which agency, since when, by which decision and why."""

    agency_code = PickField(label=_("cơ quan"), help_text=_("Để trống: toàn hệ thống."))
    unit = PickField(label=_("phòng"))
    reason = forms.CharField(label=_("lý do"), max_length=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        on = day_of(self)
        offered = {"agency_code": agencies.offered(on=on), "unit": agencies.offered_units(on=on)}
        for name, pairs in offered.items():
            field = self.fields.get(name)
            if isinstance(field, PickField):
                field.offer(pairs)

    def clean(self) -> dict[str, Any] | None:
        """This will take the room only together with its own agency."""
        cleaned = super().clean() or self.cleaned_data
        agency, slash, unit = cleaned.get("unit", "").partition("/")
        if slash and agency != cleaned.get("agency_code"):
            self.add_error("unit", _("Phòng này không thuộc cơ quan đã chọn."))
        cleaned["unit"] = unit
        return cleaned

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


class KeyForm(forms.ModelForm):
    """A program's name, and the doors that its key opens."""

    scopes = forms.MultipleChoiceField(
        label=_("phạm vi"),
        widget=forms.CheckboxSelectMultiple,
        choices=lambda: [(name, f"{gettext(label)} ({name})") for name, label in known_scopes().items()],
        error_messages={"required": _("Xin chọn ít nhất một phạm vi.")},
    )

    class Meta:
        model = models.ApiKey
        fields = ("name", "scopes")


@admin.register(models.ApiKey)
class ApiKeyAdmin(ActingAdmin):
    """Programs' keys: shown once when issued, never again."""

    form = KeyForm
    fields = ("name", "scopes")
    list_display = ("name", "opens", "prefix", "created_at", "last_used_on", "revoked_at")
    actions = ("revoke",)

    @admin.display(description=_("phạm vi"))
    def opens(self, key: models.ApiKey) -> str:
        """This will name what the key opens."""
        labels = known_scopes()
        return ", ".join(gettext(labels.get(name, name)) for name in key.scopes) or "—"

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """This will leave a key as it was issued."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """This will issue the key and show it this once."""
        raw = actions.issue_api_key(
            name=form.cleaned_data["name"],
            scopes=form.cleaned_data["scopes"],
            by=actor_of(request),
            now=clock.now(),
        )
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


class IdentityForm(forms.ModelForm):
    """Which officer is meant by which subject of which provider."""

    provider = forms.ChoiceField(
        label=_("cổng đăng nhập"), choices=lambda: [(one.id, one.name) for one in oidc.providers("officers")]
    )

    class Meta:
        model = SocialAccount
        fields = ("user", "provider", "uid")
        labels = {"user": _("tài khoản"), "uid": _("mã danh tính (sub)")}


@admin.register(SocialAccount)
class IdentityAdmin(ActingAdmin):
    """Officers' identities at outside providers."""

    form = IdentityForm
    list_display = ("user", "provider", "uid", "last_login")
    list_select_related = ("user",)
    search_fields = ("user__username", "user__full_name", "uid")
    autocomplete_fields = ("user",)
    actions = ("unlink",)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """This will leave a link as it was made; it is taken away and made anew."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """This will let the action link."""
        told = form.cleaned_data
        actions.link_identity(
            officer=told["user"].key,
            provider=told["provider"],
            subject=told["uid"],
            how="administrator",
            by=actor_of(request),
            now=clock.now(),
        )
        obj.pk = SocialAccount.objects.get(provider=told["provider"], user=told["user"]).pk

    def has_unlink_permission(self, request: HttpRequest) -> bool:
        """This will let those unlink who may link."""
        return self.has_add_permission(request)

    @admin.action(description=_("Gỡ liên kết"), permissions=["unlink"])
    def unlink(self, request: HttpRequest, identities: QuerySet[SocialAccount]) -> None:
        """This will end the chosen links."""
        for one in identities:
            actions.unlink_identity(
                officer=one.user.key, provider=one.provider, by=actor_of(request), now=clock.now()
            )
