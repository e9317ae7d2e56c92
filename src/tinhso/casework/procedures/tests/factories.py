"""Which procedures do the tests speak of? Small documents that are whole."""

from typing import Any

from tinhso.casework.procedures import models
from tinhso.casework.procedures.book import columns_of
from tinhso.casework.procedures.rules.building import build, document


def a_document(**changes: Any) -> dict[str, Any]:
    """This will give the whole document of a small procedure of a commune."""
    doc: dict[str, Any] = {
        "code": "1.009001",
        "valid_from": "2026-07-01",
        "name": "Cấp giấy xác nhận thử nghiệm",
        "name_en": "Trial certificate",
        "field": "test",
        "levels": ["commune"],
        "audience": ["citizen"],
        "online_level": "full",
        "term": {"amount": 3, "unit": "working_days"},
        "components": [{"code": "don", "name": "Đơn đề nghị"}],
        "steps": [
            {"number": 1, "name": "Tiếp nhận", "unit_kind": "reception", "hours": 2, "role": "intake"},
            {"number": 2, "name": "Thẩm định", "unit_kind": "specialist", "hours": 14.5},
            {"number": 3, "name": "Ký", "unit_kind": "leader", "hours": 4, "role": "leader"},
        ],
        "fees": [{"code": "le-phi", "name": "Lệ phí", "amount": 15_001, "kind": "charge"}],
        "results": [{"paper_type": "giay-xac-nhan", "name": "Giấy xác nhận"}],
        "legal_bases": ["Nghị định 118/2025/NĐ-CP"],
        **changes,
    }
    return document(build(doc))


def keep(**changes: Any) -> models.Procedure:
    """This will write a procedure into the table."""
    return models.Procedure.objects.create(**columns_of(a_document(**changes)))
