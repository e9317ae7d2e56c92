"""Who may sign in, in which roles for which agency since when, and which programs hold a key?"""

from typing import Any

from django.contrib.auth import get_backends
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tinhso.core.models import DatedRule
from tinhso.foundation.accounts.rules import FOR_ONE_AGENCY, ROLE_LABELS

API_KEYS = "apikeys"


class Accounts(BaseUserManager["Account"]):
    """Finds accounts by their sign-in name, however it is typed."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        """This will find an account regardless of case. Raises Account.DoesNotExist."""
        return self.get(username=(username or "").strip().lower())


class Account(AbstractBaseUser):
    """An officer's account. Citizens never get a local password.

    What an account may do comes from its dated grants alone: there are no superusers and no groups.
    """

    username = models.CharField(_("tên đăng nhập"), max_length=60, unique=True)
    full_name = models.CharField(_("họ và tên"), max_length=120, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    is_active = models.BooleanField(_("đang hoạt động"), default=True)
    created_at = models.DateTimeField(_("mở lúc"), null=True, blank=True)
    password_set_at = models.DateTimeField(_("đặt mật khẩu lúc"), null=True, blank=True)
    must_change_password = models.BooleanField(
        _("phải đổi mật khẩu"), default=False, help_text=_("Mật khẩu do người khác đặt: đổi khi đăng nhập.")
    )

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []
    is_superuser = False

    objects = Accounts()

    class Meta:
        verbose_name = _("tài khoản")
        verbose_name_plural = _("tài khoản")
        ordering = ["username"]

    def __str__(self) -> str:
        return self.full_name or self.username

    @property
    def key(self) -> str:
        """The opaque key under which every other room knows the officer."""
        return f"officer:{self.pk}"

    @property
    def is_staff(self) -> bool:
        """Whether Django's administration lets the account in: the backend reads the grants of today."""
        return self.has_perm("accounts.enter_administration")

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """This will ask the backends, one of which asks the grants."""
        asked = (b.has_perm(self, perm, obj) for b in get_backends() if hasattr(b, "has_perm"))
        return self.is_active and any(asked)

    def has_perms(self, perm_list: list[str], obj: Any = None) -> bool:
        """This will tell whether all the permissions are held."""
        return all(self.has_perm(perm, obj) for perm in perm_list)

    def has_module_perms(self, app_label: str) -> bool:
        """This will tell whether the account sees a room in the administration."""
        asked = (
            b.has_module_perms(self, app_label) for b in get_backends() if hasattr(b, "has_module_perms")
        )
        return self.is_active and any(asked)


class UsedPassword(models.Model):
    """The hash of a password that an account has had: it is not taken again soon."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="used_passwords")
    hashed = models.CharField(max_length=128)

    def __str__(self) -> str:
        return f"{self.account_id}"


class RoleGrant(DatedRule):
    """One role of one account for one agency ("" = the whole deployment), by a decision, for a period."""

    account = models.ForeignKey(
        Account, verbose_name=_("tài khoản"), on_delete=models.PROTECT, related_name="grants"
    )
    role = models.CharField(
        _("vai trò"), max_length=20, choices=[(r.value, _(label)) for r, label in ROLE_LABELS.items()]
    )
    agency_code = models.CharField(
        _("mã cơ quan"), max_length=40, blank=True, help_text=_("Để trống: toàn hệ thống.")
    )
    unit = models.CharField(_("mã phòng"), max_length=40, blank=True)
    withdrawn = models.BooleanField(
        _("đã rút"), default=False, help_text=_("Bị thu hồi trước khi qua trọn một ngày: không còn tính.")
    )

    class Meta(DatedRule.Meta):
        verbose_name = _("vai trò được cấp")
        verbose_name_plural = _("vai trò được cấp")
        constraints = [
            *DatedRule.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(role__in=sorted(role.value for role in FOR_ONE_AGENCY)) | ~Q(agency_code=""),
                name="who_acts_on_cases_acts_for_an_agency",
                violation_error_message=_("Vai trò này phải gắn với một cơ quan."),
            ),
        ]
        indexes = [models.Index(fields=["agency_code", "role"], name="grants_of_an_agency")]

    def __str__(self) -> str:
        return f"{self.account}: {self.get_role_display()} {self.agency_code}".strip()


class ApiKey(models.Model):
    """A program's key: its public prefix and a salted digest, never the key."""

    revision_topic = API_KEYS

    name = models.CharField(_("tên"), max_length=120)
    prefix = models.CharField(_("phần đầu"), max_length=12, unique=True)
    scopes = models.JSONField(_("phạm vi"), default=list)
    salt = models.CharField(_("muối"), max_length=32)
    digest = models.CharField(_("giá trị băm"), max_length=64)
    created_at = models.DateTimeField(_("cấp lúc"))
    revoked_at = models.DateTimeField(_("thu hồi lúc"), null=True, blank=True)
    last_used_on = models.DateField(_("dùng lần cuối ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("khoá truy cập API")
        verbose_name_plural = _("khoá truy cập API")

    def __str__(self) -> str:
        return self.name
