"""Which facts does the queue of a counter leave in the ledger? Numbers only."""

from dataclasses import dataclass

from tinhso.core.facts import Code, Fact, fact


@dataclass(frozen=True, kw_only=True)
class TicketFact(Fact):
    """What each says: the counter's body and the number of the day."""

    agency: Code
    number: int


@fact("counter.ticket_taken")
@dataclass(frozen=True, kw_only=True)
class TicketTaken(TicketFact):
    """Somebody waits."""


@fact("counter.ticket_called")
@dataclass(frozen=True, kw_only=True)
class TicketCalled(TicketFact):
    """The next one was called to a desk."""
