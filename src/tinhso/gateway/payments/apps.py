"""How Django finds the room."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    """Thanh toán."""

    name = "tinhso.gateway.payments"
    label = "payments"
    verbose_name = "Thanh toán"

    def ready(self) -> None:
        """This will declare facts and parameters, and write the first rows after `migrate`."""
        from tinhso.gateway.payments import dated, events, seed  # noqa: F401

        seed.connect()
