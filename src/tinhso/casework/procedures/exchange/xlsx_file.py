"""How does the catalogue stand in a spreadsheet? Five sheets, joined by code and first day.

Row 1 names the columns for the machine, row 2 for the reader, data begin in row 3. Cells hold values only: no
text becomes a formula, no formula is read. A file is unpacked no further than it should be.
"""

import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font

from tinhso.casework.procedures.exchange.shapes import (
    MAIN,
    MOST_BYTES,
    MOST_PROCEDURES,
    PARTS,
    BadCell,
    Columns,
    Locate,
    Read,
    Unreadable,
    Where,
)
from tinhso.casework.procedures.rules.building import document
from tinhso.casework.procedures.rules.shapes import ProcedureVersion
from tinhso.core import cells
from tinhso.core.messages import Message, msg

LONGEST_CELL = 32_767
MOST_PARTS, MOST_UNPACKED, MOST_RATIO = 200, 80 * 1024**2, 150
MOST_ROWS = 50_000
FIRST = 3
_KEY = (("code", "Mã thủ tục", "text"), ("valid_from", "Có hiệu lực từ", "day"))
_YES = {"true", "1", "x", "có", "co", "yes", "đúng"}
_NO = {"false", "0", "", "không", "khong", "no", "sai"}

Key = tuple[str, str]


def write(versions: list[ProcedureVersion]) -> bytes:
    """This will write versions as a workbook. Raises Unreadable for a text longer than a cell can hold."""
    book = Workbook()
    book.remove(book.active)
    documents = [_flat(document(v)) for v in versions]
    _fill(book, MAIN.sheet, MAIN.columns, documents)
    for part in PARTS:
        rows = [
            {**row, "code_of": d["code"], "from": d["valid_from"]} for d in documents for row in d[part.part]
        ]
        keyed = (("code_of", _KEY[0][1], "text"), ("from", _KEY[1][1], "day"), *part.columns)
        _fill(book, part.sheet, keyed, rows)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _flat(doc: dict[str, Any]) -> dict[str, Any]:
    term = doc["term"] or {}
    return {**doc, "term_amount": term.get("amount"), "term_unit": term.get("unit")}


def _fill(book: Workbook, name: str, columns: Any, rows: list[dict[str, Any]]) -> None:
    sheet = book.create_sheet(name)
    sheet.append([key for key, _title, _kind in columns])
    sheet.append([title for _key, title, _kind in columns])
    for row in rows:
        sheet.append([_written(row.get(key), kind) for key, _title, kind in columns])
    for cell in sheet[2]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True)
    sheet.row_dimensions[1].hidden = True
    sheet.freeze_panes = "C3"


def _written(value: Any, kind: str) -> Any:
    if value is None or value == "" or (kind in ("json", "words", "lines") and not value):
        return None
    match kind:
        case "json":
            text = json.dumps(value, ensure_ascii=False)
        case "words":
            text = ", ".join(value)
        case "lines":
            text = "\n".join(value)
        case "text" | "day":
            text = str(value)
        case _:
            return value
    text = cells.written(text)
    if len(text) > LONGEST_CELL:
        raise Unreadable.field("file", msg("Một nội dung quá dài cho bảng tính; hãy xuất dạng JSON."))
    return text


def read(data: bytes) -> Read:
    """This will read the documents of a workbook. Raises Unreadable for what is no such file."""
    _check(data)
    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except Exception as broken:  # a workbook made to hurt breaks the library in any way
        raise _unreadable() from broken
    try:
        return _documents(book)
    except Unreadable:
        raise
    except Exception as broken:
        raise _unreadable() from broken
    finally:
        book.close()


def _check(data: bytes) -> None:
    if len(data) > MOST_BYTES:
        raise Unreadable.field("file", msg("Tệp lớn quá mức cho phép."))
    try:
        with zipfile.ZipFile(BytesIO(data)) as box:
            parts = box.infolist()
            unpacked = sum(part.file_size for part in parts)
            if len(parts) > MOST_PARTS or unpacked > min(MOST_UNPACKED, MOST_RATIO * max(len(data), 10_000)):
                raise Unreadable.field("file", msg("Tệp XLSX bung ra quá lớn nên không được mở."))
            for part in parts:
                with box.open(part) as opened:
                    head = opened.read(4096).upper()
                    if b"<!DOCTYPE" in head or b"<!ENTITY" in head or head[:2] in (b"\xff\xfe", b"\xfe\xff"):
                        raise _unreadable()
    except Unreadable:
        raise
    except Exception as broken:
        raise _unreadable() from broken


def _unreadable() -> Unreadable:
    return Unreadable.field("file", msg("Tệp không phải là bảng tính XLSX đọc được."))


