"""How is a table of old to new read and written? As a whole, every bad row named.

JSON holds everything, a boundary with each area too; CSV holds the same in rows of five kinds ("setting",
"province", "area", "agency", "grant"), so that an office can fill it in with a spreadsheet.
"""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import orjson

from tinhso.core import cells
from tinhso.core.errors import FieldError
from tinhso.core.folding import nfc
from tinhso.core.messages import Message, msg
from tinhso.core.values import GeoPoint
from tinhso.foundation.places.old_to_new import AgencyRow, GrantRow, NewArea, Reorganisation, TableRefused

COLUMNS = ("row", "old", "old_name", "new", "new_name", "main", "lat", "lon", "account", "role")
LARGEST = 60 * 1024**2
LONGEST_NAME = 160


class _Bad(Exception):
    def __init__(self, where: str, sentence: str, **values: Any) -> None:
        self.error = FieldError(where, Message(sentence, values))


def read(content: bytes) -> Reorganisation:
    """This will read a table, JSON or CSV by its first sign. Raises TableRefused naming every bad row."""
    if len(content) > LARGEST:
        raise TableRefused.field("file", msg("Tệp lớn hơn %(limit)s MB."), limit=LARGEST // 1024**2)
    content = content.removeprefix(b"\xef\xbb\xbf")
    if content.lstrip()[:1] == b"{":
        try:
            table = orjson.loads(content)
        except orjson.JSONDecodeError as wrong:
            raise TableRefused.field("file", msg("Tệp không phải là JSON đọc được.")) from wrong
    else:
        table = _from_csv(content)
    return _checked(table)


def _from_csv(content: bytes) -> dict[str, Any]:
    try:
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))
    except (UnicodeDecodeError, csv.Error) as wrong:
        raise TableRefused.field("file", msg("Tệp không phải là CSV mã UTF-8 đọc được.")) from wrong
    table: dict[str, Any] = {"areas": [], "agencies": [], "grants": []}
    areas: dict[str, dict[str, Any]] = {}
    errors = []
    for number, row in enumerate(rows, start=2):
        where = f"{number}"
        cell = {name: cells.read((row.get(name) or "").strip()) for name in COLUMNS}
        what = cell["row"]
        if what == "setting":
            table[cell["old"]] = cell["new"]
        elif what == "province":
            table["province"] = {"code": cell["new"], "name": cell["new_name"]}
        elif what == "area":
            area = areas.setdefault(
                cell["new"],
                {"code": cell["new"], "name": cell["new_name"], "from": [], "where": where,
                 "lat": cell["lat"] or None, "lon": cell["lon"] or None},
            )  # fmt: skip
            if cell["old"]:
                main = cell["main"] not in ("0", "không", "false")
                area["from"].append({"code": cell["old"], "name": cell["old_name"], "main": main})
        elif what == "agency":
            row_read = {"old": cell["old"], "new": cell["new"], "name": cell["new_name"], "where": where}
            table["agencies"].append(row_read)
        elif what == "grant":
            table["grants"].append({
                "account": cell["account"], "role": cell["role"], "from_agency": cell["old"],
                "to_agency": cell["new"], "where": where,
            })  # fmt: skip
        elif any(cell.values()):
            sentence = msg("Cột «row» phải là setting, province, area, agency hoặc grant.")
            errors.append(FieldError(where, Message(sentence)))
    if errors:
        raise TableRefused(*errors)
    table["areas"] = list(areas.values())
    return table


def _checked(table: Any) -> Reorganisation:
    errors: list[FieldError] = []

    def each(name: str, read_row: Callable[[str, dict[str, Any]], Any]) -> list[Any]:
        found = []
        rows = table.get(name) or []
        if not isinstance(rows, list):
            errors.append(FieldError(name, Message(msg("Phải là một danh sách."))))
            return []
        for i, row in enumerate(rows):
            where = f"{name}[{i}]"
            try:
                if not isinstance(row, dict):
                    raise _Bad(where, msg("Dòng này sai cấu trúc."))
                found.append(read_row(str(row.get("where") or where), row))
            except _Bad as bad:
                errors.append(bad.error)
        return found

    if not isinstance(table, dict):
        raise TableRefused.field("file", msg("Tệp không phải là bảng sắp xếp."))
    old_names: dict[str, str] = {}
    words = {}
    given = table.get("province")
    province: dict[str, Any] = given if isinstance(given, dict) else {}
    said = {**table, "province.code": province.get("code"), "province.name": province.get("name")}
    for name in ("from_structure", "to_structure", "province.code", "province.name"):
        try:
            words[name] = _text(name, said, name)
        except _Bad as bad:
            errors.append(bad.error)
    areas = each("areas", lambda where, row: _area(where, row, old_names))
    agencies = each("agencies", _agency)
    grants = each("grants", _grant)
    errors += _contradictions(areas)
    if errors:
        raise TableRefused(*errors)
    citation = table.get("citation")
    return Reorganisation(
        from_structure=words["from_structure"],
        to_structure=words["to_structure"],
        province=words["province.code"],
        province_name=words["province.name"],
        citation=nfc(citation).strip()[:300] if isinstance(citation, str) else "",
        areas=tuple(areas),
        agencies=tuple(agencies),
        grants=tuple(grants),
        old_names=old_names,
    )


def _text(where: str, row: Mapping[str, Any], name: str, *, needed: bool = True) -> str:
    found = row.get(name)
    if found is None:
        found = ""
    if not isinstance(found, str):
        raise _Bad(where, msg("«%(name)s» phải là chữ (số 0 đứng đầu của mã có nghĩa)."), name=name)
    text = " ".join(nfc(found).split())
    if (needed and not text) or len(text) > LONGEST_NAME or not text.isprintable():
        raise _Bad(where, msg("Thiếu «%(name)s», hoặc nội dung không đọc được."), name=name)
    return text


