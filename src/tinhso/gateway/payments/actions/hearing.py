"""What does a provider's message do? Nothing unless it is believed; once, however often and late it comes."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tinhso.core import limits, parameters
from tinhso.core.clock import local_date
from tinhso.core.facts import Code
from tinhso.core.limits import Limit
from tinhso.core.roles import MACHINE, Actor
from tinhso.foundation.ledger import actions as ledger
from tinhso.gateway.payments import adapters, dated, events, queries
from tinhso.gateway.payments.actions.choosing import end
from tinhso.gateway.payments.actions.crediting import Did, Differs, Money, credit
from tinhso.gateway.payments.actions.opening import subject
from tinhso.gateway.payments.adapters import Outcome, Word
from tinhso.gateway.payments.models import Attempt, AttemptState, Callback, PaymentOrder
from tinhso.gateway.payments.rules.matching import Verdict
from tinhso.gateway.payments.rules.signing import NotBelieved, Why

FAILED, IGNORED = "failed", "ignored"


@dataclass(frozen=True)
class Heard:
    """Whether a message was believed, why not, and what it did ("already": the same again)."""

    is_believed: bool
    why: str = ""
    did: str = ""


def hear(*, provider: str, body: bytes, sender: str, now: datetime) -> Heard:
    """This will take in a callback and record it, believed or not; never more of it than its digest.

    `sender` is the network address, for which refused messages are counted. Raises Missing for a
    provider that never was, NotConnected, TooMany once a sender told too much that was not believed.
    """
    on = local_date(now)
    known = queries.provider(provider)
    window = int(parameters.value(dated.CLOCK_WINDOW, on))
    speak = adapters.adapter(known.code, known.shape, window_s=window)
    callback = Callback(
        provider=known.code, at=now, digest=hashlib.sha256(body).hexdigest(), size=len(body), is_believed=True
    )
    try:
        heard = speak.hear(body, now=now)
        with transaction.atomic():
            attempt = Attempt.objects.filter(provider=known.code, key=heard.key).first()
            if attempt is None:
                raise NotBelieved(Why.UNKNOWN_ATTEMPT)
            callback.attempt = attempt
            callback.transaction, callback.amount = heard.word.transaction, heard.word.amount
            callback.did = take(attempt, heard.word, by=MACHINE, now=now)
            callback.save()
    except NotBelieved as no:
        return _refused(callback, no.why, sender, now)
    except Differs:
        return _refused(callback, Why.DIFFERS, sender, now)
    return Heard(True, did=callback.did)


def take(attempt: Attempt, word: Word, *, by: Actor, now: datetime) -> str:
    """This will do what a believed word says, inside the caller's transaction. Raises Differs.

    Words come in any order: money that came is never undone by a failure told after it.
    """
    order = PaymentOrder.objects.select_for_update().get(pk=attempt.order_id)
    if word.outcome == Outcome.FAILED:
        was = Attempt.objects.filter(pk=attempt.pk).values_list("state", flat=True).get()
        end(attempt, order, AttemptState.FAILED, by=by, now=now)
        return FAILED if was == AttemptState.BEGUN else IGNORED
    money = Money(
        source=f"provider:{attempt.provider}",
        reference=word.transaction,
        route=attempt.route,
        amount=word.amount,
        at=min(word.at, now),
        provider=attempt.provider,
        attempt=attempt,
        settles_singly=queries.provider(attempt.provider).settles_singly,
    )
    did, _payment = credit(order, money, by=by, now=now)
    if did != Did.ALREADY:
        # the provider may say "failed" first and "paid" afterwards: the money counts
        Attempt.objects.filter(pk=attempt.pk).update(
            state=AttemptState.SUCCEEDED, ended_at=now, next_poll_at=None
        )
    return str(did)


def _refused(callback: Callback, why: Why, sender: str, now: datetime) -> Heard:
    most = int(parameters.value(dated.REFUSED_KEPT, local_date(now)))
    limits.take([Limit(limits.key("payments.refused", sender), most)], now=now)
    with transaction.atomic():
        callback.is_believed, callback.why, callback.did = False, why.value, ""
        callback.save(force_insert=True)
        name = Code(f"callback:{callback.pk}")
        refused = events.CallbackRefused(subject=name, provider=Code(callback.provider), why=Code(why.value))
        ledger.append(refused, by=MACHINE, now=now)
        if why == Why.DIFFERS and callback.attempt is not None:
            told = events.MismatchFound(
                subject=subject(callback.attempt.order),
                verdict=Code(Verdict.WRONG_AMOUNT),
                amount=int(callback.amount or 0),
            )
            ledger.append(told, by=MACHINE, now=now)
    return Heard(False, why=why.value)
