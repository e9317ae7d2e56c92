"""How Django finds the room."""

from datetime import date

from django.apps import AppConfig


class RulebookConfig(AppConfig):
    """Quy tắc xử lý: lĩnh vực, thời hạn, công khai, duyệt, mẫu câu."""

    name = "tinhso.casework.rulebook"
    label = "rulebook"
    verbose_name = "Quy tắc xử lý"

    def ready(self) -> None:
        """This will write the first rows after `migrate`, and name categories in the administration."""
        from tinhso.casework.rulebook import queries, seed
        from tinhso.core import picking

        def name(code: str, on: date) -> str:
            return queries.category_or_code(code, on).name

        picking.name_codes("category", name)
        seed.connect()
