"""How the administration is mounted: Django's admin with the province's words."""

from django.contrib.admin.apps import AdminConfig


class AdministrationConfig(AdminConfig):
    """The administrator's pages."""

    default_site = "tinhso.config.administration.Administration"
    verbose_name = "Quản trị"
