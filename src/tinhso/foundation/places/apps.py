"""How Django finds the room."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Địa bàn."""

    name = "tinhso.foundation.places"
    label = "places"
    verbose_name = "Địa bàn"
