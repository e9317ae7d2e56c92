"""How Django finds the room."""

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    """Cơ quan."""

    name = "tinhso.foundation.agencies"
    label = "agencies"
    verbose_name = "Cơ quan"
