"""How Django finds the room."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """Kho dữ liệu công dân."""

    name = "tinhso.foundation.vault"
    label = "vault"
    verbose_name = "Kho dữ liệu công dân"
