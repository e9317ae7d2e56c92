"""How Django finds the room."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Tài khoản."""

    name = "tinhso.foundation.accounts"
    label = "accounts"
    verbose_name = "Tài khoản"
