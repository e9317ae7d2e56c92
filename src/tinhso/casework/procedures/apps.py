"""How Django finds the room."""

from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    """Thủ tục hành chính."""

    name = "tinhso.casework.procedures"
    label = "procedures"
    verbose_name = "Thủ tục hành chính"

    def ready(self) -> None:
        """This will write the first rows after `migrate`."""
        from tinhso.casework.procedures import seed

        seed.connect()
