"""What becomes of open reports when communes and agencies pass into others? Closed ones keep old names."""

from collections import Counter
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from tinhso.casework.reports import events
from tinhso.casework.reports.actions import duties, heirs, moving
from tinhso.casework.reports.actions.stepping import about
from tinhso.casework.reports.actions.submit import rows as decision_rows
from tinhso.casework.reports.models import Answer, CoHandling, Decision, Extension, Report
from tinhso.casework.reports.queries.decided import Decided
from tinhso.casework.reports.queries.publishing import public_words
from tinhso.casework.reports.queries.shapes import AgencyView
from tinhso.casework.reports.rules import reorganising as rules
from tinhso.casework.reports.rules.reorganising import How
from tinhso.casework.reports.workflow import OPEN, Status, Visibility
from tinhso.core.facts import Code
from tinhso.core.messages import Message, msg
from tinhso.core.roles import Actor
from tinhso.core.values import GeoPoint, RuleRef
from tinhso.foundation.agencies import actions as agencies
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.places import actions as places
from tinhso.foundation.places import queries as where
from tinhso.foundation.worklist import actions as worklist

BATCH = 100


@dataclass(frozen=True)
class Move:
    """One report: its commune and agency after the day, and by what they were found."""

    report: Report
    place: where.Place
    agency: AgencyView
    how: How
    to_desk: bool
    words: str
    title: str
    """What the search and the desks will hold: worked out before others have to wait for the transaction."""


@dataclass
class CasePlan:
    """Which open reports go where; only `reports` writes it."""

    findings: where.Findings
    areas: places.AreaPlan
    moves: list[Move] = field(default_factory=list)
    parts: list[tuple[CoHandling, str]] = field(default_factory=list)
    """Unfinished parts of agencies that end, with their successor."""
    chosen: dict[tuple[str, str], str | None] = field(default_factory=dict)
    """(subject, agency that ends) -> successor; None: handed on here, not by the worklist."""


def plan_reorganisation(areas: places.AreaPlan, bodies: agencies.AgencyPlan, *, now: datetime) -> CasePlan:
    """This will decide for every open report; what forbids it stands in `findings.errors`."""
    plan = CasePlan(where.Findings("reports"), areas)
    table = areas.table
    changed = [code for code in {*table.heirs, *areas.without_heir} if areas.changes(code)]
    concerned = Q(place_structure=table.from_structure, place_code__in=changed)
    concerned |= Q(agency_code__in=bodies.closing)
    rows = Report.objects.filter(concerned, status__in=[s.value for s in OPEN]).order_by("pk")
    orphans: Counter[str] = Counter()
    desk: AgencyView | None = None
    for report in rows:
        here = _place(areas, report)
        if here is None:
            orphans[report.place_code] += 1
            continue
        place, how = here
        to_desk = False
        agency = AgencyView(report.agency_code, report.agency_name)
        if report.agency_code in bodies.closing:
            sole = len(bodies.heirs[report.agency_code]) == 1
            to_desk = rules.goes_to_desk(how=how, sole_heir=sole, status=report.status)
            heir = None if to_desk else bodies.heir_at(report.agency_code, place.code)
            to_desk = heir is None
            desk = desk or moving.desk(now)
            agency = AgencyView(heir, bodies.names[heir]) if heir else desk
            plan.chosen[report.subject, report.agency_code] = heir
        if _stays(report, place, agency):
            continue
        there = copy(report)
        there.place_code, there.place_name, there.place_structure = place.code, place.name, place.structure
        words = public_words(there) if report.public_words else ""
        plan.moves.append(Move(report, place, agency, how, to_desk, words, duties.title(there)))
    _parts(plan, bodies)
    _tell(plan, orphans)
    return plan


