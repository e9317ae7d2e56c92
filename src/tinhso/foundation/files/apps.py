"""How Django finds the room."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Tệp."""

    name = "tinhso.foundation.files"
    label = "files"
    verbose_name = "Tệp"
