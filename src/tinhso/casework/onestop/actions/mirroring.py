"""How does the national portal hear of each state? From the ledger, in order; nobody waits for it."""

from datetime import datetime

from django.db import transaction

from tinhso.casework.onestop import dated, events
from tinhso.casework.onestop.models import Dossier
from tinhso.casework.onestop.queries.casefile import case_of
from tinhso.casework.onestop.queries.shapes import Case
from tinhso.casework.onestop.rules import mirroring
from tinhso.casework.onestop.rules.filing import ONLINE
from tinhso.casework.onestop.rules.placing import Placed
from tinhso.casework.onestop.workflow import Sync
from tinhso.casework.procedures import queries as procedures
from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.core.facts import Recorded
from tinhso.core.roles import MACHINE, Assurance
from tinhso.foundation.agencies import queries as agencies
from tinhso.gateway.national import actions as national
from tinhso.gateway.national.rules.payloads import DOSSIER, PROGRESS

_STEPS = frozenset({events.WorkStarted.type, events.DossierHandedOver.type, events.DossierDecided.type})


def tell(recorded: Recorded, *, now: datetime) -> None:
    """This will queue what a fact means for the portal; internal dossiers are nobody's there.

    The state told is the fact's own, so that none is skipped when several came at once.
    """
    found = case_of(int(recorded.subject.partition(":")[2]))
    row = found.row
    if row.is_internal:
        return
    status = mirroring.TOLD[recorded.type]
    shown = _shown(found)
    with transaction.atomic():
        Dossier.objects.filter(pk=row.pk).update(sync=Sync.WAITING.value)
        _tell(row.subject, DOSSIER, mirroring.dossier(shown, status).to_dict(), recorded, now)
        if recorded.type in _STEPS and found.lines:
            line = next((one for one in reversed(found.lines) if one.began_at <= recorded.at), found.lines[0])
            step = mirroring.progress(
                shown.code, status, unit=row.agency_name, what=line.name, at=recorded.at,
                begun_at=line.began_at, due_at=line.due_at,
            )  # fmt: skip
            _tell(row.subject, PROGRESS, step.to_dict(), recorded, now)


def note(*, dossier_id: int, is_told: bool) -> None:
    """This will keep whether the portal took the last telling."""
    told = Sync.TOLD if is_told else Sync.FAILED
    Dossier.objects.filter(pk=dossier_id).update(sync=told.value)


def _tell(about: str, kind: str, payload: dict, recorded: Recorded, now: datetime) -> None:
    try:
        national.tell(
            about=about, kind=kind, payload=payload, idempotency_key=f"fact:{recorded.id}/{kind}", by=MACHINE,
            now=now,
        )  # fmt: skip
    except national.AnotherContent:
        # the fact was told before, and the dossier has moved on since
        return


def _unit(found: Case) -> str:
    """The body as the portal knows it: as it was named there, by its identifier, or by its name."""
    row, last = found.row, found.placings[-1] if found.placings else None
    if last and last.named and last.ground == Placed.NAMED:
        return last.named
    on = local_date(row.filed_at)
    scheme = parameters.value(dated.UNIT_SCHEME, on)
    return agencies.identifier(row.agency_code, scheme, on=on) or row.agency_name


def _shown(found: Case) -> mirroring.Shown:
    row, said = found.row, found.said
    version = procedures.version(row.version_ref)
    return mirroring.Shown(
        code=row.national_code or row.code,
        receipt=row.code,
        procedure=row.procedure_code,
        procedure_name=row.name,
        field_code=row.field_code,
        field_name=version.field_name,
        holder=said.get("holder") or {"name": row.code},
        online=row.channel in ONLINE,
        identified=row.application.assurance == Assurance.IDENTITY,
        agency=_unit(found),
        filed_at=row.filed_at,
        received_at=row.received_at,
        due_at=row.current_due,
        decided_at=row.decided_at,
        ended_at=row.ended_at,
        business=row.business,
        note=row.ending,
        papers=[(one.code, one.name, one.source) for one in found.papers if not one.refused_for],
        owed=[(one.code, one.name, one.due, one.when) for one in found.owed if one.due],
        results=[(one.paper_type, one.title, one.number) for one in found.results],
        wanted="\n".join(one["text"] for one in found.wanted),
        asked_at=row.supplement_asked_at,
        supplied_at=found.supplied_at,
    )
