"""How Django finds the room."""

from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    """Thủ tục hành chính."""

    name = "tinhso.casework.procedures"
    label = "procedures"
    verbose_name = "Thủ tục hành chính"
