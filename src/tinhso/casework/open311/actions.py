"""What changes by this door? A report comes in once, words are added to it, changes are noted."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import orjson
from django.db import transaction

from tinhso.casework.open311 import dated, faults, rules
from tinhso.casework.open311.faults import refusal
from tinhso.casework.open311.models import Change, Incoming, Sent, Turn
from tinhso.casework.reports import actions as reports
from tinhso.casework.reports import queries as public
from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.core.roles import Actor
from tinhso.core.values import read_public_code
from tinhso.core.workflow import WrongState
from tinhso.foundation.accounts import actions as accounts

REOPENS = frozenset({"OPEN"})


@dataclass(frozen=True)
class Received:
    """The id of the request, whether this call made it, and what its sender should know."""

    code: str
    is_new: bool
    notices: tuple[str, ...] = ()


def digest_of(key: str, given: Mapping[str, Sequence[str]], idempotency_key: str) -> str:
    """This will name a sending: by its own key where it has one, else by every word of it."""
    named = {n: list(v) for n, v in given.items() if n not in ("api_key", "jurisdiction_id") and any(v)}
    what: Any = ["key", idempotency_key] if idempotency_key else ["same", named]
    return hashlib.sha256(orjson.dumps([key, what], option=orjson.OPT_SORT_KEYS)).hexdigest()


def known(digest: str, *, now: datetime) -> str | None:
    """This will give the code that an equal sending got before, while that counts as the same."""
    found = Sent.objects.filter(digest=digest, same_until__gt=now).order_by("-pk").first()
    return found.report_code if found else None


def receive(
    *,
    digest: str,
    is_named: bool,
    body: Callable[[], tuple[dict[str, Any], tuple[str, ...]]],
    by: Actor,
    now: datetime,
    language: str = "vi",
) -> Received:
    """This will take a report in, once for equal sendings, also when they come at one moment.

    `body` is asked for only when the sending is new, because it may fetch a picture; `is_named` says that the
    sender gave it an Idempotency-Key, which is remembered for days instead of minutes. Raises what
    `submit_report` raises.
    """
    if code := known(digest, now=now):
        return Received(code, is_new=False)
    content, notices = body()
    on = local_date(now)
    same_for = (
        timedelta(days=parameters.value(dated.KEPT_FOR, on))
        if is_named
        else timedelta(minutes=parameters.value(dated.SAME_WITHIN, on))
    )
    with transaction.atomic():
        # equal sendings wait here for each other: by the unique digest, or on SQLite by its one writer
        turn = Turn.objects.create(digest=digest)
        if code := known(digest, now=now):
            turn.delete()
            return Received(code, is_new=False)
        done = reports.submit_report(body=content, by=by, now=now, language=language)
        Sent.objects.create(
            key=by.key, digest=digest, report_code=done.code, at=now, same_until=now + same_for
        )
        accounts.note_key_used(key=by.key, now=now)
        turn.delete()
    return Received(done.code, is_new=True, notices=notices)


def add_update(*, given: Mapping[str, str], by: Actor, now: datetime) -> str:
    """This will take an update from outside, once for each `update_id`; gives our id of it.

    Only the program that sent a report may add to it. "OPEN" on an answered one asks for work again where
    that is still possible. Raises Refusal.
    """
    code = read_public_code(given.get("service_request_id", "")) or ""
    update_id, status = given.get("update_id", "").strip()[:120], given.get("status", "").strip().upper()
    text = given.get("description", "").strip()
    for name, value in (("service_request_id", code), ("update_id", update_id), ("description", text)):
        if not value:
            raise refusal(400, faults.MISSING, name=name)
    if len(text) > rules.DESCRIPTION_MAX:
        raise refusal(400, faults.TOO_LONG, name="description", most=rules.DESCRIPTION_MAX)
    if status and status not in rules.KNOWN_UPDATES:
        raise refusal(400, faults.WRONG_UPDATE)
    sent = Sent.objects.filter(report_code=code, key=by.key).first()
    if sent is None:
        raise refusal(404, faults.NO_REQUEST)
    report = public.public_report(code, own=True, now=now)
    with transaction.atomic():
        row, is_new = Incoming.objects.get_or_create(
            key=by.key, update_id=update_id, defaults={"report_code": code, "at": now}
        )
        if is_new:
            if not (status in REOPENS and _reopened(report.id, text, by=by, now=now)):
                reports.tell(report_id=report.id, text=text, by=by, now=now)
            accounts.note_key_used(key=by.key, now=now)
    return str(row.pk)


def _reopened(report_id: int, text: str, *, by: Actor, now: datetime) -> bool:
    try:
        with transaction.atomic():
            reports.rate(report_id=report_id, satisfaction="unsatisfied", comment="", by=by, now=now)
            reports.reopen(report_id=report_id, reason=text, by=by, now=now)
    except (reports.NotNow, reports.CannotReopen, WrongState):
        return False
    return True


def note_changes(changes: Sequence[tuple[int, int, datetime]]) -> None:
    """This will keep the moments of public changes: (fact id, report id, when); again is no matter."""
    Change.objects.bulk_create(
        [Change(fact_id=fact, report_id=report, at=at) for fact, report, at in changes], ignore_conflicts=True
    )
