"""Which numbers of TCVN 14423:2026 hold for officers' accounts? A province may be stricter, from a day on."""

from datetime import date, timedelta

from django.http import HttpRequest

from tinhso.core import clock
from tinhso.core.messages import msg
from tinhso.core.parameters import Parameter, parameter, value
from tinhso.core.roles import Actor, Role
from tinhso.foundation.accounts.rules import ROLE_LABELS

_STANDARD = "TCVN 14423:2026 (mật khẩu, khoá phiên, tài khoản không dùng)"

LENGTH_ALONE = parameter(
    "accounts.password_length", 14, unit="ký tự", citation=_STANDARD,
    label=msg("Mật khẩu ngắn nhất khi không có xác thực hai lớp"),
)  # fmt: skip
LENGTH_WITH_FACTOR = parameter(
    "accounts.password_length_with_second_factor", 8, unit="ký tự", citation=_STANDARD,
    label=msg("Mật khẩu ngắn nhất khi có xác thực hai lớp"),
)  # fmt: skip
NOT_AGAIN = parameter(
    "accounts.passwords_not_again", 10, unit="mật khẩu", citation=_STANDARD,
    label=msg("Số mật khẩu gần nhất không được dùng lại"),
)  # fmt: skip
ADMINISTRATOR_DAYS = parameter(
    "accounts.administrator_password_days", 60, unit="ngày", citation=_STANDARD,
    label=msg("Quản trị phải đổi mật khẩu sau"),
)  # fmt: skip
FAILURES = parameter(
    "accounts.failures", 5, unit="lần", citation=_STANDARD,
    label=msg("Số lần nhập sai thì tạm khoá"),
)  # fmt: skip
LOCKED_MINUTES = parameter(
    "accounts.locked_minutes", 15, unit="phút", label=msg("Thời gian tạm khoá sau khi nhập sai")
)
IDLE_MINUTES = parameter(
    "accounts.idle_minutes", 15, unit="phút", citation=_STANDARD,
    label=msg("Khoá phiên của cán bộ khi không thao tác"),
)  # fmt: skip
IDLE_MINUTES_ADMINISTRATOR = parameter(
    "accounts.idle_minutes_administrator", 5, unit="phút", citation=_STANDARD,
    label=msg("Khoá phiên của quản trị khi không thao tác"),
)  # fmt: skip
UNUSED_DAYS = parameter(
    "accounts.unused_days", 45, unit="ngày", citation=_STANDARD,
    label=msg("Khoá tài khoản không đăng nhập sau"),
)  # fmt: skip
SIGN_INS_KEPT_DAYS = parameter(
    "accounts.sign_ins_kept_days", 92, unit="ngày", citation="TCVN 14423:2026 (lưu nhật ký 3 tháng, cấp 3)",
    label=msg("Lưu nhật ký đăng nhập"),
)  # fmt: skip
SECOND_FACTOR_ROLES = parameter(
    "accounts.second_factor_roles", sorted(role.value for role in ROLE_LABELS), unit="mã vai trò",
    citation=_STANDARD, label=msg("Vai trò bắt buộc xác thực hai lớp"),
)  # fmt: skip


def number(asked: Parameter, on: date) -> int:
    """This will give a parameter as a whole number of at least 1."""
    return max(1, int(value(asked, on)))


def failure_limit(request: HttpRequest | None = None, credentials: object = None) -> int:
    """This will tell django-axes how many failures close the door."""
    return number(FAILURES, clock.local_date(clock.now()))


def locked_for(request: HttpRequest | None = None) -> timedelta:
    """This will tell django-axes for how long the door stays closed."""
    return timedelta(minutes=number(LOCKED_MINUTES, clock.local_date(clock.now())))


def idle_s(actor: Actor, on: date) -> int:
    """This will give the seconds without a hand on the keyboard after which a session locks."""
    asked = IDLE_MINUTES_ADMINISTRATOR if actor.has(Role.ADMINISTRATOR) else IDLE_MINUTES
    return 60 * number(asked, on)


def needs_second_factor(actor: Actor, on: date) -> bool:
    """This will tell whether one of the actor's roles asks for a second factor on that day."""
    asked = set(value(SECOND_FACTOR_ROLES, on))
    return any(grant.role.value in asked for grant in actor.grants)
