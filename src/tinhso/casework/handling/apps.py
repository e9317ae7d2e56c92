"""How Django finds the room."""

from django.apps import AppConfig


class HandlingConfig(AppConfig):
    """Xử lý phản ánh."""

    name = "tinhso.casework.handling"
    label = "handling"
    verbose_name = "Xử lý phản ánh"
