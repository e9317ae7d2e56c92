"""Does a GeoJSON file of assets hold? Every feature is checked; what is wrong is named row by row."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any

import orjson
import shapely
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseGeometry

from tinhso.core.errors import FieldError, Invalid
from tinhso.core.folding import nfc
from tinhso.core.messages import Message, msg

KINDS = ("LineString", "MultiLineString", "Polygon", "MultiPolygon", "Point")
LARGEST = 60 * 1024**2
MOST_ROWS = 100_000
MOST_ERRORS = 50


class AssetsRefused(Invalid):
    """The file cannot be taken in as it stands."""

    code = "assets-refused"
    sentence = msg("Tệp công trình chưa dùng được.")


@dataclass(frozen=True, slots=True)
class Row:
    """One asset of the file; `where` names its row for people."""

    where: str
    key: str
    name: str
    manager: str
    geometry: BaseGeometry


class _Bad(Exception):
    def __init__(self, field: str, sentence: str, **values: Any) -> None:
        self.field, self.message = field, Message(sentence, values)


def read(source: Path | bytes) -> tuple[list[Row], str]:
    """This will read a FeatureCollection: its rows and the SHA-256 of its bytes. Raises AssetsRefused."""
    content = _content(source)
    rows: list[Row] = []
    errors: list[FieldError] = []
    seen: set[str] = set()
    for i, feature in enumerate(_features(content)):
        where = f"features[{i}]"
        try:
            row = _row(feature, where)
            if row.key in seen:
                raise _Bad("code", msg("Mã %(code)s dùng hai lần trong cùng tệp."), code=row.key)
        except _Bad as bad:
            errors.append(FieldError(f"{where}.{bad.field}", bad.message))
            if len(errors) >= MOST_ERRORS:
                break
        else:
            seen.add(row.key)
            rows.append(row)
    if errors:
        raise AssetsRefused(*errors)
    return rows, hashlib.sha256(content).hexdigest()


def _content(source: Path | bytes) -> bytes:
    if isinstance(source, bytes):
        content = source
    else:
        try:
            with source.open("rb") as file:
                content = file.read(LARGEST + 1)
        except OSError as wrong:
            raise AssetsRefused.field("file", msg("Không mở được tệp %(path)s."), path=str(source)) from wrong
    if len(content) > LARGEST:
        raise AssetsRefused.field("file", msg("Tệp lớn hơn %(limit)s MB."), limit=LARGEST // 1024**2)
    return content


def _features(content: bytes) -> Iterator[Any]:
    try:
        read_ = orjson.loads(content.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as wrong:
        raise AssetsRefused.field("file", msg("Tệp không phải là JSON đọc được.")) from wrong
    if not isinstance(read_, dict) or read_.get("type") != "FeatureCollection":
        raise AssetsRefused.field("file", msg("Tệp không phải là GeoJSON FeatureCollection."))
    features = read_.get("features")
    if not isinstance(features, list) or not features:
        raise AssetsRefused.field("features", msg("Tệp không có công trình nào."))
    if len(features) > MOST_ROWS:
        raise AssetsRefused.field("features", msg("Tệp có hơn %(limit)s công trình."), limit=MOST_ROWS)
    yield from features


def _row(feature: Any, where: str) -> Row:
    if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
        raise _Bad("properties", msg("Thiếu phần thuộc tính của công trình."))
    properties = feature["properties"]
    key = _text(properties, "code", 60)
    name = _text(properties, "name", 160)
    manager = _text(properties, "manager", 40) if properties.get("manager") not in (None, "") else ""
    return Row(f"{where} ({key})", key, name, manager, _geometry(feature.get("geometry")))


def _text(properties: dict[str, Any], name: str, longest: int) -> str:
    value = properties.get(name)
    if value is None or value == "":
        raise _Bad(name, msg("Thiếu nội dung này."))
    if not isinstance(value, str):
        raise _Bad(name, msg("Phải là chữ, không phải số hay kiểu khác (số 0 đứng đầu của mã có nghĩa)."))
    text = " ".join(nfc(value).split())
    if not text or len(text) > longest or not text.isprintable():
        raise _Bad(name, msg("Phải có từ 1 đến %(longest)s ký tự đọc được."), longest=longest)
    return text


def _geometry(given: Any) -> BaseGeometry:
    if not isinstance(given, dict) or given.get("type") not in KINDS:
        raise _Bad(
            "geometry.type", msg("Hình phải là điểm, đường hoặc vùng (%(kinds)s)."), kinds=", ".join(KINDS)
        )
    try:
        geometry = shapely.from_geojson(orjson.dumps(given))
    except (ShapelyError, orjson.JSONEncodeError) as wrong:
        raise _Bad("geometry.coordinates", msg("Toạ độ sai cấu trúc.")) from wrong
    if geometry is None or geometry.is_empty:
        raise _Bad("geometry.coordinates", msg("Hình không có điểm nào."))
    west, south, east, north = geometry.bounds
    if (
        not all(map(isfinite, (west, south, east, north)))
        or west < -180
        or east > 180
        or south < -90
        or north > 90
    ):
        sentence = msg("Toạ độ ngoài phạm vi kinh độ ±180, vĩ độ ±90 (thứ tự: kinh độ, vĩ độ).")
        raise _Bad("geometry.coordinates", sentence)
    if "Polygon" in geometry.geom_type:
        if not shapely.is_valid(geometry):
            geometry = shapely.make_valid(geometry, method="structure", keep_collapsed=False)
        if geometry.area == 0:
            raise _Bad("geometry", msg("Vùng không có diện tích."))
    if "LineString" in geometry.geom_type and geometry.length == 0:
        raise _Bad("geometry", msg("Đường không có chiều dài."))
    return shapely.force_2d(geometry)
