"""How Django finds the room."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Thông báo."""

    name = "tinhso.foundation.notices"
    label = "notices"
    verbose_name = "Thông báo"
