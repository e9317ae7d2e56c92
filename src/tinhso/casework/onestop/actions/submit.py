"""How does a dossier come in? By three doors, one way: numbered, pinned, with a clock, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import IntegrityError, transaction

from tinhso.casework.onestop import events
from tinhso.casework.onestop.actions import duties, numbering, placing, stepping
from tinhso.casework.onestop.actions.applications import application
from tinhso.casework.onestop.models import Application, Component, Dossier
from tinhso.casework.onestop.queries import answering
from tinhso.casework.onestop.rules import deadlines, filing
from tinhso.casework.onestop.rules.filing import (
    MANDATE,
    MANDATE_NAME,
    ONLINE,
    Channel,
    Filing,
    Given,
    Person,
)
from tinhso.casework.onestop.rules.placing import Placed, at_the_door
from tinhso.casework.onestop.workflow import Business, Clock, Delivery, Duty, Finance, Sync
from tinhso.casework.procedures import queries as procedures
from tinhso.casework.procedures.rules import forms
from tinhso.casework.procedures.rules.shapes import HERE, ProcedureVersion, Stage
from tinhso.core import rows
from tinhso.core.clock import local_date
from tinhso.core.errors import Invalid, Missing, Refused
from tinhso.core.facts import Code
from tinhso.core.messages import msg
from tinhso.core.roles import Actor, Assurance, Role
from tinhso.core.values import RuleRef
from tinhso.foundation.agencies import queries as agencies
from tinhso.foundation.files import actions as files
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.vault import actions as vault
from tinhso.foundation.workdays import queries as workdays
from tinhso.foundation.workdays.rules import WorkCalendar


class NotTakenHere(Refused):
    """Another system takes applications for this procedure; this one only follows them."""

    code = "not-taken-here"
    sentence = msg("Thủ tục này nộp tại %(system)s, không nộp tại đây.")


class IdentityNeeded(Refused):
    """The procedure asks for an electronic identity."""

    code = "identity-needed"
    sentence = msg("Thủ tục này cần đăng nhập bằng định danh điện tử (VNeID).")
    status = 403


@dataclass(frozen=True)
class Submitted:
    """What the door says back; `is_new` is False where the same client id came again."""

    id: int
    code: str
    accept_by: datetime
    is_new: bool


def submit(
    *, filing: Filing, by: Actor, now: datetime, assurance: Assurance = Assurance.ANONYMOUS,
    filed_at: datetime | None = None, is_simulated: bool = False,
) -> Submitted:  # fmt: skip
    """This will take in an application; the same id again gives the same dossier.

    `filed_at` is when the citizen filed it elsewhere, where that was earlier. Raises Invalid (each wrong
    field), NoSuchProcedure, NotTakenHere, IdentityNeeded.
    """
    if again := rows.first(Dossier, client_id=filing.id):
        return Submitted(again.pk, again.code, again.accept_by, is_new=False)
    sent = _checked(filing)
    on = local_date(now)
    version = procedures.version_in_force(sent.procedure, on)
    _check_door(version, sent, assurance, on)
    sent = _answered(version, sent)
    agency = agencies.agency(sent.agency, on=on)
    if agency is None:
        raise Invalid.field("agency", msg("Không có cơ quan này."))
    calendar = workdays.calendar(workdays.OFFICE)
    accept_by = _accept_by(version, calendar, now)
    # before the transaction, for others wait for the number that it takes
    said = application(version, sent, assurance)
    ground = at_the_door(sent.channel, is_unknown=sent.is_unplaced)
    rule = _rule(version, sent, ground, on)
    try:
        with transaction.atomic():
            new = rows.new(
                Dossier,
                client_id=filing.id,
                code=numbering.next_code(sent.intake or agency.code, now=now),
                national_code=sent.national_code,
                procedure_code=version.code,
                version_ref=version.ref,
                field_code=version.field_code,
                name=version.name[:500],
                is_internal=version.is_internal,
                is_simulated=is_simulated,
                agency_code=agency.code,
                agency_name=agency.name,
                intake_agency=sent.intake or agency.code,
                area_code=sent.area,
                channel=sent.channel.value,
                business=Business.FILED.value,
                clock=Clock.NOT_STARTED.value,
                finance=Finance.NOTHING.value,
                delivery=Delivery(sent.delivery).value,
                sync=Sync.NONE.value,
                filed_at=filed_at or now,
                accept_by=accept_by,
            )
            [dossier] = rows.insert([new])
            who = rows.new(Application, dossier_id=dossier.pk, filed_by=by.key, **said)
            rows.insert([who], with_keys=False)
            keep_components(dossier, version, sent.given, by=by, now=now, is_first=True)
            fact = events.DossierFiled(
                channel=Code(dossier.channel), accept_by=accept_by, **stepping.about(dossier)
            )
            # nobody waits for what these give: they travel together
            with rows.sent_together():
                placing.note(dossier, ground, named=sent.named, rule=rule, by=by, now=now)
                duties.owe(
                    dossier, Duty.ACCEPT, due_at=accept_by, by=by, now=now, agency=dossier.intake_agency
                )
                ledger.append_all([fact], by=by, now=now, with_ids=False)
    except IntegrityError:
        # the same id, or the same national code, came twice at once
        again = Dossier.objects.filter(client_id=filing.id).first()
        if again is None:
            raise
        return Submitted(again.pk, again.code, again.accept_by, is_new=False)
    return Submitted(dossier.pk, dossier.code, accept_by, is_new=True)


def _rule(version: ProcedureVersion, sent: Filing, ground: Placed, on: date) -> RuleRef | None:
    """By which row the machine chose the body, where it chose."""
    chosen = answering.body_for(version, sent.area, on=on) if ground == Placed.PLACE else None
    return chosen.rule if chosen and chosen.agency.code == sent.agency else None


def _accept_by(version: ProcedureVersion, calendar: WorkCalendar, now: datetime) -> datetime:
    """A rule for this procedure comes before the province's own number."""
    ruled = procedures.accept_term(version, on=local_date(now))
    return (
        calendar.due(now, ruled[0]) if ruled else deadlines.accept_by(calendar, now, stepping.counting(now))
    )


