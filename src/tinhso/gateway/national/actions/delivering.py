"""Carry what waits to the portal, each dossier's tellings one after the other, and remember what came of it.

At least once: a kill between the portal's "taken" and our commit sends the same again, under the same key, by
which the portal knows it. Each telling is therefore committed by itself at once.
"""

import json
import logging
import time
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.core.facts import Code
from tinhso.core.roles import MACHINE
from tinhso.foundation.ledger import actions as ledger
from tinhso.gateway.national import configuration, dated, line, sealing
from tinhso.gateway.national.events import GivenUp, Told
from tinhso.gateway.national.line import Answer, Session
from tinhso.gateway.national.models import UNSENT, Mirror, Telling, TellingState, Words
from tinhso.gateway.national.rules import comparing, payloads, retrying
from tinhso.gateway.national.rules.retrying import Verdict

log = logging.getLogger(__name__)
TURN_S = 2.5
"""The worker has other duties: no new call is begun later in its turn than this."""
AWAY_WAIT = timedelta(minutes=1)


def deliver(now: datetime, limit: int = 50) -> int:
    """This will tell what is due, and give how many tellings the portal took.

    Of each dossier only the oldest unsent one goes; a dead one holds back those behind it until a person
    decides. While the line rests nothing is called. Call it from one process at a time, in no transaction.
    """
    portal = configured()
    if portal is None or not due(now).exists():
        return 0
    taken, tried, until = 0, 0, time.monotonic() + TURN_S
    with line.session(portal, now) as session:
        while session.is_open and tried < limit:
            batch = list(due(now).select_related("mirror").order_by("next_try_at", "pk")[: limit - tried])
            if not batch:
                break
            for telling in batch:
                taken += carry(session, telling, now)
                tried += 1
                if not session.is_open or time.monotonic() > until:
                    return taken
    return taken


def configured() -> configuration.Portal | None:
    """This will give the portal, None where there is none or its configuration cannot be used."""
    try:
        return configuration.portal()
    except configuration.Misconfigured as wrong:
        log.error("the national portal is not configured as it must be: %s", wrong)
        return None


def due(now: datetime) -> QuerySet[Telling]:
    """This will find the tellings that may go now: waiting, due, and nothing unsent before them."""
    before = Telling.objects.filter(
        mirror=OuterRef("mirror"), number__lt=OuterRef("number"), state__in=UNSENT
    )
    waiting = Telling.objects.filter(state=TellingState.WAITING, next_try_at__lte=now)
    return waiting.exclude(Exists(before))


def carry(session: Session, telling: Telling, now: datetime) -> int:
    """This will tell one thing and write down what came of it; 1 where the portal took it."""
    mirror = telling.mirror
    try:
        payload = json.loads(sealing.unseal(Words.objects.get(telling=telling).sealed))
    except (Words.DoesNotExist, sealing.Unreadable):
        _record(telling.pk, Answer(Verdict.REFUSED, detail="the words are gone"), None, "words-lost", now)
        return 0
    answer = session.post(
        telling.kind,
        payload,
        code=mirror.code,
        key=sealing.mark(f"{telling.idempotency_key} {telling.digest} {telling.renewals}"),
        again=bool(mirror.known),
    )
    reason = f"refused-{answer.error_code or answer.status}"
    reason = reason if answer.verdict == Verdict.REFUSED else "broken"
    _record(telling.pk, answer, payload, "".join(c for c in reason if c.isalnum() or c == "-")[:40], now)
    return int(answer.verdict == Verdict.TAKEN)


def _record(telling_id: int, answer: Answer, payload: Any, reason: str, now: datetime) -> None:
    with transaction.atomic():
        mirror_id = Telling.objects.values_list("mirror_id", flat=True).get(pk=telling_id)
        mirror = Mirror.objects.select_for_update().get(pk=mirror_id)
        telling = Telling.objects.select_for_update().get(pk=telling_id)
        telling.attempts += 1
        if answer.verdict == Verdict.TAKEN:
            _taken(mirror, telling, payload, now)
        elif telling.state == TellingState.WAITING:  # and not superseded while it was on its way
            _not_taken(mirror, telling, answer, reason, now)
        telling.save()


def _taken(mirror: Mirror, telling: Telling, payload: Any, now: datetime) -> None:
    said = comparing.what_is_compared(payloads.read_kind(telling.kind, payload).value)
    kept = mirror.known if telling.kind == payloads.PROGRESS else {}
    if telling.kind == payloads.DOSSIER and comparing.LAST_STEP in mirror.known:
        kept = {comparing.LAST_STEP: mirror.known[comparing.LAST_STEP]}
    mirror.known, mirror.known_at = {**kept, **said}, now
    mirror.save(update_fields=["known", "known_at"])
    if telling.state == TellingState.SUPERSEDED:
        return
    telling.state, telling.next_try_at, telling.ended_at = TellingState.TOLD, None, now
    telling.last_error = telling.reason = ""
    fact = Told(
        subject=Code(mirror.about),
        kind=Code(telling.kind),
        code=Code(mirror.code),
        status=Code(telling.status),
        number=telling.number,
        attempts=telling.attempts,
    )
    ledger.append(fact, by=MACHINE, now=now)


def _not_taken(mirror: Mirror, telling: Telling, answer: Answer, reason: str, now: datetime) -> None:
    waits = parameters.value(dated.RETRY_AFTER, local_date(now))
    telling.breaks += answer.verdict == Verdict.BROKEN
    telling.last_error = line.masked(f"{answer.error_code or answer.status or ''} {answer.detail}".strip())
    if not retrying.is_worn_out(answer.verdict, telling.breaks, waits):
        is_away = answer.verdict == Verdict.AWAY
        # while the portal is away the line itself waits longer and longer; each telling need not too
        telling.next_try_at = now + AWAY_WAIT if is_away else retrying.next_try(telling.breaks, now, waits)
        return
    telling.state, telling.next_try_at, telling.ended_at = TellingState.DEAD, None, now
    telling.reason = reason
    fact = GivenUp(
        subject=Code(mirror.about),
        kind=Code(telling.kind),
        code=Code(mirror.code),
        number=telling.number,
        reason=Code(reason),
    )
    ledger.append(fact, by=MACHINE, now=now)
