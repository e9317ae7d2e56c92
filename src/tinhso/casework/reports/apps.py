"""How Django finds the room."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Phản ánh hiện trường."""

    name = "tinhso.casework.reports"
    label = "reports"
    verbose_name = "Phản ánh hiện trường"

    def ready(self) -> None:
        """This will listen to facts and write the first rows after `migrate`."""
        from tinhso.casework.reports import seed, subscribers  # noqa: F401

        seed.connect()
