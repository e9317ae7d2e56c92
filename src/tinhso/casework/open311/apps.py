"""How Django finds the room."""

from django.apps import AppConfig


class Open311Config(AppConfig):
    """Open311 GeoReport v2."""

    name = "tinhso.casework.open311"
    label = "open311"
    verbose_name = "Open311"

    def ready(self) -> None:
        """This will listen to the facts of reports."""
        from tinhso.casework.open311 import subscribers  # noqa: F401
