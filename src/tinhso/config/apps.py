"""How the administration is mounted: Django's admin with the province's words."""

from django.contrib.admin.apps import AdminConfig


class AdministrationConfig(AdminConfig):
    """The administrator's pages."""

    default_site = "tinhso.config.administration.Administration"
    verbose_name = "Quản trị"

    def ready(self) -> None:
        """This will declare the site's own parameters, whichever process starts."""
        super().ready()
        from tinhso.config import site  # noqa: F401
