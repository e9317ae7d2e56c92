"""What does somebody who may open a dossier see?"""

from typing import Any

from django.db.models import Q

from tinhso.casework.onestop.models import APPLICATIONS, Dossier, Result
from tinhso.casework.onestop.queries import portal
from tinhso.casework.onestop.queries.shapes import (
    Case,
    Complaint,
    Given,
    Line,
    Move,
    Opinion,
    Owed,
    Placing,
)
from tinhso.casework.onestop.rules import access, results
from tinhso.casework.onestop.workflow import DOSSIER
from tinhso.casework.procedures import queries as procedures
from tinhso.core.errors import Missing
from tinhso.core.roles import Actor, Role
from tinhso.core.workflow import Transition
from tinhso.foundation.vault import queries as vault

PETITION = "petition"


def case(code: str, *, by: Actor) -> Case:
    """This will open a dossier for an officer whose body has it, took it in, was asked about it or answers an
    objection to it. Raises Missing."""
    row = _row(code)
    consulted = frozenset(
        row.consultations.filter(answered_at__isnull=True).values_list("agency_code", flat=True)
    )
    answering = frozenset(
        row.objections.filter(answered_at__isnull=True).values_list("agency_code", flat=True)
    )
    asked = consulted | answering
    if not access.may_see(by, agency=row.agency_code, intake=row.intake_agency, consulted=asked):
        raise Missing
    return _case(row, reader=by)


def own_case(code: str) -> Case:
    """This will open a dossier for its applicant, whom the page has made sure of. Raises Missing."""
    return _case(_row(code), reader=None)


def case_of(dossier_id: int) -> Case:
    """This will open a dossier for the machine: papers, notices, the portal. Raises Missing."""
    row = Dossier.objects.select_related("application").filter(pk=dossier_id).first()
    if row is None:
        raise Missing
    return _case(row, reader=None)


def steps(found: Case, *, by: Actor) -> tuple[Transition, ...]:
    """This will list the verbs that are open to an officer on this dossier, in the workflow's order."""
    row = found.row
    consulted = frozenset(o.agency_code for o in found.opinions if o.answered_at is None)
    holding = access.holders(procedures.version(row.version_ref), row.step)
    return tuple(
        step
        for step in DOSSIER.transitions
        if not (step.name == "reopen" and row.application.erased_at)
        and DOSSIER.can(
            step.name,
            state=row.business,
            roles=access.roles(
                step.name,
                by,
                agency=row.agency_code,
                intake=row.intake_agency,
                consulted=consulted,
                holding=holding,
            ),
        )
    )


def petitions(found: Case, *, by: Actor) -> tuple[int, ...]:
    """This will list the petitions about a dossier that an officer may answer now, the oldest first."""
    return tuple(
        one.id
        for one in found.objections
        if one.kind == PETITION and one.answered_at is None and access.may_answer(by, desk=one.agency_code)
    )


def by_second_factor(code: str, *, phone: str = "", number: str = "") -> bool:
    """This will tell whether a code and what only its people know belong together."""
    wanted = [f"phone:{phone}"] if phone else []
    wanted += [f"number:{number}"] if number else []
    row = Dossier.objects.select_related("application").filter(code=code).first()
    if row is None or not wanted:
        return False
    said = row.application
    known = {said.phone_mark, said.holder_mark, said.applicant_phone_mark, said.applicant_mark} - {""}
    return any(mark in known for text in wanted for mark in APPLICATIONS.marks(text))


def codes_of_holder(holder_key: str) -> list[str]:
    """This will list the codes of what is for a holder, or what they filed for another, newest first."""
    keys = vault.keys_of(holder_key) if holder_key else []
    theirs = Q(application__holder_key__in=keys) | Q(application__applicant_key__in=keys)
    found = Dossier.objects.filter(theirs) if keys else Dossier.objects.none()
    return list(found.order_by("-filed_at").values_list("code", flat=True))


def id_of(code: str) -> int:
    """This will give the id behind a code. Raises Missing."""
    found = Dossier.objects.filter(code=code).values_list("pk", flat=True).first()
    if found is None:
        raise Missing
    return int(found)


def code_of(dossier_id: int) -> str:
    """This will give the code of a dossier. Raises Missing."""
    found = Dossier.objects.filter(pk=dossier_id).values_list("code", flat=True).first()
    if found is None:
        raise Missing
    return str(found)


def _row(code: str) -> Dossier:
    row = Dossier.objects.select_related("application").filter(code=code).first()
    if row is None:
        raise Missing
    return row


def _case(row: Dossier, *, reader: Actor | None) -> Case:
    supplement = getattr(row, "supplement", None)
    held = portal.papers(row)
    return Case(
        row=row,
        state=DOSSIER.state(row.business),
        said=row.application.said,
        lines=tuple(
            Line(h.number, h.step, h.name, h.giver, h.receiver, h.receiver_unit, h.agency_code, h.began_at,
                 h.due_at, h.ended_at, h.verdict, h.note)
            for h in row.hand_overs.all()
        ),
        papers=tuple(
            paper for paper, stands in held.values() if stands
        ),
        moves=tuple(
            Move(d.at, d.why, d.reason, d.document, d.due_before, d.due_after) for d in row.due_changes.all()
        ),
        placings=tuple(
            Placing(p.at, p.by, p.ground, p.agency_name, p.named, p.reason,
                    (p.rule or {}).get("citation", ""), (p.rule or {}).get("is_sample", False))
            for p in row.placements.all()
        ),
        owed=tuple(
            Owed(f.code, f.name, f.full, f.due, f.when, f.order, f.paid_at,
                 (f.rule or {}).get("citation", ""))
            for f in row.fees.all()
        ),
        results=tuple(
            Given(r.paper_type, r.title, r.number, r.paper, r.paper_version, r.file,
                  f"{row.subject}/result:{r.pk}", r.signature, _waits(row, r), r.attached_at)
            for r in row.results.all()
        ),
        opinions=tuple(
            Opinion(o.agency_code, o.agency_name, o.question, o.asked_at, o.due_at, o.answer, o.answered_at)
            for o in row.consultations.all()
        ),
        objections=tuple(_objection(o, reader) for o in row.objections.all()),
        wanted=tuple(supplement.papers) if supplement else (),
        supplement_until=supplement.until if supplement else None,
        supplied_at=supplement.supplied_at if supplement else None,
        versions=portal.versions(row, held),
    )  # fmt: skip


def _waits(row: Dossier, result: Result) -> bool:
    is_open = result.signature is None and not result.paper and bool(result.file)
    return is_open and results.is_electronic(procedures.version(row.version_ref), result.paper_type)


def _objection(row: Any, reader: Actor | None) -> Complaint:
    """Whoever handles the dossier does not read what is said of them to the body above."""
    may_read = reader is None or any(
        g.body in ("", row.agency_code) and g.role in (Role.HANDLER, Role.LEADER, Role.RESTRICTED)
        for g in reader.grants
    )
    return Complaint(
        row.pk, row.kind, row.about, row.made_at, row.until, row.agency_code,
        APPLICATIONS.unseal(row.sealed_text) if may_read else "",
        APPLICATIONS.unseal(row.sealed_answer) if row.sealed_answer and may_read else "",
        row.answered_at,
    )  # fmt: skip
