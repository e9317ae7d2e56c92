"""How does somebody begin to pay? They choose a way; the machine prepares it and says where to go."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.core.errors import Conflict
from tinhso.core.facts import Code
from tinhso.core.messages import msg
from tinhso.core.roles import Actor
from tinhso.foundation.ledger import actions as ledger
from tinhso.gateway.payments import adapters, addresses, dated, events, queries
from tinhso.gateway.payments.actions.opening import locked, move, subject
from tinhso.gateway.payments.models import Attempt, AttemptState, Call, PaymentOrder
from tinhso.gateway.payments.queries.configured import ProviderView
from tinhso.gateway.payments.workflow import Finance, Route


class TooManyAttempts(Conflict):
    """The order has been tried too often."""

    code = "too-many-attempts"
    sentence = msg("Lệnh này đã được thử thanh toán quá nhiều lần; xin chuyển khoản hoặc nộp tại quầy.")


@dataclass(frozen=True)
class Start:
    """Where the payer goes: to an address of the provider, or to the code they scan."""

    redirect_url: str = ""
    qr_text: str = ""
    attempt: str = ""


def choose_way(*, number: str, provider: str, by: Actor, now: datetime) -> Start:
    """This will prepare a payment of what is due by a provider ("vietqr": a code to scan).

    The try is written down before the provider is called, so it can be asked for whatever becomes of that.
    Raises NoSuchOrder, Missing, WrongState, NotConnected, Away, Rejected, TooManyAttempts.
    """
    on = local_date(now)
    if provider == Route.VIETQR:
        order = queries.order(number)
        return Start(qr_text=order.qr_text)
    chosen = queries.provider(provider, on)
    window = int(parameters.value(dated.CLOCK_WINDOW, on))
    speak = adapters.adapter(chosen.code, chosen.shape, window_s=window)
    attempt = _written_down(number, chosen, by, now)
    begin = adapters.Begin(
        key=attempt.key,
        order=attempt.order.number,
        amount=attempt.amount,
        purpose=queries.transfer_text(attempt.order.number, attempt.order.purpose),
        return_url=f"{settings.PUBLIC_URL}{addresses.came_back(attempt.order.number)}",
        callback_url=f"{settings.PUBLIC_URL}{addresses.callback(chosen.code)}",
    )
    try:
        begun = speak.begin(begin, now=now, note=noting(attempt, now))
    except adapters.Rejected:
        with transaction.atomic():
            row = PaymentOrder.objects.select_for_update().get(pk=attempt.order_id)
            end(attempt, row, AttemptState.FAILED, by=by, now=now)
        raise
    Attempt.objects.filter(pk=attempt.pk).update(redirect_url=begun.redirect_url, remote_id=begun.remote_id)
    return Start(redirect_url=begun.redirect_url, attempt=attempt.key)


def _written_down(number: str, chosen: ProviderView, by: Actor, now: datetime) -> Attempt:
    with transaction.atomic():
        row = locked(number)
        if row.attempts_made >= parameters.value(dated.ATTEMPTS_MOST, local_date(now)):
            raise TooManyAttempts()
        step = "choose_rest" if row.state == Finance.PART_PAID else "choose"
        row.state = move(row, step, "provider", by=by)
        row.attempts_made += 1
        row.save(update_fields=["state", "attempts_made"])
        attempt = Attempt.objects.create(
            order=row, provider=chosen.code, route=chosen.route, key=f"{row.number}-{row.attempts_made}",
            amount=row.amount - (row.received - row.refunded), begun_at=now,
            next_poll_at=now + timedelta(seconds=pause(0, now)),
        )  # fmt: skip
        begun = events.WayChosen(subject=subject(row), about=Code(row.about), provider=Code(chosen.code))
        ledger.append(begun, by=by, now=now)
    return attempt


def noting(attempt: Attempt, now: datetime) -> adapters.Note:
    """This will give what writes down each call of an attempt."""

    def note(verb: str, result: str, took_ms: int) -> None:
        Call.objects.create(attempt=attempt, at=now, verb=verb, result=result, took_ms=took_ms)

    return note


def pause(polls: int, now: datetime) -> int:
    """This will give the seconds before the next question after so many."""
    steps = parameters.value(dated.POLL_AFTER, local_date(now))
    return int(steps[min(polls, len(steps) - 1)])


def end(attempt: Attempt, order: PaymentOrder, state: AttemptState, *, by: Actor, now: datetime) -> None:
    """This will end an attempt of a locked order; after the last one nothing is waited for."""
    ended = Attempt.objects.filter(pk=attempt.pk, state=AttemptState.BEGUN).update(
        state=state, ended_at=now, next_poll_at=None
    )
    if not ended:
        return
    waiting = Attempt.objects.filter(order=order, state=AttemptState.BEGUN).exists()
    if order.state == Finance.WAITING and not waiting:
        order.state = move(order, "give_up", by=by)
        order.save(update_fields=["state"])
