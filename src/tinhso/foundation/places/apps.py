"""How Django finds the room."""

from datetime import date

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Địa bàn."""

    name = "tinhso.foundation.places"
    label = "places"
    verbose_name = "Địa bàn"

    def ready(self) -> None:
        """This will name areas in the administration's lists."""
        from tinhso.core import picking
        from tinhso.foundation.places import queries

        def name(code: str, on: date) -> str:
            found = queries.place(code, on=on)
            return found.name if found else ""

        picking.name_codes("area_code", name)
