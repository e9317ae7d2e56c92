"""How Django finds the room."""

from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    """Số liệu công khai."""

    name = "tinhso.overview.statistics"
    label = "statistics"
    verbose_name = "Số liệu công khai"
