"""How Django finds the room."""

from django.apps import AppConfig


class DoorsConfig(AppConfig):
    """Tổng đài, quầy, tin nhắn, Zalo, thư."""

    name = "tinhso.casework.doors"
    label = "doors"
    verbose_name = "Cửa tiếp nhận"

    def ready(self) -> None:
        """This will listen to facts and answer for the addresses of who wrote in."""
        from tinhso.casework.doors import subscribers  # noqa: F401
