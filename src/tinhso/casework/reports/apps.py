"""How Django finds the room."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Phản ánh hiện trường."""

    name = "tinhso.casework.reports"
    label = "reports"
    verbose_name = "Phản ánh hiện trường"

    def ready(self) -> None:
        """This will listen to facts, and keep the search index standing after each `migrate`."""
        from django.db.models.signals import post_migrate

        from tinhso.casework.reports import subscribers  # noqa: F401
        from tinhso.casework.reports.queries import search_text

        post_migrate.connect(search_text.prepare, sender=self, dispatch_uid="reports.search_text")
