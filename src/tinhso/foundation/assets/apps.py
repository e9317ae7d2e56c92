"""How Django finds the room."""

from django.apps import AppConfig


class AssetsConfig(AppConfig):
    """Công trình."""

    name = "tinhso.foundation.assets"
    label = "assets"
    verbose_name = "Công trình"
