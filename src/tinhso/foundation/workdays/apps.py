"""How Django finds the room."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class WorkdaysConfig(AppConfig):
    """Lịch làm việc."""

    name = "tinhso.foundation.workdays"
    label = "workdays"
    verbose_name = "Lịch làm việc"

    def ready(self) -> None:
        """This will write the first calendars after `migrate`."""
        from tinhso.foundation.workdays import seed

        post_migrate.connect(seed.write_first_calendars, sender=self, dispatch_uid="workdays.first_calendars")
