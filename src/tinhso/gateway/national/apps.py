"""How Django finds the room."""

from django.apps import AppConfig


class NationalConfig(AppConfig):
    """Cổng Dịch vụ công quốc gia."""

    name = "tinhso.gateway.national"
    label = "national"
    verbose_name = "Cổng Dịch vụ công quốc gia"
