"""How Django finds the room."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Sổ cái."""

    name = "tinhso.foundation.ledger"
    label = "ledger"
    verbose_name = "Sổ cái"
