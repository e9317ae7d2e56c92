"""What would these areas change in the register, and how is it written? First a plan, then the rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import shapely
from django.db.models import Min, Q
from shapely.geometry.base import BaseGeometry

from tinhso.core import folding, revisions
from tinhso.core.errors import FieldError
from tinhso.core.messages import Message, msg
from tinhso.core.values import GeoPoint
from tinhso.foundation.places.models import Area
from tinhso.foundation.places.rules import Level

BATCH = 200


@dataclass(frozen=True, slots=True)
class Incoming:
    """An area as a file or the gazetteer gives it; `where` names its row for people."""

    where: str
    code: str
    level: Level
    kind: str
    name: str
    full_name: str
    parent_code: str
    polygon: BaseGeometry
    label: GeoPoint | None = None
    approximate: bool | None = None
    """Where this one's boundary is better or worse than the import's others."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for all areas of one import."""

    structure: str
    valid_from: date
    approximate: bool
    source: str
    citation: str


@dataclass
class Plan:
    """The rows that would be written. `retired` are rows whose validity ends because another begins."""

    created: list[Area] = field(default_factory=list)
    updated: list[Area] = field(default_factory=list)
    retired: list[Area] = field(default_factory=list)
    unchanged: int = 0
    ended: int = 0
    warnings: list[Message] = field(default_factory=list)
    errors: list[FieldError] = field(default_factory=list)
    parents: dict[int, str] = field(default_factory=dict)

    @property
    def changes_nothing(self) -> bool:
        """Whether writing it would leave every table as it is."""
        return not (self.created or self.updated or self.retired or self.ended)


def plan(incoming: Sequence[Incoming], terms: Terms) -> Plan:
    """This will compare the areas with the register; it writes nothing."""
    result = Plan()
    known: dict[str, list[Area]] = {}
    for row in Area.objects.filter(structure=terms.structure).order_by("valid_from"):
        known.setdefault(row.code, []).append(row)
    _check_structure(terms, result)
    _check_parents(incoming, known, terms, result)
    ends_on = _next_structure(terms)
    for area in incoming:
        _plan_area(area, known.get(area.code, []), terms, ends_on, result)
    _plan_ends(terms, result)
    return result


def _others(terms: Terms):  # type: ignore[no-untyped-def]
    return Area.objects.exclude(structure=terms.structure)


def _check_structure(terms: Terms, result: Plan) -> None:
    """The whole country changes its structure on one day, so two of them cannot begin on the same."""
    other = _others(terms).filter(valid_from=terms.valid_from).values_list("structure", flat=True).first()
    if other is not None:
        sentence = msg("Bộ danh mục %(other)s cũng bắt đầu từ ngày này.")
        result.errors.append(FieldError("structure", Message(sentence, {"other": other})))


def _next_structure(terms: Terms) -> date | None:
    later = _others(terms).filter(valid_from__gt=terms.valid_from)
    return later.aggregate(first=Min("valid_from"))["first"]


def _check_parents(
    incoming: Sequence[Incoming], known: dict[str, list[Area]], terms: Terms, result: Plan
) -> None:
    above = {a.code for a in incoming if a.level != Level.COMMUNE}
    above |= {
        code
        for code, rows in known.items()
        if any(r.level != Level.COMMUNE and _covers(r, terms) for r in rows)
    }
    sentence = msg("Không biết tỉnh mã %(parent)s: tệp không có và hệ thống chưa có tỉnh này.")
    for area in incoming:
        if area.level != Level.PROVINCE and area.parent_code not in above:
            message = Message(sentence, {"parent": area.parent_code})
            result.errors.append(FieldError(f"{area.where}.parent_code", message))


def _covers(row: Area, terms: Terms) -> bool:
    return row.valid_from <= terms.valid_from and (row.valid_to is None or row.valid_to > terms.valid_from)


def _plan_area(area: Incoming, rows: list[Area], terms: Terms, ends_on: date | None, result: Plan) -> None:
    current = next((r for r in rows if _covers(r, terms)), None)
    later = next((r for r in rows if r.valid_from > terms.valid_from), None)
    if current is None and later is not None and later.approximate and not terms.approximate:
        # a stand-in that began too late gives way altogether
        later.valid_from = terms.valid_from
        current, later = later, None
    if current is not None and current.level != area.level:
        sentence = msg("Mã này đang là của một đơn vị cấp khác: %(name)s.")
        message = Message(sentence, {"name": current.full_name})
        result.errors.append(FieldError(f"{area.where}.level", message))
        return
    if current is None:
        row = Area(code=area.code, structure=terms.structure, level=area.level, valid_from=terms.valid_from)
        row.valid_to = later.valid_from if later else ends_on
        _take(area, row, terms, result)
        result.created.append(row)
        result.parents[id(row)] = area.parent_code
        return
    before = _content(current)
    parent_before = current.parent_id
    _take(area, current, terms, result)
    if before == _content(current) and not _parent_differs(current, area):
        result.unchanged += 1
    elif current.valid_from == terms.valid_from:
        result.updated.append(current)
        result.parents[id(current)] = area.parent_code
    else:
        row = _successor(current, before, terms)
        current.valid_to, current.parent_id = terms.valid_from, parent_before
        result.retired.append(current)
        result.created.append(row)
        result.parents[id(row)] = area.parent_code


