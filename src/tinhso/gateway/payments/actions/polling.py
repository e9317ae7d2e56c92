"""What became of the payments of which nobody told us? The worker asks, less and less often, then no more."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.core.facts import Code
from tinhso.core.roles import MACHINE
from tinhso.foundation.ledger import actions as ledger
from tinhso.gateway.payments import adapters, dated, events, queries
from tinhso.gateway.payments.actions.choosing import end, noting, pause
from tinhso.gateway.payments.actions.crediting import Differs
from tinhso.gateway.payments.actions.hearing import take
from tinhso.gateway.payments.actions.opening import subject
from tinhso.gateway.payments.models import Attempt, AttemptState, PaymentOrder
from tinhso.gateway.payments.rules.matching import Verdict

A_TURN = 10


def poll(*, now: datetime) -> int:
    """This will ask for the attempts whose time has come, at most ten a turn; tells how many had an answer.

    A provider that does not answer is not asked again in the same turn: others wait behind it.
    """
    due = Attempt.objects.filter(state=AttemptState.BEGUN, next_poll_at__lte=now).select_related("order")
    heard, away = 0, set[str]()
    for attempt in due.order_by("next_poll_at")[:A_TURN]:
        if attempt.provider in away:
            _later(attempt, now)
            continue
        try:
            heard += _ask(attempt, now)
        except adapters.Away:
            away.add(attempt.provider)
            _later(attempt, now)
        except adapters.NotConnected:
            _later(attempt, now)
    return heard


def _ask(attempt: Attempt, now: datetime) -> int:
    known = queries.provider(attempt.provider)
    window = int(parameters.value(dated.CLOCK_WINDOW, local_date(now)))
    speak = adapters.adapter(known.code, known.shape, window_s=window)
    word = speak.ask(attempt.key, now=now, note=noting(attempt, now))
    if word is None:
        _later(attempt, now)
        return 0
    try:
        with transaction.atomic():
            take(attempt, word, by=MACHINE, now=now)
    except Differs:
        with transaction.atomic():
            Attempt.objects.filter(pk=attempt.pk).update(next_poll_at=None)
            told = events.MismatchFound(
                subject=subject(attempt.order), verdict=Code(Verdict.WRONG_AMOUNT), amount=word.amount
            )
            ledger.append(told, by=MACHINE, now=now)
    return 1


def _later(attempt: Attempt, now: datetime) -> None:
    hours = int(parameters.value(dated.GIVE_UP_AFTER, local_date(now)))
    if now >= attempt.begun_at + timedelta(hours=hours):
        with transaction.atomic():
            order = PaymentOrder.objects.select_for_update().get(pk=attempt.order_id)
            end(attempt, order, AttemptState.GIVEN_UP, by=MACHINE, now=now)
        return
    Attempt.objects.filter(pk=attempt.pk, state=AttemptState.BEGUN).update(
        polls=F("polls") + 1, next_poll_at=now + timedelta(seconds=pause(attempt.polls + 1, now))
    )
