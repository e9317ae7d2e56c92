"""On which ground do the new areas lie? As given, as registered already, or as their predecessors lay."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import orjson
import shapely
from django.db.models import Q
from shapely.geometry.base import BaseGeometry

from tinhso.core.errors import FieldError
from tinhso.core.folding import fold
from tinhso.core.messages import Message, msg
from tinhso.foundation.places import boundary_file, ground, rules
from tinhso.foundation.places.actions import register
from tinhso.foundation.places.actions.area_plan import AreaPlan
from tinhso.foundation.places.models import Area
from tinhso.foundation.places.old_to_new import NewArea, Reorganisation
from tinhso.foundation.places.rules import Level


def with_boundaries(table: Reorganisation, content: bytes) -> Reorganisation:
    """This will lay a GeoJSON file's boundaries onto the new areas that bear their codes.

    Raises BoundariesRefused for a file that does not hold, TableRefused for a code the table does not have.
    """
    drawn = {
        row.code: orjson.loads(shapely.to_geojson(row.polygon))
        for row in boundary_file.read(content, structure=table.to_structure).rows
        if row.level == Level.COMMUNE
    }
    unknown = set(drawn) - {area.code for area in table.areas}
    if unknown:
        sentence = msg("Bảng không có đơn vị mới mang mã này.")
        raise boundary_file.BoundariesRefused(
            *(FieldError(code, Message(sentence)) for code in sorted(unknown))
        )
    areas = tuple(replace(a, boundary=drawn.get(a.code, a.boundary)) for a in table.areas)
    return replace(table, areas=areas)


def given_boundaries(plan: AreaPlan) -> dict[str, BaseGeometry]:
    """This will read the boundaries that the table gives; what is wrong with them goes into the findings."""
    features = [
        {
            "type": "Feature",
            "properties": {
                "code": a.code,
                "name": a.name,
                "level": "commune",
                "parent_code": plan.table.province,
            },
            "geometry": a.boundary,
        }
        for a in plan.table.areas
        if a.boundary
    ]
    if not features:
        return {}
    content = orjson.dumps({"type": "FeatureCollection", "features": features})
    try:
        read = boundary_file.read(content, structure=plan.table.to_structure)
    except boundary_file.BoundariesRefused as refused:
        plan.findings.errors += refused.errors
        return {}
    plan.findings.warnings += read.warnings
    return {row.code: row.polygon for row in read.rows}


def plan_areas(plan: AreaPlan, old: Mapping[str, Area], exact: Mapping[str, BaseGeometry]) -> None:
    """This will find the ground of every new area and compare it with the register; it writes nothing."""
    table, on = plan.table, plan.on
    digest = hashlib.sha256(table.citation.encode()).hexdigest()[:8]
    plan.terms = register.Terms(
        table.to_structure, on, False, f"sắp xếp {on:%d/%m/%Y} ({digest})", table.citation
    )
    derived, approximate = _derived(table, old)
    standing = _standing(table, on, old)
    for area in table.areas:
        known = standing.get(area.code)
        if known is not None and area.code not in exact:
            plan.polygons[area.code] = (
                shapely.from_wkb(bytes(known.boundary or b"")) if known.boundary else shapely.Polygon()
            )
            if known.folded_name != fold(area.name):
                sentence = msg(
                    "Mã %(code)s: tên trong tệp là %(new)s, trong hệ thống là %(old)s; giữ nguyên."
                )
                values = {"code": area.code, "new": area.name, "old": known.full_name}
                plan.findings.warnings.append(Message(sentence, values))
            continue
        polygon = exact.get(area.code, derived.get(area.code))
        if polygon is None or polygon.is_empty:
            sentence = msg("%(name)s: chưa có ranh giới, cũng không suy được từ các đơn vị cũ.")
            plan.findings.refuse(area.where or area.code, sentence, name=area.name)
            continue
        plan.polygons[area.code] = polygon
        rough = area.code not in exact and approximate.get(area.code, True)
        plan.incoming.append(_incoming(area, polygon, table.province, rough))
    if table.from_structure != table.to_structure and plan.polygons:
        _plan_province(plan)
    if not plan.findings.errors:
        plan.written = register.plan(plan.incoming, plan.terms)
        plan.findings.errors += plan.written.errors
        plan.findings.warnings += plan.written.warnings


def _derived(
    table: Reorganisation, old: Mapping[str, Area]
) -> tuple[dict[str, BaseGeometry], dict[str, bool]]:
    """The ground of each new area made from its predecessors', and whether that is approximate."""
    pieces: dict[str, list[BaseGeometry]] = {}
    rough: dict[str, bool] = {}
    labels = {area.code: area.label for area in table.areas}
    for code, heirs in table.heirs.items():
        row = old[code]
        if not row.boundary:
            continue
        whole = shapely.from_wkb(bytes(row.boundary))
        where = ground.labels_of([h.code for h in heirs], labels)
        if len(heirs) > 1 and where is None:
            continue
        parts = ground.parted(whole, where) if where and len(heirs) > 1 else [whole]
        for heir, part in zip(heirs, parts, strict=True):
            pieces.setdefault(heir.code, []).append(part)
            rough[heir.code] = rough.get(heir.code, False) or row.approximate or len(heirs) > 1
    return {code: ground.together(parts) for code, parts in pieces.items()}, rough


def _standing(table: Reorganisation, on: date, old: Mapping[str, Area]) -> dict[str, Area]:
    """New areas that are in the register already (imported before, or by the first run of the same table)."""
    valid = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    rows = Area.objects.filter(
        valid, structure=table.to_structure, level=Level.COMMUNE, valid_from__lte=on,
        code__in=[area.code for area in table.areas],
    )  # fmt: skip
    kept = table.kept
    replaced = {row.pk for code, row in old.items() if code not in kept}
    return {row.code: row for row in rows.order_by("valid_from") if row.pk not in replaced}


def _incoming(area: NewArea, polygon: BaseGeometry, province: str, rough: bool) -> register.Incoming:
    kind, name = rules.split_name(area.name)
    label = area.label
    if label is None or not shapely.intersects_xy(polygon, label.lon, label.lat):
        label = ground.inside(polygon)
    return register.Incoming(
        where=area.where or area.code, code=area.code, level=Level.COMMUNE, kind=kind, name=name,
        full_name=area.name, parent_code=province, polygon=polygon, label=label, approximate=rough,
    )  # fmt: skip


def _plan_province(plan: AreaPlan) -> None:
    table = plan.table
    known = Area.objects.filter(structure=table.to_structure, code=table.province, level=Level.PROVINCE)
    if known.exists():
        return
    whole = ground.together([p for p in plan.polygons.values() if not p.is_empty])
    kind, name = rules.split_name(table.province_name)
    rough = any(area.approximate for area in plan.incoming)
    plan.incoming.insert(
        0,
        register.Incoming(
            where="province", code=table.province, level=Level.PROVINCE, kind=kind, name=name,
            full_name=table.province_name, parent_code="", polygon=whole, approximate=rough,
        ),
    )  # fmt: skip
