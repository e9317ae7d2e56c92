"""How Django finds the room."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Phản ánh hiện trường."""

    name = "tinhso.casework.reports"
    label = "reports"
    verbose_name = "Phản ánh hiện trường"
