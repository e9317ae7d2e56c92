"""How Django finds the room."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Địa bàn."""

    name = "tinhso.foundation.places"
    label = "places"
    verbose_name = "Địa bàn"

    def ready(self) -> None:
        """This will declare the room's dated parameters."""
        from tinhso.foundation.places import dated  # noqa: F401
