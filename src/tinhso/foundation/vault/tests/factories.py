"""Owners, papers and officers of the vault."""

from datetime import UTC, date, datetime
from typing import Any

from tinhso.core.roles import CITIZEN, Actor, Grant, Role
from tinhso.foundation.files.tests import factories as files
from tinhso.foundation.vault import actions, queries

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
NUMBER = "046199001234"
OTHER_NUMBER = "046088005678"
OFFICER = Actor("officer:12", frozenset({Grant(Role.HANDLER, "TTPVHCC-TH")}))
LAW = actions.by_law("Nghị định 224/2026/NĐ-CP Điều 15")
DOSSIER = "dossier:12"
PART = "dossier:12/component:hk01"


def person(number: str = NUMBER) -> str:
    """This will give the key of a person."""
    return queries.owner_key(number)


def kept(**changes: Any) -> queries.PaperView:
    """This will keep a birth certificate that an officer digitised, of one page unless a file is named."""
    now = changes.setdefault("now", NOW)
    if "file_id" not in changes:
        changes["file_id"] = files.upload_pdf(now=now, text=changes.pop("text", "Khai sinh")).id
    about = {
        "owner": person(), "type_code": "khai-sinh", "title": "Giấy khai sinh", "number": "15/2026",
        "issuer_code": "UBND-TH", "issuer_name": "UBND phường Thuận Hóa", "issued_on": date(2026, 3, 15),
        "expires_on": None, "source": actions.Source.DIGITISED, "certified_by": "officer:12", "basis": LAW,
        "about": DOSSIER, "by": OFFICER,
    }  # fmt: skip
    return actions.keep(**{**about, **changes})


def uploaded(**changes: Any) -> queries.PaperView:
    """This will keep a paper that its owner put there."""
    basis = actions.by_consent("kho-giay-to", "session:1#2026-07")
    own = {"source": actions.Source.UPLOADED, "certified_by": "", "basis": basis, "by": CITIZEN, "about": ""}
    return kept(**{**own, **changes})
