"""Who writes the first dated rows? `migrate` does, into empty tables only, each marked as a sample."""

from typing import Any

from django.apps import apps
from django.db.models.signals import post_migrate

from tinhso.casework.rulebook import catalogue, unheard


def write_first_rows(**_: object) -> None:
    """This will write the samples of `catalogue` into each table that has no row yet."""
    from tinhso.casework.rulebook.models import (
        ApprovalRule,
        Category,
        PhraseRule,
        ProofRule,
        PublicationRule,
        ServiceTime,
    )
    from tinhso.core.revisions import touch

    sample = {"valid_from": catalogue.SINCE, "is_sample": True}
    written = 0
    first_rows: tuple[tuple[Any, list[Any]], ...] = (
        (Category, [Category(**sample, **c) for c in _categories()]),
        (ServiceTime, [ServiceTime(**sample, **t) for t in _service_times()]),
        (PublicationRule, [PublicationRule(**sample, **p) for p in _publication_rules()]),
        (ApprovalRule, [ApprovalRule(**sample, needed=True)]),
        (ProofRule, [ProofRule(**sample)]),
        (PhraseRule, [PhraseRule(**sample, **p) for p in _phrases()]),
    )
    for model, rows in first_rows:
        if not model.objects.exists():
            written += len(model.objects.bulk_create(rows))
    if written:
        touch("rulebook")


def _categories() -> list[dict[str, object]]:
    keys = ("code", "name", "name_en", "icon", "agency_kind", "hint", "hint_en")
    return [
        {
            **dict(zip(keys, row, strict=True)),
            "order": place,
            "is_emergency": row[0] in catalogue.EMERGENCIES,
        }
        for place, row in enumerate(catalogue.CATEGORIES, 1)
    ]


def _service_times() -> list[dict[str, object]]:
    return [
        {
            "category": category,
            "urgent": urgent,
            "calendar": calendar,
            "accept_amount": accept[0],
            "accept_unit": accept[1],
            "answer_amount": answer[0],
            "answer_unit": answer[1],
            "citation": "Theo thực tế của Huế (7 ngày làm việc) và Hà Nội (QĐ 1207/2025)",
        }
        for category, urgent, calendar, accept, answer in catalogue.SERVICE_TIMES
    ]


def _publication_rules() -> list[dict[str, object]]:
    hidden = {"listed": False, "text": "never", "photos": "never"}
    return [
        {"category": ""},
        *({"category": c, **hidden} for c in sorted(catalogue.NOT_PUBLIC)),
        *({"category": c, "square_m": catalogue.HOME_SQUARE_M} for c in sorted(catalogue.AT_HOME)),
    ]


def _phrases() -> list[dict[str, object]]:
    law = {
        "denunciation": "Luật Tố cáo 25/2018/QH14, Điều 2",
        "complaint": "Luật Khiếu nại 02/2011/QH13, Điều 2",
        "rule_comment": "Nghị định 20/2008/NĐ-CP (sửa đổi: 48/2013, 92/2017)",
    }
    return [
        {"kind": kind, "pattern": pattern, "unless": unless, "exact": exact, "citation": law.get(kind, "")}
        for kind, pattern, unless, exact in (*catalogue.PHRASES, *unheard.PHRASES)
    ]


def connect() -> None:
    """This will write the rows after each `migrate`."""
    config = apps.get_app_config("rulebook")
    post_migrate.connect(write_first_rows, sender=config, dispatch_uid="rulebook.first_rows")
