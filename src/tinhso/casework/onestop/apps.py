"""How Django finds the room."""

from django.apps import AppConfig


class OnestopConfig(AppConfig):
    """Một cửa."""

    name = "tinhso.casework.onestop"
    label = "onestop"
    verbose_name = "Một cửa"
