"""How Django finds the room."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Tài khoản."""

    name = "tinhso.foundation.accounts"
    label = "accounts"
    verbose_name = "Tài khoản"

    def ready(self) -> None:
        """This will see to it that allauth stores nothing that providers tell about people."""
        from tinhso.foundation.accounts import identities

        identities.connect()
