"""How does the catalogue travel as a file? As JSON or as a spreadsheet; both say the same documents."""

from tinhso.casework.procedures.exchange import json_file, xlsx_file
from tinhso.casework.procedures.exchange.shapes import FORMATS, MOST_BYTES, Columns, Read, Unreadable, Where
from tinhso.casework.procedures.rules.shapes import ProcedureVersion

__all__ = ["FORMATS", "MOST_BYTES", "Columns", "Read", "Unreadable", "Where", "guess", "read", "write"]


def read(data: bytes, form: str) -> Read:
    """This will read a file into documents. Raises Unreadable where it is no such file or too large."""
    return xlsx_file.read(data) if form == "xlsx" else json_file.read(data)


def write(versions: list[ProcedureVersion], form: str) -> bytes:
    """This will write versions as a file. Raises Unreadable for a text too long for a cell."""
    return xlsx_file.write(versions) if form == "xlsx" else json_file.write(versions)


def guess(data: bytes) -> str:
    """This will tell by its first bytes which form a file has: a spreadsheet is a zip."""
    return "xlsx" if data.startswith(b"PK") else "json"
