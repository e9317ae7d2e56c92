"""Can this GeoJSON file be believed? Every bad row is named; what can be mended is a warning.

Pure reading: no table is asked here. The file is untrusted: its size, its rows and its vertices are
bounded, and coordinates are looked at one by one before geometry code sees them.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any

import orjson
import shapely
from shapely.geometry.base import BaseGeometry

from tinhso.core.errors import FieldError, Invalid
from tinhso.core.folding import nfc
from tinhso.core.messages import Message, msg
from tinhso.foundation.places import rules
from tinhso.foundation.places.rules import Level

LARGEST_FILE = 128 * 1024 * 1024
MOST_ROWS = 20_000
MOST_VERTICES = 6_000_000
MOST_ERRORS = 200
LONGEST_NAME = 120
LONGEST_CODE = 10
LONGEST_KIND = 40


class BoundariesRefused(Invalid):
    """The boundary file cannot be taken as it is; `errors` lists every bad row, nothing was written."""

    code = "boundaries-refused"

    def __init__(self, *errors: FieldError) -> None:
        super().__init__(*errors)
        if len(errors) > 1:
            sentence = msg("Tệp ranh giới có %(count)s lỗi nên chưa ghi gì.")
            self.message = Message(sentence, {"count": len(errors)})
            self.args = (self.message.in_vietnamese(),)


@dataclass(frozen=True, slots=True)
class Row:
    """One area of the file: `where` names its row for people ("features[3] (19789)")."""

    where: str
    code: str
    level: Level
    kind: str
    name: str
    full_name: str
    parent_code: str
    polygon: BaseGeometry


@dataclass(frozen=True, slots=True)
class BoundaryFile:
    """What the file says, its warnings, and the SHA-256 of its bytes."""

    rows: list[Row]
    warnings: list[Message]
    digest: str


class _Bad(Exception):
    def __init__(self, field: str, sentence: str, **values: Any) -> None:
        self.field = field
        self.message = Message(sentence, values)
        super().__init__(sentence)


def read(source: Path | str | bytes, *, structure: str) -> BoundaryFile:
    """This will read and check a FeatureCollection. Raises BoundariesRefused naming every bad row."""
    content = _content(source)
    features = _features(content)
    rows: list[Row] = []
    warnings: list[Message] = []
    errors: list[FieldError] = []
    seen: dict[str, str] = {}
    budget = _Budget(MOST_VERTICES)
    for i, feature in enumerate(features):
        where = f"features[{i}]"
        try:
            row = _row(feature, where, structure, budget, warnings)
            if row.code in seen:
                sentence = msg("Mã %(code)s đã dùng cho %(other)s trong cùng tệp.")
                raise _Bad("code", sentence, code=row.code, other=seen[row.code])
        except _Bad as bad:
            errors.append(FieldError(f"{where}.{bad.field}", bad.message))
            if len(errors) >= MOST_ERRORS:
                break
        else:
            seen[row.code] = row.full_name
            rows.append(row)
    if errors:
        raise BoundariesRefused(*errors)
    return BoundaryFile(rows, warnings, hashlib.sha256(content).hexdigest())


def _content(source: Path | str | bytes) -> bytes:
    if isinstance(source, bytes):
        content = source
    else:
        try:
            with Path(source).open("rb") as file:
                content = file.read(LARGEST_FILE + 1)
        except OSError as error:
            raise _refused(msg("Không mở được tệp %(path)s."), path=str(source)) from error
    if len(content) > LARGEST_FILE:
        raise _refused(msg("Tệp lớn hơn %(limit)s MB."), limit=LARGEST_FILE // 1024**2)
    return content


def _features(content: bytes) -> list[Any]:
    try:
        # the parser itself bounds the nesting and refuses NaN, bad UTF-8 and broken JSON
        read = orjson.loads(content.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise _refused(msg("Tệp không phải là JSON đọc được.")) from error
    if not isinstance(read, dict) or read.get("type") != "FeatureCollection":
        raise _refused(msg("Tệp không phải là GeoJSON FeatureCollection."))
    features = read.get("features")
    if not isinstance(features, list) or not features:
        raise _refused(msg("Tệp không có đơn vị hành chính nào."))
    if len(features) > MOST_ROWS:
        raise _refused(msg("Tệp có hơn %(limit)s đơn vị hành chính."), limit=MOST_ROWS)
    _check_reference_system(read.get("crs"))
    return features


def _check_reference_system(crs: Any) -> None:
    """GeoJSON is WGS84 (RFC 7946); an old `crs` member that says otherwise must not be overlooked."""
    if crs is None:
        return
    name = crs.get("properties", {}) if isinstance(crs, dict) else {}
    name = name.get("name", "") if isinstance(name, dict) else ""
    if not (isinstance(name, str) and name.upper().endswith(("CRS84", "4326"))):
        raise _refused(msg("Tệp không dùng hệ toạ độ WGS84 (kinh độ, vĩ độ)."))


def _refused(sentence: str, **values: Any) -> BoundariesRefused:
    return BoundariesRefused(FieldError("file", Message(sentence, values)))


def _row(feature: Any, where: str, structure: str, budget: "_Budget", warnings: list[Message]) -> Row:
    if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
        raise _Bad("properties", msg("Thiếu phần thuộc tính của đơn vị hành chính."))
    properties = feature["properties"]
    code = _text(properties, "code", LONGEST_CODE)
    if not (code.isascii() and code.isalnum()):
        raise _Bad("code", msg("Mã chỉ gồm chữ cái không dấu và chữ số."))
    try:
        level = Level(_text(properties, "level", 10))
    except ValueError:
        raise _Bad("level", msg("Cấp phải là province, district hoặc commune.")) from None
    own = properties.get("structure")
    if own not in (None, structure):
        raise _Bad("structure", msg("Bộ danh mục của dòng này khác với %(structure)s."), structure=structure)
    full_name = _text(properties, "name", LONGEST_NAME)
    kind = _text(properties, "kind", LONGEST_KIND) if properties.get("kind") is not None else ""
    kind, name = rules.split_name(full_name, kind)
    parent = ""
    if level != Level.PROVINCE:
        parent = _text(properties, "parent_code", LONGEST_CODE)
    polygon = _polygon(feature.get("geometry"), budget)
    if not shapely.is_valid(polygon):
        reason = msg("%(name)s (%(code)s): đường ranh giới tự cắt, đã được sửa khi đọc.")
        warnings.append(Message(reason, {"name": full_name, "code": code}))
        polygon = mended(polygon)
    if polygon.is_empty or polygon.area == 0:
        raise _Bad("geometry", msg("Ranh giới không có diện tích."))
    return Row(f"{where} ({code})", code, level, kind, name, full_name, parent, polygon)


def mended(polygon: BaseGeometry) -> BaseGeometry:
    """This will make crossing rings valid and keep the areas only (no stray lines or points)."""
    return shapely.make_valid(polygon, method="structure", keep_collapsed=False)


def _text(properties: dict[str, Any], key: str, longest: int) -> str:
    value = properties.get(key)
    if value is None or value == "":
        raise _Bad(key, msg("Thiếu nội dung này."))
    if not isinstance(value, str):
        raise _Bad(key, msg("Phải là chữ, không phải số hay kiểu khác (số 0 đứng đầu của mã có nghĩa)."))
    text = " ".join(nfc(value).split())
    if not text or len(text) > longest or not text.isprintable():
        raise _Bad(key, msg("Phải có từ 1 đến %(longest)s ký tự đọc được."), longest=longest)
    return text


class _Budget:
    def __init__(self, vertices: int) -> None:
        self._left = vertices

    def spend(self, vertices: int) -> None:
        self._left -= vertices
        if self._left < 0:
            raise _refused(msg("Tệp có quá nhiều điểm ranh giới."))


def _polygon(geometry: Any, budget: _Budget) -> BaseGeometry:
    if not isinstance(geometry, dict):
        raise _Bad("geometry", msg("Thiếu ranh giới."))
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind not in ("Polygon", "MultiPolygon"):
        raise _Bad("geometry.type", msg("Ranh giới phải là Polygon hoặc MultiPolygon."))
    parts = [coordinates] if kind == "Polygon" else _list(coordinates)
    polygons = []
    for part in parts:
        shell, *holes = [list(_ring(ring, budget)) for ring in _list(part)]
        polygons.append(shapely.Polygon(shell, holes))
    return polygons[0] if kind == "Polygon" else shapely.MultiPolygon(polygons)


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise _Bad("geometry.coordinates", msg("Toạ độ ranh giới sai cấu trúc."))
    return value


def _ring(ring: Any, budget: _Budget) -> Iterator[tuple[float, float]]:
    points = _list(ring)
    if len(points) < 4 or points[0] != points[-1]:
        raise _Bad("geometry.coordinates", msg("Vòng ranh giới phải khép kín và có ít nhất bốn điểm."))
    budget.spend(len(points))
    for point in points:
        if not isinstance(point, list) or len(point) not in (2, 3):
            raise _Bad("geometry.coordinates", msg("Toạ độ ranh giới sai cấu trúc."))
        lon, lat = point[0], point[1]
        # bool is an int to Python, so types are compared, not asked
        if type(lon) not in (float, int) or type(lat) not in (float, int):
            raise _Bad("geometry.coordinates", msg("Toạ độ phải là số."))
        if not (isfinite(lon) and isfinite(lat) and -180 <= lon <= 180 and -90 <= lat <= 90):
            sentence = msg("Toạ độ ngoài phạm vi kinh độ ±180, vĩ độ ±90 (thứ tự: kinh độ, vĩ độ).")
            raise _Bad("geometry.coordinates", sentence)
        yield lon, lat
