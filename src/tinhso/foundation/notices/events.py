"""Which facts does this room announce? Only what somebody must see: a notice that never arrived."""

from dataclasses import dataclass

from tinhso.core.facts import Code, Fact, fact


@fact("notices.given_up")
@dataclass(frozen=True, kw_only=True)
class DeliveryGivenUp(Fact):
    """A notice could not be delivered (subject "notice:<pk>"); the reason stands in the delivery's row."""

    channel: Code
    attempts: int


@fact("notices.retried")
@dataclass(frozen=True, kw_only=True)
class DeliveryRetried(Fact):
    """Somebody had a notice sent again (subject "notice:<pk>")."""

    channel: Code
