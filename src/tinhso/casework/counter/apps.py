"""How Django finds the room."""

from django.apps import AppConfig


class CounterConfig(AppConfig):
    """Quầy một cửa."""

    name = "tinhso.casework.counter"
    label = "counter"
    verbose_name = "Quầy một cửa"
