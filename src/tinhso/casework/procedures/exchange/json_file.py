"""How does the catalogue stand in a JSON file? An envelope with a name and a number, and the documents."""

import json
from typing import Any

from tinhso.casework.procedures.exchange.shapes import (
    MOST_BYTES,
    MOST_PROCEDURES,
    Locate,
    Read,
    Unreadable,
    Where,
)
from tinhso.casework.procedures.rules.building import document
from tinhso.casework.procedures.rules.shapes import ProcedureVersion
from tinhso.core.messages import msg

FORMAT, NUMBER = "tinhso-procedures", 1


def write(versions: list[ProcedureVersion]) -> bytes:
    """This will write versions as UTF-8 JSON, one key a line so that differences can be read."""
    made = {"format": FORMAT, "version": NUMBER, "procedures": [document(v) for v in versions]}
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode()


def read(data: bytes) -> Read:
    """This will read the documents. Raises Unreadable for what is no such file."""
    if len(data) > MOST_BYTES:
        raise Unreadable.field("file", msg("Tệp lớn quá mức cho phép."))
    try:
        raw = json.loads(data.decode("utf-8-sig"), parse_constant=_no_constant)
    except (ValueError, RecursionError) as broken:
        raise Unreadable.field("file", msg("Tệp không phải là JSON đọc được.")) from broken
    procedures = raw.get("procedures") if isinstance(raw, dict) else None
    if not isinstance(procedures, list) or raw.get("format") != FORMAT or raw.get("version") != NUMBER:
        raise Unreadable.field("file", msg("Tệp không phải là danh mục thủ tục (tinhso-procedures, bản 1)."))
    if len(procedures) > MOST_PROCEDURES:
        raise Unreadable.field("file", msg("Tệp có quá %(most)s thủ tục."), most=MOST_PROCEDURES)
    return Read([(one, _locate(place)) for place, one in enumerate(procedures, 1)])


def _no_constant(word: str) -> Any:
    raise ValueError(word)


def _locate(place: int) -> Locate:
    def where(part: str, row: int, key: str) -> Where:
        inside = f"{part}[{row + 1}]" if part and row >= 0 else part
        return Where("", place, ".".join(one for one in (inside, key) if one))

    return where
