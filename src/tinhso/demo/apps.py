"""How Django finds the room."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Mô phỏng."""

    name = "tinhso.demo"
    label = "demo"
    verbose_name = "Mô phỏng"
