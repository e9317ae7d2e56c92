"""The worker reads what came in: a question is answered, a report goes the same way as every other."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from tinhso.casework.doors import configuration, dated, queries
from tinhso.casework.doors.actions.marking import mark_phone
from tinhso.casework.doors.events import MessageRead
from tinhso.casework.doors.models import Arrival, Sender
from tinhso.casework.doors.rules import reading
from tinhso.casework.reports import actions as reports
from tinhso.casework.reports import queries as cases
from tinhso.core import limits, parameters
from tinhso.core.clock import local, local_date
from tinhso.core.errors import Invalid, Refused, TooMany
from tinhso.core.facts import Code
from tinhso.core.limits import Limit
from tinhso.core.roles import CITIZEN, MACHINE, Assurance
from tinhso.core.values import GeoPoint, spoken_code
from tinhso.foundation.files import actions as files
from tinhso.foundation.files import fetching
from tinhso.foundation.files import queries as pictures
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.notices import actions as notices
from tinhso.foundation.notices import rules as numbers
from tinhso.foundation.notices import sealing

log = logging.getLogger(__name__)
WAY = {"sms": "sms", "zalo": "zalo", "email": "email"}
TEXT_MOST = 10_000


def read_arrivals(*, now: datetime, limit: int = 20) -> int:
    """This will read what waits, and see to what was begun and not finished; tells how many were read."""
    due = Arrival.objects.filter(state="waiting", next_try_at__lte=now).select_related("sender")
    done = 0
    for row in due.order_by("pk")[:limit]:
        try:
            _fetch_photos(row, now=now)
            is_allowed = _is_allowed(row, now=now)
            with transaction.atomic():
                _read(row, is_allowed=is_allowed, now=now)
        except Exception:
            # one message that cannot be read must not hold up the others; it comes again, then to a person
            log.exception("message %s was not read", row.pk)
            _again(row.pk, now=now)
        done += 1
    return done + _finish(now=now)


def _again(pk: int, *, now: datetime) -> None:
    row = Arrival.objects.get(pk=pk)
    row.tries += 1
    row.next_try_at = now + timedelta(seconds=30 * 2**row.tries)
    row.save(update_fields=["tries", "next_try_at"])
    if row.tries >= parameters.value(dated.TRIES, local_date(now)):
        with transaction.atomic():
            _mark([row], "kept", "error", now=now)


def _fetch_photos(row: Arrival, *, now: datetime) -> None:
    """Outside the transaction: a slow host must not hold the database."""
    if not row.photo_urls:
        return
    account = configuration.zalo()
    hosts = account.photo_hosts if account else ()
    most = pictures.most_megabytes(on=local_date(now)) * 1024 * 1024
    kept, lost = list(row.photos), 0
    for url in row.photo_urls:
        try:
            content = fetching.fetch(url, hosts=hosts, most_bytes=most)
            kept.append(files.receive(content, filename="", by=CITIZEN, now=now).id)
        except files.StoreAway:
            raise  # the message comes again with its pictures
        except (fetching.NotFetched, Refused) as gone:
            log.warning("a picture of message %s was not fetched: %s", row.pk, gone)
            lost += 1
    row.photos, row.photo_urls = kept, []
    row.outcome = "photos_lost" if lost else ""
    row.save(update_fields=["photos", "photo_urls", "outcome"])


def _is_allowed(row: Arrival, *, now: datetime) -> bool:
    """Counted by itself: a limit that is used up must not spoil the transaction of the reading."""
    most = parameters.value(dated.PER_SENDER, local_date(now))
    try:
        with transaction.atomic():
            limits.take([Limit(limits.key(f"doors.{row.door}", str(row.sender_id)), most)], now=now)
    except TooMany:
        return False
    return True


def _read(row: Arrival, *, is_allowed: bool, now: datetime) -> None:
    sender = row.sender
    if row.door == "sms" and not numbers.mobile(sealing.unseal(sender.address)):
        _mark([row], "kept", "no_number", now=now)
        return
    if not is_allowed:
        _mark([row], "kept", "too_many", now=now)
        return
    wanted = reading.asked(sealing.unseal(row.text)) if row.door != "email" else reading.Asked("report")
    if wanted.what == "state":
        _tell_state(row, wanted.code, now=now)
        return
    gathered = [*_gathering(sender), row]
    if wanted.what == "cancel" and len(gathered) > 1:
        _mark(gathered, "done", "cancelled", now=now)
        _say(row, "cancelled", {}, now=now)
        return
    if wanted.what in ("send", "cancel"):
        row.text = ""  # a word to the machine, no part of the report
        row.save(update_fields=["text"])
    _gather(gathered, is_last=wanted.what == "send", now=now)


def _gathering(sender: Sender) -> list[Arrival]:
    return list(Arrival.objects.filter(sender=sender, state="gathering").order_by("pk"))


def _tell_state(row: Arrival, code: str | None, *, now: datetime) -> None:
    found = queries.state_for(code, row.sender, now=now) if code else None
    _mark([row], "done", "state" if found else "unknown_code", now=now)
    if found:
        _say(row, "state", queries.state_values(found), now=now)
    else:
        _say(row, "unknown", {}, now=now)


def _gather(rows: Sequence[Arrival], *, is_last: bool, now: datetime) -> None:
    last, on = rows[-1], local_date(now)
    text, _photos, point = _whole(rows)
    code = queries.commune_in(text, on) if point is None else None
    has_place = point is not None or code is not None
    if last.door == "sms" and not parameters.value(dated.TEXTS_BECOME_REPORTS, on):
        _mark(rows, "kept", "refused", now=now)
        _say(last, "how", {}, now=now)
        return
    if text and has_place:
        if last.door != "zalo" or is_last or any(r.photos for r in rows):
            _send(rows, now=now)
        else:
            _mark([last], "gathering", "complete", now=now)
            _say(last, "enough", {}, now=now)
        return
    if last.door == "email":
        _mark(rows, "kept", "no_place" if text else "no_text", now=now)
        _say(last, "form", {"url": "/phan-anh/moi"}, now=now)
        return
    _mark([last], "gathering", last.outcome, now=now)
    if last.door == "sms":
        _say(last, "how", {}, now=now)
    else:
        _say(last, "place" if text else "text", {}, now=now)


def _whole(rows: Sequence[Arrival]) -> tuple[str, list[str], GeoPoint | None]:
    """The text, the photos and the last point of what one sender gathered."""
    text = "\n".join(t for t in (sealing.unseal(r.text).strip() for r in rows) if t)
    photos = [p for r in rows for p in r.photos]
    spots = [r for r in rows if r.lat is not None and r.lon is not None]
    point = GeoPoint(spots[-1].lat, spots[-1].lon, None) if spots else None  # type: ignore[arg-type]
    return text[:TEXT_MOST], photos, point


def _send(rows: Sequence[Arrival], *, now: datetime) -> None:
    """One report of all; a part that the report cannot take leaves everything to a person, with a word."""
    last, sender = rows[-1], rows[0].sender
    try:
        with transaction.atomic():
            done = reports.submit_report(
                body=_body(rows, now=now), by=CITIZEN, now=now, reporter_assurance=_assurance(last, now)
            )
    except Invalid as wrong:
        field = wrong.errors[0].field if wrong.errors else ""
        if field in ("point", "place.code") and last.door == "zalo":
            for row in rows:
                row.lat = row.lon = None
                row.save(update_fields=["lat", "lon"])
            _mark(rows, "gathering", "outside", now=now)
            _say(last, "place", {}, now=now)
            return
        _mark(rows, "kept", "needs_identity" if field == "category" else "refused", now=now)
        _say(last, "held", {}, now=now)
        return
    _mark(rows, "done", "report", now=now, report_code=done.code)
    mark_phone(report_id=done.report_id, code=done.code)
    if not done.is_new or sender.door == "email":
        return  # of mail the report's own notice tells, it has the link
    found = cases.public_report(done.code, own=True, now=now)
    values = {
        "code": spoken_code(done.code),
        "agency": found.agency.name,
        "due": f"{local(found.due_at):%H:%M %d/%m/%Y}",
        "url": "/tra-cuu",
    }
    if sender.door == "zalo":
        _say(last, "received", values, now=now)


def _assurance(row: Arrival, now: datetime) -> Assurance:
    confirms = row.door == "sms" and parameters.value(dated.CALL_CONFIRMS, local_date(now))
    return Assurance.PHONE if confirms else Assurance.ANONYMOUS


def _body(rows: Sequence[Arrival], *, now: datetime) -> dict[str, Any]:
    text, photos, point = _whole(rows)
    first, on = rows[0], local_date(now)
    address = sealing.unseal(first.sender.address)
    contact = {"sms": {"phone": f"0{address[2:]}"}, "email": {"email": address}}.get(first.door)
    code = queries.commune_in(text, on) if point is None else None
    return {
        "id": str(first.client_id),
        "text": text,
        "category": None,
        "point": {"lat": point.lat, "lon": point.lon} if point else None,
        "place": {"code": code} if code else None,
        "occurred_at": None,
        "photos": photos[: pictures.most_photos(on=on)],
        "contact": contact,
        "public": bool(parameters.value(dated.PUBLIC, on)),
        "channel": first.door,
    }


def _finish(*, now: datetime) -> int:
    """What was begun: whole and quiet, it is sent; not whole after its time, a person reads it."""
    on = local_date(now)
    quiet = now - timedelta(seconds=parameters.value(dated.QUIET_BEFORE_SENDING, on))
    over = now - timedelta(minutes=parameters.value(dated.GATHERED_FOR, on))
    done = 0
    open_ = Arrival.objects.filter(state="gathering", at__lte=quiet).values_list("sender", flat=True)
    for pk in sorted(set(open_[:100])):
        rows = _gathering(Sender.objects.get(pk=pk))
        if not rows or rows[-1].at > quiet:
            continue
        with transaction.atomic():
            if any(row.outcome == "complete" for row in rows):
                _send(rows, now=now)
            elif rows[-1].at <= over:
                _mark(rows, "kept", "unfinished", now=now)
            else:
                continue
        done += 1
    return done


def _mark(rows: Sequence[Arrival], state: str, outcome: str, *, now: datetime, report_code: str = "") -> None:
    for row in rows:
        row.state, row.outcome, row.report_code = state, outcome, report_code
        row.save(update_fields=["state", "outcome", "report_code"])
    facts = [
        MessageRead(subject=Code(f"message:{row.pk}"), state=Code(state), outcome=Code(outcome))
        for row in rows
    ]
    ledger.append_all(facts, by=MACHINE, now=now)


def _say(row: Arrival, what: str, values: dict[str, Any], *, now: datetime) -> None:
    notices.reply(
        f"doors/{what}",
        f"sender:{row.sender_id}",
        values,
        channel=WAY[row.door],
        idempotency_key=f"message:{row.pk}",
        now=now,
    )
