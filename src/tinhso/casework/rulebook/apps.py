"""How Django finds the room."""

from django.apps import AppConfig


class RulebookConfig(AppConfig):
    """Quy tắc xử lý: lĩnh vực, thời hạn, công khai, duyệt, mẫu câu."""

    name = "tinhso.casework.rulebook"
    label = "rulebook"
    verbose_name = "Quy tắc xử lý"

    def ready(self) -> None:
        """This will write the first rows after `migrate`."""
        from tinhso.casework.rulebook import seed

        seed.connect()
