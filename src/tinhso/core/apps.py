"""The grammar room: no nouns of government."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    """Clock, values, errors, workflow engine, paging, dated rules and their revisions."""

    name = "tinhso.core"
    label = "core"
    verbose_name = "Nền chung"

    def ready(self) -> None:
        """This will make every saved rule tell the processes that remember it, and read what rooms declare.

        A room's `dated` parameters and fact types exist once their module is imported. Left to whoever
        happens to import it, `migrate` wrote no first rows for some rooms.
        """
        from tinhso.core import parameters, revisions

        autodiscover_modules("dated", "events")
        revisions.connect()
        parameters.connect()
