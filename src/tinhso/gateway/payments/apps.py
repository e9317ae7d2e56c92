"""How Django finds the room."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    """Thanh toán."""

    name = "tinhso.gateway.payments"
    label = "payments"
    verbose_name = "Thanh toán"
