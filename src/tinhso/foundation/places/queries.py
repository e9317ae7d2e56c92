"""What may other rooms ask about areas? Always for a day; answers come from memory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from tinhso.core import folding
from tinhso.core.errors import Missing
from tinhso.core.messages import msg
from tinhso.core.values import GeoPoint
from tinhso.foundation.places import atlas, gazetteer, models, table_file
from tinhso.foundation.places.old_to_new import (
    AgencyRow,
    Findings,
    GrantRow,
    NewArea,
    Reorganisation,
    TableRefused,
    day_before,
)
from tinhso.foundation.places.rules import How, Level, Located, Place, in_sentence

__all__ = [
    "AgencyRow",
    "Findings",
    "GrantRow",
    "How",
    "Level",
    "Locality",
    "Located",
    "NewArea",
    "Place",
    "Reorganisation",
    "TableRefused",
    "UnknownPlace",
    "boundaries",
    "boundaries_etag",
    "communes",
    "day_before",
    "extent",
    "heirs",
    "in_sentence",
    "label_point",
    "lineage",
    "localities",
    "locate",
    "passages",
    "place",
    "province_of",
    "provinces",
    "read_reorganisation",
    "reorganisation_table",
    "search_places",
    "served_province",
    "whereabouts",
    "write_reorganisation",
]


class UnknownPlace(Missing):
    """No area has this code on this day."""

    code = "unknown-place"
    sentence = msg("Không có đơn vị hành chính mã %(place)s vào ngày %(on)s.")


@dataclass(frozen=True, slots=True)
class Locality:
    """A thôn, bản or tổ dân phố of a commune; `point` is None where nobody has given one."""

    id: int
    name: str
    kind: str
    point: GeoPoint | None


def locate(point: GeoPoint, *, on: date, prefer_served: bool = False) -> Located | None:
    """This will tell which commune a point is in that day, how surely, and why; None for nowhere known.

    A point in no imported commune but close to the served province (dated tolerance) goes to the nearest
    served one. Intake passes `prefer_served`: then so does a point just across the province's border.
    """
    return atlas.at(on).locate(point, on, prefer_served=prefer_served)


def whereabouts(point: GeoPoint, on: date) -> str | None:
    """This will name the area that holds the point, served or not: "Xã A Lưới 1, Thành phố Huế"."""
    shape = atlas.at(on).locator.containing(point)
    if shape is None:
        return None
    if shape.place == shape.province:
        return shape.place.name
    return f"{shape.place.name}, {shape.province.name}"


def place(code: str, *, on: date) -> Place | None:
    """This will give the area that bears the code that day."""
    shape = atlas.at(on).shapes.get(code)
    return shape.place if shape else None


def province_of(code: str, *, on: date) -> Place | None:
    """This will give the province in which the area with that code lies that day."""
    shape = atlas.at(on).shapes.get(code)
    return shape.province if shape else None


def communes(*, on: date) -> list[Place]:
    """This will list the communes of the served province, in Vietnamese order of their names."""
    day = atlas.at(on)
    found = [
        s.place
        for s in day.shapes.values()
        if s.place.level == Level.COMMUNE and s.province.code == day.served_code
    ]
    return sorted(found, key=_by_name)


def offered(*, on: date) -> list[tuple[str, str]]:
    """This will list the served province and its communes of that day, as code and name for people."""
    province = served_province(on=on)
    found = [*([province] if province else []), *communes(on=on)]
    return [(one.code, f"{one.name} ({one.code})") for one in found]


def provinces(*, on: date) -> list[Place]:
    """This will list every province known that day, in Vietnamese order of their names."""
    found = [s.place for s in atlas.at(on).shapes.values() if s.place.level == Level.PROVINCE]
    return sorted(found, key=_by_name)


def served_province(*, on: date) -> Place | None:
    """This will give the province that this deployment serves that day."""
    day = atlas.at(on)
    return place(day.served_code, on=on) if day.served_code else None


def label_point(code: str, *, on: date) -> GeoPoint:
    """This will give the point where an area's name is written. Raises UnknownPlace."""
    shape = atlas.at(on).shapes.get(code)
    if shape is None:
        raise UnknownPlace(place=code, on=f"{on:%d/%m/%Y}")
    return shape.label


def extent(code: str, *, on: date) -> tuple[float, float, float, float]:
    """This will give the box around an area in degrees: west, south, east, north. Raises UnknownPlace."""
    shape = atlas.at(on).shapes.get(code)
    if shape is None:
        raise UnknownPlace(place=code, on=f"{on:%d/%m/%Y}")
    west, south, east, north = shape.polygon.bounds
    return west, south, east, north


