"""Carry what waits to the mail server, and remember what became of it.

At least once: a kill between the server's "250 OK" and our commit sends the same e-mail again, and nothing
can rule that out. Each e-mail is therefore committed by itself at once, and carries a Message-ID that stays
the same at every try, by which mail systems drop doubles.
"""

import logging
import smtplib
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from django.conf import settings
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from tinhso.core import parameters
from tinhso.core.clock import local, local_date
from tinhso.core.errors import NotPermitted
from tinhso.core.facts import Code
from tinhso.core.roles import MACHINE, Actor, Role
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.notices import dated, recipients, rules, wording
from tinhso.foundation.notices.actions.send import NOWHERE
from tinhso.foundation.notices.events import DeliveryGivenUp, DeliveryRetried
from tinhso.foundation.notices.models import OPEN, Channel, Delivery, State

log = logging.getLogger(__name__)

TURN_S = 5.0
"""The worker has other duties: no new e-mail is begun later in a turn than this."""


def dispatch(now: datetime, limit: int = 50) -> int:
    """This will try the e-mails that are due, urgent ones first, over one connection; tell how many arrived.

    In quiet hours only urgent ones go. Failures are tried again after the dated waits, then given up, which
    is a fact and stands in the administrator's list. Call it from one process at a time, in no transaction.
    """
    due = Delivery.objects.filter(channel=Channel.EMAIL, state__in=OPEN, next_try_at__lte=now)
    if rules.is_quiet(local(now), parameters.value(dated.QUIET_HOURS, local_date(now))):
        due = due.filter(urgent=True)
    batch = list(due.select_related("notice").order_by("-urgent", "next_try_at", "pk")[:limit])
    if not batch:
        return 0
    line = mail.get_connection()
    try:
        line.open()
    except OSError as down:
        for delivery in batch:
            _failed(delivery, down, now)
        return 0
    try:
        return _send_over(line, batch, now)
    finally:
        with suppress(OSError):  # what was sent is recorded; a server that hangs up first is no loss
            line.close()


def retry(delivery_ids: Sequence[int], *, by: Actor, now: datetime) -> int:
    """This will have given-up or failed e-mails tried again from the start; tell how many.

    Raises NotPermitted for anybody but an administrator.
    """
    if not by.has(Role.ADMINISTRATOR):
        raise NotPermitted()
    again = (State.GIVEN_UP, State.FAILED, State.SUPPRESSED)
    with transaction.atomic():
        chosen = Delivery.objects.select_for_update().filter(
            pk__in=delivery_ids, channel=Channel.EMAIL, state__in=again
        )
        # a notice that had no reader when it was written has no text to send
        waiting = [d for d in chosen.select_related("notice") if d.notice.texts]
        Delivery.objects.filter(pk__in=[d.pk for d in waiting]).update(
            state=State.PENDING, attempts=0, next_try_at=now
        )
        facts = [
            DeliveryRetried(subject=Code(f"notice:{d.notice_id}"), channel=Code(d.channel)) for d in waiting
        ]
        ledger.append_all(facts, by=by, now=now)
    return len(waiting)


def _send_over(line: BaseEmailBackend, batch: Sequence[Delivery], now: datetime) -> int:
    arrived = 0
    until = time.monotonic() + TURN_S
    for delivery in batch:
        try:
            arrived += _send_one(line, delivery, now)
        except OSError as broken:  # also every error of smtplib that is not about this one letter
            _failed(delivery, broken, now)
            break  # the others keep their place and go over a new line in the next turn
        except Exception as bug:
            # a resolver or a text that breaks must not hold back what other rooms have to say
            log.exception("delivery %s broke", delivery.pk)
            _failed(delivery, bug, now)
        if time.monotonic() > until:
            break
    return arrived


def _send_one(line: BaseEmailBackend, delivery: Delivery, now: datetime) -> int:
    address = recipients.address(delivery.notice.recipient)
    if address is None or not address.email:
        _close(delivery, State.SUPPRESSED, NOWHERE)
        return 0
    try:
        line.send_messages([_letter(delivery, address, line)])
    except smtplib.SMTPResponseException as refused:
        _failed(delivery, refused, now)
    except smtplib.SMTPRecipientsRefused as refused:
        _failed(delivery, refused, now, for_good=_no_such_mailbox(refused), hide=address.email)
    except ValueError as unusable:  # an address or header that no e-mail can carry
        _failed(delivery, unusable, now, for_good=True, hide=address.email)
    else:
        _sent(delivery, now)
        return 1
    return 0


def _letter(delivery: Delivery, address: recipients.Address, line: BaseEmailBackend) -> mail.EmailMessage:
    subject, body = wording.in_language(delivery.notice.texts, address.language)
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    born = int(delivery.notice.created_at.timestamp())
    headers = {
        "Message-ID": f"<notice.{delivery.pk}.{born}@{domain}>",
        "Auto-Submitted": "auto-generated",
        "Content-Language": address.language,
    }
    return mail.EmailMessage(subject, body, to=[address.email], headers=headers, connection=line)


def _sent(delivery: Delivery, now: datetime) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(
        state=State.SENT, sent_at=now, attempts=delivery.attempts + 1, next_try_at=None, last_error=""
    )


def _failed(
    delivery: Delivery, error: Exception, now: datetime, *, for_good: bool = False, hide: str = ""
) -> None:
    attempts = delivery.attempts + 1
    on = local_date(now)
    reason = f"{type(error).__name__}: {error}"
    if hide:
        reason = reason.replace(hide, "…")
    again = None if for_good else rules.after_failure(attempts, now, parameters.value(dated.RETRY_AFTER, on))
    if again is None:
        with transaction.atomic():
            _close(delivery, State.GIVEN_UP, reason, attempts)
            subject = Code(f"notice:{delivery.notice_id}")
            fact = DeliveryGivenUp(subject=subject, channel=Code(delivery.channel), attempts=attempts)
            ledger.append(fact, by=MACHINE, now=now)
        return
    quiet = parameters.value(dated.QUIET_HOURS, on)
    Delivery.objects.filter(pk=delivery.pk).update(
        state=State.FAILED,
        attempts=attempts,
        last_error=reason[:300],
        next_try_at=rules.earliest(local(again), urgent=delivery.urgent, quiet=quiet),
    )


def _close(delivery: Delivery, state: State, reason: str, attempts: int | None = None) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(
        state=state,
        last_error=reason[:300],
        next_try_at=None,
        attempts=delivery.attempts if attempts is None else attempts,
    )


def _no_such_mailbox(refused: smtplib.SMTPRecipientsRefused) -> bool:
    return all(500 <= code < 600 for code, _text in refused.recipients.values())
