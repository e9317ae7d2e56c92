"""How Django finds the room."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Tài khoản."""

    name = "tinhso.foundation.accounts"
    label = "accounts"
    verbose_name = "Tài khoản"

    def ready(self) -> None:
        """This will listen to what allauth does with second factors and identities."""
        from tinhso.foundation.accounts import factors, identities

        factors.connect()
        identities.connect()
