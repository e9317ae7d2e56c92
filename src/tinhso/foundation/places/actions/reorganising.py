"""How do areas pass into others on a day? First a plan that writes nothing, then rows, hamlets and facts."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime

import orjson
from django.db.models import Q

from tinhso.core import revisions
from tinhso.core.facts import Code
from tinhso.core.messages import Message, msg
from tinhso.core.roles import Actor
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.places import atlas, events
from tinhso.foundation.places.actions import hamlet_moves, redrawing, register
from tinhso.foundation.places.actions.area_plan import AreaPlan
from tinhso.foundation.places.actions.boundaries import imported
from tinhso.foundation.places.actions.serve import serve_province
from tinhso.foundation.places.models import Area, AreaSuccession, Jurisdiction
from tinhso.foundation.places.old_to_new import Findings, Reorganisation, day_before
from tinhso.foundation.places.rules import Level


def plan_reorganisation(table: Reorganisation, *, on: date) -> AreaPlan:
    """This will work out what the table does to the areas; what forbids it stands in `findings.errors`."""
    plan = AreaPlan(table, on, Findings("places"))
    if not table.citation:
        plan.findings.refuse("citation", msg("Bảng chưa ghi căn cứ (nghị quyết, quyết định)."))
    old = _old_rows(plan)
    _check_calendar(plan)
    _note_left_out(plan)
    if plan.findings.errors:
        return plan
    plan.districts = _districts(table, on)
    exact = redrawing.given_boundaries(plan)
    redrawing.plan_areas(plan, old, exact)
    _plan_passages(plan)
    plan.hamlets = hamlet_moves.plan(table, plan.polygons, on)
    plan.findings.decisions += plan.hamlets.undecided
    serving = Jurisdiction.objects.filter(valid_from__lte=on).order_by("-valid_from").first()
    plan.serves = serving is None or (serving.code, serving.structure) != (table.province, table.to_structure)
    _count(plan)
    return plan


def _old_rows(plan: AreaPlan) -> dict[str, Area]:
    """The old areas as they stood the day before; unknown and ended ones are refused by name."""
    table, on = plan.table, plan.on
    rows: dict[str, list[Area]] = {}
    for row in Area.objects.filter(structure=table.from_structure, code__in=table.heirs).order_by(
        "valid_from"
    ):
        rows.setdefault(row.code, []).append(row)
    found = {}
    for code in table.heirs:
        name = table.old_names.get(code, code)
        known = rows.get(code, [])
        standing = [r for r in known if r.valid_from < on and (r.valid_to is None or r.valid_to >= on)]
        values = {"code": code, "name": name, "structure": table.from_structure}
        if standing:
            found[code] = standing[-1]
        elif not known:
            sentence = msg("Không có %(name)s (mã %(code)s) trong bộ danh mục %(structure)s.")
            plan.findings.refuse(code, sentence, **values)
        elif all(r.valid_from >= on for r in known):
            sentence = msg("%(name)s (mã %(code)s) chỉ có từ %(day)s; ngày sắp xếp phải sau ngày đó.")
            plan.findings.refuse(code, sentence, **values, day=f"{known[0].valid_from:%d/%m/%Y}")
        else:
            sentence = msg("%(name)s (mã %(code)s) đã kết thúc từ %(day)s.")
            plan.findings.refuse(
                code, sentence, **values, day=f"{max(r.valid_to for r in known if r.valid_to):%d/%m/%Y}"
            )
    return found


def _districts(table: Reorganisation, on: date) -> dict[str, frozenset[str]]:
    if table.from_structure == table.to_structure:
        return {}
    rows = Area.objects.filter(
        structure=table.from_structure, parent__level=Level.DISTRICT, valid_from__lt=on
    )
    found: dict[str, set[str]] = {}
    for district, commune in rows.values_list("parent__code", "code"):
        found.setdefault(district, set()).add(commune)
    return {district: frozenset(communes) for district, communes in found.items()}


def _check_calendar(plan: AreaPlan) -> None:
    """Nothing may begin after the day already: the past would be written anew under what was built on it."""
    later = Jurisdiction.objects.filter(valid_from__gt=plan.on).order_by("valid_from").first()
    areas = Area.objects.filter(structure=plan.table.to_structure, valid_from__gt=plan.on)
    first = areas.order_by("valid_from").values_list("valid_from", flat=True).first()
    for day in (later.valid_from if later else None, first):
        if day is not None:
            sentence = msg("Hệ thống đã có địa bàn bắt đầu từ %(day)s, sau ngày sắp xếp.")
            plan.findings.refuse("on", sentence, day=f"{day:%d/%m/%Y}")
            return


def _note_left_out(plan: AreaPlan) -> None:
    before = atlas.at(day_before(plan.on))
    plan.without_heir = {
        shape.place.code: shape.place.name
        for shape in before.shapes.values()
        if shape.place.level == Level.COMMUNE
        and shape.province.code == before.served_code
        and shape.place.structure == plan.table.from_structure
        and shape.place.code not in plan.table.heirs
    }
    if plan.table.from_structure == plan.table.to_structure:
        plan.without_heir = {}  # in one structure what the table does not name stays as it is
    sentence = msg("%(name)s (mã %(code)s) không có đơn vị kế tục trong bảng.")
    for code, name in plan.without_heir.items():
        plan.findings.warnings.append(Message(sentence, {"name": name, "code": code}))


def _plan_passages(plan: AreaPlan) -> None:
    table, on = plan.table, plan.on
    known = set(
        AreaSuccession.objects.filter(old_structure=table.from_structure, on=on).values_list(
            "old_code", "new_code", "new_structure"
        )
    )
    for old, heirs in table.heirs.items():
        if table.from_structure == table.to_structure and old in table.kept:
            continue
        for i, heir in enumerate(heirs):
            if (old, heir.code, table.to_structure) not in known:
                plan.passages.append(
                    AreaSuccession(
                        old_code=old, old_structure=table.from_structure, new_code=heir.code,
                        new_structure=table.to_structure, is_main=i == 0, on=on, citation=table.citation,
                    )
                )  # fmt: skip


def _ending(plan: AreaPlan) -> list[int]:
    """Rows of the old structure that end by this table (where the structure changes, all of it ends)."""
    table, on = plan.table, plan.on
    still = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    rows = Area.objects.filter(still, structure=table.from_structure, valid_from__lt=on)
    if table.from_structure == table.to_structure:
        gone = set(table.heirs) - {area.code for area in table.areas}
        rows = rows.filter(code__in=gone)
    return list(rows.values_list("pk", flat=True))


def _count(plan: AreaPlan) -> None:
    count = plan.findings.count
    communes = [row for row in plan.written.created if row.level == Level.COMMUNE]
    count("opened", msg("đơn vị cấp xã được lập"), len(communes))
    ending = Area.objects.filter(pk__in=_ending(plan)).values_list("level", flat=True)
    levels = list(ending)
    count("closed", msg("đơn vị cấp xã kết thúc"), levels.count(Level.COMMUNE))
    count("districts_closed", msg("đơn vị cấp huyện kết thúc"), levels.count(Level.DISTRICT))
    count("redrawn", msg("đơn vị đổi ranh giới"), len(plan.written.updated))
    rough = sum(bool(row.approximate) for row in communes)
    count("approximate", msg("đơn vị mới chỉ có ranh giới gần đúng"), rough)
    parted = sum(len(heirs) > 1 for heirs in plan.table.heirs.values())
    count("parted", msg("đơn vị cũ bị chia cho nhiều đơn vị mới"), parted)
    count("passages", msg("dòng kế tục được ghi"), len(plan.passages))
    count("hamlets", msg("thôn, bản, tổ dân phố chuyển theo"), len(plan.hamlets.moved))


def apply_reorganisation(plan: AreaPlan, *, by: Actor, now: datetime) -> None:
    """This will write the plan in the caller's transaction; what is written already stays as it is."""
    table, on = plan.table, plan.on
    if plan.terms is None:
        return
    ending = _ending(plan)
    if not plan.written.changes_nothing:
        register.write(plan.written, plan.terms)
        digest = hashlib.sha256(orjson.dumps([a.code for a in table.areas])).hexdigest()
        ledger.append(imported(plan.incoming, plan.written, plan.terms, digest), by=by, now=now)
    if ending:
        Area.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on), pk__in=ending).update(valid_to=on)
    AreaSuccession.objects.bulk_create(plan.passages, batch_size=200)
    ledger.append_all(_passed(table, plan.passages), by=by, now=now)
    hamlet_moves.write(plan.hamlets, table, on, by=by, now=now)
    if plan.serves:
        serve_province(table.province, structure=table.to_structure, valid_from=on, by=by, now=now)
    if ending or plan.passages:
        revisions.touch("places")


def _passed(table: Reorganisation, passages: Iterable[AreaSuccession]) -> Sequence[events.AreaSucceeded]:
    return [
        events.AreaSucceeded(
            subject=Code(f"area:{row.old_structure}:{row.old_code}"),
            successor=Code(row.new_code),
            structure=Code(row.new_structure),
            on=row.on,
            whole=len(table.heirs[row.old_code]) == 1,
            main=row.is_main,
        )
        for row in passages
    ]
