"""How Django finds the room."""

from django.apps import AppConfig


class ApplyingConfig(AppConfig):
    """Nộp và theo dõi hồ sơ."""

    name = "tinhso.casework.applying"
    label = "applying"
    verbose_name = "Nộp và theo dõi hồ sơ"

    def ready(self) -> None:
        """This will let the pages of procedures lead here."""
        from tinhso.casework.applying import addresses
        from tinhso.casework.procedures import entrance

        entrance.lead(addresses.start)
