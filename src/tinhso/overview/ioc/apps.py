"""How Django finds the room."""

from django.apps import AppConfig


class IocConfig(AppConfig):
    """Điều hành."""

    name = "tinhso.overview.ioc"
    label = "ioc"
    verbose_name = "Điều hành"

    def ready(self) -> None:
        """This will make the room listen to the ledger."""
        from tinhso.overview.ioc import subscribers  # noqa: F401
