"""How Django finds the room."""

from django.apps import AppConfig


class QualityConfig(AppConfig):
    """Chất lượng phục vụ."""

    name = "tinhso.overview.quality"
    label = "quality"
    verbose_name = "Chất lượng phục vụ"

    def ready(self) -> None:
        """This will make the room listen to the ledger and write its first rows after `migrate`."""
        from tinhso.overview.quality import dated, seed, subscribers  # noqa: F401

        seed.connect()
