"""Who writes the first procedures and rules? `migrate` does, into empty tables only, each marked as a sample.

They lie in `data/` as JSON, in the words of the exchange format: nobody has compared them with the published
texts, so every row says "minh hoạ – chưa đối chiếu văn bản" until a province has.
"""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db.models.signals import post_migrate

SINCE = date(2025, 7, 1)
"""The two-level local government (Luật 72/2025/QH15)."""
DATA = Path(__file__).parent / "data"
TABLES = {
    "fields": "ProcedureField",
    "systems": "System",
    "fee_rules": "FeeRule",
    "early_rules": "EarlyRule",
    "accept_rules": "AcceptRule",
    "groups": "Group",
    "essentials": "EssentialService",
    "questions": "AskBack",
}


@cache
def sample_procedures() -> list[dict[str, Any]]:
    """This will read the documents of the sample procedures."""
    files = sorted((DATA / "procedures").glob("*.json"))
    return [doc for file in files for doc in json.loads(file.read_text(encoding="utf-8"))]


@cache
def sample_rules() -> dict[str, list[dict[str, Any]]]:
    """This will read the rows of the other tables, by the names in TABLES."""
    found: dict[str, list[dict[str, Any]]] = json.loads((DATA / "rules.json").read_text(encoding="utf-8"))
    return found


def write_first_rows(**_: object) -> None:
    """This will write the samples into each table that has no row yet."""
    from tinhso.casework.procedures import models
    from tinhso.casework.procedures.book import columns_of
    from tinhso.casework.procedures.rules.checking import check
    from tinhso.core.revisions import touch

    written = 0
    for name, model_name in TABLES.items():
        model = getattr(models, model_name)
        if not model.objects.exists():
            sample = {"valid_from": SINCE, "is_sample": True}
            written += len(model.objects.bulk_create(model(**sample, **row) for row in sample_rules()[name]))
    if not models.Procedure.objects.exists():
        checked = (check(doc)[0] for doc in sample_procedures())
        rows = [models.Procedure(**columns_of(doc)) for doc in checked]
        written += len(models.Procedure.objects.bulk_create(rows))
    if written:
        touch(models.TOPIC)


def connect() -> None:
    """This will write the rows after each `migrate`."""
    config = apps.get_app_config("procedures")
    post_migrate.connect(write_first_rows, sender=config, dispatch_uid="procedures.first_rows")