def _checked(sent: Filing) -> Filing:
    filing.check(sent)
    try:
        Delivery(sent.delivery)
    except ValueError:
        raise Invalid.field("delivery", msg("Cách nhận kết quả không có trong danh sách.")) from None
    return replace(
        sent,
        holder=_trimmed(sent.holder),
        applicant=_trimmed(sent.applicant) if sent.applicant else None,
        delivery_address=filing.trimmed(sent.delivery_address),
        delivery_area=filing.trimmed(sent.delivery_area, filing.NAME_MAX),
    )


def readied(version: ProcedureVersion, filing: Filing) -> Filing:
    """This will check and trim an application, as `submit` does. Raises Invalid."""
    return _answered(version, _checked(filing))


def _answered(version: ProcedureVersion, sent: Filing) -> Filing:
    """What is wrong with the form is said to who fills it in; of what the portal brings it is left out."""
    wrong = forms.validate(version.form_schema, sent.data)
    if wrong and sent.channel != Channel.NATIONAL:
        raise Invalid(*(replace(e, field=f"data.{e.field}") for e in wrong))
    bad = {e.field.partition(".")[0] for e in wrong}
    return replace(sent, data={name: value for name, value in sent.data.items() if name not in bad})


def _trimmed(person: Person) -> Person:
    return replace(
        person, name=filing.trimmed(person.name), address=filing.trimmed(person.address),
        email=filing.trimmed(person.email),
    )  # fmt: skip


def _check_door(version: ProcedureVersion, sent: Filing, assurance: Assurance, on: date) -> None:
    if sent.channel == Channel.SITE:
        taken_by = version.system(Stage.SUBMIT)
        if taken_by != HERE:
            known = procedures.system(taken_by, on)
            raise NotTakenHere(system=known.name if known else taken_by)
        if version.needs_identity and not assurance.reaches(Assurance.IDENTITY):
            raise IdentityNeeded
    if version.is_internal != (sent.channel == Channel.INTERNAL):
        raise Invalid.field("procedure", msg("Thủ tục nội bộ chỉ nộp từ bàn làm việc của cơ quan."))


def keep_components(
    dossier: Dossier,
    version: ProcedureVersion,
    given: tuple[Given, ...],
    *,
    by: Actor,
    now: datetime,
    is_first: bool = False,
) -> Sequence[Component]:
    """This will keep what was given and give its rows: a file is owned by its component, a reused paper is
    linked in its version.

    A component given anew replaces the one before; several files of one are its parts. Raises Invalid for
    one that the procedure does not know; what the portal brings under a code of its own is kept as well.
    """
    names = {MANDATE: MANDATE_NAME} | {one.code: one.name for one in version.components}
    if dossier.channel == Channel.NATIONAL:
        names = {one.code: f"Giấy tờ khác ({one.code})" for one in given} | names
    for place, one in enumerate(given):
        if one.code not in names:
            raise Invalid.field(f"given.{place}.code", msg("Thủ tục này không có thành phần hồ sơ đó."))
    if given and not is_first:
        codes = {one.code for one in given}
        dossier.components.filter(code__in=codes, replaced_at__isnull=True).update(replaced_at=now)
    kept = rows.insert([
        rows.new(
            Component, dossier_id=dossier.pk, code=one.code, name=names[one.code], form=one.form,
            quantity=one.quantity, source="reused" if one.paper else one.source, file=one.file,
            paper=one.paper, paper_version=one.paper_version, certified_by=one.certified_by,
            part=part, mark=one.mark, given_at=now,
        )
        for part, one in zip(filing.parts(given), given, strict=True)
    ])  # fmt: skip
    owners = [f"{dossier.subject}/component:{row.pk}" for row in kept]
    held = [(one.file, owner) for one, owner in zip(given, owners, strict=True) if one.file]
    files.attach_each(held, by=by, now=now)
    for one, owner in zip(given, owners, strict=True):
        if one.paper:
            basis = vault.by_law("Luật Chuyển đổi số 148/2025/QH15; Nghị định 224/2026/NĐ-CP Điều 15")
            vault.link(
                paper=one.paper, version=one.paper_version or 0, to=owner, basis=basis,
                owner=_vouched_for(dossier, by), by=by, now=now,
            )  # fmt: skip
    return kept


def _vouched_for(dossier: Dossier, by: Actor) -> str:
    """Whose papers may be used: the holder's alone. An applicant's, where an electronic identity says that
    they are the holder; at a counter, of the number that the officer took down. Raises Missing for nobody's.
    """
    application = dossier.application
    is_self = application.assurance == Assurance.IDENTITY and not application.said.get("applicant")
    owner = application.holder_key if is_self or not by.has(Role.CITIZEN) else ""
    if not owner:
        raise Missing
    return owner


def is_online(channel: str) -> bool:
    """This will tell whether a dossier came without anybody going anywhere."""
    return Channel(channel) in ONLINE
