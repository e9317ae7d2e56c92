"""Is this password good enough today? Long enough for what stands beside it, and none of the last ones."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tinhso.core import clock
from tinhso.foundation.accounts import dated
from tinhso.foundation.accounts.models import Account, UsedPassword


def least_length(account: Any) -> int:
    """This will give how long a password of this account must be today."""
    has_factor = bool(
        account
        and account.pk
        and Authenticator.objects.filter(user=account.pk, type=Authenticator.Type.TOTP).exists()
    )
    asked = dated.LENGTH_WITH_FACTOR if has_factor else dated.LENGTH_ALONE
    return dated.number(asked, clock.local_date(clock.now()))


class LongEnough:
    """The dated least length (TCVN 14423:2026)."""

    def validate(self, password: str, user: Any = None) -> None:
        """This will refuse a password shorter than the rule of today."""
        least = least_length(user)
        if len(password) < least:
            raise ValidationError(_("Mật khẩu cần ít nhất %(least)s ký tự.") % {"least": least})

    def get_help_text(self) -> str:
        """This will say the rule."""
        return _("Mật khẩu cần ít nhất %(least)s ký tự.") % {"least": least_length(None)}


class NotUsedBefore:
    """None of the last passwords (TCVN 14423:2026, level 3)."""

    def validate(self, password: str, user: Any = None) -> None:
        """This will refuse one of the account's last passwords."""
        if not user or not user.pk:
            return
        many = dated.number(dated.NOT_AGAIN, clock.local_date(clock.now()))
        kept = UsedPassword.objects.filter(account=user.pk).order_by("-pk")
        hashes = {user.password, *kept.values_list("hashed", flat=True)[:many]}
        # hashing lets other threads run, so that ten comparisons do not take ten times as long
        with ThreadPoolExecutor(4) as pool:
            if any(pool.map(lambda hashed: check_password(password, hashed), hashes)):
                raise ValidationError(
                    _("Mật khẩu này đã dùng trước đây; xin chọn mật khẩu khác %(many)s mật khẩu gần nhất.")
                    % {"many": many}
                )

    def get_help_text(self) -> str:
        """This will say the rule."""
        return _("Không dùng lại mật khẩu cũ.")


def remember(account: Account) -> None:
    """This will keep the account's password hash among its last ones, and let older ones go."""
    if not account.has_usable_password():
        return
    UsedPassword.objects.create(account=account, hashed=account.password)
    many = dated.number(dated.NOT_AGAIN, clock.local_date(clock.now()))
    kept = UsedPassword.objects.filter(account=account).order_by("-pk").values_list("pk", flat=True)[:many]
    UsedPassword.objects.filter(account=account).exclude(pk__in=list(kept)).delete()
