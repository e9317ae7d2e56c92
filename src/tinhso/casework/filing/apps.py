"""How Django finds the room."""

from django.apps import AppConfig


class FilingConfig(AppConfig):
    """Gửi và theo dõi phản ánh."""

    name = "tinhso.casework.filing"
    label = "filing"
    verbose_name = "Gửi và theo dõi phản ánh"
