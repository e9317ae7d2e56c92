"""How Django finds the room."""

from django.apps import AppConfig


class OnestopConfig(AppConfig):
    """Một cửa."""

    name = "tinhso.casework.onestop"
    label = "onestop"
    verbose_name = "Một cửa"

    def ready(self) -> None:
        """This will hear what is paid and what the portal brings, and say where a dossier's page stands."""
        from tinhso.casework.onestop import addresses, notifying, queries, subscribers
        from tinhso.gateway.national import owners
        from tinhso.gateway.payments import owners as payers

        del notifying, subscribers  # hear by being read

        def page(about: str) -> str:
            return addresses.case(queries.code_of(int(about.partition(":")[2])))

        def own(about: str) -> str:
            return addresses.own(queries.code_of(int(about.partition(":")[2])))

        owners.register("dossier", page)
        payers.register("dossier", own)
