"""How Django finds the room."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Bàn làm việc."""

    name = "tinhso.overview.desk"
    label = "desk"
    verbose_name = "Bàn làm việc"
