"""How the administration is mounted: Django's admin with the province's words."""

from datetime import datetime

from django.contrib.admin.apps import AdminConfig

from tinhso.core.messages import Message


class AdministrationConfig(AdminConfig):
    """The administrator's pages."""

    default_site = "tinhso.config.administration.Administration"
    verbose_name = "Quản trị"

    def ready(self) -> None:
        """This will declare the site's own parameters and warnings, whichever process starts."""
        super().ready()
        from tinhso.config import dated, outgrowing, site  # noqa: F401
        from tinhso.config.backup import snapshots
        from tinhso.core import soon

        soon.register(snapshots.warnings)
        soon.register(outgrowing.warnings)
        soon.register(_calendars)


def _calendars(now: datetime) -> list[Message]:
    from tinhso.core.clock import local_date
    from tinhso.foundation.workdays import queries as workdays

    return workdays.warnings(on=local_date(now))