def _code(where: str, row: Mapping[str, Any], name: str) -> str:
    code = _text(where, row, name)
    if not (code.isascii() and code.isalnum() and len(code) <= 10):
        raise _Bad(where, msg("Mã %(code)s không phải là mã đơn vị hành chính."), code=code)
    return code


def _area(where: str, row: dict[str, Any], old_names: dict[str, str]) -> NewArea:
    made_from = []
    named = row.get("from") or []
    if not isinstance(named, list):
        raise _Bad(where, msg("Dòng này sai cấu trúc."))
    for old in named:
        if not isinstance(old, dict):
            raise _Bad(where, msg("Dòng này sai cấu trúc."))
        code = _code(where, old, "code")
        if old.get("name"):
            old_names[code] = _text(where, old, "name")
        made_from.append((code, bool(old.get("main", True))))
    if len({code for code, _ in made_from}) != len(made_from):
        raise _Bad(where, msg("Một đơn vị cũ nêu hai lần cho cùng một đơn vị mới."))
    boundary = row.get("boundary")
    if boundary is not None and not isinstance(boundary, dict):
        raise _Bad(where, msg("Ranh giới phải là Polygon hoặc MultiPolygon."))
    return NewArea(
        code=_code(where, row, "code"),
        name=_text(where, row, "name"),
        made_from=tuple(made_from),
        label=_label(where, row),
        boundary=boundary,
        where=where,
    )


def _label(where: str, row: Mapping[str, Any]) -> GeoPoint | None:
    lat, lon = row.get("lat"), row.get("lon")
    if lat is None and lon is None:
        return None
    try:
        return GeoPoint(float(lat), float(lon))  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise _Bad(where, msg("Toạ độ không hợp lệ.")) from None


def _agency(where: str, row: dict[str, Any]) -> AgencyRow:
    name = _text(where, row, "name", needed=False)
    return AgencyRow(_text(where, row, "old"), _text(where, row, "new"), name, where)


def _grant(where: str, row: dict[str, Any]) -> GrantRow:
    old = _text(where, row, "from_agency", needed=False)
    account, role, new = (_text(where, row, name) for name in ("account", "role", "to_agency"))
    return GrantRow(account, role, new, old, where)


def _contradictions(areas: Sequence[NewArea]) -> list[FieldError]:
    errors: list[FieldError] = []
    if not areas:
        errors.append(FieldError("areas", Message(msg("Bảng không có đơn vị mới nào."))))
    seen: dict[str, str] = {}
    mains: dict[str, int] = {}
    for area in areas:
        if area.code in seen:
            sentence = msg("Mã %(code)s đã dùng cho %(other)s trong cùng tệp.")
            errors.append(
                FieldError(area.where, Message(sentence, {"code": area.code, "other": seen[area.code]}))
            )
        seen[area.code] = area.name
        for old, is_main in area.made_from:
            mains[old] = mains.get(old, 0) + is_main
    sentence = msg("Đơn vị cũ %(old)s phải có đúng một đơn vị kế tục chính (cột main).")
    errors += [FieldError(old, Message(sentence, {"old": old})) for old, n in mains.items() if n != 1]
    return errors


def as_json(table: Reorganisation) -> bytes:
    """This will write a table that `read` takes back, indented for people."""
    areas = [
        {
            "code": area.code,
            "name": area.name,
            **({"lat": area.label.lat, "lon": area.label.lon} if area.label else {}),
            "from": [
                {"code": old, "name": table.old_names.get(old, ""), "main": is_main}
                for old, is_main in area.made_from
            ],
            **({"boundary": area.boundary} if area.boundary else {}),
        }
        for area in table.areas
    ]
    written = {
        "from_structure": table.from_structure,
        "to_structure": table.to_structure,
        "province": {"code": table.province, "name": table.province_name},
        "citation": table.citation,
        "areas": areas,
        "agencies": [{"old": r.old, "new": r.new, "name": r.name} for r in table.agencies],
        "grants": [
            {"account": r.account, "role": r.role, "from_agency": r.old, "to_agency": r.new}
            for r in table.grants
        ],
    }
    return orjson.dumps(written, option=orjson.OPT_INDENT_2) + b"\n"


def as_csv(table: Reorganisation) -> bytes:
    """This will write the table for a spreadsheet; boundaries go in a file of their own."""
    kept = io.StringIO(newline="")
    out = csv.DictWriter(kept, COLUMNS, restval="", lineterminator="\r\n")

    def write(row: Mapping[str, Any]) -> None:
        out.writerow({n: cells.written(v) if isinstance(v, str) else v for n, v in row.items()})

    out.writeheader()
    for name in ("from_structure", "to_structure", "citation"):
        write({"row": "setting", "old": name, "new": getattr(table, name)})
    write({"row": "province", "new": table.province, "new_name": table.province_name})
    for area in table.areas:
        at = {"lat": area.label.lat, "lon": area.label.lon} if area.label else {}
        about = {"row": "area", "new": area.code, "new_name": area.name, **at}
        for old, is_main in area.made_from:
            name = table.old_names.get(old, "")
            write({**about, "old": old, "old_name": name, "main": int(is_main)})
        if not area.made_from:
            write(about)
    for row in table.agencies:
        write({"row": "agency", "old": row.old, "new": row.new, "new_name": row.name})
    for grant in table.grants:
        write(
            {"row": "grant", "old": grant.old, "new": grant.new, "account": grant.account, "role": grant.role}
        )
    return b"\xef\xbb\xbf" + kept.getvalue().encode()
