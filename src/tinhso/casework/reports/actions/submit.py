"""How does a report come in? Looked up, planned, and written with its duties and facts in one transaction."""

import hmac
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from django.db import IntegrityError, connection, transaction

from tinhso.casework.reports import dated, ownership
from tinhso.casework.reports.actions import duties
from tinhso.casework.reports.actions.announcing import digest, first_facts
from tinhso.casework.reports.actions.replying import first_reply
from tinhso.casework.reports.models import Decision, Report, Reporter
from tinhso.casework.reports.queries import planning
from tinhso.casework.reports.queries.decided import Decided
from tinhso.casework.reports.queries.planning import Plan
from tinhso.casework.reports.queries.publishing import words
from tinhso.casework.reports.rules import publicity, submission
from tinhso.casework.reports.rules.masking import mask
from tinhso.casework.reports.rules.submission import Submission
from tinhso.casework.reports.workflow import Status, Visibility
from tinhso.casework.rulebook.rules.publication import When
from tinhso.core import limits, parameters
from tinhso.core import rows as written
from tinhso.core.clock import local_date
from tinhso.core.errors import Conflict, Invalid
from tinhso.core.limits import Limit
from tinhso.core.messages import msg
from tinhso.core.roles import Actor, Assurance
from tinhso.core.values import public_code
from tinhso.foundation.files import actions as files
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.places import queries as places
from tinhso.foundation.worklist import actions as worklist

TRIES = 8


class AnotherBody(Conflict):
    """The id was used for another body; nothing of that other one is told."""

    code = "id-in-use"
    sentence = msg("Mã này đã được dùng cho một lần gửi khác; xin gửi lại với mã mới.")


@dataclass(frozen=True)
class Submitted:
    """The reply, byte for byte the same each time; `is_new` tells whether this call made the report."""

    code: str
    secret: str
    reply: bytes
    is_new: bool
    report_id: int


def submit_report(
    *,
    body: Mapping[str, Any],
    by: Actor,
    now: datetime,
    language: str = "vi",
    limited: Sequence[Limit] = (),
    reporter_assurance: Assurance = Assurance.ANONYMOUS,
    is_simulated: bool = False,
) -> Submitted:
    """This will receive a report (the body of the Contract, read from JSON or made by a form).

    `reporter_assurance` is how sure the door is of who reports; some categories ask for more than nothing.
    At most 12 statements. Raises Invalid (each wrong field), AnotherBody, TooMany.
    """
    sender_id = submission.client_id(body)
    sent_bytes = orjson.dumps(body, option=orjson.OPT_SORT_KEYS)
    if again := _replayed(sender_id, sent_bytes):
        return again
    ahead = timedelta(hours=parameters.value(dated.CLOCK_AHEAD, local_date(now)))
    sent = submission.read(body, now, ahead=ahead)
    plan = planning.plan(
        text=sent.written,
        point=sent.point,
        place=sent.place,
        category=sent.category,
        wants_public=sent.public,
        now=now,
        asset_class=sent.asset_class,
        has_evidence=bool(sent.photos or sent.voice),
        answers=sent.answers,
    )
    _check_who(plan, reporter_assurance)
    for _ in range(TRIES):
        report = _report(sent, plan, sent_bytes, now)
        report.is_simulated = is_simulated
        # whatever needs no database is worked out before others have to wait for this transaction
        owed = [] if plan.refused_for else duties.first(report, is_routed=plan.is_routed)
        opened = worklist.prepare(owed, now=now)
        kept = rows(report, plan.decided, by="machine", now=now)
        try:
            with transaction.atomic():
                limits.take(limited, now=now)
                _write(report, sent, plan, opened, kept, by=by, now=now, language=language)
        except IntegrityError:
            # somebody else sent the same id a moment ago, or (once in a long while) the code was taken
            if again := _replayed(sender_id, sent_bytes):
                return again
            continue
        return _submitted(report, is_new=True)
    raise Conflict


FIRST_REPLY = """
    SELECT id, code, nonce, key_mark, request_digest, first_reply FROM reports_report WHERE client_id = %s"""

_CLIENT_ID = Report._meta.get_field("client_id")


def _replayed(sender_id: UUID, sent_bytes: bytes) -> Submitted | None:
    with written.cursor() as cursor:
        cursor.execute(FIRST_REPLY, [_CLIENT_ID.get_db_prep_value(sender_id, connection)])
        row = cursor.fetchone()
    if row is None:
        return None
    pk, code, nonce, key_mark, known, reply = row
    if not hmac.compare_digest(known, digest(b"request", bytes(nonce), sent_bytes)):
        raise AnotherBody
    report = Report(pk=pk, code=code, nonce=bytes(nonce), key_mark=key_mark, first_reply=reply)
    return _submitted(report, is_new=False)


def _submitted(report: Report, *, is_new: bool) -> Submitted:
    secret = ownership.secret(bytes(report.nonce), report.key_mark)
    reply = f'{report.first_reply[:-1]},"secret":"{secret}"}}'
    return Submitted(report.code, secret, reply.encode(), is_new, report.pk)


