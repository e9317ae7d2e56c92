"""How does a handover list come about, and how is it mended before both sides sign it?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max

from tinhso.casework.onestop import queries as onestop
from tinhso.casework.onestop.queries import posting
from tinhso.casework.postal import dated, events
from tinhso.casework.postal.actions import opening
from tinhso.casework.postal.models import Envelope, HandoverList
from tinhso.casework.postal.workflow import Direction, Duty, Stage
from tinhso.casework.procedures import queries as procedures
from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.core.errors import Conflict, FieldError, Invalid, Missing
from tinhso.core.facts import Code
from tinhso.core.messages import Message, msg
from tinhso.core.roles import Actor
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.worklist import actions as worklist

TRIES = 20
MOST = 200


class NothingToSend(Conflict):
    """Nothing was named, or none of it may be posted any more."""

    code = "nothing-to-send"
    sentence = msg("Không có kết quả nào giao bưu chính được; xin tải lại trang.")


class SignedAlready(Conflict):
    """What both sides signed is not changed."""

    code = "signed-already"
    sentence = msg("Danh sách này đã ký bàn giao hoặc đã huỷ; không sửa được nữa.")


@dataclass(frozen=True)
class Brought:
    """One thing that a postman brings: papers for a dossier, or a new application for a procedure."""

    contents: str
    dossier: str = ""
    procedure: str = ""
    tracking: str = ""
    area: str = ""


def pack(
    *, id: UUID, agency: str, dossiers: Sequence[int], carrier: str, by: Actor, now: datetime
) -> HandoverList:
    """This will put the results of dossiers on a new list for the post; the same id gives the same list.

    Those that another list has, or that may not be posted, are left out. Raises NotPermitted, Invalid
    ("carrier"), NothingToSend.
    """
    opening.check(agency, by=by)
    if again := _again(id, by):
        return again
    name = _carrier(carrier, now)
    results = posting.posted(list(dict.fromkeys(dossiers))[:MOST], agency)
    under_way = set(_under_way([one.id for one in results]))
    rows = [
        Envelope(dossier_id=one.id, dossier_code=one.code, contents=one.contents, area=one.area)
        for one in results
        if one.id not in under_way
    ]
    if not rows:
        raise NothingToSend
    return _made(_head(id, agency, Direction.OUT, (carrier, name)), rows, by=by, now=now)


def bring(
    *, id: UUID, agency: str, carrier: str, brought: Sequence[Brought], by: Actor, now: datetime
) -> HandoverList:
    """This will list what a postman brings from people's homes.

    Raises NotPermitted, Invalid ("brought.0.dossier").
    """
    opening.check(agency, by=by)
    if again := _again(id, by):
        return again
    name = _carrier(carrier, now)
    errors: list[FieldError] = []
    rows = []
    for place, one in enumerate(brought[:MOST]):
        try:
            rows.append(_row(one, agency, now))
        except Invalid as wrong:
            errors += [FieldError(f"brought.{place}.{e.field}", e.message) for e in wrong.errors]
    if not rows and not errors:
        errors = [FieldError("brought.0.contents", Message(msg("Chưa có nội dung."), {}))]
    if errors:
        raise Invalid(*errors)
    return _made(_head(id, agency, Direction.IN, (carrier, name)), rows, by=by, now=now)


def _row(one: Brought, agency: str, now: datetime) -> Envelope:
    row = Envelope(
        contents=opening.said("contents", one.contents, opening.CONTENTS_MAX),
        tracking=opening.said("tracking", one.tracking, opening.TRACKING_MAX, needed=False),
        area=opening.said("area", one.area, opening.AREA_MAX, needed=False),
    )
    if bool(one.dossier.strip()) == bool(one.procedure.strip()):
        raise Invalid.field("dossier", msg("Ghi mã hồ sơ, hoặc thủ tục nếu chưa thành hồ sơ."))
    if one.dossier.strip():
        row.dossier_id, row.dossier_code = own_dossier(one.dossier.strip(), agency)
    else:
        try:
            row.procedure_code = procedures.version_in_force(one.procedure.strip(), local_date(now)).code
        except Missing:
            raise Invalid.field("procedure", msg("Không có thủ tục này.")) from None
    return row


def own_dossier(code: str, agency: str) -> tuple[int, str]:
    """This will find a dossier that the body took in or handles. Raises Invalid on "dossier"."""
    try:
        row = onestop.own_case(code.replace("\x00", "")).row
    except Missing:
        row = None
    if row is None or agency not in (row.agency_code, row.intake_agency):
        raise Invalid.field("dossier", msg("Cơ quan không có hồ sơ mang mã này."))
    return row.pk, row.code


def write(
    *, code: str, tracking: Mapping[int, str], contents: Mapping[int, str], by: Actor, now: datetime
) -> HandoverList:
    """This will keep tracking numbers and contents, by the envelopes' numbers, until the list is signed.

    A tracking number may still be written down while an envelope is under way. Raises Missing, Invalid
    ("tracking.3", "contents.3").
    """
    with transaction.atomic():
        handover = opening.lock(code, by=by)
        if handover.closed_at:
            raise SignedAlready
        for row in handover.envelopes.filter(ended_at__isnull=True):
            number = row.number
            if number in tracking:
                row.tracking = opening.said(
                    f"tracking.{number}", tracking[number], opening.TRACKING_MAX, needed=False
                )
            if number in contents and handover.signed_at is None:
                row.contents = opening.said(f"contents.{number}", contents[number], opening.CONTENTS_MAX)
            row.save(update_fields=["tracking", "contents"])
        return handover


def drop(*, code: str, number: int, by: Actor, now: datetime) -> HandoverList:
    """This will take one envelope off a list that nobody signed. Raises Missing, WrongState."""
    with transaction.atomic():
        handover = opening.lock(code, by=by)
        row = opening.envelope(handover, number, "drop", by=by)
        _end(row, by, now)
        opening.tell(events.EnvelopeDropped, handover, row, by=by, now=now)
        return handover


def cancel(*, code: str, by: Actor, now: datetime) -> HandoverList:
    """This will throw away a list that nobody signed; its results may go on another. Raises SignedAlready."""
    with transaction.atomic():
        handover = opening.lock(code, by=by)
        if handover.signed_at or handover.cancelled_at:
            raise SignedAlready
        for row in handover.envelopes.filter(stage=Stage.PACKED.value):
            _end(row, by, now)
        handover.cancelled_at = handover.closed_at = now
        handover.save(update_fields=["cancelled_at", "closed_at"])
        ledger.append(events.ListCancelled(**opening.about(handover)), by=by, now=now)
        return handover


def _end(row: Envelope, by: Actor, now: datetime) -> None:
    row.stage, row.ended_at, row.ended_by = Stage.DROPPED.value, now, by.key
    row.save(update_fields=["stage", "ended_at", "ended_by"])


def _again(client_id: UUID, by: Actor) -> HandoverList | None:
    found = HandoverList.objects.filter(client_id=client_id).first()
    if found is not None:
        opening.check(found.agency_code, by=by)
    return found


def _carrier(code: str, now: datetime) -> str:
    known = dict(parameters.value(dated.CARRIERS, local_date(now)))
    if code not in known:
        raise Invalid.field("carrier", msg("Hãy chọn doanh nghiệp bưu chính trong danh sách."))
    return str(known[code])


def _under_way(ids: Sequence[int]) -> list[int]:
    found = Envelope.objects.filter(dossier_id__in=ids, stage__in=[Stage.PACKED.value, Stage.OUT.value])
    return [pk for pk in found.values_list("dossier_id", flat=True) if pk is not None]


def _head(id: UUID, agency: str, direction: Direction, carrier: tuple[str, str]) -> HandoverList:
    code, name = carrier
    return HandoverList(
        client_id=id, agency_code=agency, direction=direction.value, carrier=code, carrier_name=name
    )  # fmt: skip


def _made(head: HandoverList, rows: Sequence[Envelope], *, by: Actor, now: datetime) -> HandoverList:
    head.day, head.made_at, head.made_by = local_date(now), now, by.key
    for attempt in range(TRIES):
        of_day = HandoverList.objects.filter(agency_code=head.agency_code, day=head.day)
        head.pk, head.number = None, (of_day.aggregate(n=Max("number"))["n"] or 0) + 1
        head.code = f"BC-{head.agency_code}-{head.day:%y%m%d}-{head.number:02d}"
        try:
            with transaction.atomic():
                head.save(force_insert=True)
                _keep(head, rows, by=by, now=now)
                return head
        except IntegrityError:
            # somebody took that number, pressed the same button or posted the same result a moment ago
            if again := _again(head.client_id, by):
                return again
            if head.direction == Direction.OUT and _under_way([r.dossier_id for r in rows if r.dossier_id]):
                raise NothingToSend from None
            if attempt == TRIES - 1:
                raise
    raise AssertionError("unreachable")


def _keep(handover: HandoverList, rows: Sequence[Envelope], *, by: Actor, now: datetime) -> None:
    for number, row in enumerate(rows, 1):
        row.pk, row.handover, row.number, row.stage = None, handover, number, Stage.PACKED.value
    Envelope.objects.bulk_create(rows)
    if handover.direction == Direction.OUT:
        for row in rows:
            worklist.complete(f"dossier:{row.dossier_id}", Duty.AGAIN.value, by=by, now=now)
    told = events.ListMade(carrier=Code(handover.carrier), envelopes=len(rows), **opening.about(handover))
    ledger.append(told, by=by, now=now)
