"""How Django finds the room."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Phản ánh hiện trường."""

    name = "tinhso.casework.reports"
    label = "reports"
    verbose_name = "Phản ánh hiện trường"

    def ready(self) -> None:
        """This will declare parameters, listen to facts, and write the first rows after `migrate`."""
        from tinhso.casework.reports import dated, seed, subscribers  # noqa: F401

        seed.connect()
