"""What does somebody who may open a dossier see? Plain values, so that no page reads a table."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from tinhso.casework.onestop.models import APPLICATIONS, Dossier, Result
from tinhso.casework.onestop.rules import access, results
from tinhso.casework.onestop.workflow import (
    DOSSIER,
    Business,
    Clock,
    Finance,
    national,
)
from tinhso.casework.procedures import queries as procedures
from tinhso.core.errors import Missing
from tinhso.core.roles import Actor, Role
from tinhso.core.workflow import State, Transition
from tinhso.foundation.vault import queries as vault
from tinhso.gateway.national.workflow import Status as National


@dataclass(frozen=True)
class Line:
    """One line of the control slip."""

    number: int
    step: int
    name: str
    giver: str
    receiver: str
    unit: str
    agency_code: str
    began_at: datetime
    due_at: datetime
    ended_at: datetime | None
    verdict: str
    note: str


@dataclass(frozen=True)
class Paper:
    """One paper given for a component."""

    code: str
    name: str
    form: str
    quantity: int
    source: str
    file: str
    owner: str
    paper: str
    paper_version: int | None
    given_at: datetime


@dataclass(frozen=True)
class Move:
    """One move of the end of the time."""

    at: datetime
    why: str
    reason: str
    document: str
    due_before: datetime | None
    due_after: datetime


@dataclass(frozen=True)
class Placing:
    """With which body it lies since when, and why: `ground` as in `rules/placing.Placed`."""

    at: datetime
    by: str
    ground: str
    agency_name: str
    named: str
    reason: str
    citation: str
    is_sample: bool


@dataclass(frozen=True)
class Owed:
    """One fee: in full, what is due of it, and its payment order."""

    code: str
    name: str
    full: int
    due: int
    when: str
    order: str
    paid_at: datetime | None
    citation: str


@dataclass(frozen=True)
class Given:
    """One result."""

    paper_type: str
    title: str
    number: str
    paper: str
    paper_version: int | None
    file: str
    owner: str
    signature: dict[str, Any] | None
    """As `signing.queries.told` wrote it; None where nobody has signed."""
    waits: bool
    """An electronic result that is still to be signed."""
    attached_at: datetime


@dataclass(frozen=True)
class Opinion:
    """One opinion asked of another body."""

    agency_code: str
    agency_name: str
    question: str
    asked_at: datetime
    due_at: datetime
    answer: str
    answered_at: datetime | None


@dataclass(frozen=True)
class Complaint:
    """One objection; its text only for those who may read it."""

    id: int
    kind: str
    about: str
    made_at: datetime
    until: datetime
    agency_code: str
    text: str
    answer: str
    answered_at: datetime | None


@dataclass(frozen=True)
class Case:
    """A whole dossier. `said` is the application: holder, applicant, helper and the form's data."""

    row: Dossier
    state: State
    said: dict[str, Any]
    lines: tuple[Line, ...]
    papers: tuple[Paper, ...]
    moves: tuple[Move, ...]
    placings: tuple[Placing, ...]
    owed: tuple[Owed, ...]
    results: tuple[Given, ...]
    opinions: tuple[Opinion, ...]
    objections: tuple[Complaint, ...]
    wanted: tuple[dict[str, str], ...]
    supplement_until: datetime | None
    supplied_at: datetime | None

    @property
    def national(self) -> National:
        """The portal's number for where it stands."""
        row = self.row
        return national(Business(row.business), Clock(row.clock), Finance(row.finance))


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
    return tuple(
        step
        for step in DOSSIER.transitions
        if DOSSIER.can(
            step.name,
            state=row.business,
            roles=access.roles(
                step.name, by, agency=row.agency_code, intake=row.intake_agency, consulted=consulted
            ),
        )
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
            Paper(c.code, c.name, c.form, c.quantity, c.source, c.file, f"{row.subject}/component:{c.pk}",
                  c.paper, c.paper_version, c.given_at)
            for c in row.components.filter(replaced_at__isnull=True)
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
