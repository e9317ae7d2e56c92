"""How Django finds the room."""

from django.apps import AppConfig


class ApplyingConfig(AppConfig):
    """Nộp và theo dõi hồ sơ."""

    name = "tinhso.casework.applying"
    label = "applying"
    verbose_name = "Nộp và theo dõi hồ sơ"
