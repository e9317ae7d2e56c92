"""Who writes the first rows of the index? `migrate` does, into an empty table, each marked as a sample."""

from django.apps import apps
from django.db.models.signals import post_migrate

from tinhso.overview.quality import catalogue


def write_first_rows(**_: object) -> None:
    """This will write the indicators where nobody has written any."""
    from tinhso.core.revisions import touch
    from tinhso.overview.quality.models import Indicator

    if Indicator.objects.exists():
        return
    names = ("code", "group", "name", "name_en", "maximum", "target", "formula", "note")
    Indicator.objects.bulk_create(
        Indicator(
            **dict(zip(names, row, strict=True)), order=place, valid_from=catalogue.SINCE,
            citation=catalogue.CITATION, is_sample=True,
        )
        for place, row in enumerate(catalogue.INDICATORS, 1)
    )  # fmt: skip
    touch("quality")


def connect() -> None:
    """This will write the rows after each `migrate`."""
    config = apps.get_app_config("quality")
    post_migrate.connect(write_first_rows, sender=config, dispatch_uid="quality.first_rows")
