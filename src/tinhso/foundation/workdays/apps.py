"""How Django finds the room."""

from django.apps import AppConfig


class WorkdaysConfig(AppConfig):
    """Lịch làm việc."""

    name = "tinhso.foundation.workdays"
    label = "workdays"
    verbose_name = "Lịch làm việc"