def _place(areas: places.AreaPlan, report: Report) -> tuple[where.Place, How] | None:
    """The commune after the day; None where the commune ends with nobody after it."""
    code, table = report.place_code, areas.table
    old = report.place_structure == table.from_structure
    if not (old and areas.changes(code)):
        return where.Place(code, report.place_name, report.place_structure, "commune", ""), How.KEPT
    found = {heir.code: heir for heir in areas.heirs(code)}
    at_point = None
    if report.lat is not None and report.lon is not None and len(found) > 1:
        at_point = areas.heir_at(code, GeoPoint(report.lat, report.lon))
    by_name = areas.heir_of_locality(code, report.locality_name) if len(found) > 1 else None
    chosen = rules.commune(
        rules.Heirs(tuple(found), at_point.code if at_point else None, by_name.code if by_name else None)
    )
    if chosen is None:
        return None
    is_same = code in table.kept
    return found[chosen[0]], How.KEPT if is_same else chosen[1]


def _stays(report: Report, place: where.Place, agency: AgencyView) -> bool:
    before = (report.place_code, report.place_structure, report.place_name, report.agency_code)
    return before == (place.code, place.structure, place.name, agency.code)


def _parts(plan: CasePlan, bodies: agencies.AgencyPlan) -> None:
    """Second agencies' unfinished parts: to the successor for the report's new commune."""
    places_of = {move.report.pk: move.place.code for move in plan.moves}
    open_parts = CoHandling.objects.filter(finished_at__isnull=True, agency_code__in=bodies.closing)
    for part in open_parts.select_related("report").order_by("pk"):
        at = places_of.get(part.report_id, part.report.place_code)
        heir = bodies.heir_at(part.agency_code, at)
        if heir is None and bodies.heirs[part.agency_code]:
            heir = bodies.heirs[part.agency_code][0]
        if heir is not None:
            plan.parts.append((part, heir))
            plan.chosen.setdefault((part.report.subject, part.agency_code), heir)
    plan.parts.sort(key=lambda pair: (pair[0].due_at, pair[0].pk))


def _tell(plan: CasePlan, orphans: Counter[str]) -> None:
    sentence = msg("%(place)s còn %(count)s phản ánh chưa xong mà bảng chưa nêu đơn vị kế tục.")
    for code, count in orphans.items():
        plan.findings.refuse(code, sentence, place=plan.areas.without_heir.get(code, code), count=count)
    how = Counter(move.how for move in plan.moves)
    count_ = plan.findings.count
    count_("moved", msg("phản ánh đang mở chuyển sang đơn vị, cơ quan mới"), len(plan.moves))
    count_("by_point", msg("trong đó định theo vị trí"), how[How.POINT])
    count_("by_locality", msg("trong đó định theo thôn, bản, tổ dân phố"), how[How.LOCALITY])
    to_desk = sum(move.to_desk for move in plan.moves)
    count_("to_desk", msg("trong đó chuyển Tổ điều phối"), to_desk)
    count_("parts", msg("phần phối hợp chuyển sang cơ quan mới"), len(plan.parts))
    if to_desk:
        sentence = msg("%(count)s phản ánh ở nơi bị chia chưa rõ thuộc đâu; Tổ điều phối sẽ phân công.")
        plan.findings.decisions.append(Message(sentence, {"count": to_desk}))


