"""How Django finds the room."""

from django.apps import AppConfig


class WorklistConfig(AppConfig):
    """Việc chờ."""

    name = "tinhso.foundation.worklist"
    label = "worklist"
    verbose_name = "Việc chờ"
