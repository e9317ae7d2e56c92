"""Which facts do envelopes of the post leave in the ledger? Codes and counts, no name and no address."""

from dataclasses import dataclass

from tinhso.core.facts import Code, Fact, fact


@dataclass(frozen=True, kw_only=True)
class HandoverFact(Fact):
    """What each says: the code of the list, the body at whose counter it lies, and its direction."""

    code: Code
    agency: Code
    direction: Code


@fact("postal.list_made")
@dataclass(frozen=True, kw_only=True)
class ListMade(HandoverFact):
    """Envelopes were put on a list."""

    carrier: Code
    envelopes: int


@fact("postal.list_cancelled")
@dataclass(frozen=True, kw_only=True)
class ListCancelled(HandoverFact):
    """A list was thrown away before anything was handed over."""


@fact("postal.handed_over")
@dataclass(frozen=True, kw_only=True)
class HandedOver(HandoverFact):
    """Both sides signed for so many envelopes."""

    envelopes: int


@dataclass(frozen=True, kw_only=True)
class EnvelopeFact(HandoverFact):
    """One envelope: its place on the list and the dossier it belongs to, by code ("" while there is none)."""

    envelope: int
    dossier: Code


@fact("postal.dropped")
@dataclass(frozen=True, kw_only=True)
class EnvelopeDropped(EnvelopeFact):
    """It was taken off before the list was handed over."""


@fact("postal.delivered")
@dataclass(frozen=True, kw_only=True)
class EnvelopeDelivered(EnvelopeFact):
    """The post brought the result to its person."""


@fact("postal.not_delivered")
@dataclass(frozen=True, kw_only=True)
class EnvelopeCameBack(EnvelopeFact):
    """The post brought it back to the counter; `reason` is a word."""

    reason: Code


@fact("postal.taken_in")
@dataclass(frozen=True, kw_only=True)
class EnvelopeTakenIn(EnvelopeFact):
    """What the post brought is in a dossier."""
