"""The grammar room: no nouns of government."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Clock, values, errors, workflow engine, paging, dated rules and their revisions."""

    name = "tinhso.core"
    label = "core"
    verbose_name = "Nền chung"

    def ready(self) -> None:
        """This will make every saved rule tell the processes that remember it."""
        from tinhso.core import parameters, revisions

        revisions.connect()
        parameters.connect()
