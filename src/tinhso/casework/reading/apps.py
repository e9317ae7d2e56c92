"""How Django finds the room."""

from django.apps import AppConfig


class ReadingConfig(AppConfig):
    """Đọc nội dung: lĩnh vực nào, chắc bao nhiêu."""

    name = "tinhso.casework.reading"
    label = "reading"
    verbose_name = "Đọc nội dung phản ánh"

    def ready(self) -> None:
        """This will declare the room's parameters and its fact."""
        from tinhso.casework.reading import dated, events  # noqa: F401
