"""How Django finds the room."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    """Giám sát: phản ánh giống nhau, kiểm tra quyết định của máy, sự việc dồn dập."""

    name = "tinhso.casework.oversight"
    label = "oversight"
    verbose_name = "Giám sát"

    def ready(self) -> None:
        """This will listen to facts, and write the first rows after `migrate`."""
        from tinhso.casework.oversight import seed, subscribers  # noqa: F401

        seed.connect()