def apply_reorganisation(plan: CasePlan, *, by: Actor, now: datetime) -> None:
    """This will write the plan in the caller's transaction: rows in bulk, decisions and a fact for each."""
    on, citation = plan.areas.on, plan.areas.table.citation
    rule = RuleRef(f"reorganisation:{plan.areas.table.to_structure}", on, citation)
    facts: list[events.ReportFact] = []
    decisions: list[Decision] = []
    shown: dict[str, tuple[str, tuple[str, ...]]] = {}
    moved: list[Report] = []
    for move in plan.moves:
        report = move.report
        facts.append(_fact(move))
        decisions += decision_rows(report, _decided(move, rule), by=by.key, now=now)
        report.place_code, report.place_name = move.place.code, move.place.name
        report.place_structure, report.public_words = move.place.structure, move.words
        if move.to_desk:
            moving.move(report, move.agency, status=Status.RECEIVED, by=by, now=now)
        else:
            report.agency_code, report.agency_name = move.agency.code, move.agency.name
            moved.append(report)
        tags = (report.category, report.place_code) if report.visibility != Visibility.SEALED else ()
        shown[report.subject] = (move.title, tags)
    fields = ["place_code", "place_name", "place_structure", "public_words", "agency_code", "agency_name"]
    Report.objects.bulk_update(moved, fields, batch_size=BATCH)
    Decision.objects.bulk_create(decisions, batch_size=500)
    _move_what_hangs(moved)
    _move_parts(plan, now)
    worklist.describe_anew(shown, by=by, now=now)
    ledger.append_all(facts, by=by, now=now)


def _fact(move: Move) -> events.ReportReorganised:
    report = move.report
    return events.ReportReorganised(
        **about(report),
        from_place=Code(report.place_code),
        from_structure=Code(report.place_structure),
        place=Code(move.place.code),
        structure=Code(move.place.structure),
        from_agency=Code(report.agency_code),
        agency=Code(move.agency.code),
        how=Code(move.how),
        due_at=report.due_at,
    )


def _decided(move: Move, rule: RuleRef) -> list[Decided]:
    report, found = move.report, []
    on, citation = rule.valid_from, rule.citation
    assert on is not None  # noqa: S101 (made with the day)
    if move.how != How.KEPT:
        because = rules.place_sentence(
            move.how, old=report.place_name, new=move.place.name, on=on, citation=citation
        )
        inputs = {"how": str(move.how), "from": [report.place_structure, report.place_code]}
        found.append(Decided("place", move.place.code, because, rule, None, inputs))
    if move.agency.code != report.agency_code:
        because = rules.agency_sentence(
            old=report.agency_name, new=move.agency.name, on=on, citation=citation, to_desk=move.to_desk
        )
        found.append(Decided("agency", move.agency.code, because, rule, None, {"from": report.agency_code}))
    return found


def _move_what_hangs(moved: list[Report]) -> None:
    """What is still being written goes along; what was answered, asked or noted keeps the name of then."""
    agency = {report.pk: report for report in moved}
    drafts = Answer.objects.filter(report__in=agency).exclude(state=Answer.State.APPROVED)
    open_drafts = [draft for draft in drafts if draft.round == agency[draft.report_id].round]
    for draft in open_drafts:
        report = agency[draft.report_id]
        draft.agency_code, draft.agency_name = report.agency_code, report.agency_name
    Answer.objects.bulk_update(open_drafts, ["agency_code", "agency_name"], batch_size=BATCH)
    asked = list(Extension.objects.filter(report__in=agency, state=Extension.State.REQUESTED))
    for extension in asked:
        extension.agency_code = agency[extension.report_id].agency_code
    Extension.objects.bulk_update(asked, ["agency_code"], batch_size=BATCH)


def _move_parts(plan: CasePlan, now: datetime) -> None:
    """Two parts that meet in one agency become one: that which ends first; the other ends as merged."""
    reports = {part.report_id for part, _ in plan.parts}
    taken = set(CoHandling.objects.filter(report__in=reports).values_list("report_id", "agency_code"))
    for part, heir in plan.parts:
        if (part.report_id, heir) in taken:
            part.finished_at, part.finished_by = now, "machine"
            part.outcome = heirs.MERGED % {"agency": heirs.name(heir, plan.areas.on)}
        else:
            taken.add((part.report_id, heir))
            part.agency_code, part.agency_name = heir, heirs.name(heir, plan.areas.on)
    fields = ["agency_code", "agency_name", "finished_at", "finished_by", "outcome"]
    CoHandling.objects.bulk_update([part for part, _ in plan.parts], fields, batch_size=BATCH)
