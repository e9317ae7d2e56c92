"""How Django finds the room."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Cổng người dân."""

    name = "tinhso.overview.portal"
    label = "portal"
    verbose_name = "Cổng người dân"
