"""What does a bank's spreadsheet say? Its first sheet, values only, unpacked no further than it should be."""

import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from tinhso.core.messages import msg
from tinhso.gateway.payments.rules.statement import table
from tinhso.gateway.payments.rules.statement.shapes import MOST_ROWS, Statement, StatementRefused

MOST_PARTS = 300
MOST_UNPACKED = 60 * 1024**2
MOST_RATIO = 150


def read(content: bytes) -> Statement:
    """This will read the first sheet. Raises StatementRefused."""
    _check(content)
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    except Exception as broken:
        raise _unreadable() from broken
    try:
        return table.read(_rows(book))
    except StatementRefused:
        raise
    except Exception as broken:
        raise _unreadable() from broken
    finally:
        book.close()


def _rows(book: Any) -> Iterator[tuple[int, Sequence[Any]]]:
    if not book.worksheets:
        return
    rows = book.worksheets[0].iter_rows(
        max_row=MOST_ROWS + table.LOOK_AT + 2, max_col=table.MOST_COLUMNS, values_only=True
    )
    yield from enumerate(rows, 1)


def _check(content: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as box:
            parts = box.infolist()
            unpacked = sum(part.file_size for part in parts)
            if len(parts) > MOST_PARTS or unpacked > min(
                MOST_UNPACKED, MOST_RATIO * max(len(content), 10_000)
            ):
                raise StatementRefused.field("file", msg("Tệp XLSX bung ra quá lớn nên không được mở."))
            for part in parts:
                with box.open(part) as opened:
                    if b"<!DOCTYPE" in opened.read(4096).upper():
                        raise _unreadable()
    except StatementRefused:
        raise
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError) as broken:
        raise _unreadable() from broken
    except Exception as broken:
        raise _unreadable() from broken


def _unreadable() -> StatementRefused:
    return StatementRefused.field("file", msg("Tệp không phải là bảng tính XLSX đọc được."))
