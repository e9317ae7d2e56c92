"""Which papers do the simulated dossiers carry? One sheet for what was brought, a signed one for results.

A sheet says that it is simulated and names nobody, so it is set and signed once, and kept for each dossier.
"""

from datetime import date, datetime
from pathlib import Path

from tinhso.casework.procedures.queries import Result
from tinhso.core import typesetting
from tinhso.core.clock import local_date
from tinhso.core.roles import Actor
from tinhso.demo.dossiers.staff import Staff
from tinhso.foundation.files import actions as files
from tinhso.foundation.signing import actions as signing
from tinhso.foundation.signing import queries as signatures

SHEET = Path(__file__).parent / "sheet.typ"
SIGNER = "TTHCC"
"""Whose simulated key signs the sheets: setting and signing one for each body would take minutes."""
OWN_SHEETS = frozenset({
    "ban-sao-chung-thuc", "ban-sao-trich-luc", "xac-nhan-tinh-trang-hon-nhan", "giay-khai-sinh",
    "giay-chung-nhan-ket-hon", "giay-phep-xay-dung", "giay-phep-via-he", "the-xe-buyt",
})  # fmt: skip
"""Kinds of results with a sheet of their own in a long load; the others share one."""


class Papers:
    """The sheets of one load; a short one has a single sheet for all results."""

    def __init__(self, province: str, *, staff: Staff, begins: datetime, is_long: bool) -> None:
        self._province = province
        self._staff = staff
        self._begins = begins
        self._own = OWN_SHEETS if is_long else frozenset()
        self._sheets: dict[str, bytes] = {}

    def result(self, kind: Result, *, signed: bool, by: Actor, now: datetime) -> str:
        """This will keep a result's sheet anew and give its id."""
        name = kind.name if kind.paper_type in self._own else "Kết quả giải quyết thủ tục"
        return self._kept(name, "Kết quả giải quyết thủ tục hành chính", signed=signed, by=by, now=now)

    def brought(self, *, by: Actor, now: datetime) -> str:
        """This will keep the sheet of something that was brought, and give its id."""
        name, kind = "Giấy tờ kèm theo hồ sơ", "Bản điện tử do người nộp gửi"
        return self._kept(name, kind, signed=False, by=by, now=now)

    def _kept(self, title: str, kind: str, *, signed: bool, by: Actor, now: datetime) -> str:
        key = f"{title} {signed}"
        if key not in self._sheets:
            values = {"title": title, "kind": kind, "province": self._province}
            made = typesetting.pdf(SHEET, values)
            self._sheets[key] = self._signed(made, title) if signed else made
        return files.receive_document(self._sheets[key], by=by, now=now, names_nobody=True).id

    def _signed(self, made: bytes, title: str) -> bytes:
        by = self._staff.leader(SIGNER)
        key = signatures.keys_of(SIGNER, officer=by.key, on=local_date(self._begins))[0].key
        return signing.sign(made, key=key, about="sheet:demo", reason=title, by=by, now=self._begins)


def expires(kind: Result, issued_on: date) -> date | None:
    """This will give a result's last good day."""
    if kind.valid_months is None:
        return None
    months = issued_on.month - 1 + kind.valid_months
    year, month = issued_on.year + months // 12, months % 12 + 1
    return issued_on.replace(year=year, month=month, day=min(issued_on.day, 28))
