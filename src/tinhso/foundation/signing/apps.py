"""How Django finds the room."""

from django.apps import AppConfig


class SigningConfig(AppConfig):
    """Chữ ký số."""

    name = "tinhso.foundation.signing"
    label = "signing"
    verbose_name = "Chữ ký số"