def _successor(current: Area, before: tuple[object, ...], terms: Terms) -> Area:
    """The row that begins where the area changed; the old row gets its old content back."""
    row = Area(code=current.code, structure=current.structure, level=current.level)
    for name, new, old in zip(CONTENT, _content(current), before, strict=True):
        setattr(row, name, new)
        setattr(current, name, old)
    row.valid_from, row.valid_to = terms.valid_from, current.valid_to
    return row


CONTENT = (
    "kind", "name", "full_name", "folded_name", "label_lat", "label_lon", "boundary", "approximate", "source",
    "citation", "is_sample", "valid_from",
)  # fmt: skip


def _content(row: Area) -> tuple[object, ...]:
    values = (getattr(row, name) for name in CONTENT)
    return tuple(bytes(v) if isinstance(v, memoryview) else v for v in values)


def _parent_differs(row: Area, area: Incoming) -> bool:
    return row.parent is not None and row.parent.code != area.parent_code


def _take(area: Incoming, row: Area, terms: Terms, result: Plan) -> None:
    folded = folding.fold(area.full_name)
    if row.folded_name != folded:
        if row.folded_name:
            sentence = msg("Mã %(code)s: tên trong tệp là %(new)s, trong hệ thống là %(old)s; lấy theo tệp.")
            result.warnings.append(
                Message(sentence, {"code": area.code, "new": area.full_name, "old": row.full_name})
            )
        # a spelling that differs by accents' places only (Hoá, Hóa) stays as it was first written
        row.kind, row.name, row.full_name, row.folded_name = area.kind, area.name, area.full_name, folded
    approximate = terms.approximate if area.approximate is None else area.approximate
    if approximate and row.boundary and not row.approximate:
        return  # a stand-in never replaces a boundary that was drawn
    row.boundary = shapely.to_wkb(area.polygon, output_dimension=2)
    label = _label(area, row)
    row.label_lat, row.label_lon = label.lat, label.lon
    row.approximate, row.source = approximate, terms.source
    if terms.citation or not row.citation:
        row.citation, row.is_sample = terms.citation, not terms.citation


def _label(area: Incoming, row: Area) -> GeoPoint:
    """The known label point where it still lies inside, else the given, else one well inside."""
    if area.label is not None:
        return area.label
    if row.label_lat is not None and shapely.intersects_xy(area.polygon, row.label_lon, row.label_lat):
        return GeoPoint(row.label_lat, row.label_lon)
    largest = max(getattr(area.polygon, "geoms", [area.polygon]), key=lambda part: part.area)
    inside = largest.centroid if largest.contains(largest.centroid) else largest.point_on_surface()
    return GeoPoint(round(inside.y, 6), round(inside.x, 6))


def _plan_ends(terms: Terms, result: Plan) -> None:
    count = _outlived(terms).count()
    if count:
        sentence = msg("%(count)s đơn vị của bộ danh mục trước hết hiệu lực từ ngày %(day)s.")
        values = {"count": count, "day": f"{terms.valid_from:%d/%m/%Y}"}
        result.warnings.append(Message(sentence, values))
    result.ended = count


def _outlived(terms: Terms):  # type: ignore[no-untyped-def]
    still = Q(valid_to__isnull=True) | Q(valid_to__gt=terms.valid_from)
    return _others(terms).filter(still, valid_from__lt=terms.valid_from)


def write(result: Plan, terms: Terms) -> None:
    """This will write the plan, parents before children; the caller holds the transaction."""
    _outlived(terms).update(valid_to=terms.valid_from)
    fields = [*CONTENT, "valid_to", "parent"]
    if result.retired:
        Area.objects.bulk_update(result.retired, ["valid_to"], batch_size=BATCH)
    for level in Level:
        created = [row for row in result.created if row.level == level]
        updated = [row for row in result.updated if row.level == level]
        if level != Level.PROVINCE:
            _set_parents([*created, *updated], result, terms)
        Area.objects.bulk_create(created, batch_size=BATCH)
        if updated:
            Area.objects.bulk_update(updated, fields, batch_size=BATCH)
    revisions.touch("places")


def _set_parents(rows: Sequence[Area], result: Plan, terms: Terms) -> None:
    above: dict[str, int] = {}
    known = Area.objects.filter(structure=terms.structure).exclude(level=Level.COMMUNE)
    for row in known.order_by("valid_from").defer("boundary"):
        if _covers(row, terms):
            above[row.code] = row.pk
    for row in rows:
        row.parent_id = above[result.parents[id(row)]]
