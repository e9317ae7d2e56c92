"""How Django finds the room."""

from datetime import date

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    """Cơ quan."""

    name = "tinhso.foundation.agencies"
    label = "agencies"
    verbose_name = "Cơ quan"

    def ready(self) -> None:
        """This will name agencies in the administration's lists."""
        from tinhso.core import picking
        from tinhso.foundation.agencies import queries

        def name(code: str, on: date) -> str:
            found = queries.agency(code, on=on)
            return found.name if found else ""

        def asset_class(code: str, on: date) -> str:
            return queries.asset_class_names(on=on).get(code, "")

        picking.name_codes("agency_code", name)
        picking.name_codes("asset_class", asset_class)
