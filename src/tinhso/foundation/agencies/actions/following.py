"""Which rows of competence and which shifts follow into the new agencies, and which must people decide?"""

from collections import Counter, defaultdict
from collections.abc import Collection

from django.db.models import Q

from tinhso.core.messages import Message, msg
from tinhso.foundation.agencies.actions.agency_plan import AgencyPlan
from tinhso.foundation.agencies.models import Competence, DutyRoster
from tinhso.foundation.agencies.rules import succession
from tinhso.foundation.places import actions as places

NOT_EVERYWHERE = msg(
    "Dòng thẩm quyền «%(what)s» của %(old)s không tự áp dụng cho %(new)s được; xin lập dòng mới."
)
TOO_MANY = msg("Dòng thẩm quyền «%(what)s» giao %(agency)s, nay có %(count)s cơ quan kế tục; xin quyết định.")
NO_ROSTER = msg("%(count)s ca trực của %(old)s kết thúc; xin lập lịch trực cho %(new)s.")


def plan_competences(plan: AgencyPlan, areas: places.AreaPlan) -> None:
    """This will end the rows of areas that change their meaning, and carry over those that may follow.

    A row of an old area must end: its code is another area's from that day on.
    """
    still = Q(valid_to__isnull=True) | Q(valid_to__gt=plan.on)
    rows = Competence.objects.filter(still, valid_from__lt=plan.on).select_related("agency")
    local = [
        row for row in rows if row.area_code and areas.changes(row.area_code)
        and row.area_code not in areas.table.kept
    ]  # fmt: skip
    plan.competences_ended = local
    by_id = {row.pk: row for row in local}
    made_from = {a.code: [old for old, _ in a.made_from] for a in areas.table.areas if a.made_from}
    read = []
    for new, olds in made_from.items():
        # who answers depends on the new area, so each is looked at with its own predecessors
        read += [_read(row, plan, new) for row in local if row.area_code in olds]
    sure: list[tuple[str, succession.AreaRow]] = []
    unsure: list[tuple[str, succession.AreaRow]] = []
    for new, olds in made_from.items():
        mine = [row for at, row in read if at == new]
        follows, stays = succession.follow(mine, made_from={new: olds})
        sure += follows
        unsure += stays
    names = {area.code: area.name for area in areas.table.areas}
    for new, row in sure:
        agency, kind = row.answers or ("", "")
        plan.competences_added.append((_copied(by_id[row.id], plan, new, kind), agency))
    for new, row in unsure:
        old = areas.table.old_names.get(row.area, row.area)
        values = {"what": _what(by_id[row.id]), "old": old, "new": names[new]}
        plan.findings.decisions.append(Message(NOT_EVERYWHERE, values))
    for wide in rows:
        named = wide.agency
        if wide.area_code or named is None or len(plan.heirs.get(named.code, ("",))) == 1:
            continue
        told = {"what": _what(wide), "agency": named.name, "count": len(plan.heirs[named.code])}
        plan.findings.decisions.append(Message(TOO_MANY, told))


def _read(row: Competence, plan: AgencyPlan, new: str) -> tuple[str, succession.AreaRow]:
    agency = row.agency.code if row.agency else ""
    answers: tuple[str, str] | None = (agency, row.agency_kind)
    if agency in plan.closing:
        heir = plan.heir_at(agency, new)
        answers = (heir, "") if heir else None
    what = (row.category, row.sub_kind, row.asset_class)
    return new, succession.AreaRow(row.pk, row.area_code, what, answers, (row.priority, row.confidence))


def _what(row: Competence) -> str:
    return " / ".join(x for x in (row.category, row.sub_kind, row.asset_class) if x) or "*"


def _copied(row: Competence, plan: AgencyPlan, area: str, kind: str) -> Competence:
    return Competence(
        category=row.category,
        sub_kind=row.sub_kind,
        asset_class=row.asset_class,
        area_code=area,
        agency_kind=kind,
        priority=row.priority,
        confidence=row.confidence,
        explanation=row.explanation,
        valid_from=plan.on,
        citation=row.citation or plan.citation,
        is_sample=row.is_sample,
        note=plan.citation,
    )


def plan_duties(plan: AgencyPlan, staff: Collection[tuple[str, str]]) -> None:
    """This will end the shifts of agencies that end; an officer's shift follows where he has a role."""
    still = Q(valid_to__isnull=True) | Q(valid_to__gt=plan.on)
    rows = DutyRoster.objects.filter(still, agency__code__in=plan.closing).select_related("agency")
    left: dict[str, Counter[str]] = defaultdict(Counter)
    known = set(
        DutyRoster.objects.filter(agency__code__in=plan.names, valid_from=plan.on).values_list(
            "agency__code", "officer", "weekdays", "from_time", "to_time", "starts_at"
        )
    )
    for row in rows.order_by("pk"):
        if row.valid_from < plan.on:  # one that begins later never begins: its agency is gone by then
            plan.duties_ended.append(row)
        followed = False
        for heir in plan.heirs[row.agency.code]:
            key = (heir, row.officer, row.weekdays, row.from_time, row.to_time, row.starts_at)
            if (row.officer, heir) in staff and key not in known:
                known.add(key)
                plan.duties_added.append((_shift(row, plan), heir))
                followed = True
        if not followed:
            left[row.agency.code]["shifts"] += 1
    for code, counted in left.items():
        new = ", ".join(plan.names[heir] for heir in plan.heirs[code]) or "–"
        values = {"count": counted["shifts"], "old": plan.closing[code].name, "new": new}
        plan.findings.decisions.append(Message(NO_ROSTER, values))


def _shift(row: DutyRoster, plan: AgencyPlan) -> DutyRoster:
    return DutyRoster(
        officer=row.officer,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        weekdays=row.weekdays,
        from_time=row.from_time,
        to_time=row.to_time,
        phone_note=row.phone_note,
        valid_from=plan.on,
        citation=plan.citation,
    )
