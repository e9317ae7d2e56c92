"""How Django finds the room."""

from django.apps import AppConfig


class IocConfig(AppConfig):
    """Điều hành."""

    name = "tinhso.overview.ioc"
    label = "ioc"
    verbose_name = "Điều hành"
