"""Where does the administrator issue programs' keys, and link identities of outside providers?"""

from typing import Any

from allauth.socialaccount.models import SocialAccount
from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tinhso.core import clock
from tinhso.core.admin import ActingAdmin
from tinhso.foundation.accounts import actions, models, oidc
from tinhso.foundation.accounts.requests import actor_of
from tinhso.foundation.accounts.scopes import known_scopes


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
