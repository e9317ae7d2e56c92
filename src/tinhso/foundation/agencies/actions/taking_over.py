"""How is a planned reorganisation of agencies written? Rows in bulk, a fact for every act."""

from datetime import datetime

from django.db.models import Q

from tinhso.core import revisions
from tinhso.core.facts import Code, Fact
from tinhso.core.roles import Actor
from tinhso.foundation.agencies import events
from tinhso.foundation.agencies.actions.agency_plan import AgencyPlan
from tinhso.foundation.agencies.events import agency_subject, competence_subject
from tinhso.foundation.agencies.models import TOPIC, Agency, Competence, DutyRoster, Succession, Unit
from tinhso.foundation.agencies.rules import AgencyKind
from tinhso.foundation.ledger import actions as ledger

BATCH = 500


def apply_reorganisation(plan: AgencyPlan, *, by: Actor, now: datetime) -> None:
    """This will write the plan in the caller's transaction; what is written already stays as it is."""
    facts: list[Fact] = []
    _open(plan, facts)
    rows = {row.code: row for row in Agency.objects.filter(code__in=[*plan.names, *plan.closing])}
    _close(plan, facts)
    for taken in plan.successions:
        heir = taken.heir_code  # type: ignore[attr-defined]
        taken.successor = rows[heir]
        subject = agency_subject(taken.predecessor.code)
        fact = events.AgencySucceeded(
            subject=subject, successor=Code(heir), kind=Code(taken.kind), on=plan.on
        )
        facts.append(fact)
    Succession.objects.bulk_create(plan.successions, batch_size=BATCH)
    _rewire(plan, rows, facts)
    _competences(plan, rows, facts)
    _duties(plan, rows, facts)
    if facts:
        ledger.append_all(facts, by=by, now=now)
        revisions.touch(TOPIC)


def _open(plan: AgencyPlan, facts: list[Fact]) -> None:
    covers = Q(valid_to__isnull=True) | Q(valid_to__gt=plan.on)
    office = Agency.objects.filter(covers, kind=AgencyKind.PROVINCE_OFFICE, valid_from__lte=plan.on).first()
    opened = Agency.objects.bulk_create(
        [
            Agency(
                code=new.code, kind=new.kind.value, name=new.name[:200], short_name=new.short_name[:80],
                area_code=new.area_code, area_structure=plan.structure if new.area_code else "",
                escalates_to=office, valid_from=plan.on, citation=plan.citation, is_sample=new.is_sample,
                note=plan.citation,
            )
            for new in plan.opened
        ],
        batch_size=BATCH,
    )  # fmt: skip
    for row in opened:
        subject = agency_subject(row.code)
        facts.append(events.AgencyOpened(subject=subject, kind=Code(row.kind), valid_from=plan.on))
    units = [
        Unit(agency=row, code=code, name=name, valid_from=plan.on, citation=plan.citation)
        for row in opened
        for code, name in plan.rooms.get(row.code, ())
    ]
    for unit in Unit.objects.bulk_create(units, batch_size=BATCH):
        subject = agency_subject(unit.agency.code)
        facts.append(events.UnitAdded(subject=subject, unit=Code(unit.code), valid_from=plan.on))


def _close(plan: AgencyPlan, facts: list[Fact]) -> None:
    ending = [row for row in plan.closing.values() if row.valid_to is None or row.valid_to > plan.on]
    for row in ending:
        row.valid_to, row.note = plan.on, plan.citation
        facts.append(events.AgencyClosed(subject=agency_subject(row.code), valid_to=plan.on))
    Agency.objects.bulk_update(ending, ["valid_to", "note"], batch_size=BATCH)
    for row in plan.restructured:
        row.area_structure = plan.structure
        fields = (Code("area_structure"),)
        facts.append(events.AgencyChanged(subject=agency_subject(row.code), fields=fields))
    Agency.objects.bulk_update(plan.restructured, ["area_structure"], batch_size=BATCH)


def _rewire(plan: AgencyPlan, rows: dict[str, Agency], facts: list[Fact]) -> None:
    covers = Q(valid_to__isnull=True) | Q(valid_to__gt=plan.on)
    office = Agency.objects.filter(covers, kind=AgencyKind.PROVINCE_OFFICE, valid_from__lte=plan.on).first()
    for row, fields in plan.rewired:
        for name in fields:
            heirs = plan.heirs[getattr(row, name).code]
            above = rows[heirs[0]] if len(heirs) == 1 else office
            if name == "parent" and len(heirs) != 1:
                above = None
            setattr(row, name, None if above is not None and above.pk == row.pk else above)
        said = tuple(Code(name) for name in fields)
        facts.append(events.AgencyChanged(subject=agency_subject(row.code), fields=said))
    Agency.objects.bulk_update([row for row, _ in plan.rewired], ["escalates_to", "parent"], batch_size=BATCH)


def _competences(plan: AgencyPlan, rows: dict[str, Agency], facts: list[Fact]) -> None:
    for row in plan.competences_ended:
        row.valid_to, row.note = plan.on, plan.citation
        facts.append(events.CompetenceEnded(subject=competence_subject(row.pk), valid_to=plan.on))
    Competence.objects.bulk_update(plan.competences_ended, ["valid_to", "note"], batch_size=BATCH)
    stay = {a.code: a for a in Agency.objects.filter(code__in={code for _, code in plan.competences_added})}
    for row, code in plan.competences_added:
        row.agency = (rows.get(code) or stay[code]) if code else None
    added = Competence.objects.bulk_create([row for row, _ in plan.competences_added], batch_size=BATCH)
    for row in added:
        facts.append(
            events.CompetenceAdded(
                subject=competence_subject(row.pk),
                category=Code(row.category),
                sub_kind=Code(row.sub_kind),
                asset_class=Code(row.asset_class),
                area_code=Code(row.area_code),
                agency=Code(row.agency.code if row.agency else ""),
                agency_kind=Code(row.agency_kind),
                valid_from=row.valid_from,
            )
        )


def _duties(plan: AgencyPlan, rows: dict[str, Agency], facts: list[Fact]) -> None:
    DutyRoster.objects.filter(pk__in=[row.pk for row in plan.duties_ended]).update(valid_to=plan.on)
    for row in plan.duties_ended:
        subject = agency_subject(row.agency.code)
        facts.append(events.DutySet(subject=subject, officer=Code(row.officer)))
    for row, code in plan.duties_added:
        row.agency = rows[code]
        facts.append(events.DutySet(subject=agency_subject(code), officer=Code(row.officer)))
    DutyRoster.objects.bulk_create([row for row, _ in plan.duties_added], batch_size=BATCH)