def localities(code: str, *, on: date) -> list[Locality]:
    """This will list the thôn, bản, tổ dân phố of a commune, in Vietnamese order."""
    shape = atlas.at(on).shapes.get(code)
    if shape is None:
        return []
    valid = Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))
    # by code and structure, not by row: a boundary redrawn from a later day keeps its hamlets
    found = models.Locality.objects.filter(valid, area__code=code, area__structure=shape.place.structure)
    rows = [_locality(row) for row in found]
    return sorted(rows, key=lambda row: (folding.sort_key(row.name), row.id))


def search_places(q: str, *, on: date, limit: int = 10) -> list[Place]:
    """This will find communes of the served province by name, accents and đ ignored; name starts first."""
    wanted = folding.fold(q)
    if not wanted:
        return []
    ranked = []
    for order, found in enumerate(communes(on=on)):
        name = folding.fold(found.name)
        bare = folding.fold(found.name[len(found.kind) :])
        if wanted in name:
            ranked.append((not bare.startswith(wanted), f" {wanted}" not in f" {name}", order, found))
    return [row[-1] for row in sorted(ranked, key=lambda row: row[:3])[:limit]]


def heirs(code: str, *, structure: str, on: date) -> list[Place]:
    """This will give the areas into which an area has passed by that day, through every step, main first.

    An area that still is what it was is its own heir; empty where it ended with nobody after it.
    """
    return _heirs((structure, code), passages(on=on), on)


def _heirs(
    area: tuple[str, str], steps: Mapping[tuple[str, str], Sequence[tuple[str, str]]], on: date
) -> list[Place]:
    found: dict[str, Place] = {}
    standing = place(area[1], on=on)
    for new in steps.get(area, (area,)):
        if new != area:
            later = _heirs(new, steps, on)
        else:
            later = [standing] if standing is not None and standing.structure == area[0] else []
        found.update({heir.code: heir for heir in later})
    return list(found.values())


def passages(*, on: date) -> dict[tuple[str, str], tuple[tuple[str, str], ...]]:
    """This will give every step up to that day: (structure, code) -> heirs the same way, main first."""
    return atlas.passages(on)


def lineage(code: str, *, on: date) -> list[tuple[str, str]]:
    """This will give (structure, code) of an area of that day and of all whose main heir it is, itself first.

    Empty where nothing ever passed into another: then a code alone says enough.
    """
    steps = passages(on=on)
    if not steps:
        return []
    here = place(code, on=on)
    if here is None:
        return []
    found, todo = [], [(here.structure, code)]
    back: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for old, new in steps.items():
        if new[0] != old:
            back.setdefault(new[0], []).append(old)
    while todo:
        one = todo.pop(0)
        if one not in found:
            found.append(one)
            todo += back.get(one, [])
    return found


def read_reorganisation(content: bytes) -> Reorganisation:
    """This will read a table of old to new, JSON or CSV. Raises TableRefused naming every bad row."""
    return table_file.read(content)


def write_reorganisation(table: Reorganisation, *, as_csv: bool = False) -> bytes:
    """This will write a table that `read_reorganisation` takes back."""
    return table_file.as_csv(table) if as_csv else table_file.as_json(table)


def reorganisation_table(province: str) -> Reorganisation:
    """This will give the table of 01/07/2025 for a province of today, from the gazetteer; no citation yet.

    Raises UnknownPlace.
    """
    listing = gazetteer.listings().get(province)
    if listing is None:
        raise UnknownPlace(place=province, on="01/07/2025")
    names: dict[str, str] = {}
    areas = []
    for heir in gazetteer.heirs(province):
        names.update({code: name for code, name, _ in heir.made_from})
        areas.append(
            NewArea(
                code=heir.unit.code,
                name=heir.unit.full_name,
                made_from=tuple((code, is_main) for code, _, is_main in heir.made_from),
                label=GeoPoint(heir.unit.lat, heir.unit.lon),
            )
        )
    return Reorganisation(
        from_structure=gazetteer.BEFORE,
        to_structure=gazetteer.NOW,
        province=listing.code,
        province_name=listing.full_name,
        citation="",
        areas=tuple(areas),
        old_names=names,
    )


def boundaries(*, on: date, level: str = Level.COMMUNE) -> bytes:
    """This will give the simplified GeoJSON: the served province's communes, or all provinces."""
    return atlas.at(on).outlines.drawing(level)[0]


def boundaries_etag(*, on: date, level: str = Level.COMMUNE) -> str:
    """This will give the ETag of `boundaries`, quotes included."""
    return atlas.at(on).outlines.drawing(level)[1]


def _by_name(found: Place) -> tuple[tuple[tuple[int, ...], str], str]:
    bare = found.name[len(found.kind) :].strip() if found.name.startswith(found.kind) else found.name
    return folding.sort_key(bare), found.code


def _locality(row: models.Locality) -> Locality:
    point = GeoPoint(row.lat, row.lon) if row.lat is not None and row.lon is not None else None
    return Locality(row.pk, row.name, row.kind, point)
