"""The ui app: tokens, layouts, components and their gallery."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Registers templates, static files and template tags of the design system."""

    name = "tinhso.ui"
    label = "ui"
    verbose_name = "Giao diện"

    def ready(self) -> None:
        from tinhso.ui import checks  # noqa: F401  registers the system check
