"""How Django finds the room."""

from django.apps import AppConfig


class PostalConfig(AppConfig):
    """Bưu chính công ích."""

    name = "tinhso.casework.postal"
    label = "postal"
    verbose_name = "Bưu chính công ích"

    def ready(self) -> None:
        """This will hear what becomes of dossiers whose envelopes are under way."""
        from tinhso.casework.postal import subscribers

        del subscribers  # hears by being read