NEEDED = {
    Assurance.PHONE: msg("Lĩnh vực này cần số điện thoại đã xác nhận; xin xác nhận rồi gửi lại."),
    Assurance.IDENTITY: msg("Lĩnh vực này chỉ nhận phản ánh qua định danh điện tử (VNeID)."),
}


def _check_who(plan: Plan, assurance: Assurance) -> None:
    needed = Assurance(plan.category.who_may_report)
    if not assurance.reaches(needed):
        raise Invalid.field("category", NEEDED[needed])


def _report(sent: Submission, plan: Plan, sent_bytes: bytes, now: datetime) -> Report:
    nonce = secrets.token_bytes(16)
    code = public_code(secrets.randbelow(10**9))
    status = Status.ASSIGNED if plan.is_routed else Status.RECEIVED
    if plan.refused_for:
        status = Status.REFUSED
    place = plan.spot.place
    public_text = mask(sent.text) if plan.visibility == Visibility.PUBLIC else ""
    is_text_public = public_text and plan.publication.text == When.AT_ONCE
    point = sent.point
    shown = publicity.shown_point(point, square_m=plan.publication.square_m)
    locality_id, locality_name = _locality(sent, place.code, now)
    return written.new(
        Report,
        client_id=sent.id,
        nonce=nonce,
        key_mark=ownership.current_mark(),
        request_digest=digest(b"request", nonce, sent_bytes),
        first_reply=first_reply(code, status, plan),
        code=code,
        status=status.value,
        visibility=plan.visibility.value,
        category=plan.category.code,
        asset_class=sent.asset_class,
        urgent=plan.urgent,
        wants_public=sent.public,
        channel=sent.channel,
        place_code=place.code,
        place_name=place.name,
        place_structure=place.structure,
        place_confidence=plan.spot.confidence,
        locality_id=locality_id,
        locality_name=locality_name,
        place_detail=sent.place.detail if sent.place else "",
        lat=point.lat if point else None,
        lon=point.lon if point else None,
        public_lat=shown.lat if shown else None,
        public_lon=shown.lon if shown else None,
        accuracy_m=point.accuracy_m if point else None,
        agency_code=plan.agency.code,
        agency_name=plan.agency.name,
        text=sent.text,
        public_text=public_text,
        public_words=words(public_text, plan.category.name_vi, place.name) if is_text_public else "",
        photo_count=len(sent.photos),
        text_from=plan.publication.text.value,
        photos_from=plan.publication.photos.value,
        occurred_at=sent.occurred_at,
        occurs_after_receipt=submission.is_after_receipt(sent.occurred_at, now),
        received_at=now,
        accept_by=plan.deadline.accept_by,
        due_at=plan.deadline.due_at,
        original_due=plan.deadline.due_at,
        calendar=plan.calendar,
    )


def _locality(sent: Submission, place_code: str, now: datetime) -> tuple[str, str]:
    given = sent.place
    if given is None or given.code != place_code or not given.locality:
        return "", ""
    if given.locality.isdecimal():
        for one in places.localities(place_code, on=local_date(now)):
            if str(one.id) == given.locality:
                return given.locality, one.name
        raise Invalid.field("place.locality", msg("Không có thôn, bản, tổ dân phố mang mã này."))
    return "", given.locality


def _write(
    report: Report,
    sent: Submission,
    plan: Plan,
    opened: worklist.Prepared,
    kept: Sequence[Decision],
    *,
    by: Actor,
    now: datetime,
    language: str,
) -> None:
    written.insert([report])
    if sent.photos or sent.voice:
        files.attach(sent.photos, voice=sent.voice, owner=report.subject, by=by, now=now)
    for decision in kept:
        decision.report_id = report.pk
    with written.sent_together():
        reporter_digest = _write_reporter(report, sent, language)
        worklist.open_prepared(opened, subject=report.subject, by=by, now=now)
        written.insert(kept, with_keys=False)
        ledger.append_all(first_facts(report, plan, reporter_digest), by=by, now=now, with_ids=False)


def _write_reporter(report: Report, sent: Submission, language: str) -> str:
    if sent.contact is None and sent.on_behalf_of is None:
        return ""
    salt, contact = secrets.token_bytes(16), sent.contact or submission.Contact()
    row = written.new(
        Reporter,
        report_id=report.pk,
        salt=salt,
        language=language[:10],
        **Reporter.seal(
            name=contact.name, phone=contact.phone, email=contact.email, on_behalf_of=sent.on_behalf_of
        ),
    )
    written.insert([row], with_keys=False)
    return digest(b"reporter", salt, "\n".join((contact.name, contact.phone, contact.email)).encode())


def rows(report: Report, decided: Sequence[Decided], *, by: str, now: datetime) -> list[Decision]:
    """This will make the rows that keep decisions."""
    return [
        written.new(
            Decision,
            report_id=report.pk,
            kind=d.kind,
            outcome=d.outcome[:120],
            reason=d.because.as_json(),
            rule=d.rule.as_json() if d.rule else None,
            confidence=d.confidence,
            inputs=d.inputs,
            at=now,
            by=by,
        )
        for d in decided
    ]