def _documents(book: Any) -> Read:
    found = Read()
    if MAIN.sheet not in book.sheetnames:
        raise Unreadable.field("file", msg("Thiếu trang tính “%(sheet)s”."), sheet=MAIN.sheet)
    children: dict[Key, dict[str, list[tuple[int, dict[str, Any]]]]] = {}
    for part in PARTS:
        for number, raw in _rows(book, part, (*_keyed(), *part.columns), found.problems):
            key = (raw.pop("code_of", None) or "", raw.pop("from", None) or "")
            children.setdefault(key, {}).setdefault(part.part, []).append((number, raw))
    seen: set[Key] = set()
    for number, raw in _rows(book, MAIN, MAIN.columns, found.problems):
        key = (raw.get("code") or "", raw.get("valid_from") or "")
        below = children.get(key, {})
        seen.add(key)
        term = {"amount": raw.pop("term_amount", None), "unit": raw.pop("term_unit", None)}
        doc = {**raw, "term": term if any(v is not None for v in term.values()) else None}
        doc.update({part.part: [row for _n, row in below.get(part.part, [])] for part in PARTS})
        found.documents.append(
            (doc, _locate(number, {p: [n for n, _r in rows] for p, rows in below.items()}))
        )
    for key in children.keys() - seen:
        for part in PARTS:
            for number, _raw in children[key].get(part.part, ()):
                sentence = Message(msg("Dòng này không thuộc thủ tục nào của tệp."))
                found.problems.append(BadCell(Where(part.sheet, number, "code_of"), "no-procedure", sentence))
    if len(found.documents) > MOST_PROCEDURES:
        raise Unreadable.field("file", msg("Tệp có quá %(most)s thủ tục."), most=MOST_PROCEDURES)
    return found


def _keyed() -> tuple[tuple[str, str, str], ...]:
    return ("code_of", _KEY[0][1], "text"), ("from", _KEY[1][1], "day")


def _rows(
    book: Any, part: Columns, columns: tuple[tuple[str, str, str], ...], problems: list[BadCell]
) -> Iterator[tuple[int, dict[str, Any]]]:
    if part.sheet not in book.sheetnames:
        return
    kinds = {key: kind for key, _title, kind in columns}
    rows = book[part.sheet].iter_rows(max_row=MOST_ROWS + 1, max_col=60, values_only=True)
    header = [str(cell) if cell is not None else "" for cell in next(rows, ())]
    for key in header:
        if key and key not in kinds:
            sentence = Message(msg("Không có cột “%(value)s”."), {"value": key[:40]})
            problems.append(BadCell(Where(part.sheet, 1, key[:40]), "unknown-column", sentence))
    for number, row in enumerate(rows, 2):
        if number > MOST_ROWS:
            raise Unreadable.field("file", msg("Trang tính “%(sheet)s” có quá nhiều dòng."), sheet=part.sheet)
        if number < FIRST or all(cell is None for cell in row):
            continue
        made: dict[str, Any] = {}
        for key, cell in zip(header, row, strict=False):
            if key in kinds and cell is not None:
                made[key] = _value(cell, kinds[key], Where(part.sheet, number, key), problems)
        yield number, made


def _value(cell: Any, kind: str, where: Where, problems: list[BadCell]) -> Any:
    """The value that a cell means; what cannot be read goes on as it is, for the check to speak of."""
    text = cells.read(str(cell)).strip() if not isinstance(cell, datetime | date) else ""
    if kind == "json":
        return _json(text, where, problems)
    return _READ[kind](cell, text) if kind in _READ else text


def _json(text: str, where: Where, problems: list[BadCell]) -> Any:
    try:
        return json.loads(text) if text else None
    except (ValueError, RecursionError):
        problems.append(BadCell(where, "bad-json", Message(msg("Ô này không phải là JSON đọc được."))))
        return None


def _flag(cell: Any, text: str) -> Any:
    if text.lower() in _YES | _NO:
        return text.lower() in _YES
    return cell if isinstance(cell, bool) else text


def _words(_cell: Any, text: str) -> list[str]:
    return [word.strip() for word in text.replace(";", ",").split(",") if word.strip()]


def _lines(_cell: Any, text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _number(cell: Any, text: str) -> Any:
    if isinstance(cell, int | float):
        return int(cell) if not isinstance(cell, bool) and float(cell).is_integer() else cell
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return text or None


def _day(cell: Any, text: str) -> str | None:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    parts = text.split("/")
    if len(parts) == 3 and all(p.isdigit() for p in parts):
        return f"{parts[2]:0>4}-{parts[1]:0>2}-{parts[0]:0>2}"
    return text or None


_READ: Mapping[str, Callable[[Any, str], Any]] = {
    "number": _number,
    "flag": _flag,
    "day": _day,
    "words": _words,
    "lines": _lines,
}
_SHEETS: Mapping[str, str] = {part.part: part.sheet for part in PARTS}
_TERM = {"amount": "term_amount", "unit": "term_unit"}


def _locate(number: int, rows: Mapping[str, list[int]]) -> Locate:
    def where(part: str, row: int, key: str) -> Where:
        if part in _SHEETS and 0 <= row < len(rows.get(part, ())):
            return Where(_SHEETS[part], rows[part][row], key)
        column = part or _TERM.get(key, key)
        return Where(MAIN.sheet, number, column)

    return where
