"""What can be done with the queue of a counter: take a number, call the next one."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from tinhso.casework.counter import events
from tinhso.casework.counter.models import Ticket
from tinhso.casework.onestop.workflow import COUNTER
from tinhso.core.clock import local_date
from tinhso.core.errors import Conflict, NotPermitted
from tinhso.core.facts import Code
from tinhso.core.messages import msg
from tinhso.core.roles import Actor
from tinhso.foundation.ledger import actions as ledger

TRIES = 20


class NobodyWaits(Conflict):
    """There is no number left to call."""

    code = "nobody-waits"
    sentence = msg("Không còn ai chờ ở quầy.")


def take_ticket(*, agency: str, by: Actor, now: datetime) -> int:
    """This will give the next number of the body's counter today. Raises NotPermitted."""
    _check(agency, by)
    day = local_date(now)
    for attempt in range(TRIES):
        number = (Ticket.objects.filter(agency_code=agency, day=day).aggregate(n=Max("number"))["n"] or 0) + 1
        try:
            with transaction.atomic():
                ticket = Ticket.objects.create(agency_code=agency, day=day, number=number, taken_at=now)
                _tell(events.TicketTaken, ticket, by, now)
                return number
        except IntegrityError:
            # somebody took that number a moment ago
            if attempt == TRIES - 1:
                raise
    raise AssertionError("unreachable")


def call_next(*, agency: str, by: Actor, now: datetime) -> int:
    """This will call the number that waits longest, once, whoever asks. Raises NobodyWaits, NotPermitted."""
    _check(agency, by)
    with transaction.atomic():
        waiting = Ticket.objects.select_for_update().filter(
            agency_code=agency, day=local_date(now), called_at__isnull=True
        )
        while ticket := waiting.order_by("number").first():
            called = waiting.filter(pk=ticket.pk).update(called_at=now, called_by=by.key)
            if called:
                _tell(events.TicketCalled, ticket, by, now)
                return ticket.number
    raise NobodyWaits


def _check(agency: str, by: Actor) -> None:
    if not any(by.has(role, agency) for role in COUNTER):
        raise NotPermitted


def _tell(kind: type[events.TicketFact], ticket: Ticket, by: Actor, now: datetime) -> None:
    subject = Code(f"ticket:{ticket.pk}")
    ledger.append(
        kind(subject=subject, agency=Code(ticket.agency_code), number=ticket.number), by=by, now=now
    )
