"""How Django finds the room."""

from django.apps import AppConfig


class PostalConfig(AppConfig):
    """Bưu chính công ích."""

    name = "tinhso.casework.postal"
    label = "postal"
    verbose_name = "Bưu chính công ích"

    def ready(self) -> None:
        """This will hear what becomes of dossiers that go by post, and tell their applicants of it."""
        from tinhso.casework.onestop import carriage
        from tinhso.casework.postal import queries, subscribers

        del subscribers  # hears by being read
        carriage.tell(queries.carried)
