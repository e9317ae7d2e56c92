"""How long is the queue of a counter, and whose number is called?"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Min, Q

from tinhso.casework.counter.models import Ticket
from tinhso.casework.onestop.workflow import COUNTER
from tinhso.core.roles import Actor
from tinhso.foundation.agencies import queries as agencies
from tinhso.foundation.agencies.queries import AgencyRef


@dataclass(frozen=True)
class Queue:
    """The counter's day: the number called last and by me, how many wait, since when, the last one given."""

    called: int | None
    mine: int | None
    waiting: int
    next: int | None
    waiting_since: datetime | None
    given: int


def queue(agency: str, *, on: date, by: Actor) -> Queue:
    """This will tell how the queue stands, with one statement."""
    waits = Q(called_at__isnull=True)
    found = Ticket.objects.filter(agency_code=agency, day=on).aggregate(
        called=Max("number", filter=~waits),
        mine=Max("number", filter=Q(called_by=by.key)),
        waiting=Count("pk", filter=waits),
        next=Min("number", filter=waits),
        waiting_since=Min("taken_at", filter=waits),
        given=Max("number"),
    )
    return Queue(**{**found, "given": found["given"] or 0})


def counters_of(by: Actor, *, on: date) -> list[AgencyRef]:
    """This will list the bodies at whose counter the officer may sit."""
    found = (agencies.agency(code, on=on) for code in sorted(by.bodies(*COUNTER)))
    return [one for one in found if one is not None]
