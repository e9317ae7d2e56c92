"""Who takes over when areas change? A plan that writes nothing: agencies, their rooms, their successions."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Q

from tinhso.core.messages import Message, msg
from tinhso.foundation.agencies import rules
from tinhso.foundation.agencies.actions import following
from tinhso.foundation.agencies.actions.agency_plan import AgencyPlan, NewAgency
from tinhso.foundation.agencies.models import Agency, Succession, Unit
from tinhso.foundation.agencies.rules import AgencyKind, succession
from tinhso.foundation.places import actions as places
from tinhso.foundation.places import queries as tables


def plan_reorganisation(areas: places.AreaPlan, *, staff: Collection[tuple[str, str]]) -> AgencyPlan:
    """This will work out who takes over; what forbids it stands in `findings.errors`.

    `staff` are (officer's key, agency's code) of the roles that the table gives: who is on a roster follows
    only into an agency where he has a role.
    """
    table, on = areas.table, areas.on
    plan = AgencyPlan(on, tables.Findings("agencies"), table.to_structure, table.citation)
    every = {row.code: row for row in Agency.objects.select_related("escalates_to", "parent")}
    _close(plan, areas, every)
    _take_over(plan, areas, every)
    _successions(plan)
    following.plan_competences(plan, areas)
    following.plan_duties(plan, staff)
    _rewire(plan, every)
    _rooms(plan)
    _count(plan)
    return plan


def _close(plan: AgencyPlan, areas: places.AreaPlan, every: dict[str, Agency]) -> None:
    """Agencies whose area passes or ends, and those that the table names."""
    on, old = plan.on, areas.table.from_structure
    for row in every.values():
        ours = row.area_structure in ("", old) and row.area_code
        stood = row.valid_from < on and (row.valid_to is None or row.valid_to >= on)
        if not (ours and stood):
            continue
        if row.area_code in areas.table.kept:
            if row.area_structure and row.area_structure != plan.structure and row.valid_to is None:
                plan.restructured.append(row)
        elif areas.changes(row.area_code) or row.area_code in areas.districts:
            plan.closing[row.code] = row
    for named in areas.table.agencies:
        found = every.get(named.old)
        if found is None:
            sentence = msg("Không có cơ quan mang mã %(agency)s.")
            plan.findings.refuse(named.where, sentence, agency=named.old)
        elif found.valid_to is not None and found.valid_to < on:
            sentence = msg("Cơ quan %(agency)s đã kết thúc từ %(day)s.")
            plan.findings.refuse(named.where, sentence, agency=found.name, day=f"{found.valid_to:%d/%m/%Y}")
        elif found.valid_from >= on:
            sentence = msg("Cơ quan %(agency)s chỉ có từ %(day)s; ngày sắp xếp phải sau ngày đó.")
            plan.findings.refuse(named.where, sentence, agency=found.name, day=f"{found.valid_from:%d/%m/%Y}")
        else:
            plan.closing[found.code] = found


def _take_over(plan: AgencyPlan, areas: places.AreaPlan, every: dict[str, Agency]) -> None:
    stays = {row.code for row in plan.restructured}
    standing = {
        (row.kind, row.area_code): row.code
        for row in every.values()
        if (row.area_structure == plan.structure or row.code in stays)
        and row.code not in plan.closing
        and row.valid_from <= plan.on
        and (row.valid_to is None or row.valid_to > plan.on)
    }
    found: dict[str, list[str]] = defaultdict(list)
    for named in areas.table.agencies:
        if named.old in plan.closing:
            heir = _named(plan, areas, named, every)
            if heir is not None:
                found[named.old].append(heir)
                kind = every[heir].kind if heir in every else plan.opened[-1].kind
                standing.setdefault((str(kind), plan.areas[heir]), heir)
    taken = set(every) | {new.code for new in plan.opened}
    for code, row in plan.closing.items():
        if code in found:
            continue
        for area in _heirs_of_area(row, areas):
            new = _body(plan, row, area, standing, taken)
            if new is not None and new not in found[code]:
                found[code].append(new)
    plan.heirs = {code: tuple(found.get(code, ())) for code in plan.closing}
    for heirs in plan.heirs.values():
        for code in heirs:
            if code in every:
                plan.names[code], plan.areas[code] = every[code].name, every[code].area_code


def _heirs_of_area(row: Agency, areas: places.AreaPlan) -> list[tables.Place]:
    if row.area_code not in areas.districts:
        return areas.heirs(row.area_code)
    found = {h.code: h for old in sorted(areas.districts[row.area_code]) for h in areas.heirs(old)}
    return list(found.values())


def _named(
    plan: AgencyPlan, areas: places.AreaPlan, named: tables.AgencyRow, every: dict[str, Agency]
) -> str | None:
    """The successor that the table names: an agency that stands that day, or a new one with a name."""
    row, old = every.get(named.new), plan.closing[named.old]
    if named.new == named.old:
        plan.findings.refuse(named.where, msg("Cơ quan kế tục phải khác cơ quan trước."))
        return None
    if row is not None:
        if row.valid_from > plan.on or (row.valid_to is not None and row.valid_to <= plan.on):
            sentence = msg("Cơ quan kế tục %(agency)s chưa hoạt động vào ngày đó.")
            plan.findings.refuse(named.where, sentence, agency=row.name)
            return None
        plan.names[row.code], plan.areas[row.code] = row.name, row.area_code
        return row.code
    if any(new.code == named.new for new in plan.opened):
        return named.new
    heirs = _heirs_of_area(old, areas) if old.area_code else []
    if not named.name or not rules.is_agency_code(named.new) or len(heirs) > 1:
        sentence = msg("Chưa có cơ quan mã %(agency)s; xin mở cơ quan đó trước, hoặc ghi tên trong bảng.")
        plan.findings.refuse(named.where, sentence, agency=named.new)
        return None
    area = heirs[0].code if heirs else ""
    kind = succession.FOLLOWED_BY.get(AgencyKind(old.kind), AgencyKind(old.kind))
    _open(plan, NewAgency(named.new, kind, named.name, named.name[:80], area, old.is_sample))
    return named.new


def _body(
    plan: AgencyPlan, old: Agency, area: tables.Place, standing: dict[tuple[str, str], str], taken: set[str]
) -> str | None:
    """The body of a kind in a new area: the one that stands there, or one to be opened."""
    kind = succession.FOLLOWED_BY.get(AgencyKind(old.kind))
    if kind is None:
        sentence = msg("Bảng chưa nêu cơ quan kế tục của %(agency)s (mã %(code)s).")
        if not any(error.field == old.code for error in plan.findings.errors):
            plan.findings.refuse(old.code, sentence, agency=old.name, code=old.code)
        return None
    known = standing.get((str(kind), area.code))
    if known is not None:
        return known
    code = succession.new_code(kind, area.code, plan.structure, taken)
    if code is None:
        sentence = msg("Các mã dự kiến cho cơ quan mới ở %(area)s đều đã dùng; xin ghi mã trong bảng.")
        plan.findings.refuse(old.code, sentence, area=area.name)
        return None
    name, short_name = succession.new_name(kind, area.name)
    _open(plan, NewAgency(code, kind, name, short_name, area.code, old.is_sample))
    taken.add(code)
    standing[str(kind), area.code] = code
    return code


def _open(plan: AgencyPlan, new: NewAgency) -> None:
    plan.opened.append(new)
    plan.names[new.code], plan.areas[new.code] = new.name, new.area_code


def _successions(plan: AgencyPlan) -> None:
    known = set(Succession.objects.values_list("predecessor__code", "successor__code"))
    predecessors: dict[str, int] = defaultdict(int)
    for heirs in plan.heirs.values():
        for heir in heirs:
            predecessors[heir] += 1
    for old, heirs in plan.heirs.items():
        for heir in heirs:
            if (old, heir) not in known:
                manner = succession.kind_of(len(heirs), predecessors[heir])
                row = Succession(predecessor=plan.closing[old], kind=manner.value, on=plan.on)
                row.decision = plan.citation
                row.heir_code = heir  # type: ignore[attr-defined]  # its row may not be there yet
                plan.successions.append(row)


def _rewire(plan: AgencyPlan, every: dict[str, Agency]) -> None:
    """Agencies that stay must not escalate to one that ends."""
    office = _office(every, plan.on)
    for row in every.values():
        if row.code in plan.closing or (row.valid_to is not None and row.valid_to <= plan.on):
            continue
        fields = tuple(
            name
            for name in ("escalates_to", "parent")
            if (above := getattr(row, name)) is not None and above.code in plan.closing
        )
        if not fields:
            continue
        for name in fields:
            heirs = plan.heirs[getattr(row, name).code]
            if len(heirs) != 1 and name == "escalates_to":
                sentence = msg("%(agency)s báo quá hạn lên %(above)s, nay không còn; tạm báo lên %(office)s.")
                above = getattr(row, name).name
                values = {"agency": row.name, "above": above, "office": office.name if office else "–"}
                plan.findings.decisions.append(Message(sentence, values))
        plan.rewired.append((row, fields))


def _office(every: dict[str, Agency], on: date) -> Agency | None:
    offices = (row for row in every.values() if row.kind == AgencyKind.PROVINCE_OFFICE)
    return next((r for r in offices if r.valid_from <= on and (r.valid_to is None or r.valid_to > on)), None)


def _rooms(plan: AgencyPlan) -> None:
    """A new agency begins with the rooms that its predecessors had."""
    new = {agency.code for agency in plan.opened}
    rooms: dict[str, dict[str, str]] = defaultdict(dict)
    valid = Q(valid_to__isnull=True) | Q(valid_to__gte=plan.on)
    had: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for unit in Unit.objects.filter(valid, valid_from__lt=plan.on).order_by("pk"):
        had[unit.agency_id].append((unit.code, unit.name))
    for old, heirs in plan.heirs.items():
        row = plan.closing[old]
        for heir in heirs:
            if heir in new and succession.FOLLOWED_BY.get(AgencyKind(row.kind)) == row.kind:
                for code, name in had.get(row.pk, ()):
                    rooms[heir].setdefault(code, name)
    plan.rooms = {heir: tuple(found.items()) for heir, found in rooms.items()}


def _count(plan: AgencyPlan) -> None:
    still = [row for row in plan.closing.values() if row.valid_to is None or row.valid_to > plan.on]
    count = plan.findings.count
    count("closed", msg("cơ quan kết thúc"), len(still))
    count("opened", msg("cơ quan được lập"), len(plan.opened))
    count("successions", msg("dòng kế tục cơ quan được ghi"), len(plan.successions))
    count("rooms", msg("phòng, bộ phận lập theo cơ quan trước"), sum(map(len, plan.rooms.values())))
    count("competences_ended", msg("dòng thẩm quyền kết thúc"), len(plan.competences_ended))
    count("competences_added", msg("dòng thẩm quyền lập theo"), len(plan.competences_added))
    count("duties_ended", msg("ca trực kết thúc"), len(plan.duties_ended))
    count("duties_added", msg("ca trực chuyển theo người"), len(plan.duties_added))
    count("rewired", msg("cơ quan đổi nơi báo quá hạn hoặc cấp trên"), len(plan.rewired))
    sentence = msg("%(agency)s kết thúc mà không có cơ quan kế tục.")
    for code, heirs in plan.heirs.items():
        if not heirs and code not in {error.field for error in plan.findings.errors}:
            values = {"agency": plan.closing[code].name}
            plan.findings.warnings.append(Message(sentence, values))
