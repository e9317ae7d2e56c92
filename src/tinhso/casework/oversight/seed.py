"""Who writes the first dated rows? `migrate` does, into empty tables only, each marked as a sample."""

from datetime import date

from django.apps import apps
from django.db.models.signals import post_migrate

SINCE = date(2025, 7, 1)
COMPARING = (
    ("", 50, 14, 30),
    ("road", 30, 30, 60),
    ("lighting", 40, 14, 30),
    ("drainage", 80, 7, 30),
    ("waste", 40, 7, 14),
    ("noise", 80, 3, 14),
    ("pollution", 150, 7, 30),
    ("trees", 30, 14, 30),
    ("power", 300, 2, 14),
    ("water", 300, 3, 14),
    ("traffic", 60, 7, 30),
    ("security", 60, 2, 14),
)
"""category ("" for all others), metres, days, days after an answer in which it counts as coming back."""
FLOODS = (
    ("flooding", "Ngập, lũ", "Flooding", "drainage", 8, 60, 180),
    ("storm", "Cây đổ, đường hư vì mưa bão", "Storm damage to trees and roads", "trees,road", 10, 60, 180),
    ("power", "Mất điện diện rộng", "Wide power cut", "power", 8, 60, 120),
    ("water", "Mất nước diện rộng", "Wide water cut", "water", 8, 60, 180),
)
"""group, name, English, categories, reports, within minutes, over after quiet minutes."""


def write_first_rows(**_: object) -> None:
    """This will write the samples into each table that has no row yet."""
    from tinhso.casework.oversight.models import ComparingRule, FloodRule
    from tinhso.core.revisions import touch

    sample = {"valid_from": SINCE, "is_sample": True}
    comparing = ("category", "radius_m", "days", "recurrence_days")
    flood = ("group", "name", "name_en", "categories", "reports", "minutes", "calm_minutes")
    written = 0
    if not ComparingRule.objects.exists():
        rows = [ComparingRule(**sample, **dict(zip(comparing, r, strict=True))) for r in COMPARING]
        written += len(ComparingRule.objects.bulk_create(rows))
    if not FloodRule.objects.exists():
        floods = [FloodRule(**sample, **dict(zip(flood, r, strict=True))) for r in FLOODS]
        written += len(FloodRule.objects.bulk_create(floods))
    if written:
        touch("oversight")


def connect() -> None:
    """This will write the rows after each `migrate`."""
    config = apps.get_app_config("oversight")
    post_migrate.connect(write_first_rows, sender=config, dispatch_uid="oversight.first_rows")
