"""How Django finds the room."""

from datetime import date

from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    """Thủ tục hành chính."""

    name = "tinhso.casework.procedures"
    label = "procedures"
    verbose_name = "Thủ tục hành chính"

    def ready(self) -> None:
        """This will write the first rows after `migrate`, and name fields in the administration."""
        from tinhso.casework.procedures import queries, seed
        from tinhso.core import picking

        def name(code: str, on: date) -> str:
            return next((f.name for f in queries.all_fields(on) if f.code == code), "")

        picking.name_codes("field_code", name)
        seed.connect()
